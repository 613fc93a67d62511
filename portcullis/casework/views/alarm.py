"""The alarm: asked for each second by every officer's open page."""

from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from portcullis.accounts.http import Request
from portcullis.accounts.roles import OFFICERS, allow
from portcullis.casework import actions, context


@allow(*OFFICERS)
@require_safe
def alarm(request: Request) -> HttpResponse:
    """The notice, or 204 where it is as the page has it already (`as`): a screen reader hears each alarm once."""
    ringing = context.alarm(request.user)
    if not request.htmx:
        return render(request, "casework/alarm.html", {"title": "Alarm", "alarm": ringing}, using="jinja2")
    return HttpResponse(status=204) if request.GET.get("as", "") == ringing["mark"] else _notice(request)


def _notice(request: Request) -> HttpResponse:
    facts = context.waiting(request.user)
    parts = {"alarm": facts["alarm"], "facts": facts, "moved": True}
    return render(request, "casework/alarm-notice.html", parts, using="jinja2")


@allow(*OFFICERS)
@require_POST
def acknowledge(request: Request) -> HttpResponse:
    """With htmx the page stays as it is, and so does what the officer was typing."""
    try:
        items = [UUID(one) for one in request.POST.getlist("item")]
    except ValueError as error:
        raise BadRequest from error
    actions.acknowledge(request.auditor, request.user, items)
    return _notice(request) if request.htmx else redirect("queue")
