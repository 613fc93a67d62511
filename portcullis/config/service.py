"""What the commands `run`, `watch` and `replay` start. Django is set up before this is imported."""

import asyncio
import json
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from rich.console import Console as Terminal

from portcullis.accounts.models import User
from portcullis.audit.auditor import Auditor
from portcullis.config import demo, wiring
from portcullis.config.alone import alone
from portcullis.config.console import Console
from portcullis.config.progress import Progress
from portcullis.monitor.gatekeeper import Gatekeeper
from portcullis.monitor.handles import Handles
from portcullis.monitor.inprocess import Monitor
from portcullis.monitor.pipeline import Pipeline
from portcullis.monitor.totals import Totals, quantile
from portcullis.sources.bluesky.firehose import Firehose
from portcullis.sources.bluesky.identity import RESOLVER, resolve
from portcullis.sources.bluesky.jetstream import SERVICE, Jetstream
from portcullis.sources.files.connector import Files
from portcullis.sources.stream import Connector

DEMO_SPEED = 60.0
BLUESKY, DEMO_DAY = "Bluesky", "Demo day"
DEMO_ACCESS = "Invented posts, written for this demonstration. No law is needed to read them."
Sources = Sequence[tuple[Connector, str]]


def run(*, demonstrate: bool, service: str) -> None:
    """Console and monitor in one process, until Ctrl-C."""
    terminal, console = Terminal(stderr=True), Console()
    sign_ins = demo.prepare(Auditor.job("demo")) if demonstrate else []
    if demonstrate:
        sources: Sources = [_file(str(demo.day()), DEMO_DAY, speed=DEMO_SPEED, lawful_access=DEMO_ACCESS)]
    else:
        sources = [(Jetstream(service or SERVICE, name=BLUESKY), "")]
    with alone(connector.name for connector, _ in sources):
        monitor = _monitor(sources, None if demonstrate else RESOLVER)
        console.start()
        try:
            terminal.print(f"Portcullis is at {console.url}", highlight=False)
            for one in sign_ins:
                terminal.print(f"  {one.role}: {one.username}  password: {one.password}", highlight=False, markup=False)
            if not User.objects.exists():
                terminal.print("Nobody can sign in yet. portcullis users add adds the first administrator.")
            terminal.print("Ctrl-C stops it. Run it again and it goes on where it stopped.")
            asyncio.run(_until_stopped(monitor, afterwards=_serve_on))
        finally:
            console.close()
    terminal.print("Stopped. Everything that was read is recorded.")


def watch_jetstream(
    service: str, *, version: int, identity: str, name: str, as_json: bool, dictionary: bytes = b""
) -> None:
    """Jetstream's cursor names its moment, so it serves at every instance."""
    connector = Jetstream(service or SERVICE, version=version, name=name, dictionary=dictionary)
    _watch([(connector, "")], identity or RESOLVER, as_json)


def watch_firehose(service: str, *, identity: str, name: str, as_json: bool) -> None:
    """A firehose's cursor counts at one service only."""
    connector = Firehose(service, name=name)
    _watch([(connector, connector.service)], identity or service, as_json)


def watch_files(file: str, *, name: str, as_json: bool) -> None:
    """A file's cursor is a place in that file."""
    _watch([_file(file, name)], None, as_json)


def replay(file: str, *, speed: float, as_json: bool) -> None:
    """From the beginning, whatever was read before; the cursor is neither used nor kept."""
    _watch([_file(file, "replay", speed=speed)], None, as_json, keep_cursor=False)


def _file(file: str, name: str, **options: Any) -> tuple[Connector, str]:
    return Files(file, name=name, **options), file


def _monitor(sources: Sources, identity: str | None, *, keep_cursor: bool = True) -> Monitor:
    gatekeeper = Gatekeeper()
    handles = Handles("bluesky", partial(resolve, service=identity, timeout=3.0)) if identity else None
    return Monitor(sources, Pipeline(wiring.cascade(), gatekeeper, keep_cursor=keep_cursor), gatekeeper, handles)


def _watch(sources: Sources, identity: str | None, as_json: bool, *, keep_cursor: bool = True) -> None:
    with alone(connector.name for connector, _ in sources):
        monitor = _monitor(sources, identity, keep_cursor=keep_cursor)
        begun = time.monotonic()
        asyncio.run(_until_stopped(monitor))
    report = _report(monitor.totals, time.monotonic() - begun)
    if keep_cursor:
        report |= _delays(monitor.totals)
    if as_json:
        sys.stdout.write(json.dumps(report) + "\n")
    else:
        Terminal().print(", ".join(f"{name} {value:,}" for name, value in report.items()), highlight=False)


def _report(totals: Totals, seconds: float) -> dict[str, int | float]:
    return {
        "read": totals.read, "unreadable": sum(totals.unreadable.values()), "directed": totals.directed,
        "candidates": totals.candidates, "written": totals.written, "duplicates": totals.duplicates,
        "seconds": round(seconds, 3),
    }  # fmt: skip


def _delays(totals: Totals) -> dict[str, int | float]:
    """Milliseconds until a candidate's row was committed; nothing if there was no candidate."""
    values = {
        "p50_ms": quantile(totals.delays, 0.5), "p99_ms": quantile(totals.delays, 0.99),
        "from_network_p99_ms": quantile(totals.from_network, 0.99),
    }  # fmt: skip
    return {name: round(1000 * seconds, 1) for name, seconds in values.items() if seconds is not None}


async def _until_stopped(monitor: Monitor, afterwards: "Callable[[asyncio.Event], Any] | None" = None) -> None:
    """Run the monitor; Ctrl-C and SIGTERM end it in good order, a second one at once."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()

    def stop(number: int) -> None:
        stopped.set()
        monitor.stop()
        loop.remove_signal_handler(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop, number)
    progress = asyncio.create_task(Progress(monitor.totals).show())
    try:
        await monitor.run()
        if afterwards and not stopped.is_set():
            await afterwards(stopped)
    finally:
        progress.cancel()
        with suppress(asyncio.CancelledError):
            await progress


async def _serve_on(stopped: asyncio.Event) -> None:
    Terminal(stderr=True).print("All posts are read. The console stays open.")
    await stopped.wait()
