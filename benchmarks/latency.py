"""From a post coming in to its row being committed, end to end: the real `watch` command on a stream on loopback.

The load is 5,000 events a second with 50 directed posts a second, every one of them a candidate. The peer reads the
same stream as a first version would: json.loads for each event, and for each directed post one row and one save().
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.feed import DIDS
from benchmarks.figure import Figure, at_least, at_most, beside

RATE, DANGEROUS, SECONDS = 5_000, 50, 25
PEER_SECONDS = 10


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        report, cpu, sent, dangerous = _watched(Path(folder), SECONDS)
        yield at_most("latency: received to committed, p99", report["p99_ms"], "ms", 50)
        yield beside("latency: received to committed, p50", report["p50_ms"], "ms")
        yield beside("latency: sent to committed, p99", report["from_network_p99_ms"], "ms")
        yield beside("latency: events offered", sent / SECONDS, "events/s")
        yield beside("latency: processor time", 100 * cpu / SECONDS, "% of one core")
        yield at_least("latency: directed posts held of those sent", 100 * report["written"] / dangerous, "%", 100)
    with tempfile.TemporaryDirectory() as folder:
        report = _peer(Path(folder), PEER_SECONDS)
        yield beside("latency peer: json.loads, one save() a post, sent to committed, p50", report["p50_ms"], "ms")
        yield beside("latency peer: json.loads, one save() a post, sent to committed, p99", report["p99_ms"], "ms")
    with tempfile.TemporaryDirectory() as folder:
        yield at_most("memory of run --demo after 20 s", _memory(Path(folder)) / 1e6, "MB", 600)
        yield beside("memory limit: Django alone, started and idle", _framework() / 1e6, "MB")


def _environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ, "PORTCULLIS_VAR": str(folder / "var"), "PORTCULLIS_LOG_LEVEL": "error", "DATABASE_URL": "",
        "PORTCULLIS_BIND": f"127.0.0.1:{_port()}", "DJANGO_SETTINGS_MODULE": "portcullis.config.settings",
    }  # fmt: skip


def _port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _prepare(folder: Path) -> dict[str, str]:
    """A register of 650 Members, all opted in."""
    environment = _environment(folder)
    rows = [f"Member Number{n},Place {n},Commons,m{n}.example.org,{did},2026-01-01,form" for n, did in enumerate(DIDS)]
    header = "name,constituency,house,bluesky,bluesky_id,opted_in_from,consent_reference"
    (folder / "members.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    for arguments in (["setup"], ["members", "import", "--yes", str(folder / "members.csv")]):
        command = [sys.executable, "-m", "portcullis", *arguments]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return environment


def _feed(seconds: int) -> tuple["subprocess.Popen[str]", int]:
    port = _port()
    command = [sys.executable, "-m", "benchmarks.feed", str(port), str(RATE), str(DANGEROUS), str(seconds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    return process, port


def _watched(folder: Path, seconds: int) -> tuple[dict[str, float], float, int, int]:
    environment = _prepare(folder)
    feed, port = _feed(seconds)
    options = ["--v1", "--json", "--service", f"ws://127.0.0.1:{port}"]
    command = [sys.executable, "-m", "portcullis", "watch", "jetstream", *options]
    watch = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert feed.stdout is not None
    sent, dangerous = map(int, feed.stdout.readline().split())
    cpu = sum(psutil.Process(watch.pid).cpu_times()[:2])
    watch.send_signal(signal.SIGINT)
    said, _ = watch.communicate(timeout=30)
    feed.communicate(timeout=30)
    return json.loads(said.splitlines()[-1]), cpu, sent, dangerous


def _peer(folder: Path, seconds: int) -> dict[str, float]:
    environment = _prepare(folder)
    feed, port = _feed(seconds)
    command = [sys.executable, "-m", "benchmarks.naive", f"ws://127.0.0.1:{port}"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    feed.communicate(timeout=30)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _memory(folder: Path) -> float:
    """Most memory resident in bytes, while an officer's pages are not even asked for."""
    command = [sys.executable, "-m", "portcullis", "run", "--demo"]
    process = subprocess.Popen(command, env=_environment(folder), stderr=subprocess.DEVNULL)
    most = 0.0
    until = time.monotonic() + 20
    while time.monotonic() < until:
        time.sleep(0.5)
        most = max(most, psutil.Process(process.pid).memory_info().rss)
    process.send_signal(signal.SIGINT)
    process.wait(30)
    return most


def _framework() -> float:
    """Bytes resident in a process that has only started Django with an empty project: nothing here can be smaller."""
    code = "import django, psutil; from django.conf import settings; settings.configure(); django.setup(); "
    asked = [sys.executable, "-c", code + "print(psutil.Process().memory_info().rss)"]
    return float(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
