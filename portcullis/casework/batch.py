"""Batch SQL, the same on SQLite and PostgreSQL: one prepared INSERT a table, and look-ups by digest (see the ADR)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeVar
from uuid import UUID

import msgspec
from django.db import connection, models

from portcullis.casework.models import Item
from portcullis.casework.rows import Row
from portcullis.core.addressee import Addressing

T = TypeVar("T")
AT_ONCE = 500


def insert(model: type[models.Model], rows: Sequence[Row]) -> int:
    """Store the rows that are not there yet, values in the order of the model's fields. Returns how many were."""
    if not rows:
        return 0
    with connection.cursor() as cursor:
        cursor.executemany(_statement(model), rows)
        return int(cursor.rowcount)


@cache
def _statement(model: type[models.Model]) -> str:
    fields = model._meta.local_concrete_fields
    columns = [field.column for field in fields if not isinstance(field, models.BigAutoField)]
    names = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join(["%s"] * len(columns))
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places}) ON CONFLICT DO NOTHING'  # noqa: S608


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


def held(post_keys: Sequence[bytes]) -> dict[bytes, list[tuple[bytes, UUID]]]:
    """For each post that is held: (version digest, item id) of every held version, newest first."""
    found: dict[bytes, list[tuple[bytes, UUID]]] = defaultdict(list)
    for some in chunks(post_keys):
        rows = Item.objects.filter(post_key__in=some).order_by("-captured_at", "id")
        for key, version, item in rows.values_list("post_key", "version_key", "id"):
            found[bytes(key)].append((bytes(version), item))
    return dict(found)


def counts_by_author(author_keys: Sequence[bytes], leaving_out: Sequence[str]) -> dict[bytes, Counter[str]]:
    """How many held items each author has directed at each Member, without those whose outcome is left out."""
    found: dict[bytes, Counter[str]] = defaultdict(Counter)
    for some in chunks(author_keys):
        held = Item.objects.filter(author_key__in=some).exclude(outcome__in=leaving_out)
        for author, stored in held.values_list("author_key", "stored_addressed"):
            found[bytes(author)].update({one.member for one in msgspec.json.decode(stored, type=list[Addressing])})
    return dict(found)
