"""For every test: quick passwords; and emptying a test database between tests is no tampering with the audit log."""

from collections.abc import Iterator
from typing import Any

import django.db.backends.sqlite3.base  # noqa: F401  first: its operations import it back
import pytest
from django.db.backends.sqlite3.operations import DatabaseOperations
from django.test import override_settings

HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"
TRIGGER = "audit_entry_no_delete"


@pytest.fixture(autouse=True, scope="session")
def passwords_are_quick() -> Iterator[None]:
    """The real hash takes half a second, which is its purpose. Journeys through real processes still pay it."""
    with override_settings(PASSWORD_HASHERS=[HASHER]):
        yield


@pytest.fixture(autouse=True, scope="session")
def emptying_is_allowed() -> Any:
    """Django empties tables with DELETE after a transactional test; the trigger steps aside for that alone."""
    emptying = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
        statements = emptying(self, *args, **kwargs)
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = %s", [TRIGGER])
            found = cursor.fetchone()
        return [f"DROP TRIGGER {TRIGGER}", *statements, found[0]] if found and statements else statements

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield
