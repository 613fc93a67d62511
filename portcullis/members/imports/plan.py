"""What a file would change, worked out before anything changes. A file that was applied changes nothing more."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from portcullis.members.imports.row import Bad, BadFile, Row, Unusable
from portcullis.members.imports.state import Register
from portcullis.members.models import Member, PlatformAccount

KINDS = ("added", "changed", "left", "returned", "account new", "account changed", "account retired", "opted in")
TEXTS = ("name", "constituency", "party", "house", "parliament_id", "theyworkforyou_id")


@dataclass
class Change:
    """One thing that will happen, `says` in plain words. The member (and account) carry the new values, unsaved."""

    kind: str
    row: int
    member: Member
    says: str
    account: PlatformAccount | None = None
    on: date | None = None
    since: datetime | None = None
    consent: str = ""


@dataclass
class Plan:
    """`revision` is the register's when the plan was made. `unknown`: rows of nobody in the register, left out."""

    format: str
    revision: int
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    unknown: int = 0

    def count(self, kind: str) -> int:
        return self.counts[kind]

    @property
    def counts(self) -> Counter[str]:
        return Counter(change.kind for change in self.changes)

    @property
    def digest(self) -> str:
        """The same for the same changes: what was shown is what is confirmed."""
        lines = (f"{change.kind}|{change.row}|{change.member.name}|{change.says}" for change in self.changes)
        return hashlib.sha256("\n".join((self.format, *lines)).encode("utf-8")).hexdigest()


def make(rows: Sequence[Row], format: str) -> Plan:
    """Compare the rows with the register. Raises BadFile, which names every row that cannot be."""
    register = Register.load()
    plan, bad = Plan(format, register.revision), []
    for row in rows:
        try:
            member = register.match(row)
            if member is None and not row.name:
                plan.unknown += 1
                continue
            changes = list(_changes(register, row, member))
        except Unusable as error:
            bad.append(Bad(row.number, str(error)))
            continue
        plan.changes += changes
        plan.unchanged += not changes
    bad += register.clashes()
    if bad:
        raise BadFile(sorted(bad, key=lambda each: each.row))
    return plan


def _changes(register: Register, row: Row, known: Member | None) -> Iterable[Change]:
    member = known or Member(name=row.name)
    register.claim(row, member)
    said = _facts(row, member, new=known is None)
    if known is None:
        where = ", ".join(part for part in (row.constituency, row.party) if part)
        yield Change("added", row.number, member, f"new Member{f' ({where})' if where else ''}")
    elif said:
        yield Change("changed", row.number, member, "; ".join(said))
    yield from _sitting(row, member)
    kept: list[PlatformAccount] = []
    yield from _accounts(register, row, member, kept)
    yield from _opting_in(register, row, member, kept)


def _facts(row: Row, member: Member, new: bool) -> list[str]:
    """Put the row's texts into the member; what changed, in words."""
    said = []
    for name in TEXTS:
        old, given = getattr(member, name), getattr(row, name)
        if given and given != old:
            setattr(member, name, given)
            said.append(f"{name.replace('_', ' ')}: {old or 'not known'} becomes {given}")
    aliases = list(row.aliases or member.aliases)
    aliases += [alias for alias in row.also if alias not in aliases]
    if aliases != member.aliases:
        member.aliases = aliases
        said.append(f"also called: {', '.join(aliases)}")
    return [] if new else said


def _sitting(row: Row, member: Member) -> Iterable[Change]:
    if row.left_on and row.left_on != member.left_on:
        yield Change(
            "left",
            row.number,
            member,
            f"left on {row.left_on}; every opt-in ends with that day's beginning",
            on=row.left_on,
        )
    elif row.sits_since and member.left_on and row.sits_since >= member.left_on:
        yield Change("returned", row.number, member, f"a Member again since {row.sits_since}", on=row.sits_since)


def _accounts(register: Register, row: Row, member: Member, kept: list[PlatformAccount]) -> Iterable[Change]:
    """New, changed and retired accounts; `kept` collects those that the row names."""
    for platform, named in row.accounts.items():
        rest = register.accounts_of(member, platform)
        for wanted in named:
            found = next(
                (a for a in rest if wanted.immutable_id and a.immutable_id == wanted.immutable_id), None
            ) or next(
                (a for a in rest if a.handle.lower() == wanted.handle.lower() and _same_id(a, wanted.immutable_id)),
                None,
            )
            if found is None:
                found = PlatformAccount(
                    member=member, platform=platform, handle=wanted.handle, immutable_id=wanted.immutable_id
                )
                yield Change(
                    "account new", row.number, member, f"@{wanted.handle} on {platform} (not opted in by this)", found
                )
            else:
                rest.remove(found)
                says = _account_facts(found, wanted.handle, wanted.immutable_id)
                if says:
                    yield Change("account changed", row.number, member, says, found)
            register.use(row, found)
            kept.append(found)
        for account in rest:
            ends = "; its opt-in ends now" if register.is_open(account) else ""
            register.free(account)
            yield Change("account retired", row.number, member, f"{account} is no longer used{ends}", account)


def _same_id(account: PlatformAccount, given: str) -> bool:
    return not given or not account.immutable_id


def _account_facts(account: PlatformAccount, handle: str, immutable_id: str) -> str:
    said = []
    if account.handle.lower() != handle.lower():
        said.append(f"{account} becomes @{handle}")
        account.handle = handle
    if immutable_id and account.immutable_id != immutable_id:
        account.immutable_id = immutable_id
        said.append(f"the id of {account} is now known")
    return "; ".join(said)


def _opting_in(register: Register, row: Row, member: Member, kept: Sequence[PlatformAccount]) -> Iterable[Change]:
    if row.opted_in_from is None:
        return
    for account in kept:
        if row.opted_in_on and account.platform not in row.opted_in_on:
            continue
        if register.was_ever_enrolled(account):
            continue
        register.check_sitting(row, member, row.opted_in_from)
        says = f"{account} is watched from {row.opted_in_from.isoformat()} (consent: {row.consent})"
        yield Change("opted in", row.number, member, says, account, since=row.opted_in_from, consent=row.consent)
