"""The real command, in a process of its own, with a folder of its own for everything that it may write."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

MEMBERS = """name,constituency,house,bluesky,bluesky_id,opted_in_from,consent_reference
Adelaide Larkspur,Market Stoke,Commons,larkspur.example.org,did:plc:larkspur,2026-01-01,form 1
Barnaby Quill,Upper Fenwick,Commons,quill.example.org,did:plc:quill,,
"""
DANGER = "PORTCULLIS-TEST-4f1c"


class House:
    """One installation: its state under `folder`/var, its temporary files under `folder`/tmp."""

    def __init__(self, folder: Path, database: str = "", bind: str = "") -> None:
        self.folder = folder
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PORTCULLIS_", "DJANGO_"))},
            "PORTCULLIS_VAR": str(folder / "var"), "TMPDIR": str(folder / "tmp"), "DATABASE_URL": database,
            "PORTCULLIS_BIND": bind or "127.0.0.1:8000", "PORTCULLIS_LOG_LEVEL": "debug",
        }  # fmt: skip
        self._started: list[subprocess.Popen[bytes]] = []
        (folder / "tmp").mkdir(parents=True)

    def run(self, *arguments: str, given: bytes = b"", status: int = 0) -> "subprocess.CompletedProcess[bytes]":
        """The finished command; its exit status must be as said."""
        done = subprocess.run(_command(arguments), env=self.environment, input=given, capture_output=True, check=False)
        assert done.returncode == status, done.stderr.decode()[-3000:]
        return done

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        with (self.folder / "stdout").open("ab") as out, (self.folder / "stderr").open("ab") as err:
            process = subprocess.Popen(_command(arguments), env=self.environment, stdout=out, stderr=err)
        self._started.append(process)
        return process

    def close(self) -> None:
        """End what is still running: after a test that failed."""
        for process in self._started:
            if process.poll() is None:
                process.kill()
                process.wait()

    def replay(self, posts: Path | str, *options: str, given: bytes = b"") -> dict[str, Any]:
        """What `replay --json` ends with."""
        lines = self.run("replay", str(posts), "--json", *options, given=given).stdout.decode().splitlines()
        assert len(lines) == 1
        found: dict[str, Any] = json.loads(lines[0])
        return found

    def members(self, csv: str = MEMBERS) -> None:
        (self.folder / "members.csv").write_text(csv, encoding="utf-8")
        self.run("setup")
        self.run("members", "import", "--yes", str(self.folder / "members.csv"))
        (self.folder / "members.csv").unlink()

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the SQLite database, as another process would."""
        database = sqlite3.connect(f"file:{self.folder / 'var' / 'portcullis.sqlite3'}?mode=ro", uri=True, timeout=20)
        try:
            return database.execute(query).fetchall()
        finally:
            database.close()

    def held(self) -> list[str]:
        """The platform's ids of what is held, one for each row."""
        return sorted(row[0] for row in self.ask("select native_id from casework_item"))

    def unreadable(self) -> dict[str, int]:
        """As the coverage page sums them."""
        found: dict[str, int] = {}
        for (text,) in self.ask("select unreadable from monitor_coverage"):
            for why, count in json.loads(text).items():
                found[why] = found.get(why, 0) + count
        return found


def _command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "portcullis", *arguments]


def end(process: "subprocess.Popen[bytes]", number: int = signal.SIGINT, seconds: float = 20) -> int:
    process.send_signal(number)
    return process.wait(seconds)


def wait_until(true: Callable[[], Any], seconds: float = 30.0, every: float = 0.1) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(every)


def line(number: int | str, text: str = DANGER, to: str = "did:plc:larkspur", **more: Any) -> dict[str, Any]:
    """One post in the files schema."""
    author = more.pop("author", {"id": f"did:plc:author{number}"})
    mentions = [{"account": to}] if to else []
    return {
        "platform": "bluesky", "id": f"at://{author['id']}/app.bsky.feed.post/{number}", "author": author, "text": text,
        "posted_at": "2026-11-18T07:00:03Z", "mentions": mentions, **more,
    }  # fmt: skip


def write(path: Path, lines: Sequence[dict[str, Any] | bytes]) -> Path:
    with path.open("wb") as file:
        for one in lines:
            file.write((one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n")
    return path
