"""The audit page. accounts/urls.py opens it, to auditors only: roles live above this room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from portcullis.audit import actions
from portcullis.audit.auditor import Auditor
from portcullis.audit.filters import Filters, actions_known


class Audited(HttpRequest):
    auditor: Auditor


@require_safe
def log(request: Audited) -> HttpResponse:
    filters = Filters.of(request.GET)
    context = {"title": "Audit log", "filters": filters, "page": actions.read_log(request.auditor, filters)}
    context["known"] = actions_known()
    context["error_count"] = len(filters.problems)
    return render(request, "audit/log.html", context, using="jinja2")


@require_http_methods(["GET", "POST"])
def verify(request: Audited) -> HttpResponse:
    """Ask first: it reads the whole log."""
    context: dict[str, object] = {"title": "Verify the log", "noted": request.POST.get("head", "")}
    if request.method == "POST":
        context["verdict"] = actions.verify_log(request.auditor, request.POST.get("head", "").strip().lower()[:64])
    return render(request, "audit/verify.html", context, using="jinja2")
