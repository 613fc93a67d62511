"""Two officers never hold the same item: threads on a real SQLite file, and on a real PostgreSQL server."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
RACE = Path(__file__).with_name("race.py")


def run(var: Path, url: str) -> str:
    environment = os.environ | {
        "PORTCULLIS_VAR": str(var), "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portcullis.config.settings",
        "PYTHONWARNINGS": "error",
    }  # fmt: skip
    done = subprocess.run([sys.executable, RACE], env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A throwaway server on a free loopback port, run by the postgres user where we are root (it refuses root)."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    assert binaries, "PostgreSQL is not installed: apt-get install postgresql"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = Path("/tmp") / f"portcullis-postgres-{port}"
    home.mkdir(mode=0o700)
    rooted = os.geteuid() == 0
    drop = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--inh-caps=-all"] if rooted else []
    if rooted:
        shutil.chown(home, "postgres")

    def call(*words: str | Path) -> None:
        subprocess.run([*drop, *words], check=True, cwd="/", stdout=subprocess.DEVNULL)

    control: list[str | Path] = [binaries[-1] / "pg_ctl", "-D", home / "data", "-w", "-l", home / "log"]
    call(binaries[-1] / "initdb", "-D", home / "data", "-U", "test", "-A", "trust", "--no-sync", "-E", "UTF8")
    call(*control, "-o", f"-c listen_addresses=127.0.0.1 -p {port} -k {home} -c fsync=off", "start")
    yield f"postgresql://test@127.0.0.1:{port}/postgres"
    call(*control, "-m", "fast", "stop")
    shutil.rmtree(home)


def test_on_sqlite(tmp_path: Path) -> None:
    assert "one holder each 20" in run(tmp_path, "")


def test_on_postgresql(tmp_path: Path, postgres: str) -> None:
    assert "one holder each 20" in run(tmp_path, postgres)
