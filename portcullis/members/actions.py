"""Every change of the register that a person or a job makes: check, record, audit, in one transaction."""

from collections.abc import Sequence
from datetime import date, datetime

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor, action
from portcullis.members.accounts import handle_of, open_account, platform_of
from portcullis.members.days import begins, words
from portcullis.members.errors import AccountTaken, Refused
from portcullis.members.history import lapses
from portcullis.members.imports.apply import apply
from portcullis.members.imports.plan import Plan
from portcullis.members.models import (
    AlertPreference,
    Alerts,
    Delegation,
    Departure,
    Enrolment,
    Member,
    PlatformAccount,
    Revision,
    Term,
)
from portcullis.members.record import restate, retire, state


@action
def enrol(
    auditor: Auditor,
    accounts: Sequence[PlatformAccount],
    consent: str,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Enrolment]:
    """Opt these accounts in, from `since` (None: now) and before `until` (None: no end)."""
    if not accounts:
        raise Refused("Choose at least one account.")
    if not consent.strip():
        raise Refused("Say where the Member's agreement can be found again.")
    moment = Revision.bump()
    made = [
        Enrolment(account=account, in_force_from=since or moment, in_force_to=until, consent=consent.strip())
        for account in accounts
    ]
    for enrolment in made:
        _check(enrolment)
        state(auditor, moment, enrolment)
        auditor.record(
            "member opted in", f"member:{enrolment.account.member_id}", account=str(enrolment.account_id),
            since=enrolment.in_force_from.isoformat(), until=until.isoformat() if until else None,
            consent=enrolment.consent,
        )  # fmt: skip
    return made


def _check(enrolment: Enrolment) -> None:
    """Refuse what overlaps another enrolment of the account, or can never be in force."""
    account, member = enrolment.account, enrolment.account.member
    begin, end = enrolment.in_force_from, enrolment.in_force_to
    if end is not None and end < begin:
        raise Refused("An enrolment cannot end before it begins.")
    if account.retired_at is not None and (end is None or end > account.retired_at):
        raise Refused(f"{account} was retired. Add the account again first.")
    ending = lapses(member=member)
    effective = ending.end(member.pk, member.house, begin, end)
    if effective == begin and end != begin:
        raise Refused(f"{member.name} was not a Member on {words(begin)}. Record that they returned first.")
    for other in Enrolment.objects.current().filter(account=account).exclude(line=enrolment.line):
        until = ending.end(member.pk, member.house, other.in_force_from, other.in_force_to)
        if (effective is None or other.in_force_from < effective) and (until is None or begin < until):
            raise Refused(f"{account} is opted in already, from {words(other.in_force_from)}.")


@action
def withdraw(auditor: Auditor, enrolments: Sequence[Enrolment], at: datetime | None = None, reason: str = "") -> None:
    """Opt out now (None) or at a later moment. For an earlier one, use `correct`."""
    if not enrolments:
        raise Refused("Choose at least one account.")
    moment = Revision.bump()
    if at is not None and at < moment:
        raise Refused(
            "An opting out cannot begin in the past. Choose now or a later day; an administrator can correct the past."
        )
    end = at or moment
    for old in enrolments:
        member = old.account.member
        until = lapses(member=member).end(member.pk, member.house, old.in_force_from, old.in_force_to)
        if until is not None and until <= end:
            raise Refused(f"{old.account} is opted out already, from {words(until)}.")
        restate(auditor, moment, old, old.in_force_from, max(end, old.in_force_from), reason)
        auditor.record(
            "member opted out", f"member:{member.pk}", reason, account=str(old.account_id), at=end.isoformat()
        )  # fmt: skip


