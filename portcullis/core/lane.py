"""The gate on one platform: which watched Members a post is directed at, and how that is known.

Nearly every post is directed at nobody, so that answer must cost next to nothing: a look into a set of immutable ids, a
look for an @, and one pass of an automaton (Aho and Corasick, 1975) over the skeleton of the text. Only on a hit is the
text read closely.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec
from ahocorasick_rs import BytesAhoCorasick, Implementation

from portcullis.core import handles
from portcullis.core.addressee import Account, Addressing, How, Watched
from portcullis.core.names import Form, forms, stands_at
from portcullis.core.political import Context
from portcullis.core.skeleton import origins, skeleton
from portcullis.core.text import plain

_RANK = {how: rank for rank, how in enumerate(How)}
_DFA_UP_TO = 5_000  # forms of names; the table of a larger DFA does not fit the processor's cache, and an NFA is faster


class _Bearer(msgspec.Struct, frozen=True):
    """A Member who bears a form of a name, and whether the form is enough by itself."""

    watched: Watched
    enough: bool


class _Written(msgspec.Struct):
    """A form of a name where it stands in a text."""

    bearers: list[_Bearer]
    start: int
    end: int


class Lane:
    """Built from Members with an account enrolled on one platform."""

    def __init__(self, platform: str, watched: Sequence[Watched]) -> None:
        self._accounts: dict[str, list[Account]] = {}
        self._by_id: dict[str, list[tuple[str, Account]]] = defaultdict(list)
        self._by_handle: dict[str, list[tuple[str, Account]]] = defaultdict(list)
        bearers: dict[bytes, dict[str, _Bearer]] = defaultdict(dict)
        joints: dict[bytes, frozenset[int]] = {}
        for one in watched:
            self._accounts[one.member] = [account for account in one.accounts if account.platform == platform]
            for account in self._accounts[one.member]:
                if account.id:
                    self._by_id[account.id].append((one.member, account))
                if name := handles.handle(account.handle):
                    self._by_handle[name].append((one.member, account))
            for form in _forms(one):
                known = bearers[form.bare].get(one.member)
                bearers[form.bare][one.member] = _Bearer(one, form.enough or (known is not None and known.enough))
                joints[form.bare] = joints.get(form.bare, frozenset()) | form.joints
        self._disjoint = frozenset(self._by_id).isdisjoint
        self._bearers = [list(sharing.values()) for sharing in bearers.values()]
        self._joints = [joints[bare] for bare in bearers]
        build = Implementation.DFA if len(bearers) <= _DFA_UP_TO else Implementation.ContiguousNFA
        self._find = BytesAhoCorasick(list(bearers), implementation=build).find_matches_as_indexes

    def near(self, ids: Iterable[str], text: str) -> bool:
        """A quick look at a post that is never wrong about "no". `ids`: every account mentioned, answered or quoted."""
        if not self._disjoint(ids) or self._find(skeleton(text)):
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
        found: dict[str, Addressing] = {}
        own = {member for member, _ in self._by_id.get(author, ())} if author else set[str]()
        ways = [(How.REPLY, parent), (How.THREAD, root), (How.QUOTE, quoted), *((How.MENTION, one) for one in mentions)]
        for how, account_id in ways:
            for member, account in self._by_id.get(account_id, ()):
                if member not in own and _in_force(account, witnessed_at):
                    _keep(found, Addressing(member, how))
        for name, start, end in handles.written_in(text):
            for member, account in self._by_handle.get(name, ()):
                if member not in own and _in_force(account, witnessed_at):
                    _keep(found, Addressing(member, How.HANDLE, start, end))
        for addressing in self._named(text, witnessed_at, set(found), own):
            _keep(found, addressing)
        return tuple(found.values())

    def _named(self, text: str, at: datetime, surer: set[str], own: set[str]) -> Iterator[Addressing]:
        written = list(self._written(text, at))
        if not written:
            return
        reading = _Reading(text)
        for one in _longest(written):
            meant = reading.meant(one, surer)
            yield from (Addressing(member, How.NAME, one.start, one.end) for member in meant if member not in own)

    def _written(self, text: str, at: datetime) -> Iterator[_Written]:
        hits = self._find(skeleton(text), True)
        if not hits:
            return
        places = origins(text)
        for pattern, first, last in hits:
            if _cuts_a_letter(places, first, last):
                continue
            span = stands_at(text, places[first:last], self._joints[pattern])
            bearers = [one for one in self._bearers[pattern] if self._enrolled(one.watched.member, at)]
            if span and bearers:
                yield _Written(bearers, *span)

    def _enrolled(self, member: str, at: datetime) -> bool:
        return any(_in_force(account, at) for account in self._accounts[member])


class _Reading:
    """A close reading of one text, made only where a name was found in it."""

    def __init__(self, text: str) -> None:
        folded = plain(text)
        self._words = f" {_spaced(folded.text)} "
        self._context = Context(folded)

    def meant(self, written: _Written, surer: set[str]) -> list[str]:
        """Which bearers of the name the text means, as far as it can be told."""
        placed = [one.watched.member for one in written.bearers if self._speaks_of(one.watched)]
        if placed:
            return placed
        members = [one.watched.member for one in written.bearers]
        if len(members) > 1 and not surer.isdisjoint(members):
            return []  # the post says by a surer way which of them it means
        if len(members) == 1 and written.bearers[0].enough:
            return members
        return members if self._context.near(written.start, written.end) else []

    def _speaks_of(self, watched: Watched) -> bool:
        return any(f" {_spaced(plain(words).text)} " in self._words for words in watched.context if words.strip())


def _spaced(folded: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in folded.replace("'", "")).split())


def _forms(watched: Watched) -> Iterator[Form]:
    for name in (watched.name, *watched.aliases):
        yield from forms(name)


def _keep(found: dict[str, Addressing], new: Addressing) -> None:
    """The surest way wins; where it says nothing of a place, the place in the text is kept from the other."""
    old = found.get(new.member)
    if old is None:
        found[new.member] = new
        return
    surest, other = sorted((old, new), key=lambda one: _RANK[one.how])
    if surest.how is How.MENTION and surest.end == 0:
        surest = Addressing(surest.member, surest.how, other.start, other.end)
    found[new.member] = surest


def _in_force(account: Account, at: datetime) -> bool:
    return (account.since is None or account.since <= at) and (account.until is None or at < account.until)


def _cuts_a_letter(places: list[int], first: int, last: int) -> bool:
    """One character may give several letters of the skeleton ("ﬁ"); a name does not begin or end inside one."""
    return (first > 0 and places[first - 1] == places[first]) or (
        last < len(places) and places[last] == places[last - 1]
    )


def _longest(written: list[_Written]) -> Iterator[_Written]:
    """Without a name that stands inside a longer one: "Ann Pryce" in "Mary Ann Pryce", when both are watched."""
    last = reached = -1
    for one in sorted(written, key=lambda each: (each.start, -each.end)):
        if one.end > reached or (one.start, one.end) == (last, reached):
            last, reached = one.start, one.end
            yield one
