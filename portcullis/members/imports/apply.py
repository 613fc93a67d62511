"""Make the changes of a plan, in the caller's transaction and at its moment."""

from datetime import datetime

from portcullis.audit.auditor import Auditor
from portcullis.members.days import begins
from portcullis.members.errors import Refused
from portcullis.members.imports.plan import TEXTS, Change, Plan
from portcullis.members.models import Departure, Enrolment, Member, PlatformAccount, Revision
from portcullis.members.record import retire, state

BATCH = 500


def apply(auditor: Auditor, moment: datetime, plan: Plan) -> None:
    """`moment` is Revision.bump()'s. Raises Refused if the register changed after the plan was made."""
    if Revision.objects.get(pk=1).number != plan.revision + 1:
        raise Refused("The register changed after the plan was made. Look at the new plan; nothing was changed.")
    by_kind: dict[str, list[Change]] = {}
    for change in plan.changes:
        by_kind.setdefault(change.kind, []).append(change)
    Member.objects.bulk_create([change.member for change in by_kind.get("added", ())], BATCH)
    Member.objects.bulk_update([change.member for change in by_kind.get("changed", ())], [*TEXTS, "aliases"], BATCH)
    for change in by_kind.get("account retired", ()):
        retire(auditor, moment, _account(change))
    _accounts(auditor, moment, by_kind)
    for change in (*by_kind.get("left", ()), *by_kind.get("returned", ())):
        _sitting(auditor, moment, change)
    _opt_in(auditor, moment, by_kind.get("opted in", []))


def _account(change: Change) -> PlatformAccount:
    assert change.account is not None
    return change.account


def _accounts(auditor: Auditor, moment: datetime, by_kind: dict[str, list[Change]]) -> None:
    PlatformAccount.objects.bulk_update(
        [_account(change) for change in by_kind.get("account changed", ())], ["handle", "immutable_id"], BATCH
    )
    new = [_account(change) for change in by_kind.get("account new", ())]
    for account in new:
        account.added_at, account.added_by_name = moment, auditor.name
    PlatformAccount.objects.bulk_create(new, BATCH)


def _sitting(auditor: Auditor, moment: datetime, change: Change) -> None:
    """The Member left, left on another day than we held, or is back."""
    assert change.on is not None
    member, leaves = change.member, change.kind == "left"
    old = Departure.objects.current().filter(member=member, returned_at=None).exclude(left_at=None).first()
    new = Departure(member=member, left_at=begins(change.on), reason="Imported.")
    if old is not None:
        new.line = old.line
        if not leaves:
            new.left_at, new.returned_at = old.left_at, begins(change.on)
    state(auditor, moment, new, old)
    member.left_on = change.on if leaves else None
    member.save(update_fields=["left_on"])


def _opt_in(auditor: Auditor, moment: datetime, changes: list[Change]) -> None:
    made = []
    for change in changes:
        assert change.since is not None
        enrolment = Enrolment(
            account=_account(change), in_force_from=change.since, consent=change.consent, reason="Imported.",
            recorded_at=moment, recorded_by=auditor.actor, recorded_by_name=auditor.name,
        )  # fmt: skip
        made.append(enrolment)
        auditor.record(
            "member opted in", f"member:{change.member.pk}", account=str(_account(change).pk),
            since=change.since.isoformat(), until=None, consent=change.consent,
        )  # fmt: skip
    Enrolment.objects.bulk_create(made, BATCH)