@action
def correct(auditor: Auditor, enrolment: Enrolment, since: datetime, until: datetime | None, reason: str) -> Enrolment:
    """Say that an enrolment was really in force at other times. What was recorded before stays on record."""
    if not reason.strip():
        raise Refused("Say why the record was wrong.")
    moment = Revision.bump()
    _check(Enrolment(line=enrolment.line, account=enrolment.account, in_force_from=since, in_force_to=until))
    new = restate(auditor, moment, enrolment, since, until, reason.strip())
    auditor.record(
        "enrolment corrected", f"member:{enrolment.account.member_id}", reason.strip(),
        account=str(enrolment.account_id), since=since.isoformat(), until=until.isoformat() if until else None,
    )  # fmt: skip
    return new


@action
def add_account(
    auditor: Auditor, member: Member, platform: str, handle: str, immutable_id: str = ""
) -> PlatformAccount:
    """An account of the Member becomes known. This watches nothing: opting in is a step of its own."""
    moment = Revision.bump()
    account = open_account(member, platform_of(platform), handle_of(handle), immutable_id.strip(), moment, auditor.name)
    account.save(force_insert=True)
    auditor.record("account added", f"member:{member.pk}", account=str(account.pk), platform=account.platform)
    return account


@action
def retire_account(auditor: Auditor, account: PlatformAccount, reason: str = "") -> None:
    """The account is no longer the Member's: what was enrolled for it ends now."""
    moment = Revision.bump()
    if account.retired_at is not None:
        raise Refused(f"{account} was retired already.")
    retire(auditor, moment, account)
    auditor.record(
        "account retired", f"member:{account.member_id}", reason, account=str(account.pk), platform=account.platform
    )


@action
def resolve(auditor: Auditor, account: PlatformAccount, immutable_id: str) -> None:
    """The platform told us the immutable id behind the handle."""
    Revision.bump()
    taken = PlatformAccount.objects.filter(platform=account.platform, immutable_id=immutable_id, retired_at=None)
    if taken.exclude(pk=account.pk).exists():
        raise AccountTaken(
            f"{account} has the same id as an account that is in the register already. Retire one of them."
        )
    account.immutable_id = immutable_id
    account.save(update_fields=["immutable_id"])
    auditor.record(
        "account resolved", f"member:{account.member_id}", account=str(account.pk), platform=account.platform
    )


@action
def rename(auditor: Auditor, account: PlatformAccount, handle: str) -> None:
    """The platform told us that the account has a new handle."""
    Revision.bump()
    old, account.handle = account.handle, handle_of(handle)
    account.save(update_fields=["handle"])
    auditor.record(
        "account renamed", f"member:{account.member_id}", account=str(account.pk), old=old, new=account.handle
    )


@action
def prefer_alerts(auditor: Auditor, member: Member, choice: str) -> AlertPreference:
    """How the Member wants to be told from now on."""
    if choice not in Alerts.values:
        raise Refused("Choose never, at once for the gravest, or once a day.")
    moment = Revision.bump()
    old = AlertPreference.objects.current().filter(member=member).first()
    new = state(auditor, moment, AlertPreference(member=member, choice=choice), old)
    auditor.record("alert preference set", f"member:{member.pk}", choice=choice)
    return new


@action
def grant(auditor: Auditor, member: Member, user: User) -> Delegation:
    """Let a person act for the Member."""
    moment = Revision.bump()
    if not user.has(Role.DELEGATE):
        raise Refused(f"{user} does not have the role of a Member's delegate. Ask the administrator to give it first.")
    if Delegation.objects.in_force(moment).filter(member=member, user=user).exists():
        raise Refused(f"{user} acts for {member.name} already.")
    made = Delegation.objects.create(
        member=member, user=user, in_force_from=moment, granted_by=auditor.actor, granted_by_name=auditor.name
    )
    auditor.record("delegate let in", f"member:{member.pk}", user=str(user.pk))
    return made


@action
def end_grant(auditor: Auditor, delegation: Delegation) -> None:
    """This person no longer acts for the Member, from now."""
    moment = Revision.bump()
    if not Delegation.objects.in_force(moment).filter(pk=delegation.pk).update(in_force_to=moment):
        raise Refused(f"{delegation.user} does not act for {delegation.member.name} any more.")
    auditor.record("delegate shut out", f"member:{delegation.member_id}", user=str(delegation.user_id))


