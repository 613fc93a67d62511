"""Reads the whole chain once and says which entry was changed, is missing or stands in the wrong place.

An entry is named by its time, its action and the start of its digest: the number in the chain is never shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from portcullis.audit.chain import GENESIS, digest
from portcullis.audit.models import Entry, Head, last

CHANGED, MISSING, REORDERED, ADDED, REPLACED = "changed", "missing", "reordered", "added", "replaced"
# Trying a broken entry at other places costs one digest a place. A log with more faults than this is broken anyway.
MOST_TRIED = 500


class Row(NamedTuple):
    """The fields of an Entry, in the order that `digest` takes them, and then its own digest."""

    sequence: int
    at: datetime
    actor: str
    actor_name: str
    action: str
    subject: str
    reason: str
    detail: dict[str, Any]
    previous: str
    digest: str

    def __str__(self) -> str:
        moment: datetime | None = self.at  # one that was made unreadable comes as None
        at = "no time" if moment is None else f"{moment:%Y-%m-%d %H:%M:%S} UTC"
        return f"{self.action} by {self.actor_name} at {at}, digest {self.digest[:12]}"


def _digest(row: Row, place: int) -> str:
    """The digest that these words would have at this place; "" if they are none that the log itself could write."""
    try:
        return digest(place, *row[1:9])
    except (AttributeError, TypeError):
        return ""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: its kind (one of the constants above) and a sentence that names the entry."""

    kind: str
    says: str


@dataclass
class Verdict:
    """What was found, and the digest of the last entry, to note down elsewhere."""

    head: str = GENESIS
    last_at: datetime | None = None
    faults: list[Fault] = field(default_factory=list)
    noted_found: bool = False

    @property
    def sound(self) -> bool:
        return not self.faults


@dataclass
class _Walk:
    """Where the reading of the chain has come to."""

    verdict: Verdict
    noted: str
    expected: int = 1
    before: Row | None = None
    broken: list[Row] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)

    def fault(self, kind: str, says: str) -> None:
        self.verdict.faults.append(Fault(kind, says))

    def step(self, row: Row) -> None:
        gap = row.sequence - self.expected
        if gap:
            self.gaps += range(self.expected, self.expected + min(gap, MOST_TRIED))
            self.missing(gap, f"before the entry {row}")
        own = _digest(row, row.sequence)
        if own != row.digest:
            self.broken.append(row)
        elif not gap and not self.after_broken() and row.previous != (self.before.digest if self.before else GENESIS):
            self.fault(REPLACED, f"The entry before this one was replaced or its digest rewritten: {row}.")
        self.verdict.noted_found |= own == self.noted
        self.before, self.expected = row, row.sequence + 1

    def after_broken(self) -> bool:
        return bool(self.broken) and self.broken[-1] is self.before

    def missing(self, count: int, where: str) -> None:
        one = count == 1
        self.fault(MISSING, f"{'An entry is' if one else f'{count} entries are'} missing {where}.")

    def sort_broken(self) -> None:
        """A broken entry whose digest fits its words at another place was moved; any other was changed."""
        places = [row.sequence for row in self.broken[:MOST_TRIED]] + self.gaps[:MOST_TRIED]
        for row in self.broken:
            moved = len(self.broken) <= MOST_TRIED and any(_digest(row, place) == row.digest for place in places)
            kind, what = (REORDERED, "stands in the wrong place") if moved else (CHANGED, "was changed")
            self.fault(kind, f"An entry {what}: {row}.")


def verify(noted: str = "") -> Verdict:
    """Check the chain as it is now. `noted`: a head digest that was written down elsewhere and must still be in it."""
    head = Head.objects.filter(pk=1).first()
    walk = _Walk(Verdict(noted_found=noted in ("", GENESIS)), noted)
    if head is None:
        head = Head(**last())
        if head.sequence:
            walk.fault(MISSING, "The log's head, which says where the log ends, is missing.")
    for row in _rows(head.sequence):
        walk.step(row)
    walk.sort_broken()
    _check_end(walk, head)
    if not walk.verdict.noted_found:
        walk.fault(REPLACED, f"The head that was noted, {noted[:12]}, is not in the log: it was rewritten since.")
    return walk.verdict


def _rows(until: int) -> Iterator[Row]:
    fields = Row._fields
    rows = Entry.objects.filter(sequence__lte=until).order_by("sequence").values_list(*fields)
    return map(Row._make, rows.iterator(chunk_size=5_000))


def _check_end(walk: _Walk, head: Head) -> None:
    last = walk.before
    walk.verdict.head, walk.verdict.last_at = head.digest, last.at if last else None
    if walk.expected <= head.sequence:
        walk.missing(head.sequence + 1 - walk.expected, f"after the entry {last}" if last else "from the start")
    elif last and last.digest != head.digest:
        walk.fault(REPLACED, f"The last entry is not the one that the log's head names: {last}.")
    now = Head.objects.filter(pk=1).values_list("sequence", flat=True).first() or head.sequence
    for values in Entry.objects.filter(sequence__gt=now).order_by("sequence").values_list(*Row._fields)[:MOST_TRIED]:
        walk.fault(ADDED, f"An entry was added behind the log's back: {Row._make(values)}.")
