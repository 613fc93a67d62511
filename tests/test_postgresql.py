"""The same posts give the same result on PostgreSQL as on SQLite. A throwaway server, on a socket in its own folder."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.portcullis_process import DANGER, House, line, write

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def _as_postgres(*command: str) -> list[str]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return list(command)
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    made = _as_postgres("mktemp", "-d", "/tmp/portcullis-pg.XXXXXX")
    folder = Path(subprocess.run(made, check=True, capture_output=True, text=True, cwd="/").stdout.strip())

    def postgres(*command: str) -> None:
        subprocess.run(_as_postgres(*command), check=True, cwd="/", stdout=subprocess.DEVNULL)

    try:
        data = str(folder / "data")
        postgres(str(programs / "initdb"), "--no-sync", "-A", "trust", "-U", "portcullis", "-D", data)
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        postgres(str(programs / "pg_ctl"), "-w", "-D", data, "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield folder
        finally:
            postgres(str(programs / "pg_ctl"), "-w", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_replay_gives_the_same_on_both(server: Path, house: House, tmp_path: Path) -> None:
    with psycopg.connect(host=str(server), user="portcullis", dbname="postgres", autocommit=True) as session:
        session.execute("create database portcullis")
    other = House(tmp_path / "postgresql", database=f"postgresql://portcullis@/portcullis?host={server}")
    other.members()
    lines: list[dict[str, Any] | bytes] = [
        line(number, f"{DANGER if number % 3 else 'hello'} {number}") for number in range(600)
    ]
    lines += [line(f"nul{number}", f"{DANGER} a\x00b \U0001f600") for number in range(3)]
    lines += [b'{"broken', line(1), {"delete": {"platform": "bluesky", "id": line(1)["id"]}}]
    lines += [line(2, f"{DANGER} otherwise", version="2", edited=True)]
    posts = write(tmp_path / "posts.jsonl", lines)
    keys = ("read", "unreadable", "directed", "candidates", "written", "duplicates")
    reports = [one.replay(posts) for one in (house, other, house, other)]
    counts = [tuple(report[key] for key in keys) for report in reports]
    assert counts[0] == counts[1] and counts[2] == counts[3]
    assert counts[0][4] == 403 and counts[2][4] == 0
    columns = "native_id, version, text, band, rank, author_id"
    with psycopg.connect(host=str(server), user="portcullis", dbname="portcullis") as session:
        there = session.execute(f"select {columns} from casework_item").fetchall()
        events = session.execute("select kind, count(*) from casework_platformevent group by kind").fetchall()
        left = session.execute("select count(*) from monitor_cursor").fetchone()
    assert sorted(there) == sorted(house.ask(f"select {columns} from casework_item"))
    assert sorted(events) == sorted(house.ask("select kind, count(*) from casework_platformevent group by kind"))
    assert left == (0,)
    _audit_is_append_only(server)
    other.run("audit", "verify")


def _audit_is_append_only(server: Path) -> None:
    for statement in ("update audit_entry set reason = 'x'", "delete from audit_entry", "truncate audit_entry"):
        with (
            psycopg.connect(host=str(server), user="portcullis", dbname="portcullis") as session,
            pytest.raises(psycopg.errors.RaiseException, match="append-only"),
        ):
            session.execute(statement)