@action
def give_sign_in(auditor: Auditor, member: Member, user: User | None) -> None:
    """This user is the Member (None: the Member has no sign-in)."""
    Revision.bump()
    if user is not None:
        if not user.has(Role.MEMBER):
            raise Refused(f"{user} does not have the role of a Member. Change the role first.")
        if Member.objects.filter(user=user).exclude(pk=member.pk).exists():
            raise Refused(f"{user} is the sign-in of another Member already.")
    member.user = user
    member.save(update_fields=["user"])
    auditor.record("member sign-in set", f"member:{member.pk}", user=str(user.pk) if user else None)


@action
def record_leaving(auditor: Auditor, member: Member, on: date | None, reason: str = "") -> None:
    """The Member left: `on` is the first day on which they are no Member. None: they did not leave after all."""
    moment = Revision.bump()
    old = Departure.objects.current().filter(member=member, returned_at=None).exclude(left_at=None).first()
    if old is None and on is None:
        raise Refused(f"No leaving is recorded for {member.name}.")
    new = Departure(member=member, left_at=begins(on) if on else None, reason=reason)
    if old is not None:
        new.line = old.line
    state(auditor, moment, new, old)
    member.left_on = on
    member.save(update_fields=["left_on"])
    auditor.record(
        "member left" if on else "member did not leave", f"member:{member.pk}", reason, on=str(on) if on else None
    )


@action
def record_return(auditor: Auditor, member: Member, on: date, reason: str = "") -> None:
    """The Member was elected or appointed again. Nothing is watched until they opt in again."""
    moment = Revision.bump()
    old = Departure.objects.current().filter(member=member, returned_at=None).exclude(left_at=None).first()
    if old is None or old.left_at is None:
        raise Refused(f"{member.name} has not left.")
    if begins(on) < old.left_at:
        raise Refused(f"{member.name} cannot return before leaving on {words(old.left_at)}.")
    new = Departure(line=old.line, member=member, left_at=old.left_at, returned_at=begins(on), reason=reason)
    state(auditor, moment, new, old)
    member.left_on = None
    member.save(update_fields=["left_on"])
    auditor.record("member returned", f"member:{member.pk}", reason, on=str(on))


@action
def record_dissolution(
    auditor: Auditor, name: str, house: str, on: date | None, reason: str = "", summoned: date | None = None
) -> Term:
    """The Parliament of this name ends as the day `on` begins (None: not dissolved after all). "" = every house."""
    if not name.strip():
        raise Refused("Give the Parliament a name, such as the 59th Parliament.")
    moment = Revision.bump()
    old = Term.objects.current().filter(name=name.strip(), house__iexact=house.strip()).first()
    new = Term(name=name.strip(), house=house.strip(), dissolved_at=begins(on) if on else None, reason=reason)
    if summoned is not None:
        new.summoned_at = begins(summoned)
    if old is not None:
        new.line, new.summoned_at = old.line, new.summoned_at or old.summoned_at
    if new.summoned_at and new.dissolved_at and new.dissolved_at < new.summoned_at:
        raise Refused("A Parliament cannot be dissolved before it is summoned.")
    state(auditor, moment, new, old)
    auditor.record(
        "dissolution recorded" if on else "parliament recorded", f"term:{new.line}", reason, on=str(on) if on else None
    )  # fmt: skip
    return new


@action
def import_members(auditor: Auditor, plan: Plan) -> None:
    """Make every change of a plan. Refused if the register has changed since the plan was made."""
    moment = Revision.bump()
    apply(auditor, moment, plan)
    auditor.record(
        "members imported", f"import:{plan.digest[:32]}", format=plan.format, added=plan.count("added"),
        changed=plan.count("changed"), left=plan.count("left"), accounts_new=plan.count("account new"),
        accounts_retired=plan.count("account retired"), opted_in=plan.count("opted in"),
    )  # fmt: skip
