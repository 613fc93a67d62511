"""Casework: candidates into the database, and the queue page in front of a hundred thousand of them.

A fresh SQLite database in a file, with the service's own settings (WAL, synchronous FULL). Items a second are by this
process's processor time, as for the other figures, and beside that by the clock.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figure import Figure, at_least, at_most, beside
from portcullis.core.addressee import Addressing, How
from portcullis.core.assessment import Assessment, Axis, Band, Factor, Scores
from portcullis.core.candidate import Candidate
from portcullis.core.post import Author, Post
from portcullis.core.priority import Concern, Priority

if TYPE_CHECKING:
    from django.test import Client

    from portcullis.casework.models import Item

_BATCH, _STORED, _HELD, _LOOKS = 1_000, 20_000, 100_000, 100
_MEMBERS = [f"{number:08d}-1111-4111-8111-111111111111" for number in range(24)]
_WORDS = "I will be waiting outside your office on Friday, and everyone who voted for this will be there too, number "
_BANDS = [Band.IMMEDIATE, Band.HIGH, Band.MEDIUM, Band.LOW]


def figures() -> Iterator[Figure]:
    """Storage beside what Django does by itself, on the same rows; then the queue page at 100,000 items."""
    with _database():
        from portcullis.casework import intake

        def hold(some: Sequence[Candidate]) -> None:
            intake.hold(some, "bench", datetime.now(UTC))

        first = _rate(hold, _STORED, "first")
        yield at_least("storage: items held and de-duplicated, batches of 1,000", first[0], "items/s/core", 20_000)
        yield beside("storage: the same by the clock", first[1], "items/s")
        yield beside("storage: the same again, all duplicates", _rate(hold, _STORED, "first")[0], "items/s/core")
        yield beside("storage: another 20,000", _rate(hold, _STORED, "second")[0], "items/s/core")
        yield beside("storage: and another", _rate(hold, _STORED, "third")[0], "items/s/core")
        yield beside("storage peer: bulk_create", _rate(_bulk, 5_000, "bulk")[0], "items/s/core")
        yield beside("storage peer: Model.save() a row", _rate(_saved, 1_000, "save")[0], "items/s/core")
        for start in range(0, _HELD - 3 * _STORED - 6_000, _STORED):
            _rate(hold, min(_STORED, _HELD - 3 * _STORED - 6_000 - start), f"fill {start}")
        yield from _pages()


@contextmanager
def _database() -> Iterator[None]:
    """Settings are read once: set the folder before Django starts."""
    with tempfile.TemporaryDirectory(prefix="portcullis-bench-") as var:
        os.environ.update(PORTCULLIS_VAR=var, DATABASE_URL="", DJANGO_SETTINGS_MODULE="portcullis.config.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        before = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = Path(var) / "bench.sqlite3"
        call_command("migrate", verbosity=0)
        yield
        connection.close()
        connection.settings_dict["NAME"] = before


def _rate(store: Callable[[Sequence[Candidate]], None], count: int, name: str) -> tuple[float, float]:
    """Items a second, by processor time and by the clock: `count` candidates, each batch its own transaction."""
    from django.db import transaction

    candidates = list(_candidates(count, name))
    processor, clock = time.process_time(), time.perf_counter()
    for start in range(0, count, _BATCH):
        with transaction.atomic():
            store(candidates[start : start + _BATCH])
    return count / (time.process_time() - processor), count / (time.perf_counter() - clock)


def _candidates(count: int, name: str) -> Iterator[Candidate]:
    chance, now = random.Random(name), datetime.now(UTC)
    for number in range(count):
        text = f"{_WORDS}{name} {number}"
        author = Author(f"did:plc:{chance.randrange(50_000)}", "gale.example", "Gale")
        raw = (f'{{"did":"{author.id}","text":"{text}"}}' * 4).encode()
        native = f"at://{author.id}/app.bsky.feed.post/{name}{number}"
        post = Post(platform="bluesky", id=native, version=f"bafy{number}", url="", author=author, text=text,
                    witnessed_at=now, posted_at=now, langs=("en",), raw=raw)  # fmt: skip
        band = chance.choices(_BANDS, [1, 5, 24, 70])[0]
        factors = (
            Factor("place", Axis.APPROACH, text[21:40], 21, 40, "Names a place."),
            Factor("time", Axis.APPROACH, text[41:50], 41, 50, "Names a time."),
        )
        view = Assessment(Scores(0.9, 0.2, 0.1, 0.0, 0.0), True, band, factors, "bench")
        rank = (len(_BANDS) - _BANDS.index(band)) * 200_000 + chance.randrange(200_000)
        place = Priority(band, Concern.GRAVE, Concern.SOME, rank, factors)
        yield Candidate(post, (Addressing(chance.choice(_MEMBERS), How.MENTION),), view, place)


def _saved(candidates: Sequence[Candidate]) -> None:
    for item in _items(candidates):
        item.save(force_insert=True)


def _bulk(candidates: Sequence[Candidate]) -> None:
    from portcullis.casework.models import Item

    Item.objects.bulk_create(_items(candidates), ignore_conflicts=True)


def _items(candidates: Sequence[Candidate]) -> "Iterator[Item]":
    """What Django would be given: models exist only once it has started."""
    from portcullis.casework.models import Item
    from portcullis.casework.rows import Writer, identity

    names = [field.attname for field in Item._meta.local_concrete_fields]
    write = Writer(datetime.now(UTC))
    for one in candidates:
        new = Item()
        values = dict(zip(names, write.item(new.pk, identity(one.post), one, "bench"), strict=True))
        moments = {
            "witnessed_at": one.post.witnessed_at,
            "captured_at": datetime.now(UTC),
            "posted_at": one.post.posted_at,
        }
        yield Item(**values | moments | {"id": new.pk})


def _pages() -> Iterator[Figure]:
    """What the server needs for a page, from request to the last byte, at the 95th percentile."""
    from django.conf import settings
    from django.test import Client

    from portcullis.accounts.models import User
    from portcullis.accounts.roles import Role
    from portcullis.casework.models import Item

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(User.objects.create_user("bench", Role.OFFICER))
    yield beside("queue: items held", Item.objects.count(), "items")
    yield at_most("queue: opened with 100,000 items held, p95", _p95(client, "/queue"), "ms", 100)
    yield beside("queue peer: only its rows and counts, asked plainly, p95", _p95_of(_asked_plainly), "ms")
    yield beside("queue: filtered by the largest band, p95", _p95(client, "/queue?band=low"), "ms")
    yield beside("queue: one Member's items, p95", _p95(client, f"/queue?member={_MEMBERS[0]}"), "ms")
    yield beside("alarm: asked for by an open page, p95", _p95(client, "/alarm?as=", {"HX-Request": "true"}), "ms")


def _p95(client: "Client", address: str, headers: dict[str, str] | None = None) -> float:
    def look() -> None:
        assert client.get(address, headers=headers).status_code == 200

    return _p95_of(look)


def _p95_of(look: Callable[[], object]) -> float:
    took = []
    for _ in range(_LOOKS):
        started = time.perf_counter()
        look()
        took.append((time.perf_counter() - started) * 1_000)
    return statistics.quantiles(took, n=20)[-1]


def _asked_plainly() -> None:
    """What a first draft would ask of the same tables: every band counted, and a sort that no index serves."""
    from django.db.models import Count, F

    from portcullis.casework.models import Item

    dict(Item.objects.filter(outcome="").values_list("band").annotate(Count("id")))
    list(Item.objects.filter(outcome="").order_by(-(F("rank") + 0), "captured_at")[:50])
