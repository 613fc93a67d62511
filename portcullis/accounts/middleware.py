"""Closed by default: a view opens only to the roles that it names with `allow`, or to all with `public`."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from portcullis.accounts.models import User
from portcullis.accounts.sessions import signed_out_page
from portcullis.audit.auditor import Auditor


class ClosedByDefault:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        user = request.user
        if isinstance(user, User):
            request.auditor = Auditor.person(user)  # type: ignore[attr-defined]
        if getattr(view, "public", False):
            return None
        if not isinstance(user, User):
            return _signed_out(request)
        if user.role not in getattr(view, "roles", frozenset()):
            raise PermissionDenied
        if user.must_change_password and not getattr(view, "before_password", False):
            return redirect("choose-password")
        return None


def _signed_out(request: HttpRequest) -> HttpResponse:
    """To sign-in. What was typed goes along; a part of a page that refreshes itself leaves the page as it is."""
    if request.method == "POST":
        return signed_out_page(request)
    if "HX-Request" in request.headers:
        return HttpResponse(status=401)
    return redirect_to_login(request.get_full_path())
