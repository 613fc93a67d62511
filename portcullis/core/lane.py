"""The gate on one platform: which watched Members a post is directed at, and how that is known.

Nearly every post is directed at nobody, so that answer must cost next to nothing: a look into a set of immutable ids, a
look for an @, and one pass of an automaton over the skeleton of the text. Only on a hit is the text read closely.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from portcullis.core import handles
from portcullis.core.addressee import Account, Addressing, How, Watched
from portcullis.core.named import Names, Reading
from portcullis.core.skeleton import skeleton

_RANK = {how: rank for rank, how in enumerate(How)}
_Enrolled = tuple[str, Account]


class Lane:
    """Built from Members with an account enrolled on one platform."""

    def __init__(self, platform: str, watched: Sequence[Watched]) -> None:
        self._accounts: dict[str, list[Account]] = {}
        self._by_id: dict[str, list[_Enrolled]] = defaultdict(list)
        self._by_handle: dict[str, list[_Enrolled]] = defaultdict(list)
        for one in watched:
            self._accounts[one.member] = [account for account in one.accounts if account.platform == platform]
            for account in self._accounts[one.member]:
                if account.id:
                    self._by_id[account.id].append((one.member, account))
                if name := handles.handle(account.handle):
                    self._by_handle[name].append((one.member, account))
        self._names = Names(watched)
        self._disjoint, self._hints = frozenset(self._by_id).isdisjoint, self._names.hints

    def near(self, ids: Iterable[str], text: str) -> bool:
        """A quick look at a post that is never wrong about "no". `ids`: every account mentioned, answered or quoted."""
        if not self._disjoint(ids) or self._hints(skeleton(text)):
            return True
        return handles.may_hold(text) and any(name in self._by_handle for name, _, _ in handles.written_in(text))

    def directed(
        self,
        *,
        author: str,
        mentions: Sequence[str],
        parent: str,
        root: str,
        quoted: str,
        text: str,
        witnessed_at: datetime,
    ) -> tuple[Addressing, ...]:
        """The Members this post is directed at; () for almost every post. Accounts are immutable ids, "" if absent."""
        if not self.near((parent, root, quoted, *mentions), text):
            return ()
        own = {member for member, _ in self._by_id.get(author, ())} if author else set[str]()
        found: dict[str, Addressing] = {}
        for addressing in self._by_account(mentions, parent, root, quoted, witnessed_at):
            _keep(found, addressing, own)
        for addressing in self._by_written_handle(text, witnessed_at):
            _keep(found, addressing, own)
        for addressing in list(self._by_name(text, witnessed_at, set(found))):
            _keep(found, addressing, own)
        return tuple(found.values())

    def _by_account(
        self, mentions: Sequence[str], parent: str, root: str, quoted: str, at: datetime
    ) -> Iterator[Addressing]:
        mentioned = [(How.MENTION, account) for account in mentions]
        for how, account_id in (*mentioned, (How.REPLY, parent), (How.THREAD, root), (How.QUOTE, quoted)):
            for member, account in self._by_id.get(account_id, ()):
                if _in_force(account, at):
                    yield Addressing(member, how)

    def _by_written_handle(self, text: str, at: datetime) -> Iterator[Addressing]:
        for name, start, end in handles.written_in(text):
            for member, account in self._by_handle.get(name, ()):
                if _in_force(account, at):
                    yield Addressing(member, How.HANDLE, start, end)

    def _by_name(self, text: str, at: datetime, surer: set[str]) -> Iterator[Addressing]:
        written = self._names.written(text)
        if not written:
            return
        reading = Reading(text)
        for one in written:
            bearers = [bearer for bearer in one.bearers if self._enrolled(bearer.watched.member, at)]
            for member in reading.meant(one, bearers, surer):
                yield Addressing(member, How.NAME, one.start, one.end)

    def _enrolled(self, member: str, at: datetime) -> bool:
        return any(_in_force(account, at) for account in self._accounts[member])


def _keep(found: dict[str, Addressing], new: Addressing, own: set[str]) -> None:
    """The surest way wins; a mention takes its place in the text from whatever else was found there."""
    if new.member in own:
        return
    surest, other = new, found.get(new.member)
    if other is not None and _RANK[other.how] <= _RANK[new.how]:
        surest, other = other, new
    if other is not None and surest.how is How.MENTION and surest.end == 0:
        surest = Addressing(surest.member, surest.how, other.start, other.end)
    found[new.member] = surest


def _in_force(account: Account, at: datetime) -> bool:
    return (account.since is None or account.since <= at) and (account.until is None or at < account.until)
