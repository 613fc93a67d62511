"""Tampering as somebody with the database's own tools would do it: the triggers are taken away first."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from portcullis.audit.auditor import Auditor
from portcullis.audit.chain import digest
from portcullis.audit.models import Entry, Head
from portcullis.audit.verify import Row, verify

pytestmark = pytest.mark.django_db

WORDS = [f"test.step-{letter}" for letter in "abcdefgh"]


@pytest.fixture
def log() -> list[Entry]:
    auditor = Auditor.job("a test")
    for word in WORDS:
        auditor.record(word, "test:one", "to see", count=1, names=["ä", "b"], none=None)
    return list(Entry.objects.order_by("sequence"))


@pytest.fixture
def sql(log: list[Entry]) -> Callable[..., None]:
    def run(statement: str, *values: str | int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    for name in ("audit_entry_no_update", "audit_entry_no_delete"):
        run(f"DROP TRIGGER {name}")
    return run


def kinds() -> list[str]:
    return [fault.kind for fault in verify().faults]


def test_an_untouched_log_is_sound(log: list[Entry]) -> None:
    verdict = verify()
    assert verdict.sound
    assert verdict.head == log[-1].digest
    assert verdict.last_at == log[-1].at


def test_an_empty_log_is_sound() -> None:
    assert verify().sound


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("reason", "another"), ("actor", "job:other"), ("actor_name", "other"), ("subject", "test:two"),
        ("action", "test.other"), ("detail", '{"count": 2}'), ("at", "2026-01-01 00:00:00"),
    ],
)  # fmt: skip
def test_a_changed_entry_is_named(sql: Callable[..., None], log: list[Entry], column: str, value: str) -> None:
    sql(f"UPDATE audit_entry SET {column} = %s WHERE sequence = 3", value)
    (fault,) = verify().faults
    assert fault.kind == "changed"
    assert log[2].digest[:12] in fault.says


def test_a_changed_entry_whose_digest_was_made_anew_is_found_by_its_neighbour(
    sql: Callable[..., None], log: list[Entry]
) -> None:
    fields = Row._make(Entry.objects.values_list(*Row._fields).get(sequence=3))._replace(reason="another")
    sql("UPDATE audit_entry SET reason = 'another', digest = %s WHERE sequence = 3", digest(*fields[:9]))
    (fault,) = verify().faults
    assert fault.kind == "replaced"
    assert log[3].digest[:12] in fault.says


def test_missing_entries_are_counted_and_placed(sql: Callable[..., None], log: list[Entry]) -> None:
    sql("DELETE FROM audit_entry WHERE sequence IN (3, 4)")
    (fault,) = verify().faults
    assert fault.kind == "missing"
    assert fault.says.startswith("2 entries are missing before")
    assert log[4].digest[:12] in fault.says


@pytest.mark.parametrize("gone", [8, 1], ids=["the last", "the first"])
def test_a_missing_end_is_found(sql: Callable[..., None], gone: int) -> None:
    sql("DELETE FROM audit_entry WHERE sequence = %s", gone)
    assert kinds() == ["missing"]


def test_a_log_that_was_emptied_is_found(sql: Callable[..., None]) -> None:
    sql("DELETE FROM audit_entry")
    (fault,) = verify().faults
    assert fault.says == "8 entries are missing from the start."


def test_entries_that_changed_places_are_named(sql: Callable[..., None], log: list[Entry]) -> None:
    for was, becomes in ((3, 99), (4, 3), (99, 4)):
        sql("UPDATE audit_entry SET sequence = %s WHERE sequence = %s", becomes, was)
    faults = verify().faults
    assert [fault.kind for fault in faults] == ["reordered", "reordered"]
    assert {log[2].digest[:12], log[3].digest[:12]} == {fault.says.split("digest ")[1].rstrip(".") for fault in faults}


def test_an_entry_written_without_the_log_is_found(sql: Callable[..., None], log: list[Entry]) -> None:
    sql(
        "INSERT INTO audit_entry (sequence, at, actor, actor_name, action, subject, reason, detail, previous, digest) "
        "VALUES (9, '2026-11-01 00:00:00', 'job:x', 'x', 'test.forged', 's:1', '', '{}', %s, %s)",
        log[-1].digest, "f" * 64,
    )  # fmt: skip
    assert kinds() == ["added"]


def test_a_chain_rewritten_whole_is_found_by_a_head_noted_before(sql: Callable[..., None], log: list[Entry]) -> None:
    noted = log[-1].digest
    assert verify(noted).sound
    previous = log[1].digest
    for entry in log[2:]:
        entry.reason = "rewritten"
        fields = [getattr(entry, name) for name in Row._fields[:8]]
        own = digest(*Row._make([*fields, previous, ""])[:9])
        sql(
            "UPDATE audit_entry SET reason = 'rewritten', previous = %s, digest = %s WHERE sequence = %s",
            previous, own, entry.sequence,
        )  # fmt: skip
        previous = own
    Head.objects.update(digest=previous)
    assert verify().sound
    (fault,) = verify(noted).faults
    assert noted[:12] in fault.says


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET reason = ''", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_an_entry(log: list[Entry], statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify().sound


def test_a_head_that_was_taken_away_is_missed_and_the_log_goes_on(sql: Callable[..., None], log: list[Entry]) -> None:
    sql("DELETE FROM audit_head")
    assert kinds() == ["missing"]
    Auditor.job("a test").record("test.after", "test:one")
    assert Entry.objects.order_by("-sequence")[0].previous == log[-1].digest


def test_a_time_made_unreadable_is_named(sql: Callable[..., None], log: list[Entry]) -> None:
    """SQLite takes any text for a time; PostgreSQL refuses it."""
    sql("UPDATE audit_entry SET at = %s WHERE sequence = 3", "none" if connection.vendor == "sqlite" else "1970-01-01")
    (fault,) = verify().faults
    assert fault.kind == "changed" and log[2].digest[:12] in fault.says
