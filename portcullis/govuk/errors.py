"""Error pages: what happened, that nothing was lost, and a reference to quote."""

import secrets
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

log = structlog.get_logger()


def _page(request: HttpRequest, status: int, title: str, says: str, reference: str = "") -> HttpResponse:
    context = {"title": title, "says": says, "reference": reference}
    return render(request, "govuk/error.html", context, status=status, using="jinja2")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, "This request could not be read", "Nothing was changed. Go back and try again.")


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    says = "Your role does not open this page. If you need it, ask the administrator of the service."
    return _page(request, 403, "You do not have permission to see this page", says)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request, 404, "Page not found", "Check the address. If you followed a link, what it led to may be gone."
    )


def server_error(request: HttpRequest) -> HttpResponse:
    reference = secrets.token_hex(4)
    log.error("page failed", path=request.path, reference=reference)
    says = "Nothing that you had saved was lost. Try again; if it happens again, quote this reference."
    context = {"title": "Sorry, there is a problem with the service", "says": says, "reference": reference}
    # Without the request: the frame would ask the database, which may be what failed.
    return HttpResponse(render_to_string("govuk/error.html", context, using="jinja2"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "", **_: Any) -> HttpResponse:
    says = "The page was open too long, or cookies are off. Nothing was changed. Go back, reload and try again."
    return _page(request, 403, "This form has expired", says)
