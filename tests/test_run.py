"""`portcullis run --demo`: the queue fills by itself; stopped or killed, it goes on and doubles nothing."""

import gzip
import http.client
import json
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from portcullis.config.demo import day
from tests.portcullis_process import House, end, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def address() -> str:
    return f"127.0.0.1:{free_port()}"


@pytest.fixture
def fresh(tmp_path: Path, address: str) -> Iterator[House]:
    house = House(tmp_path / "house", bind=address)
    yield house
    house.close()


def answers(address: str) -> bool:
    connection = http.client.HTTPConnection(address, timeout=5)
    try:
        connection.request("GET", "/sign-in")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def test_the_queue_fills_within_ten_seconds_and_a_second_run_goes_on(fresh: House, address: str) -> None:
    process = fresh.start("run", "--demo")
    wait_until(lambda: answers(address), 120)
    said = (fresh.folder / "stderr").read_text()
    assert f"http://{address}/" in said and "Officer: officer  password: " in said
    wait_until(lambda: fresh.held(), 10)
    memory = psutil.Process(process.pid).memory_info().rss
    assert memory < 600e6
    assert end(process) == 0
    held, sum_read = fresh.held(), "select coalesce(sum(read), 0) from monitor_coverage"
    read = fresh.ask(sum_read)[0][0]
    assert "Everything that was read is recorded" in (fresh.folder / "stderr").read_text()
    for number in (signal.SIGKILL, signal.SIGTERM):
        process = fresh.start("run", "--demo")
        wait_until(lambda: len(fresh.held()) > len(held), 120)  # noqa: B023  used before the next turn
        end(process, number)
        assert set(held) <= set(fresh.held())
        held = fresh.held()
    assert len(held) == len(set(held))
    with gzip.open(day()) as file:
        lines = [json.loads(line) for line in file]
    now_read = fresh.ask(sum_read)[0][0]
    assert read < now_read < len(lines)
    assert set(held) <= {line["id"] for line in lines[:now_read]}  # nothing is counted twice, nothing skipped
    assert fresh.ask("select sum(duplicates) from monitor_coverage")[0][0] == 0
    fresh.run("audit", "verify")


def test_an_address_in_use_is_said_plainly(fresh: House, address: str) -> None:
    host, port = address.split(":")
    with socket.create_server((host, int(port))):
        refused = fresh.run("run", "--demo", status=1)
    assert b"Something listens on" in refused.stderr and b"Traceback" not in refused.stderr


def test_two_monitors_do_not_read_one_source(fresh: House, address: str) -> None:
    first = fresh.start("run", "--demo")
    try:
        wait_until(lambda: answers(address), 120)
        time.sleep(0.5)
        second = fresh.run("run", "--demo", status=1)
        assert b"Another monitor reads" in second.stderr
    finally:
        assert end(first) == 0
