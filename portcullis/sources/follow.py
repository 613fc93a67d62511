"""Follow a WebSocket stream for ever: reconnect, resume, beat, and record every gap. What the messages mean is the
dialect's."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Protocol

from portcullis.core.gate import Gate, Lane
from portcullis.sources.backoff import pauses
from portcullis.sources.position import Progress
from portcullis.sources.stream import Batch, Gap, SourceError, State
from portcullis.sources.websocket import HEARTBEAT, Line

_LATE = timedelta(minutes=1)
_PASSING = frozenset({408, 425, 429})


class Dialect(Protocol):
    """One wire format over a WebSocket, and how far it has been read.

    `trouble` is what the service last said was wrong, in plain words: that posts may have been missed, or why it is
    about to close the connection; "" if nothing. `throttled` is true if it told us that we are too slow.
    """

    platform: str
    subprotocols: tuple[str, ...]
    progress: Progress
    trouble: str
    throttled: bool

    def address(self) -> str:
        """Where to connect to, so that reading goes on from what has been reached."""
        ...

    def read(self, messages: list[bytes], lane: Lane | None, now: datetime, batch: Batch) -> None:
        """Count and keep, and move on. Never raises, whatever the messages are."""
        ...

    def refused(self, status: int, body: bytes) -> bool:
        """Learn from a refused connection, such as a cursor that is too old; true if the next try will differ."""
        ...


class Follower:
    """Batches of one dialect. `waits` gives the seconds before each new try."""

    def __init__(
        self, dialect: Dialect, gate: Callable[[], Gate], waits: Callable[[], Iterator[float]] = pauses
    ) -> None:
        self.dialect, self.gate, self.waits = dialect, gate, waits
        self._was_open = False
        self._broken_at = dialect.progress.reached.witnessed_at
        self._why = "the monitor was not running"
        self._rejoining = True

    async def batches(self) -> AsyncIterator[Batch]:
        """For ever. Raises SourceError if the service refuses us for good before we were ever connected."""
        waits = self.waits()
        while True:
            async with Line(self.dialect.address(), self.dialect.subprotocols) as line:
                while not line.drained:
                    batch = await self._next(line)
                    waits = self.waits() if batch.read else waits
                    yield batch
            yield self._broken(line)
            remaining = next(waits)
            while remaining > 0:
                await asyncio.sleep(min(remaining, HEARTBEAT))
                remaining -= HEARTBEAT
                yield Batch(cursor=self.dialect.progress.reached.text(), state=State.GAP)

    async def _next(self, line: Line) -> Batch:
        received_at, messages = await line.take()
        batch = Batch(cursor="", received_at=received_at)
        if messages:
            gate = self.gate()
            self.dialect.read(messages, gate.on(self.dialect.platform), datetime.now(UTC), batch)
            batch.witnessed_at = self.dialect.progress.reached.witnessed_at
            _drop_strangers(batch, gate, self.dialect.platform)
        self._was_open = self._was_open or line.open
        batch.cursor, batch.state = self.dialect.progress.reached.text(), self._state(line, batch)
        batch.gaps.extend(self._gap())
        return batch

    def _state(self, line: Line, batch: Batch) -> State:
        if self.dialect.throttled:
            return State.THROTTLED
        if not line.open:
            return State.GAP
        late = batch.witnessed_at and datetime.now(UTC) - batch.witnessed_at > _LATE
        return State.BEHIND if late else State.CONNECTED

    def _gap(self) -> list[Gap]:
        """A break ends with the first event after it. It leaves no gap if that event was read before: nothing was
        missed."""
        progress = self.dialect.progress
        if progress.joined is None or not self._rejoining:
            return []
        start, end = self._broken_at, progress.first_at
        why, self._why, self._rejoining, self.dialect.trouble = self.dialect.trouble or self._why, "", False, ""
        if progress.joined or start is None or end is None or end <= start:
            return []
        return [Gap(start, end, why)]

    def _broken(self, line: Line) -> Batch:
        """The line is down: say so, learn from it, and remember where the gap begins."""
        dialect, progress = self.dialect, self.dialect.progress
        learnt = line.status != 0 and dialect.refused(line.status, line.body)
        if 400 <= line.status < 500 and line.status not in _PASSING and not learnt and not self._was_open:
            address = line.address.partition("?")[0]
            raise SourceError(f"{address} answered {line.status}. Check the address of the service and its protocol.")
        batch = Batch(cursor="", state=State.THROTTLED if dialect.throttled or line.status == 429 else State.GAP)
        if line.too_big:
            batch.read = batch.unreadable["message longer than 16 MB"] = 1
            progress.forget()
        self._why = dialect.trouble or self._why or line.ended
        self._broken_at, self._rejoining = progress.reached.witnessed_at, True
        dialect.trouble, dialect.throttled = "", False
        batch.cursor = progress.reached.text()
        return batch


def _drop_strangers(batch: Batch, gate: Gate, platform: str) -> None:
    """New names of accounts that nobody enrolled are none of our business."""
    if batch.renamings:
        ours = {a.id for watched in gate.watched for a in watched.accounts if a.platform == platform}
        batch.renamings = [renaming for renaming in batch.renamings if renaming.account in ours]
