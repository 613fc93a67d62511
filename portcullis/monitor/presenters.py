"""The coverage pages in words and shapes."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from portcullis.monitor.day import LONDON, Hour, Seen, hours
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
        self.hours = [HourLine(hour) for hour in hours(rows, day, now)]
        self.unreadable = sum((hour.sums.unreadable for hour in self.hours), Counter()).most_common()

    @property
    def says(self) -> str:
        """The day in one sentence, for readers who do not see the strip."""
        minutes = sum((line.hour.minutes for line in self.hours), Counter[Seen]())
        parts = [f"{minutes[seen]:,} {_minutes(minutes[seen])} {WORDS[seen]}" for seen in COLUMNS if minutes[seen]]
        return f"{self.source.name}: {', '.join(parts)}." if parts else f"{self.source.name}: nothing yet."

    @property
    def height(self) -> int:
        return 5 * len(self.hours)


class HourLine:
    """One hour: a line of the strip and a row of the table."""

    def __init__(self, hour: Hour) -> None:
        self.hour, self.sums = hour, hour.sums
        self.label = hour.start.astimezone(LONDON).strftime("%H:%M")

    @property
    def cells(self) -> list[dict[str, Any]]:
        return [
            {"x": one.start, "width": one.minutes, "height": HEIGHTS[one.seen], "seen": one.seen.value}
            for one in self.hour.stretches
            if HEIGHTS[one.seen]
        ]

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
        length = timedelta(seconds=self.seconds)
        return f"{self.seconds} seconds" if self.seconds < 120 else str(length)

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


def _minutes(count: int) -> str:
    return "minute" if count == 1 else "minutes"
