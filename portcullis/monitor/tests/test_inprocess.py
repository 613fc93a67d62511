"""The monitor as one process: nothing lost or doubled when it stops, a source breaks, or the database is away."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, connections

from portcullis.audit.auditor import Auditor
from portcullis.audit.models import Entry
from portcullis.core.cascade import Cascade
from portcullis.core.gate import Gate
from portcullis.members import actions
from portcullis.members.models import Enrolment, PlatformAccount
from portcullis.monitor.gatekeeper import Gatekeeper
from portcullis.monitor.inprocess import Monitor
from portcullis.monitor.models import Coverage, Source
from portcullis.monitor.pipeline import Pipeline
from portcullis.monitor.tests.conftest import DANGER, ORDINARY, post
from portcullis.monitor.tests.test_pipeline import held
from portcullis.sources.admit import admit
from portcullis.sources.stream import Batch, SourceError

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def file_database(transactional_db: None, tmp_path: Path) -> Iterator[Path]:
    """A database in a file, as in service: the monitor's threads each have a connection of their own."""
    memory, usual = connection.connection, connections.settings["default"]
    path = tmp_path / "test.sqlite3"
    copy = sqlite3.connect(path)
    memory.backup(copy)
    copy.close()
    wrapper = connections["default"]
    connections.settings["default"] = {**usual, "NAME": str(path), "OPTIONS": {**usual["OPTIONS"], "timeout": 0.2}}
    connections["default"] = connections.create_connection("default")
    yield path
    connections["default"].close()
    connections.settings["default"] = usual
    connections["default"] = wrapper


class Numbers:
    """A source of numbered posts, every tenth dangerous. Its cursor is the next number."""

    name, platform, lawful_access, service = "Numbers", "bluesky", "invented", ""

    def __init__(self, until: int, breaks_at: int = -1, wrong: bool = False, pause: float = 0.0) -> None:
        self.until, self.breaks_at, self.wrong, self.pause = until, breaks_at, wrong, pause
        self.given = 0

    async def batches(self, cursor: str, gate: Callable[[], Gate]) -> AsyncIterator[Batch]:
        if self.wrong:
            raise SourceError("This source has no address. Give one.")
        for number in range(int(cursor or 0), self.until):
            if number == self.breaks_at:
                self.breaks_at = -1
                raise RuntimeError("a broken connector")
            batch = Batch(cursor=str(number + 1), read=1, posts=1, received_at=time.time())
            one = post(number, DANGER if number % 10 == 0 else ORDINARY)
            admit(one, False, gate().on("bluesky"), batch)
            self.given = number + 1
            yield batch
            await asyncio.sleep(self.pause)


def monitor(cascade: Cascade, *sources: Numbers) -> Monitor:
    keeper = Gatekeeper()
    return Monitor([(source, "") for source in sources], Pipeline(cascade, keeper), keeper)


def test_everything_is_held_once_though_the_source_breaks(cascade: Cascade, larkspur: PlatformAccount) -> None:
    totals = asyncio.run(monitor(cascade, Numbers(500, breaks_at=250)).run())
    assert (totals.read, totals.directed, totals.candidates, totals.written) == (500, 500, 50, 50)
    assert held() == 50
    assert sum(Coverage.objects.values_list("read", flat=True)) == 500
    assert list(Entry.objects.filter(action__startswith="monitor.").values_list("action", flat=True)) == [
        "monitor.started", "monitor.stopped"
    ]  # fmt: skip
    assert 0 < max(totals.delays) < 5 and len(totals.delays) == 50


def test_a_stop_records_what_was_read_and_the_next_run_goes_on(cascade: Cascade, larkspur: PlatformAccount) -> None:
    source = Numbers(100_000, pause=0.001)
    first = monitor(cascade, source)
    threading.Timer(0.4, first.stop).start()
    asyncio.run(first.run())
    assert 0 < first.totals.read <= source.given < 100_000
    second = monitor(cascade, Numbers(source.given + 100))
    asyncio.run(second.run())
    assert first.totals.read + second.totals.read == source.given + 100
    assert second.totals.duplicates == 0
    assert held() == len(range(0, source.given + 100, 10))
    assert Source.objects.get().stopped_at is not None


def test_a_stop_before_the_start_reads_nothing(cascade: Cascade, larkspur: PlatformAccount) -> None:
    one = monitor(cascade, Numbers(1000))
    one.stop()
    assert asyncio.run(one.run()).read == 0


def test_a_source_that_is_set_up_wrongly_ends_the_run_and_says_so(cascade: Cascade, larkspur: PlatformAccount) -> None:
    with pytest.raises(SourceError, match="Give one"):
        asyncio.run(monitor(cascade, Numbers(1, wrong=True)).run())


def test_a_locked_database_is_waited_for(cascade: Cascade, larkspur: PlatformAccount, file_database: Path) -> None:
    other = sqlite3.connect(file_database, isolation_level=None, check_same_thread=False)
    source = Numbers(900, pause=0.0005)
    one = monitor(cascade, source)

    def lock() -> None:
        other.execute("begin immediate")
        time.sleep(1.0)
        other.execute("rollback")

    locker = threading.Timer(0.3, lock)
    locker.start()
    totals = asyncio.run(one.run())
    locker.join()
    other.close()
    assert (totals.read, totals.written, totals.unreadable) == (900, 90, {})
    assert held() == 90


def test_an_opt_out_reaches_a_running_monitor_within_five_seconds(cascade: Cascade, larkspur: PlatformAccount) -> None:
    source = Numbers(1_000_000, pause=0.002)
    one = monitor(cascade, source)
    thread = threading.Thread(target=lambda: asyncio.run(one.run()))
    thread.start()
    try:
        _until(lambda: one.totals.directed > 100)
        actions.withdraw(Auditor.job("test"), list(Enrolment.objects.current()))
        opted_out = time.monotonic()
        _until(lambda: one.gatekeeper.current().on("bluesky") is None)
        assert time.monotonic() - opted_out < 5
        time.sleep(0.6)
        before = one.totals.directed
        reading = one.totals.read
        _until(lambda: one.totals.read > reading + 300)
        assert one.totals.directed == before
    finally:
        one.stop()
        thread.join(10)


def _until(true: Callable[[], bool], seconds: float = 8.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
