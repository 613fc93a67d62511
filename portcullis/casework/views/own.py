"""What is held about a Member, for them and their delegates: dates, kinds, outcomes; words only if asked for."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from portcullis.accounts.http import Request
from portcullis.accounts.roles import MEMBERS, allow
from portcullis.casework import actions
from portcullis.casework.models import Item
from portcullis.casework.models.queue import ItemQuerySet
from portcullis.casework.outcomes import Outcome
from portcullis.casework.presenters import kinds, reference
from portcullis.members import registry

AT_ONCE = 100


@allow(*MEMBERS)
@require_safe
def held(request: Request) -> HttpResponse:
    found = list(_own(request).for_list().order_by("-captured_at")[: AT_ONCE + 1])
    rows = [(item, reference(item), kinds(item.assessment), Outcome(item.outcome).label) for item in found[:AT_ONCE]]
    context = {"title": "What is held about you", "rows": rows, "more": len(found) > AT_ONCE}
    return render(request, "casework/my-held.html", context, using="jinja2")


@allow(*MEMBERS)
@require_POST
def words(request: Request, pk: UUID) -> HttpResponse:
    """The words of one post, because the Member asked: on the audit log."""
    item = get_object_or_404(_own(request), pk=pk)
    actions.show_to_member(request.auditor, item)
    context = {"title": f"Post {reference(item)}", "item": item, "kinds": kinds(item.assessment)}
    return render(request, "casework/my-words.html", context, using="jinja2")


def _own(request: Request) -> ItemQuerySet:
    return Item.objects.directed_at(registry.members_of(request.user))
