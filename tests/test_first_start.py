"""A fresh installation, without the demo: who can sign in, and what the commands say before anything is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portcullis_process import House, end, wait_until


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Nothing is there yet."""
    fresh = House(tmp_path / "fresh")
    yield fresh
    fresh.close()


def test_the_first_administrator_is_added_on_the_command_line(house: House) -> None:
    said = house.run("users", "add", "a.morgan", "--name", "A Morgan").stdout.decode()
    assert "a.morgan can sign in" in said
    again = house.run("users", "add", "a.morgan", "--name", "A Morgan", status=1).stderr.decode()
    assert again.strip() == "This user name is taken. Choose another."
    entries = house.ask("SELECT actor_name FROM audit_entry WHERE action = 'user.added'")
    assert entries == [("users add",)]


def test_a_bad_role_is_named_and_adds_nobody(house: House) -> None:
    said = house.run("users", "add", "a.morgan", "--name", "A Morgan", "--role", "king", status=1).stderr.decode()
    assert "king" in said
    assert house.ask("SELECT count(*) FROM accounts_user") == [(0,)]


def test_reading_commands_make_the_database_that_is_not_there_yet(house: House) -> None:
    assert "holds together" in house.run("audit", "verify").stdout.decode()
    house.run("members", "list")


def test_a_monitor_that_reaches_nobody_says_so(house: House) -> None:
    house.run("setup")
    monitor = house.start("watch", "jetstream", "--service", "ws://127.0.0.1:9", "--json")
    wait_until(lambda: "source not connected; trying again" in (house.folder / "stderr").read_text("utf-8"))
    assert end(monitor) == 0
