"""Batch SQL, the same on SQLite and PostgreSQL: one prepared INSERT a table, and look-ups by digest (see the ADR)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models
from django.db.models import Count

from portcullis.casework.models import Addressing, Item

Row = tuple[Any, ...]
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
    columns = [
        field.column for field in model._meta.local_concrete_fields if not isinstance(field, models.BigAutoField)
    ]
    names = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join(["%s"] * len(columns))
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places}) ON CONFLICT DO NOTHING'  # noqa: S608


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


def held(post_keys: Sequence[str]) -> dict[str, list[tuple[str, UUID]]]:
    """For each post that is held: (version digest, item id) of every held version."""
    found: dict[str, list[tuple[str, UUID]]] = defaultdict(list)
    for some in chunks(post_keys):
        for key, version, item in Item.objects.filter(post_key__in=some).values_list("post_key", "version_key", "id"):
            found[key].append((version, item))
    return dict(found)


def counts_by_author(author_keys: Sequence[str], leaving_out: Sequence[str]) -> dict[str, dict[str, int]]:
    """How many held items each author has directed at each Member, without those whose outcome is left out."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for some in chunks(author_keys):
        counted = (
            Addressing.objects.filter(item__author_key__in=some)
            .exclude(item__outcome__in=leaving_out)
            .values_list("item__author_key", "member")
            .annotate(items=Count("item", distinct=True))
        )
        for author, member, items in counted:
            found[author][member] = items
    return dict(found)
