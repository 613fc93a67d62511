"""A day of one source as the coverage page draws it: a state a minute, joined into stretches, and sums by the hour."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

import msgspec

from portcullis.monitor.ledger import SUMS, Tally
from portcullis.monitor.models import Coverage

LONDON = ZoneInfo("Europe/London")
MINUTE = timedelta(minutes=1)


class Seen(StrEnum):
    """What became of one minute, worst first."""

    GAP = "gap"
    THROTTLED = "throttled"
    BEHIND = "behind"
    RECOVERED = "recovered"
    CONNECTED = "connected"
    UNWATCHED = "unwatched"
    COMING = "coming"


class Stretch(msgspec.Struct, frozen=True):
    """Minutes of one kind in a row. `start` counts minutes from the hour."""

    seen: Seen
    start: int
    minutes: int


class Hour(msgspec.Struct, frozen=True):
    """One hour of the day: how many minutes were what, and what was read in it."""

    start: datetime
    stretches: list[Stretch]
    minutes: Counter[Seen]
    sums: Tally


def bounds(day: date) -> tuple[datetime, datetime]:
    """A day in UK time, as moments in UTC: 23, 24 or 25 hours."""
    start = datetime(day.year, day.month, day.day, tzinfo=LONDON)
    end = datetime.fromordinal((day + timedelta(days=1)).toordinal()).replace(tzinfo=LONDON)
    return start.astimezone(UTC), end.astimezone(UTC)


def hours(rows: Iterable[Coverage], day: date, now: datetime) -> list[Hour]:
    """The day's hours that have begun, with every minute's state."""
    start, end = bounds(day)
    by_minute = {row.minute: row for row in rows}
    found = []
    while start < min(end, now):
        moments = [start + MINUTE * count for count in range(60)]
        seen = [_seen(by_minute.get(moment), moment, now) for moment in moments]
        sums = Tally()
        for moment in moments:
            if moment in by_minute:
                sums.add(_tally(by_minute[moment]))
        found.append(Hour(start, _stretches(seen), Counter(seen), sums))
        start += MINUTE * 60
    return found


def _seen(row: Coverage | None, moment: datetime, now: datetime) -> Seen:
    if row is None:
        return Seen.COMING if moment > now - MINUTE else Seen.UNWATCHED
    # Half a second of waiting between two connections is no gap that a reader should look into.
    for seen, seconds in ((Seen.GAP, row.gap), (Seen.THROTTLED, row.throttled), (Seen.BEHIND, row.behind)):
        if seconds >= 1:
            return seen
    if not row.connected and row.recovered:
        return Seen.RECOVERED
    return Seen.CONNECTED


def _stretches(seen: Sequence[Seen]) -> list[Stretch]:
    found, start = [], 0
    for kind, group in groupby(seen):
        length = len(list(group))
        found.append(Stretch(kind, start, length))
        start += length
    return found


def _tally(row: Coverage) -> Tally:
    return Tally(**{name: getattr(row, name) for name in SUMS}, unreadable=Counter(row.unreadable))
