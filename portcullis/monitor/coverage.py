"""The written side of coverage: minutes, cursors, gaps and signs of life. All within the caller's transaction."""

from collections.abc import Mapping, Sequence

import msgspec
from django.db.models import F
from django.utils import timezone

from portcullis.monitor.ledger import SUMS, Key, Ledger, Tally
from portcullis.monitor.models import Coverage, Cursor, Source
from portcullis.monitor.models import Gap as GapRow
from portcullis.sources.stream import Gap, State


class Beat(msgspec.Struct, frozen=True):
    """One source's sign of life: how it is doing, and by how many seconds it trails the network."""

    source: str
    state: State
    behind: float


def add(ledger: Ledger) -> None:
    """Add these counts to the minutes that they belong to."""
    for key, tally in ledger.tallies.items():
        _add(key, tally)


def _add(key: Key, tally: Tally) -> None:
    source, minute = key
    rows = Coverage.objects.filter(source=source, minute=minute)
    sums = {name: F(name) + value for name in SUMS if (value := getattr(tally, name))}
    if not sums and not tally.unreadable:
        return
    if not rows.exists():
        Coverage.objects.bulk_create([Coverage(source=source, minute=minute)], ignore_conflicts=True)
    if tally.unreadable:
        held = rows.select_for_update().values_list("unreadable", flat=True).get()
        sums["unreadable"] = {
            reason: held.get(reason, 0) + tally.unreadable[reason] for reason in {**held, **tally.unreadable}
        }
    rows.update(**sums)


def beat(beats: Sequence[Beat]) -> None:
    """Note each source's sign of life."""
    now = timezone.now()
    for one in beats:
        Source.objects.filter(name=one.source).update(state=one.state, behind=one.behind, heartbeat_at=now)


def keep(cursors: Mapping[tuple[str, str], str]) -> None:
    """Keep each (source, service)'s cursor; with the rows that it follows, or never."""
    now = timezone.now()
    for (source, service), text in cursors.items():
        if not Cursor.objects.filter(source=source, service=service).update(text=text, at=now):
            Cursor.objects.create(source=source, service=service, text=text, at=now)


def cursor(source: str, service: str) -> str:
    """Where to go on from; "" if this source has not been read at this service."""
    return Cursor.objects.filter(source=source, service=service).values_list("text", flat=True).first() or ""


def gaps(source: str, found: Sequence[Gap]) -> None:
    """Keep what the source says it may have missed. The same gap told twice is one gap."""
    now = timezone.now()
    rows = [GapRow(source=source, start=gap.start, end=gap.end, why=gap.why, recorded_at=now) for gap in found]
    GapRow.objects.bulk_create(rows, ignore_conflicts=True)
