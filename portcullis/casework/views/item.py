"""One item: read it, claim it, decide it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portcullis.accounts.http import Request
from portcullis.accounts.roles import OFFICERS, Role, allow
from portcullis.casework import actions
from portcullis.casework.errors import CaseworkError, HeldByAnother
from portcullis.casework.forms import Decide, WithReason
from portcullis.casework.keys import post_key
from portcullis.casework.models import Decision, Item, SecondReading
from portcullis.casework.outcomes import DECIDABLE, HINTS, Reason
from portcullis.casework.presenters import Page, members_of
from portcullis.casework.views.queue import just_decided
from portcullis.members import registry

EARLIER = 20
KEYS = ("lawful", "elsewhere", "abuse", "advice", "welfare", "refer")
ANSWERS = list(zip(DECIDABLE, (HINTS[outcome] for outcome in DECIDABLE), KEYS, strict=True))


@allow(*OFFICERS)
@require_GET
def item(request: Request, pk: UUID) -> HttpResponse:
    return show(request, _item(pk), Decide())


def show(request: Request, item: Item, form: Decide, status: int = 200) -> HttpResponse:
    """The page of an item. That its content was seen, and why, goes on the audit log first."""
    why = _why(request, item)
    actions.open_item(request.auditor, request.user, item, why)
    context = content(item, "all" in request.GET) | {
        "form": form,
        "error_count": len(form.errors),
        "why": why,
        "reasons": list(Reason),
        "answers": ANSWERS,
        "done": just_decided(request),
        **_standing(request, item),
    }
    return render(request, "casework/item.html", context, status=status, using="jinja2")


def content(item: Item, whole: bool) -> dict[str, Any]:
    """What the page of an item, and of a second reading, shows of the post and what is held around it."""
    page = Page(item, registry.name(members_of(item)[: Page.MEMBERS]), whole)
    around = {name: post_key(item.platform, one.post) for name, one in item.conversation.items()}
    held = {
        bytes(other.post_key): other for other in Item.objects.filter(post_key__in=list(around.values())).for_list()
    }
    same = Item.objects.filter(author_key=item.author_key).directed_at(members_of(item)).exclude(pk=item.pk)
    return {
        "title": f"{page.band.word}: item {page.reference}",
        "page": page,
        "item": item,
        "around": [(name, one, held.get(around[name])) for name, one in item.conversation.items()],
        "members_own": registry.whose(item.platform, [one.author for one in item.conversation.values()]),
        "earlier": list(same.for_list().order_by("-captured_at")[:EARLIER]),
        "events": list(item.events.order_by("at")),
    }


def _why(request: Request, item: Item) -> Reason:
    """The reason in the address, else what is likeliest for this officer and item."""
    given = request.GET.get("why", "")
    if given in Reason.values:
        return Reason(given)
    if item.outcome:
        return Reason.REVIEW
    return (
        Reason.SUPERVISION
        if request.user.has(Role.SENIOR) and item.held_by not in (None, request.user)
        else Reason.ASSIGNED
    )


def _standing(request: Request, item: Item) -> dict[str, Any]:
    """Who holds it, what was decided, and whether this officer may see that yet."""
    held = item.held_by if item.held_until and item.held_until > timezone.now() and not item.outcome else None
    return {
        "holder": held,
        "mine": held == request.user,
        "free": held in (None, request.user) and not item.outcome,
        "decisions": list(item.decisions.select_related("by", "undoes", "second").order_by("at")),
        "blind": bool(SecondReading.objects.blind_for(request.user, [item.pk])),
        "senior": request.user.has(Role.SENIOR),
    }


def _item(pk: UUID) -> Item:
    return get_object_or_404(Item.objects.select_related("held_by", "decided_by").defer("raw"), pk=pk)


@allow(*OFFICERS)
@require_POST
def claim(request: Request, pk: UUID) -> HttpResponse:
    _item(pk)
    try:
        actions.claim(request.auditor, request.user, pk)
    except CaseworkError as error:
        messages.error(request, str(error))
        return redirect("queue")
    return redirect("item", pk=pk)


@allow(Role.SENIOR)
@require_http_methods(["GET", "POST"])
def take_over(request: Request, pk: UUID) -> HttpResponse:
    held, form = _item(pk), WithReason(request.POST or None)
    if form.is_valid():
        try:
            actions.take_over(request.auditor, request.user, pk, form.cleaned_data["reason"])
        except CaseworkError as error:
            messages.error(request, str(error))
        return redirect("item", pk=pk)
    context = {
        "title": "Take over this item",
        "form": form,
        "error_count": len(form.errors),
        "back": reverse("item", args=[pk]),
    }
    context |= {
        "says": f"{held.held_by or 'Nobody'} holds it now. They will see that you took it.",
        "button": "Take over",
    }
    return render(request, "casework/reason.html", context, using="jinja2")


@allow(*OFFICERS)
@require_POST
def release(request: Request, pk: UUID) -> HttpResponse:
    _item(pk)
    try:
        actions.release(request.auditor, request.user, pk)
    except CaseworkError as error:
        messages.error(request, str(error))
    return redirect("queue")


@allow(*OFFICERS)
@require_POST
def decide(request: Request, pk: UUID) -> HttpResponse:
    """Record the decision, then take the next item or go back to the queue."""
    item, form = _item(pk), Decide(request.POST)
    if not form.is_valid():
        return show(request, item, form, status=422)
    try:
        decision = actions.decide(request.auditor, request.user, pk, **form.cleaned_data)
    except CaseworkError as error:
        form.add_error(None, str(error))
        return show(request, _item(pk), form, status=409)
    following = _next(request) if request.POST.get("then") == "next" else None
    where = reverse("item", args=[following.pk]) if following else reverse("queue")
    return redirect(f"{where}?{urlencode({'done': decision.pk})}")


def _next(request: Request) -> Item | None:
    """Claim the most dangerous item that nobody holds. Another officer may be quicker: then the one after it."""
    for item in Item.objects.waiting().free_for(request.user, timezone.now()).for_list().most_dangerous_first()[:5]:
        try:
            actions.claim(request.auditor, request.user, item.pk)
        except HeldByAnother:
            continue
        return item
    return None


@allow(*OFFICERS)
@require_http_methods(["GET", "POST"])
def undo(request: Request, pk: UUID) -> HttpResponse:
    decision = get_object_or_404(Decision.objects.made().select_related("item", "by"), pk=pk)
    form = WithReason(request.POST or None)
    if form.is_valid():
        try:
            actions.undo(request.auditor, request.user, decision, form.cleaned_data["reason"])
        except CaseworkError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The decision is undone. Both are on record, and you hold the item.")
            return redirect("item", pk=decision.item_id)
    context = {"title": "Undo this decision", "form": form, "error_count": len(form.errors), "back": reverse("decided")}
    says = "The item goes back to the queue, and you hold it. The decision and the undo both stay on record."
    return render(
        request, "casework/reason.html", context | {"says": says, "button": "Undo the decision"}, using="jinja2"
    )
