"""Counts on their way to the coverage page: in memory by source and minute, written with the cursor they belong to."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import msgspec

from portcullis.sources.stream import State

OLDEST = timedelta(days=30)
LATE = timedelta(minutes=2)


class Tally(msgspec.Struct):
    """What to add to one source's minute. Times in seconds."""

    connected: float = 0.0
    behind: float = 0.0
    throttled: float = 0.0
    gap: float = 0.0
    read: int = 0
    recovered: int = 0
    posts: int = 0
    directed: int = 0
    candidates: int = 0
    duplicates: int = 0
    unreadable: Counter[str] = msgspec.field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        for field in SUMS:
            setattr(self, field, getattr(self, field) + getattr(other, field))
        self.unreadable.update(other.unreadable)


SUMS = tuple(field for field in Tally.__struct_fields__ if field != "unreadable")
Key = tuple[str, datetime]


class Ledger:
    """Tallies by source and minute (UTC, whole minutes)."""

    def __init__(self, tallies: Iterable[tuple[Key, Tally]] = ()) -> None:
        self.tallies: dict[Key, Tally] = dict(tallies)

    def at(self, source: str, moment: datetime) -> Tally:
        key = (source, moment.astimezone(UTC).replace(second=0, microsecond=0))
        return self.tallies.setdefault(key, Tally())

    def seconds(self, source: str, state: State, moment: datetime, seconds: float) -> None:
        tally = self.at(source, moment)
        setattr(tally, state.value, getattr(tally, state.value) + seconds)

    def add(self, other: "Ledger") -> None:
        for (source, minute), tally in other.tallies.items():
            self.at(source, minute).add(tally)

    def take(self) -> "Ledger":
        """Everything so far, leaving this ledger empty."""
        taken = Ledger(self.tallies.items())
        self.tallies = {}
        return taken


def minute_of(witnessed_at: datetime | None, now: datetime) -> datetime:
    """The moment that a batch is counted in. A network's clock is believed within reason."""
    if witnessed_at is None or not now - OLDEST <= witnessed_at <= now:
        return now
    return witnessed_at
