"""Core values as database rows, each in the order of its model's fields. Speed matters here: no field object is asked."""

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from portcullis.casework.batch import Row
from portcullis.casework.keys import digest, post_key, storable
from portcullis.casework.models import PlatformEvent
from portcullis.core.assessment import Assessment, Factor
from portcullis.core.candidate import Candidate
from portcullis.core.post import Post

_encode = msgspec.json.Encoder().encode


def identity(post: Post) -> tuple[str, str]:
    """What makes a post the same post: digests of platform + id, and of the version."""
    return post_key(post.platform, post.id), digest(post.version)


def item(new: UUID, key: tuple[str, str], candidate: Candidate, source: str, captured_at: datetime) -> Row:
    post, view, place = candidate.post, candidate.assessment, candidate.priority
    raw = original(post)
    return (
        uuid(new), key[0], key[1], digest(post.platform, post.author.id), source, post.platform,
        storable(post.id), storable(post.version), storable(post.url),
        storable(post.author.id), storable(post.author.handle), storable(post.author.name),
        json([storable(one) for one in post.langs]), claimed(post.posted_at), moment(post.witnessed_at), moment(captured_at),
        json(_conversation(post)),
        place.band.value, place.offence.value, place.approach.value, place.rank, view.flag, json(view.scores), view.model,
        "", None, None, None, None,
        json(_factors((*view.factors, *(one for one in place.factors if one not in view.factors)))),
        storable(post.text), sha256(raw).hexdigest(), raw,
    )  # fmt: skip


def addressings(new: UUID, candidate: Candidate) -> list[Row]:
    return [(uuid(new), one.member, one.how.value, one.start, one.end) for one in candidate.addressed]


def deleted(held: UUID, at: datetime, now: datetime) -> Row:
    kind = PlatformEvent.Kind.DELETED.value
    return uuid(held), kind, "", "", moment(at), moment(now), "", None, "", b""


def changed(held: UUID, post: Post, view: Assessment | None, now: datetime) -> Row:
    """The new words, and their bytes, only where the new version is itself a candidate."""
    kept: Row = ("", None, "", b"")
    if view is not None:
        raw = original(post)
        assessment = {"scores": view.scores, "flag": view.flag, "band": view.band, "model": view.model}
        kept = (
            storable(post.text),
            json({**assessment, "factors": _factors(view.factors)}),
            sha256(raw).hexdigest(),
            raw,
        )
    kind = PlatformEvent.Kind.EDITED.value
    when = moment(post.witnessed_at), moment(now)
    return (uuid(held), kind, digest(post.version), storable(post.version), *when, *kept)


def original(post: Post) -> bytes:
    """The platform's record; where a source has none, the text itself, exactly, lone surrogates included."""
    return post.raw or post.text.encode("utf-8", "surrogatepass")


def uuid(value: UUID) -> UUID | str:
    return value if connection.features.has_native_uuid_field else value.hex


def moment(value: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(value)


def claimed(value: datetime | None) -> Any:
    """What the author's software claimed, or nothing where the claim lies outside the calendar; `raw` keeps it."""
    try:
        return moment(value) if value else None
    except OverflowError:
        return None


def json(value: Any) -> str:
    return _encode(value).decode()


def _conversation(post: Post) -> dict[str, list[str]]:
    around = {"parent": post.parent, "root": post.root, "quoted": post.quoted}
    return {name: [storable(one.post), storable(one.author)] for name, one in around.items() if one}


def _factors(factors: tuple[Factor, ...]) -> tuple[Factor, ...]:
    if all(one.quote.isascii() and "\x00" not in one.quote for one in factors):
        return factors
    return tuple(msgspec.structs.replace(one, quote=storable(one.quote), says=storable(one.says)) for one in factors)
