"""Where a text names a Member, and which Member it means where several share the name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from ahocorasick_rs import BytesAhoCorasick, Implementation

from portcullis.core.addressee import Watched
from portcullis.core.names import forms, stands_at
from portcullis.core.political import Context
from portcullis.core.skeleton import origins, skeleton
from portcullis.core.text import plain

_DFA_UP_TO = 5_000  # forms; the table of a larger DFA does not fit the processor's cache, and an NFA is faster


class Bearer(msgspec.Struct, frozen=True):
    """A Member who bears a form of a name, and whether the form is enough by itself."""

    watched: Watched
    enough: bool


class Written(msgspec.Struct):
    """A form of a name where it stands in a text, and who bears it."""

    bearers: list[Bearer]
    start: int
    end: int


class Names:
    """Every form of the name of every Member, in one automaton (Aho and Corasick, 1975) over skeletons."""

    def __init__(self, watched: Iterable[Watched]) -> None:
        bearers: dict[bytes, dict[str, Bearer]] = defaultdict(dict)
        joints: dict[bytes, frozenset[int]] = defaultdict(frozenset)
        for one in watched:
            for form in (form for name in (one.name, *one.aliases) for form in forms(name)):
                known = bearers[form.bare].get(one.member)
                bearers[form.bare][one.member] = Bearer(one, form.enough or (known is not None and known.enough))
                joints[form.bare] |= form.joints
        self._bearers = [list(sharing.values()) for sharing in bearers.values()]
        self._joints = [joints[bare] for bare in bearers]
        build = Implementation.DFA if len(bearers) <= _DFA_UP_TO else Implementation.ContiguousNFA
        self.hints = BytesAhoCorasick(list(bearers), implementation=build).find_matches_as_indexes

    def written(self, text: str) -> list[Written]:
        """Every name that stands in the text by itself, from the left; none inside a longer one ("Mary Ann Pryce")."""
        hits = self.hints(skeleton(text), True)
        return list(_longest(self._standing(text, hits))) if hits else []

    def _standing(self, text: str, hits: list[tuple[int, int, int]]) -> Iterator[Written]:
        places = origins(text)
        for form, first, last in hits:
            if not _cuts_a_letter(places, first, last):
                span = stands_at(text, places[first:last], self._joints[form])
                if span:
                    yield Written(self._bearers[form], *span)


class Reading:
    """A close reading of one text, made only where a name was found in it."""

    def __init__(self, text: str) -> None:
        folded = plain(text)
        self._words = f" {_spaced(folded.text)} "
        self._context = Context(folded)
        self._spoken_of: dict[str, bool] = {}

    def meant(self, written: Written, bearers: Sequence[Bearer], surer: set[str]) -> list[str]:
        """Which of these bearers of the name the text means, as far as it can be told. `surer`: known by other ways."""
        placed = [one.watched.member for one in bearers if self._speaks_of(one.watched)]
        if placed:
            return placed
        members = [one.watched.member for one in bearers]
        if len(members) > 1 and not surer.isdisjoint(members):
            return []
        if len(members) == 1 and bearers[0].enough:
            return members
        return members if self._context.near(written.start, written.end) else []

    def _speaks_of(self, watched: Watched) -> bool:
        """Does the text hold the Member's own words, such as the constituency? Looked up once, however often the
        name is written."""
        if watched.member not in self._spoken_of:
            contexts = (f" {_spaced(plain(words).text)} " for words in watched.context if words.strip())
            self._spoken_of[watched.member] = any(words in self._words for words in contexts)
        return self._spoken_of[watched.member]


def _spaced(folded: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in folded.replace("'", "")).split())


def _cuts_a_letter(places: list[int], first: int, last: int) -> bool:
    """One character may give several letters of the skeleton ("ﬁ"); a name does not begin or end inside one."""
    return (first > 0 and places[first - 1] == places[first]) or (
        last < len(places) and places[last] == places[last - 1]
    )


def _longest(written: Iterable[Written]) -> Iterator[Written]:
    last = reached = -1
    for one in sorted(written, key=lambda each: (each.start, -each.end)):
        if one.end > reached or (one.start, one.end) == (last, reached):
            last, reached = one.start, one.end
            yield one
