"""A row that the database refuses is found by halving, and its neighbours are written without it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import DatabaseError, DataError, IntegrityError, transaction

T = TypeVar("T")
R = TypeVar("R")


def apart(effect: Callable[[Sequence[T]], R], subjects: Sequence[T], failed: Callable[[T, Exception], None]) -> list[R]:
    """Write in as few pieces as succeed, each in a savepoint. A database that is locked or away raises."""
    if not subjects:
        return []
    try:
        with transaction.atomic():
            return [effect(subjects)]
    except Exception as error:
        if isinstance(error, DatabaseError) and not isinstance(error, DataError | IntegrityError):
            raise
        if len(subjects) == 1:
            failed(subjects[0], error)
            return []
        half = len(subjects) // 2
        return apart(effect, subjects[:half], failed) + apart(effect, subjects[half:], failed)
