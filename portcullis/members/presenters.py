"""The register in words, for pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from portcullis.members.accounts import PLATFORMS
from portcullis.members.history import lapses
from portcullis.members.models import Alerts, Delegation, Enrolment, Member, PlatformAccount

OWN_PAGE = (
    "We read public posts that mention you, answer you, quote you or name you, for the accounts that you choose.",
    "We look for threats and abuse. A post that is not a sign of either is forgotten at once and never written down.",
    "A security officer reads what is found and decides. No machine refers anybody to the police.",
    "We keep what may be a threat or abuse, with a record of everyone who looked at it.",
    "You can opt out whenever you like, for one account or all. It takes effect within seconds, and nobody asks why.",
)


@dataclass(frozen=True)
class AccountLine:
    """An account and where its opt-in stands. `state`: watched, from, out, never."""

    account: PlatformAccount
    name: str
    state: str
    since: datetime | None = None
    until: datetime | None = None
    why: str = ""
    enrolment: Enrolment | None = None


def platform_name(platform: str) -> str:
    return PLATFORMS.get(platform, platform.capitalize())


def account_name(account: PlatformAccount) -> str:
    return f"@{account.handle} on {platform_name(account.platform)}"


def account_lines(member: Member, now: datetime | None = None) -> list[AccountLine]:
    """The accounts in use, each with its latest enrolment. Four queries."""
    now = now or timezone.now()
    ending = lapses(member=member)
    latest: dict[object, Enrolment] = {}
    for enrolment in Enrolment.objects.current().filter(account__member=member).order_by("in_force_from"):
        if enrolment.in_force_to != enrolment.in_force_from:
            latest[enrolment.account_id] = enrolment
    lines = []
    for account in member.accounts.filter(retired_at=None):
        name = account_name(account)
        if account.pk not in latest:
            lines.append(AccountLine(account, name, "never"))
            continue
        enrolment = latest[account.pk]
        enrolment.account = account
        until = ending.end(member.pk, member.house, enrolment.in_force_from, enrolment.in_force_to)
        why = "" if until == enrolment.in_force_to else "the Member left, or Parliament was dissolved"
        state = "out" if until is not None and until <= now else "watched" if enrolment.in_force_from <= now else "from"
        lines.append(AccountLine(account, name, state, enrolment.in_force_from, until, why, enrolment))
    return lines


@dataclass(frozen=True)
class HistoryLine:
    """One statement about one enrolment, with both time lines. `held`: it is what we hold to be true now."""

    account: str
    enrolment: Enrolment
    void: bool
    held: bool


def history(member: Member) -> list[HistoryLine]:
    """Everything that was ever recorded, the latest first."""
    rows = Enrolment.objects.filter(account__member=member).select_related("account").order_by("-recorded_at")
    return [
        HistoryLine(account_name(row.account), row, row.in_force_to == row.in_force_from, row.superseded_at is None)
        for row in rows
    ]


@dataclass(frozen=True)
class ListLine:
    member: Member
    since: datetime | None
    accounts: list[str]


def list_lines(members: Iterable[Member], now: datetime) -> list[ListLine]:
    """A page of the list. Two queries, whatever its length."""
    page = list(members)
    enrolments = Enrolment.objects.in_force(now).filter(account__member__in=page).select_related("account")
    since: dict[object, datetime] = {}
    for enrolment in enrolments:
        key = enrolment.account.member_id
        since[key] = min(since.get(key, enrolment.in_force_from), enrolment.in_force_from)
    accounts: dict[object, list[str]] = {}
    for account in PlatformAccount.objects.filter(member__in=page, retired_at=None):
        accounts.setdefault(account.member_id, []).append(account_name(account))
    return [ListLine(member, since.get(member.pk), accounts.get(member.pk, [])) for member in page]


def alerts_of(member: Member) -> str:
    """The Member's present choice; never, if they made none."""
    held = member.alert_preferences.filter(superseded_at=None).first()
    return held.choice if held else Alerts.NEVER.value


def delegates_of(member: Member) -> list[Delegation]:
    return list(Delegation.objects.in_force(timezone.now()).filter(member=member).select_related("user"))
