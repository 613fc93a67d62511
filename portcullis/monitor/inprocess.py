"""Reads the sources and runs the pipeline in one process. Reading, deciding and recording overlap.

One event loop reads; one thread decides; one thread records. The queues between them are short: a slow database slows
the reading down and does not fill the memory. What waits is taken together: batches grow under load, and only then.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import msgspec
import structlog
from django.db import connection
from django.utils import timezone

from portcullis.audit.auditor import Auditor
from portcullis.core.gate import Gate
from portcullis.monitor import actions, coverage
from portcullis.monitor.gatekeeper import Gatekeeper
from portcullis.monitor.handles import Handles
from portcullis.monitor.ledger import Ledger
from portcullis.monitor.pipeline import Arrival, Outcome, Pipeline
from portcullis.monitor.steadily import GivenUp, steadily
from portcullis.monitor.totals import Totals
from portcullis.sources.stream import Batch, Connector, SourceError, State

log = structlog.get_logger()
R = TypeVar("R")
QUEUED = 64
TOGETHER = 512
COUNTS_WAIT = 0.5
GATE_EVERY = 1.0
RESTART = (1.0, 2.0, 5.0, 15.0, 60.0)


class Reading(msgspec.Struct):
    """One source as it is being read. `cursor` is that of the newest batch handed on."""

    connector: Connector
    service: str
    cursor: str = ""
    state: State = State.GAP
    behind: float = 0.0
    away: bool = False

    @property
    def name(self) -> str:
        return self.connector.name


class Monitor:
    """`sources`: pairs of a connector and the service that it reads. `run` returns when they end or after `stop`."""

    def __init__(
        self,
        sources: Sequence[tuple[Connector, str]],
        pipeline: Pipeline,
        gatekeeper: Gatekeeper,
        handles: Handles | None = None,
    ) -> None:
        self.readings = [Reading(connector, service) for connector, service in sources]
        self.pipeline, self.gatekeeper, self.handles = pipeline, gatekeeper, handles
        self.totals = Totals()
        self.failure: SourceError | None = None
        self._stop = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._reading: asyncio.Task[None] | None = None
        self._seconds = Ledger()

    def stop(self) -> None:
        """Ask for an orderly end, from any thread: what was read is recorded first."""
        self._stop.set()
        if self._loop and self._reading:
            self._loop.call_soon_threadsafe(self._reading.cancel)

    async def run(self) -> Totals:
        """Read until the sources end or `stop`. Raises SourceError if a source cannot be used as it is set up."""
        self._loop = asyncio.get_running_loop()
        self._inbox: asyncio.Queue[Arrival | None] = asyncio.Queue(QUEUED)
        self._outbox: asyncio.Queue[list[Outcome] | None] = asyncio.Queue(2)
        self._deciding, self._recording, self._aside = (ThreadPoolExecutor(1) for _ in range(3))
        try:
            await self._open()
            aside = [asyncio.create_task(work) for work in self._beside()]
            try:
                await self._flow()
            finally:
                for task in aside:
                    task.cancel()
                await asyncio.gather(*aside, return_exceptions=True)
            await self._close()
        finally:
            await self._end_threads()
        if self.failure:
            raise self.failure
        return self.totals

    def _beside(self) -> list[Coroutine[None, None, None]]:
        resolving = [self.handles.keep()] if self.handles else []
        return [self._keep_gate(), self._tick(), *resolving]

    async def _open(self) -> None:
        await self._thread(self._aside, self.gatekeeper.refresh)
        auditor = Auditor.job("monitor")
        for reading in self.readings:
            reading.cursor = await self._thread(self._aside, coverage.cursor, reading.name, reading.service)
            await self._thread(self._aside, actions.started, auditor, reading.connector, reading.service)

    async def _close(self) -> None:
        why = "asked to stop" if self._stop.is_set() else str(self.failure or "the source ended")
        for reading in self.readings:
            await self._thread(self._aside, actions.stopped, Auditor.job("monitor"), reading.name, why)

    async def _flow(self) -> None:
        """Readers fill the inbox, the decider the outbox, the recorder the database; each ends after the one before."""
        deciding, recording = asyncio.create_task(self._decide()), asyncio.create_task(self._record())
        self._reading = asyncio.create_task(self._read_all())
        if self._stop.is_set():
            self._reading.cancel()
        downstream = asyncio.gather(deciding, recording)
        either: list[asyncio.Future[Any]] = [self._reading, downstream]
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if downstream.done():
            self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        if not downstream.done():
            await self._inbox.put(None)
        try:
            await downstream
        except GivenUp:
            log.error("stopped while the database was away; what was not recorded comes again from the cursor")
        finally:
            deciding.cancel()
            recording.cancel()

    async def _read_all(self) -> None:
        await asyncio.gather(*(self._read_surely(reading) for reading in self.readings))

    async def _read_surely(self, reading: Reading) -> None:
        """Read a source; one that breaks is opened again at its cursor. One that is set up wrongly ends the run."""
        failures = 0
        while True:
            before = reading.cursor
            try:
                return await self._read(reading)
            except SourceError as error:
                self.failure = error
                self._reading.cancel() if self._reading else None
                return None
            except Exception as error:  # noqa: BLE001  a broken connector must not stop the others
                failures = 0 if reading.cursor != before else failures + 1
                wait = RESTART[min(failures, len(RESTART) - 1)]
                log.error("source broke; opened again", source=reading.name, error=type(error).__name__, seconds=wait)
            reading.state = State.GAP
            await asyncio.sleep(wait)

    async def _read(self, reading: Reading) -> None:
        async for batch in reading.connector.batches(reading.cursor, self._gate):
            _note(reading, batch)
            await self._inbox.put(Arrival(reading.name, reading.service, batch))
            reading.cursor = batch.cursor or reading.cursor

    def _gate(self) -> Gate:
        return self.gatekeeper.current()

    async def _decide(self) -> None:
        while (first := await self._inbox.get()) is not None:
            arrivals, ended = [first], False
            waiting = len(first.batch.directed)
            while not self._inbox.empty() and waiting < TOGETHER and not ended:
                more = self._inbox.get_nowait()
                if more is None:
                    ended = True
                else:
                    arrivals.append(more)
                    waiting += len(more.batch.directed)
            await self._outbox.put(await self._decided(arrivals))
            if ended:
                break
        await self._outbox.put(None)

    async def _decided(self, arrivals: list[Arrival]) -> list[Outcome]:
        if not any(arrival.batch.directed for arrival in arrivals):
            return self.pipeline.decide(arrivals)  # nothing to look at or to ask for: not worth a thread
        return await self._thread(self._deciding, self.pipeline.decide, arrivals)

    async def _record(self) -> None:
        """Record at once what somebody waits for; let counts and cursors gather for half a second."""
        waiting: list[Outcome] = []
        due = time.monotonic()
        ended = False
        while not ended:
            try:
                outcomes = await asyncio.wait_for(self._outbox.get(), max(0.01, due - time.monotonic()))
                while outcomes is not None:
                    waiting += outcomes
                    outcomes = self._outbox.get_nowait()
                ended = True
            except (TimeoutError, asyncio.QueueEmpty):
                pass
            if ended or time.monotonic() >= due or any(outcome.urgent for outcome in waiting):
                await self._commit(waiting)
                waiting, due = [], time.monotonic() + COUNTS_WAIT

    async def _commit(self, outcomes: list[Outcome]) -> None:
        beats = [coverage.Beat(reading.name, reading.state, reading.behind) for reading in self.readings]
        recorded = await self._thread(self._recording, self.pipeline.record, outcomes, self._seconds.take(), beats)
        now, totals = time.time(), self.totals
        for tally in recorded.counts.tallies.values():
            totals.read += tally.read
            totals.posts += tally.posts
            totals.directed += tally.directed
            totals.candidates += tally.candidates
            totals.unreadable.update(tally.unreadable)
        totals.written += recorded.written
        totals.duplicates += recorded.duplicates
        for outcome in outcomes:
            for candidate in outcome.candidates:
                totals.delayed(now - outcome.received_at, now - candidate.post.witnessed_at.timestamp())

    async def _keep_gate(self) -> None:
        while True:
            await asyncio.sleep(GATE_EVERY)
            await self._thread(self._aside, self.gatekeeper.refresh)

    async def _tick(self) -> None:
        """Each source's time in its state, second by second."""
        before = time.monotonic()
        while True:
            await asyncio.sleep(1.0)
            now = time.monotonic()
            for reading in self.readings:
                self._seconds.seconds(reading.name, reading.state, timezone.now(), now - before)
            before = now

    async def _thread(self, pool: ThreadPoolExecutor, work: Callable[..., R], *args: object) -> R:
        assert self._loop
        return await self._loop.run_in_executor(pool, lambda: steadily(lambda: work(*args), self._stop))

    async def _end_threads(self) -> None:
        for pool in (self._deciding, self._recording, self._aside):
            await asyncio.get_running_loop().run_in_executor(pool, _disconnect)
            pool.shutdown()


def _note(reading: Reading, batch: Batch) -> None:
    reading.state, was_away = batch.state, reading.away
    reading.away = batch.state is State.GAP
    if reading.away and not was_away:
        log.warning("source not connected; trying again", source=reading.name)
    elif was_away and not reading.away:
        log.info("source connected", source=reading.name)
    if batch.witnessed_at is not None:
        reading.behind = max(0.0, timezone.now().timestamp() - batch.witnessed_at.timestamp())


def _disconnect() -> None:
    connection.close()  # a connection belongs to the thread that opened it
