"""`portcullis audit verify`, on a log that somebody changed with the database's own tools."""

import json
import sqlite3
from typing import Any

import pytest

from tests.portcullis_process import House


def verdict(house: House, *options: str, status: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(house.run("audit", "verify", "--json", *options, status=status).stdout)
    return found


def tamper(house: House, *statements: str) -> None:
    with sqlite3.connect(house.folder / "var" / "portcullis.sqlite3") as database:
        for statement in ("DROP TRIGGER audit_entry_no_update", "DROP TRIGGER audit_entry_no_delete", *statements):
            database.execute(statement)
    database.close()


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE audit_entry SET actor_name = 'nobody' WHERE sequence = 1", "changed"),
        ("DELETE FROM audit_entry WHERE sequence = (SELECT max(sequence) FROM audit_entry)", "missing"),
    ],
)
def test_a_log_that_was_changed_is_found(house: House, statement: str, kind: str) -> None:
    assert verdict(house)["sound"] is True
    tamper(house, statement)
    found = verdict(house, status=1)
    assert [fault["kind"] for fault in found["faults"]] == [kind]


def test_a_head_noted_earlier_is_still_there_after_more_entries(house: House) -> None:
    noted = verdict(house)["head"]
    assert verdict(house, "--head", noted)["sound"] is True
    assert "rewritten since" in verdict(house, "--head", "0f" * 32, status=1)["faults"][0]["says"]


def test_the_answer_is_a_sentence_for_people(house: House) -> None:
    said = house.run("audit", "verify").stdout.decode()
    assert "The log holds together: no entry was changed, none is missing, all are in order." in said
    assert "Head: " in said
