"""Every change that an officer makes: check, change, audit, in one transaction.

The audit log says who did what to which item and when. What was decided, and why, stays with the decision.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor, action
from portcullis.casework.agreement import sampled
from portcullis.casework.errors import AlreadyDecided, HeldByAnother, NotAllowed, ReasonNeeded
from portcullis.casework.keys import storable
from portcullis.casework.models import Acknowledgement, Decision, Item, SecondReading
from portcullis.casework.outcomes import DECIDABLE, TRANSITIONS, Outcome, Reason

CLAIM = timedelta(minutes=15)


@action
def claim(auditor: Auditor, by: User, item: UUID) -> None:
    """Hold an open item for a quarter of an hour; a further look renews it. One UPDATE decides between two."""
    now = timezone.now()
    if not Item.objects.waiting().filter(pk=item).free_for(by, now).update(held_by=by, held_until=now + CLAIM):
        raise _refusal(item)
    auditor.record("item.claimed", f"item:{item}")


@action
def take_over(auditor: Auditor, by: User, item: UUID, reason: str) -> None:
    """A senior officer takes an item from whoever holds it."""
    if not by.has(Role.SENIOR):
        raise NotAllowed("Only a senior officer can take over an item that somebody else holds.")
    reason = _reason(reason)
    if not Item.objects.waiting().filter(pk=item).update(held_by=by, held_until=timezone.now() + CLAIM):
        raise _refusal(item)
    auditor.record("item.taken-over", f"item:{item}", reason)


@action
def release(auditor: Auditor, by: User, item: UUID) -> None:
    """Give the item back to the queue."""
    if not Item.objects.filter(pk=item, held_by=by).update(held_by=None, held_until=None):
        raise NotAllowed("You do not hold this item, so there is nothing to give back.")
    auditor.record("item.released", f"item:{item}")


@action
def open_item(auditor: Auditor, by: User, item: Item, reason: Reason) -> None:
    """Somebody sees the content of an item. Looking at an item that one holds renews the claim."""
    Item.objects.waiting().filter(pk=item.pk, held_by=by).update(held_until=timezone.now() + CLAIM)
    auditor.record("item.opened", f"item:{item.pk}", reason.value)


@action
def show_in_list(auditor: Auditor, items: Sequence[UUID], where: str) -> None:
    """Somebody sees the content of several items at once, because they chose to."""
    auditor.record("items.listed", f"list:{where}", Reason.ASSIGNED.value, items=[str(item) for item in items])


@action
def decide(auditor: Auditor, by: User, item: UUID, outcome: str, reason: str) -> Decision:
    """Record one of the outcomes, with its reason, on an open item that nobody else holds."""
    decision = _decide(by, item, _outcome(outcome), _reason(reason), timezone.now(), None)
    auditor.record("item.decided", f"item:{item}", decision=str(decision.pk))
    return decision


@action
def decide_together(
    auditor: Auditor, by: User, items: Sequence[UUID], outcome: str, reason: str
) -> tuple[list[Decision], list[UUID]]:
    """The same decision on each of these items. Returns the decisions, and the items that others hold or decided."""
    chosen, why, now, together = _outcome(outcome), _reason(reason), timezone.now(), uuid4()
    made, left = [], []
    for item in dict.fromkeys(items):
        try:
            made.append(_decide(by, item, chosen, why, now, together))
        except (AlreadyDecided, HeldByAnother):
            left.append(item)
    auditor.record("items.decided", f"together:{together}", items=[str(decision.item_id) for decision in made])
    return made, left


@action
def undo(auditor: Auditor, by: User, decision: Decision, reason: str) -> Decision:
    """Take a decision back: a further row says who and why, both stay, and this officer holds the open item."""
    if decision.by != by and not by.has(Role.SENIOR):
        raise NotAllowed("Only the officer who decided, or a senior officer, can undo a decision.")
    now = timezone.now()
    changed = Item.objects.filter(
        pk=decision.item_id, outcome=decision.outcome, decided_at=decision.at, decided_by=decision.by_id
    ).update(outcome=Outcome.OPEN, decided_at=None, decided_by=None, held_by=by, held_until=now + CLAIM)
    if not changed or not decision.outcome or Decision.objects.filter(undoes=decision).exists():
        raise AlreadyDecided("This decision was undone already. Both are on record.")
    row = Decision.objects.create(item_id=decision.item_id, reason=_reason(reason), by=by, at=now, undoes=decision)
    auditor.record("item.decision-undone", f"item:{decision.item_id}", decision=str(decision.pk))
    return row


@action
def read_second(auditor: Auditor, by: User, reading: SecondReading, outcome: str, reason: str) -> None:
    """The second reader's own answer. The first stays in force; a senior officer sees where they differ."""
    if reading.decision.by == by:
        raise NotAllowed("You made the first decision, so another officer must read it.")
    answer = {"outcome": _outcome(outcome), "reason": _reason(reason), "by": by, "at": timezone.now()}
    if not SecondReading.objects.filter(pk=reading.pk, by=None, decision__undone=None).update(**answer):
        raise AlreadyDecided("Somebody read this already, or the decision was undone.")
    auditor.record("item.read-again", f"item:{reading.decision.item_id}", reading=str(reading.pk))


@action
def acknowledge(auditor: Auditor, by: User, items: Sequence[UUID]) -> None:
    """This officer has seen the alarm for these items."""
    now = timezone.now()
    seen = Item.objects.unacknowledged(by).filter(pk__in=items).values_list("pk", flat=True)
    rows = [Acknowledgement(item_id=item, by=by, at=now) for item in seen]
    Acknowledgement.objects.bulk_create(rows, ignore_conflicts=True)
    auditor.record("alarm.acknowledged", f"user:{by.pk}", items=[str(row.item_id) for row in rows])


@action
def show_to_member(auditor: Auditor, item: Item) -> None:
    """A Member, or their delegate, asked to see what is held about them."""
    auditor.record("item.opened", f"item:{item.pk}", Reason.MEMBER_ASKED.value)


def _decide(by: User, item: UUID, outcome: Outcome, reason: str, now: datetime, together: UUID | None) -> Decision:
    settled = {"outcome": outcome, "decided_at": now, "decided_by": by, "held_by": None, "held_until": None}
    sources = [state for state, targets in TRANSITIONS.items() if outcome in targets]
    if not Item.objects.filter(pk=item, outcome__in=sources).free_for(by, now).update(**settled):
        raise _refusal(item)
    decision = Decision.objects.create(item_id=item, outcome=outcome, reason=reason, by=by, at=now, together=together)
    if sampled(decision.pk, settings.SECOND_READING_PERCENT):
        SecondReading.objects.create(decision=decision, asked_at=now)
    return decision


def _refusal(pk: UUID) -> AlreadyDecided | HeldByAnother:
    item = Item.objects.select_related("held_by").get(pk=pk)
    if item.outcome:
        return AlreadyDecided("This item is decided already. You find it under Decided.")
    return HeldByAnother(f"{item.held_by} holds this item. Choose another, or wait until the claim runs out.")


def _outcome(value: str) -> Outcome:
    if value not in DECIDABLE:
        raise NotAllowed("Choose one of the outcomes.")
    return Outcome(value)


def _reason(text: str) -> str:
    kept = storable(text).strip()
    if not any(map(str.isalnum, kept)):  # spaces that cannot be seen, or a full stop, are no reason
        raise ReasonNeeded("Give a reason. Another officer must be able to follow it a year from now.")
    return kept
