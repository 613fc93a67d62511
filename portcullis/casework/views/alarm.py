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
    if request.htmx and request.GET.get("as", "") == ringing["mark"]:
        return HttpResponse(status=204)
    template = "casework/alarm-notice.html" if request.htmx else "casework/alarm.html"
    return render(request, template, {"title": "Alarm", "alarm": ringing}, using="jinja2")


@allow(*OFFICERS)
@require_POST
def acknowledge(request: Request) -> HttpResponse:
    try:
        items = [UUID(one) for one in request.POST.getlist("item")]
    except ValueError as error:
        raise BadRequest from error
    actions.acknowledge(request.auditor, request.user, items)
    return redirect("queue")
