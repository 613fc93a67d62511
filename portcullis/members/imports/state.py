"""The register as an import compares with it: everything in five queries, so that a large file is no slower a row."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from portcullis.members.days import begins
from portcullis.members.history import lapses
from portcullis.members.imports.row import Bad, Row, Unusable
from portcullis.members.lapse import Lapses
from portcullis.members.models import Enrolment, Member, PlatformAccount, Revision


class Register:
    """Members by every way to find them, accounts in use, and who claimed what so far in this file."""

    def __init__(
        self, revision: int, members: Iterable[Member], accounts: Iterable[PlatformAccount], ending: Lapses
    ) -> None:
        self.revision, self.ending = revision, ending
        self.by_parliament: dict[str, Member] = {}
        self.by_theyworkforyou: dict[str, Member] = {}
        self.by_seat: dict[tuple[str, str], list[Member]] = defaultdict(list)
        self.accounts: dict[tuple[uuid.UUID, str], list[PlatformAccount]] = defaultdict(list)
        self.used: dict[tuple[str, str], PlatformAccount] = {}
        self.named: list[tuple[int, PlatformAccount]] = []
        self.claimed: dict[tuple[str, str], int] = {}
        self.ever: set[uuid.UUID] = set()
        self.open: set[uuid.UUID] = set()
        for member in members:
            self.by_parliament[member.parliament_id] = member
            self.by_theyworkforyou[member.theyworkforyou_id] = member
            self.by_seat[member.name.casefold(), member.constituency.casefold()].append(member)
        for account in accounts:
            self.accounts[account.member_id, account.platform].append(account)
            for key in _keys(account):
                self.used[key] = account

    @classmethod
    def load(cls) -> "Register":
        revision = Revision.objects.filter(pk=1).values_list("number", flat=True).first() or 0
        members = list(Member.objects.all())
        own = {member.pk: member for member in members}
        accounts = list(PlatformAccount.objects.filter(retired_at=None))
        for account in accounts:
            account.member = own[account.member_id]
        register = cls(revision, members, accounts, lapses())
        now = timezone.now()
        for account_id, end in Enrolment.objects.current().values_list("account_id", "in_force_to"):
            register.ever.add(account_id)
            if end is None or end > now:
                register.open.add(account_id)
        return register

    def match(self, row: Row) -> Member | None:
        """The Member that the row tells of, None if there is none. Raises Unusable if it could be two."""
        ways = [(self.by_parliament, row.parliament_id), (self.by_theyworkforyou, row.theyworkforyou_id)]
        found = {way[key].pk: way[key] for way, key in ways if key and key in way}
        if not found and row.name:
            found = {
                each.pk: each
                for each in self.by_seat.get((row.name.casefold(), row.constituency.casefold()), [])
                if _can_be(each, row)
            }
        if len(found) > 1:
            raise Unusable(f"The row could be any of {len(found)} Members. Give the right id in one column only.")
        return next(iter(found.values()), None)

    def claim(self, row: Row, member: Member) -> None:
        """Two rows may not tell of one Member."""
        ids = [("parliament", row.parliament_id), ("theyworkforyou", row.theyworkforyou_id), ("member", str(member.pk))]
        seat = f"{row.name.casefold()}|{row.constituency.casefold()}"
        if row.name and not (row.parliament_id or row.theyworkforyou_id):
            ids.append(("seat", seat))
        for kind, key in ids:
            if key and (earlier := self.claimed.setdefault((kind, key), row.number)) != row.number:
                raise Unusable(f"Row {earlier} tells of the same Member.")

    def accounts_of(self, member: Member, platform: str) -> list[PlatformAccount]:
        return list(self.accounts.get((member.pk, platform), []))

    def use(self, row: Row, account: PlatformAccount) -> None:
        """The row says that the account is in use by its Member."""
        for key in _keys(account):
            earlier = self.claimed.setdefault(("account", "|".join(key)), row.number)
            if earlier != row.number:
                raise Unusable(
                    f"@{account.handle} on {account.platform} is in row {earlier} too: it has one owner only."
                )
        self.named.append((row.number, account))

    def free(self, account: PlatformAccount) -> None:
        for key in _keys(account):
            if key in self.used and self.used[key].pk == account.pk:
                del self.used[key]

    def clashes(self) -> Iterator[Bad]:
        """Accounts that the file gives to one Member while another, who keeps them, has them already."""
        for number, account in self.named:
            for key in _keys(account):
                holder = self.used.get(key)
                if holder is not None and holder.pk != account.pk:
                    yield Bad(
                        number, f"@{account.handle} on {account.platform} is recorded for {holder.member.name} already."
                    )
                    break

    def was_ever_enrolled(self, account: PlatformAccount) -> bool:
        return account.pk in self.ever

    def is_open(self, account: PlatformAccount) -> bool:
        return account.pk in self.open

    def check_sitting(self, row: Row, member: Member, since: datetime) -> None:
        """Nobody is opted in from a moment at which they were no Member."""
        left = row.left_on is not None and begins(row.left_on) <= since
        if left or self.ending.end(member.pk, member.house, since, None) == since:
            raise Unusable("opted_in_from is not before the day on which the Member left.")


def _keys(account: PlatformAccount) -> Iterator[tuple[str, str]]:
    yield account.platform, f"@{account.handle.lower()}"
    if account.immutable_id:
        yield account.platform, account.immutable_id


def _can_be(member: Member, row: Row) -> bool:
    """The same name and seat; and no id that says they are different people."""
    differ = (row.parliament_id and member.parliament_id) or (row.theyworkforyou_id and member.theyworkforyou_id)
    return not differ
