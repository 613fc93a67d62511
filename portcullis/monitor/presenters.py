"""The coverage pages in words and shapes."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from typing import Any

from portcullis.monitor.day import LONDON, MINUTE, Hour, Seen, Stretch, hours
from portcullis.monitor.models import Coverage, Gap, Source

WORDS = {
    Seen.CONNECTED: "connected",
    Seen.RECOVERED: "read later",
    Seen.BEHIND: "behind",
    Seen.THROTTLED: "slowed down by the service",
    Seen.GAP: "gap",
    Seen.UNWATCHED: "not watched",
    Seen.COMING: "to come",
}
COLUMNS = [seen for seen in WORDS if seen is not Seen.COMING]
# Height of a minute's cell in the strip, of 10: the kinds differ in height and pattern, not by colour alone.
HEIGHTS = dict.fromkeys(COLUMNS, 10) | {Seen.BEHIND: 7, Seen.THROTTLED: 4, Seen.UNWATCHED: 2, Seen.COMING: 0}


class SourceDay:
    """One source on one day: the strip, the table beside it, the gaps and what could not be read."""

    def __init__(self, source: Source, rows: Iterable[Coverage], gaps: Iterable[Gap], day: date, now: datetime) -> None:
        self.source, self.gaps = source, list(gaps)
        self.hours = [HourLine(hour, self.gaps) for hour in hours(rows, day, now)]
        self.unreadable = sum((hour.sums.unreadable for hour in self.hours), Counter()).most_common()

    @property
    def says(self) -> str:
        """The day in one sentence, for readers who do not see the strip."""
        minutes = sum((line.hour.minutes for line in self.hours), Counter[Seen]())
        parts = [
            f"{minutes[seen]:,} {_plural('minute', minutes[seen])} {WORDS[seen]}" for seen in COLUMNS if minutes[seen]
        ]
        return f"{self.source.name}: {', '.join(parts)}." if parts else f"{self.source.name}: nothing yet."

    @property
    def height(self) -> int:
        return 5 * len(self.hours)


class HourLine:
    """One hour: a line of the strip and a row of the table."""

    def __init__(self, hour: Hour, gaps: list[Gap]) -> None:
        self.hour, self.sums = hour, hour.sums
        self.gaps = [gap for gap in gaps if gap.start < hour.start + 60 * MINUTE and gap.end >= hour.start]
        self.label = hour.start.astimezone(LONDON).strftime("%H:%M")

    @property
    def cells(self) -> list[dict[str, Any]]:
        return [
            {"x": x, "width": width, "height": HEIGHTS[one.seen], "seen": one.seen.value, "gap": gap}
            for one in self.hour.stretches
            if HEIGHTS[one.seen]
            for x, width, gap in self._by_gap(one)
        ]

    def _by_gap(self, one: Stretch) -> list[tuple[int, int, Gap | None]]:
        """A stretch of gap, cut where another gap begins, so that each cell leads to its own."""
        if one.seen is not Seen.GAP:
            return [(one.start, one.minutes, None)]
        parts = [list(part) for _, part in groupby(range(one.start, one.start + one.minutes), self._gap_of)]
        return [(part[0], len(part), self._gap_of(part[0])) for part in parts]

    def _gap_of(self, minute: int) -> Gap | None:
        start = self.hour.start + minute * MINUTE
        return next((gap for gap in self.gaps if gap.start < start + MINUTE and gap.end >= start), None)

    @property
    def minutes(self) -> list[int]:
        return [self.hour.minutes[seen] for seen in COLUMNS]

    @property
    def watched(self) -> bool:
        return any(self.hour.minutes[seen] for seen in COLUMNS if seen is not Seen.UNWATCHED)


class GapFacts:
    """One gap: what may have been missed, and what was recovered."""

    def __init__(self, gap: Gap, before: Iterable[Coverage], within: Iterable[Coverage]) -> None:
        self.gap = gap
        self.recovered = sum(row.recovered for row in within)
        watched = [row for row in before if row.connected or row.recovered]
        self.usual = round(sum(row.read for row in watched) / len(watched)) if watched else None

    @property
    def seconds(self) -> int:
        return max(1, round((self.gap.end - self.gap.start).total_seconds()))

    @property
    def lasted(self) -> str:
        if self.seconds < 120:
            return f"{self.seconds} {_plural('second', self.seconds)}"
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        parts = ((hours, "hour"), (minutes, "minute"), (seconds, "second"))
        return " ".join(f"{count:,} {_plural(unit, count)}" for count, unit in parts if count)

    @property
    def missed(self) -> str:
        """What may have been missed, as far as the hour before can tell."""
        if self.usual is None:
            return "Nothing was read in the hour before, so nobody can say how much was missed."
        before = f"In the hour before, {self.usual:,} events came in a minute"
        if about := max(0, round(self.usual * self.seconds / 60) - self.recovered):
            return f"{before}, so about {about:,} may have been missed."
        return f"{before}. About as many as were to be expected were recovered."


def day_asked(text: str, today: date) -> date:
    """The day in the address; today if there is none or it is no day."""
    try:
        return min(date.fromisoformat(text), today)
    except ValueError:
        return today


def _plural(unit: str, count: int) -> str:
    return unit if count == 1 else f"{unit}s"
