"""Core values as database rows, each in the order of its model's fields. Fast: no field object is asked."""

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from portcullis.casework.keys import digest, post_key, storable
from portcullis.casework.models import PlatformEvent
from portcullis.core.assessment import Assessment, Factor
from portcullis.core.candidate import Candidate
from portcullis.core.post import Post, Reference

Row = tuple[Any, ...]
Identity = tuple[bytes, bytes]
_encode = msgspec.json.Encoder().encode


def identity(post: Post) -> Identity:
    """What makes a post the same post: digests of platform + id, and of the version."""
    return post_key(post.platform, post.id), digest(post.version)


class Writer:
    """Builds the rows of one batch for the database at hand. `now` is when the batch is stored."""

    def __init__(self, now: datetime) -> None:
        self._native_uuid = connection.features.has_native_uuid_field
        self._adapt = connection.ops.adapt_datetimefield_value
        self._moments: dict[datetime, Any] = {}
        self.now = self.moment(now)

    def item(self, new: UUID, key: Identity, candidate: Candidate, source: str) -> Row:
        post, place = candidate.post, candidate.priority
        author, raw = post.author, original(post)
        return (
            self.id(new), *key, digest(post.platform, author.id), source, post.platform,
            storable(post.id), storable(post.version), storable(post.url),
            storable(author.id), storable(author.handle), storable(author.name), storable(" ".join(post.langs)),
            self.claimed(post.posted_at), self.moment(post.witnessed_at), self.now, _around(post),
            place.band.value, place.offence.value, place.approach.value, place.rank, candidate.assessment.model,
            "", None, None, None, None,
            _judged(candidate.assessment, place.factors), _encode(candidate.addressed).decode(),
            storable(post.text), sha256(raw).hexdigest(), raw,
        )  # fmt: skip

    def addressings(self, new: UUID, candidate: Candidate) -> list[Row]:
        key = self.id(new)
        return [(key, member) for member in dict.fromkeys(one.member for one in candidate.addressed)]

    def deleted(self, held: UUID, at: datetime) -> Row:
        kind = PlatformEvent.Kind.DELETED.value
        return self.id(held), kind, b"", "", self.moment(at), self.now, "", "", "", b""

    def changed(self, held: UUID, post: Post, view: Assessment | None) -> Row:
        """The new words, and their bytes, only where the new version is itself a candidate."""
        kept: Row = ("", "", "", b"")
        if view is not None:
            raw = original(post)
            kept = storable(post.text), _judged(view), sha256(raw).hexdigest(), raw
        kind = PlatformEvent.Kind.EDITED.value
        version = digest(post.version), storable(post.version)
        return (self.id(held), kind, *version, self.moment(post.witnessed_at), self.now, *kept)

    def id(self, value: UUID) -> UUID | str:
        return value if self._native_uuid else value.hex

    def moment(self, value: datetime) -> Any:
        if value not in self._moments:
            self._moments[value] = self._adapt(value)
        return self._moments[value]

    def claimed(self, value: datetime | None) -> Any:
        """What the author's software claimed, or nothing where the claim lies outside the calendar; `raw` keeps it."""
        try:
            return self.moment(value) if value else None
        except OverflowError:
            return None


def original(post: Post) -> bytes:
    """The platform's record; where a source has none, the text itself, exactly, lone surrogates included."""
    return post.raw or post.text.encode("utf-8", "surrogatepass")


def _around(post: Post) -> str:
    if not (post.parent or post.root or post.quoted):
        return ""
    around = {"parent": post.parent, "root": post.root, "quoted": post.quoted}
    clean = {name: Reference(storable(one.post), storable(one.author)) for name, one in around.items() if one}
    return _encode(clean).decode()


def _judged(view: Assessment, circumstances: tuple[Factor, ...] = ()) -> str:
    """The assessment with every factor, of the text and of the circumstances, in text that can be stored."""
    factors = view.factors + tuple(one for one in circumstances if one not in view.factors)
    if not all(one.quote.isascii() and "\x00" not in one.quote for one in factors):
        factors = tuple(
            msgspec.structs.replace(one, quote=storable(one.quote), says=storable(one.says)) for one in factors
        )
    return _encode(msgspec.structs.replace(view, factors=factors)).decode()
