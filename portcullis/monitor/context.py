"""What the header of a page says about the monitor."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from portcullis.monitor.models import Source
from portcullis.sources.stream import State

ALIVE = timedelta(seconds=15)
NOTABLE = 3
TROUBLE = {State.GAP: "not connected", State.THROTTLED: "slowed down by the service"}


def state() -> dict[str, Any]:
    """{"monitor": {"says": "watching 2 of 3 sources; Bluesky 4 s behind", "since": when it went stale, "well": bool}}.

    A source that was stopped on purpose is not counted. One whose process died is, and is not being watched.
    """
    now = timezone.now()
    sources = list(Source.objects.all())
    due = [source for source in sources if source.stopped_at is None]
    if not due:
        return _stale("not watching any source", max((s.heartbeat_at for s in sources), default=None))
    alive = [source for source in due if source.heartbeat_at > now - ALIVE]
    if not alive:
        return _stale("the monitor gives no sign of life", max(source.heartbeat_at for source in due))
    connected = [source for source in alive if source.state != State.GAP]
    plural = "source" if len(due) == 1 else "sources"
    notes = [note for source in alive if (note := _note(source))]
    says = "; ".join([f"watching {len(connected)} of {len(due)} {plural}", *notes])
    return {"monitor": {"says": says, "since": None, "well": len(connected) == len(due)}}


def _note(source: Source) -> str:
    if source.state in TROUBLE:
        return f"{source.name} {TROUBLE[State(source.state)]}"
    seconds = round(source.behind)
    if seconds < NOTABLE:
        return ""
    return f"{source.name} {seconds} s behind" if seconds < 120 else f"{source.name} {seconds // 60} minutes behind"


def _stale(says: str, since: datetime | None) -> dict[str, Any]:
    return {"monitor": {"says": says, "since": since, "well": False}}
