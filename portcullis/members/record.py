"""How a statement is written: new ones are added, old ones are marked as superseded, nothing else ever changes."""

from datetime import datetime
from typing import TypeVar

from portcullis.audit.auditor import Auditor
from portcullis.members.errors import Refused
from portcullis.members.models import Enrolment, PlatformAccount, Statement

S = TypeVar("S", bound=Statement)


def state(auditor: Auditor, moment: datetime, new: S, old: Statement | None = None) -> S:
    """Record a statement; the one that it supersedes stays as it was. `moment` comes from Revision.bump()."""
    if old is not None:
        current = type(old)._default_manager.filter(pk=old.pk, superseded_at=None)
        if not current.update(superseded_at=moment):
            raise Refused("Somebody changed this in the meantime. Look at it again; nothing was changed.")
    new.recorded_at, new.recorded_by, new.recorded_by_name = moment, auditor.actor, auditor.name
    new.save(force_insert=True)
    return new


def restate(
    auditor: Auditor, moment: datetime, old: Enrolment, since: datetime, until: datetime | None, reason: str
) -> Enrolment:
    """The same enrolment with other times."""
    new = Enrolment(
        line=old.line, account=old.account, in_force_from=since, in_force_to=until, consent=old.consent, reason=reason
    )
    return state(auditor, moment, new, old)


def retire(auditor: Auditor, moment: datetime, account: PlatformAccount) -> None:
    """The account is no longer used; what was enrolled for it ends."""
    for old in Enrolment.objects.current().filter(account=account):
        if old.in_force_to is None or old.in_force_to > moment:
            restate(auditor, moment, old, old.in_force_from, max(moment, old.in_force_from), "The account was retired.")
    account.retired_at = moment
    account.save(update_fields=["retired_at"])
