"""The queue: what is the most dangerous thing that nobody holds? And the list of what was decided."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from portcullis.accounts.actions import save_preferences
from portcullis.accounts.http import Request
from portcullis.accounts.models import Preferences
from portcullis.accounts.roles import OFFICERS, allow
from portcullis.casework import actions
from portcullis.casework.context import waiting
from portcullis.casework.forms import Filters
from portcullis.casework.keys import digest
from portcullis.casework.models import Decision, Item, SecondReading
from portcullis.casework.presenters import Row, members_of
from portcullis.members import registry

AT_ONCE = 50
LISTED = "casework-listed"


@allow(*OFFICERS)
@require_safe
def queue(request: Request) -> HttpResponse:
    """The page; for htmx only the list, or 204 where it has not changed since `as`."""
    context = _list(request)
    if request.htmx:
        if request.GET.get("as") == context["mark"]:
            return HttpResponse(status=204)
        context |= {"facts": waiting(request.user), "moved": True}
        return render(request, "casework/queue-list.html", context, using="jinja2")
    context |= {"title": "Queue", "done": just_decided(request)}
    return render(request, "casework/queue.html", context, using="jinja2")


def _list(request: Request) -> dict[str, Any]:
    now, text = timezone.now(), Preferences.of(request.user).text_in_lists
    filters = Filters(request.GET, *_choices(registry.revision()))
    items = filters.waiting(request.user, now).for_list().most_dangerous_first()
    start = _start(request.GET.get("after", ""))
    found = list((items.after(start) if start else items)[: AT_ONCE + 1])
    shown = found[:AT_ONCE]
    if text:
        _on_record(request, shown, "queue")
    names = registry.name([member for item in shown for member in members_of(item)[:3]])
    address = urlencode(filters.chosen)
    rows = [Row(item, names, request.user, now, text) for item in shown]
    return {
        "rows": rows,
        "mark": digest("".join(row.mark for row in rows)).hex(),
        "filters": filters,
        "text_in_lists": text,
        "address": address,
        "further": urlencode(filters.chosen | {"after": str(shown[-1].pk)}) if len(found) > AT_ONCE else "",
        "after": str(start.pk) if start else "",
    }


def _start(value: str) -> Item | None:
    try:
        return Item.objects.filter(pk=UUID(value)).first()
    except ValueError:
        return None


def _on_record(request: Request, items: list[Item], where: str) -> None:
    """The content of these items is shown: on the audit log, once a session each."""
    known = set(request.session.get(LISTED, []))
    fresh = [item.pk for item in items if str(item.pk) not in known]
    if fresh:
        actions.show_in_list(request.auditor, fresh, where)
        request.session[LISTED] = [*known, *map(str, fresh)][-2_000:]


def just_decided(request: Request) -> Decision | None:
    """The decision that was made just now, for the offer to undo it."""
    try:
        return Decision.objects.standing().filter(pk=UUID(request.GET.get("done", "")), by=request.user).first()
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _choices(revision: str) -> tuple[list[tuple[str, str]], list[str]]:
    """The Members and platforms to filter by, as the register stands at this revision."""
    watched = registry.watched()
    platforms = {account.platform for one in watched for account in one.accounts}
    return sorted(((one.member, one.name) for one in watched), key=lambda pair: pair[1]), sorted(platforms)


@allow(*OFFICERS)
@require_POST
def text_in_lists(request: Request) -> HttpResponse:
    """Show or hide the first line of each post in lists, from now on, for this officer."""
    own = Preferences.of(request.user)
    own.text_in_lists = not own.text_in_lists
    save_preferences(request.auditor, own)
    return redirect(f"{reverse('queue')}?{request.POST.get('address', '')}")


@allow(*OFFICERS)
@require_safe
def decided(request: Request) -> HttpResponse:
    now, text = timezone.now(), Preferences.of(request.user).text_in_lists
    filters = Filters(request.GET, *_choices(registry.revision()))
    items = filters.decided(request.user, now).select_related("decided_by").for_list().order_by("-decided_at", "id")
    before = _start(request.GET.get("after", ""))
    if before and before.decided_at:
        items = items.filter(decided_at__lt=before.decided_at)
    found = list(items[: AT_ONCE + 1])
    shown = found[:AT_ONCE]
    if text:
        _on_record(request, shown, "decided")
    names = registry.name([member for item in shown for member in members_of(item)[:3]])
    standing = Decision.objects.standing().filter(item__in=shown).select_related("second")
    context = {
        "title": "Decided",
        "rows": [Row(item, names, request.user, now, text) for item in shown],
        "decisions": {decision.item_id: decision for decision in standing},
        "blind": SecondReading.objects.blind_for(request.user, [item.pk for item in shown]),
        "filters": filters,
        "further": urlencode(filters.chosen | {"after": str(shown[-1].pk)}) if len(found) > AT_ONCE else "",
    }
    return render(request, "casework/decided.html", context, using="jinja2")
