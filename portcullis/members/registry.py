"""The register's door: who was opted in at a moment, as it was known at a moment; and what the collector may look at.

`at` and `known` default to now. Moments carry a time zone. Member ids are random UUIDs, written as text.
"""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, Subquery
from django.utils import timezone

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor
from portcullis.core.addressee import Account, Watched
from portcullis.members import actions
from portcullis.members.history import lapses
from portcullis.members.models import Delegation, Departure, Enrolment, Member, PlatformAccount, Revision, Term

CHUNK = 500
# In the order of Account's own fields, then what is needed to know when it lapses.
ACCOUNT = ("account__platform", "account__immutable_id", "account__handle", "in_force_from", "in_force_to")
OWNER = ("account__member_id", "account__member__house")


def watched(at: datetime | None = None, known: datetime | None = None) -> list[Watched]:
    """Every Member with an enrolment in force at `at`, with the accounts that it covers. Four queries at any size.

    Names, handles and ids are today's; the spans are those that were known at `known`.
    """
    covered: dict[uuid.UUID, list[Account]] = {}
    for member, account in _in_force(at or timezone.now(), known):
        covered.setdefault(member, []).append(account)
    members = Member.objects.filter(pk__in=list(covered)) if len(covered) <= CHUNK else Member.objects.all()
    facts = members.values_list("pk", "name", "aliases", "constituency", "party")
    return [
        Watched(str(pk), name, tuple(covered[pk]), tuple(aliases), tuple(filter(None, context)))
        for pk, name, aliases, *context in facts
        if pk in covered
    ]


def opted_in(at: datetime | None = None, known: datetime | None = None) -> set[str]:
    """The ids of the Members with an enrolment in force at `at`."""
    return {str(member) for member, _ in _in_force(at or timezone.now(), known)}


def _in_force(at: datetime, known: datetime | None) -> Iterator[tuple[uuid.UUID, Account]]:
    """Each account with an enrolment in force, and whose it is; `until` is the earliest known end."""
    ending = lapses(known)
    open_ended = Q(in_force_to=None) | Q(in_force_to__gt=at)
    rows = Enrolment.objects.known(known).filter(open_ended, in_force_from__lte=at).order_by()
    for platform, immutable_id, handle, since, to, member, house in rows.values_list(*ACCOUNT, *OWNER):
        until = ending.end(member, house, since, to)
        if until is None or at < until:
            yield member, Account(platform, immutable_id, handle, since, until)


def revision() -> str:
    """Changes whenever the register changes, and whenever an enrolment begins or ends as time passes. One query."""
    now = timezone.now()
    row = (
        Revision.objects.filter(pk=1)
        .annotate(
            begun=_latest(Enrolment.objects.current(), "in_force_from", now),
            ended=_latest(Enrolment.objects.current(), "in_force_to", now),
            left=_latest(Departure.objects.current(), "left_at", now),
            dissolved=_latest(Term.objects.current(), "dissolved_at", now),
        )
        .values_list("number", "begun", "ended", "left", "dissolved")
        .first()
    )
    if row is None:
        return "0"
    passed = [moment for moment in row[1:] if moment is not None]
    return f"{row[0]}:{max(passed).isoformat()}" if passed else str(row[0])


def _latest(statements: "QuerySet[Any]", field: str, now: datetime) -> Subquery:
    """The last moment of this kind that has passed. An index on the field makes it one step."""
    return Subquery(statements.filter(**{f"{field}__lte": now}).order_by(f"-{field}").values(field)[:1])


def name(member_ids: Iterable[str]) -> dict[str, str]:
    """Member id -> name, for the ids that exist."""
    wanted = list(set(member_ids))
    names: dict[str, str] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = Member.objects.filter(pk__in=wanted[start : start + CHUNK]).order_by().values_list("pk", "name")
        names.update((str(pk), called) for pk, called in rows)
    return names


def whose(platform: str, immutable_ids: Iterable[str]) -> dict[str, str]:
    """Immutable account id -> the Member's name, for the accounts that are a Member's."""
    accounts = PlatformAccount.objects.filter(platform=platform, immutable_id__in=[one for one in immutable_ids if one])
    return dict(accounts.values_list("immutable_id", "member__name"))


def unresolved(platform: str) -> list[tuple[str, str]]:
    """(account id, handle) of the accounts in use whose immutable id is not known yet."""
    rows = PlatformAccount.objects.filter(platform=platform, immutable_id="", retired_at=None).values_list(
        "pk", "handle"
    )
    return [(str(pk), handle) for pk, handle in rows]


def resolved(auditor: Auditor, account: str, immutable_id: str) -> None:
    """The platform told us the immutable id behind a handle. Raises AccountTaken if another account has it."""
    found = PlatformAccount.objects.get(pk=account)
    if found.immutable_id != immutable_id:
        actions.resolve(auditor, found, immutable_id)


def renamed(platform: str, account: str, handle: str) -> bool:
    """The platform says that the account with this immutable id has a new handle. True if one of ours changed."""
    found = PlatformAccount.objects.filter(platform=platform, immutable_id=account, retired_at=None).first()
    if not account or not handle or found is None or found.handle == handle:
        return False
    actions.rename(Auditor.job("monitor"), found, handle)
    return True


def members_of(user: User) -> list[str]:
    """The ids of the Members for whom this person acts: their own, or those who let them in and have not left."""
    if user.has(Role.MEMBER):
        return [str(pk) for pk in Member.objects.filter(user=user).values_list("pk", flat=True)]
    if user.has(Role.DELEGATE):
        now = timezone.now()
        gone = Departure.objects.current().filter(left_at__lte=now).exclude(returned_at__lte=now).values("member_id")
        rows = Delegation.objects.in_force(now).filter(user=user).exclude(member_id__in=gone)
        return [str(pk) for pk in rows.order_by("member__name").values_list("member_id", flat=True).distinct()]
    return []
