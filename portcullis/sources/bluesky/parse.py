"""Jetstream's JSON, v1 and v2, to what the gate lets through. Pure.

This is the hot path: of a million events a second almost all are another kind of record, and almost all posts are
directed at nobody. So an event without the posts' collection name in it is turned away unread; a post is decoded only
as far as the gate needs; and the Post itself is built, by the tolerant reader in record.py, only once the gate has
said yes. What the strict decoder refuses also goes to the tolerant reader: a wrong type in a field that we can do
without must not hide a threat.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from portcullis.core.gate import Lane
from portcullis.core.post import Renaming
from portcullis.sources import reading
from portcullis.sources.bluesky import PLATFORM, POSTS
from portcullis.sources.bluesky.glance import Glance, near
from portcullis.sources.bluesky.record import Change, take
from portcullis.sources.position import Position
from portcullis.sources.reading import UnreadableError, from_microseconds
from portcullis.sources.stream import Batch

LONGEST = 1_000_000
_COLLECTION = b'"app.bsky.feed.post"'
_COMMIT_V1 = b'"kind":"commit"'
_COMMIT_V2 = b'.subscribeEvents#commit"'
_HEAD_V2 = b'{"$type":"message","payload":{"$type":"network.bsky.jetstream' + _COMMIT_V2
_END = ord("}")


class _CommitV1(msgspec.Struct, gc=False):
    operation: str
    collection: str
    record: Glance | None = None


class _EventV1(msgspec.Struct, gc=False):
    did: str
    commit: _CommitV1


class _CommitV2(msgspec.Struct, gc=False):
    did: str
    operation: str
    collection: str
    record: Glance | None = None


class _EventV2(msgspec.Struct, gc=False):
    payload: _CommitV2


_decode_v1 = msgspec.json.Decoder(_EventV1).decode
_decode_v2 = msgspec.json.Decoder(_EventV2).decode


class _PlaceV1(msgspec.Struct, gc=False):
    time_us: int


class _PlacePayload(msgspec.Struct, gc=False):
    seq: int
    time: str = ""
    witnessedAt: str = ""  # noqa: N815  (the name on the wire)


class _PlaceV2(msgspec.Struct, gc=False):
    payload: _PlacePayload


_decode_place_v1 = msgspec.json.Decoder(_PlaceV1).decode
_decode_place_v2 = msgspec.json.Decoder(_PlaceV2).decode


class Notice(msgspec.Struct, frozen=True):
    """The service says something about the stream itself, such as OutdatedCursor, FutureCursor or ConsumerTooSlow."""

    name: str
    message: str = ""


def place_v1(event: bytes) -> Position | None:
    """The event's place in its stream; None if it has none that can be read."""
    try:
        time_us = _decode_place_v1(event).time_us
    except (ValueError, RecursionError):
        return None
    return Position(0, time_us) if from_microseconds(time_us) else None


def place_v2(event: bytes) -> Position | None:
    """As place_v1; a notice about the stream has no place."""
    try:
        payload = _decode_place_v2(event).payload
    except (ValueError, RecursionError):
        return None
    witnessed_at = reading.moment(payload.witnessedAt) or reading.moment(payload.time)
    return Position(payload.seq, reading.microseconds(witnessed_at)) if payload.seq > 0 and witnessed_at else None


def read_v1(events: Sequence[bytes], lane: Lane | None, now: datetime, batch: Batch) -> list[Notice]:
    """Count these events into the batch and keep what the gate lets through. Never raises, whatever the bytes are."""
    posts = 0
    for event in events:
        if event.find(_COLLECTION) < 0 < event.find(_COMMIT_V1) and event[-1] == _END:
            continue
        try:
            seen = _decode_v1(event)
            commit = seen.commit
            if commit.collection != POSTS:
                continue
            created = commit.operation == "create" and seen.did and len(event) <= LONGEST
            if created and commit.record is not None and (lane is None or not near(lane, commit.record)):
                posts += 1
                continue
        except (ValueError, RecursionError):
            pass
        _read_slowly(event, lane, now, batch)
    batch.read += len(events)
    batch.posts += posts
    return []


def read_v2(events: Sequence[bytes], lane: Lane | None, now: datetime, batch: Batch) -> list[Notice]:
    """As read_v1, for `network.bsky.jetstream.subscribeEvents`. Returns what the service said about the stream
    itself."""
    notices: list[Notice] = []
    posts = 0
    for event in events:
        commit_there = event.startswith(_HEAD_V2) or _COMMIT_V2 in event
        if commit_there and event.find(_COLLECTION) < 0 and event[-1] == _END:
            continue
        try:
            seen = _decode_v2(event).payload
            if seen.collection != POSTS:
                continue
            created = seen.operation == "create" and seen.did and len(event) <= LONGEST
            if created and seen.record is not None and (lane is None or not near(lane, seen.record)):
                posts += 1
                continue
        except (ValueError, RecursionError):
            pass
        notice = _read_slowly(event, lane, now, batch)
        if notice:
            notices.append(notice)
    batch.read += len(events) - len(notices)
    batch.posts += posts
    return notices


def _read_slowly(event: bytes, lane: Lane | None, now: datetime, batch: Batch) -> Notice | None:
    """What the fast path let through or could not read: a post for us, a deletion, a new name, a notice, or damage."""
    try:
        if len(event) > LONGEST:
            raise UnreadableError("event longer than 1 MB")
        value = reading.mapping(reading.decode(event))
        return _understand(value, event, lane, now, batch)
    except UnreadableError as error:
        batch.unreadable[str(error)] += 1
        return None


def _understand(
    value: dict[str, object], event: bytes, lane: Lane | None, now: datetime, batch: Batch
) -> Notice | None:
    if value.get("$type") == "error":
        return Notice(reading.text(value.get("error")), reading.text(value.get("message")))
    body = reading.mapping(value.get("payload")) if "payload" in value else value
    kind = _kind(body)
    witnessed_at = _witnessed_at(body) or now
    if kind == "info":
        return Notice(reading.text(body.get("name")), reading.text(body.get("message")))
    if kind == "commit":
        commit = reading.mapping(body.get("commit")) if "commit" in body else body
        if commit.get("collection") == POSTS:
            take(_change(body, commit, event, witnessed_at), lane, batch)
    elif kind == "identity":
        _rename(reading.mapping(body.get("identity")), witnessed_at, batch)
    elif kind not in ("account", "sync"):
        raise UnreadableError("event of an unknown kind")
    return None


def _kind(body: dict[str, object]) -> str:
    """v1 says it in `kind`, v2 in the fragment of `$type`."""
    kind = body.get("kind") or body.get("$type")
    return kind.rpartition("#")[2] if isinstance(kind, str) else ""


def _witnessed_at(body: dict[str, object]) -> datetime | None:
    return (
        from_microseconds(reading.whole(body.get("time_us")))
        or reading.moment(body.get("witnessedAt"))
        or reading.moment(body.get("time"))
    )


def _change(body: dict[str, object], commit: dict[str, object], event: bytes, witnessed_at: datetime) -> Change:
    return Change(
        did=reading.text(body.get("did")),
        operation=reading.text(commit.get("operation")),
        rkey=reading.text(commit.get("rkey")),
        cid=reading.text(commit.get("cid")),
        record=commit.get("record"),
        witnessed_at=witnessed_at,
        raw=event,
    )


def _rename(identity: dict[str, object], witnessed_at: datetime, batch: Batch) -> None:
    did, handle = reading.text(identity.get("did")), reading.text(identity.get("handle"))
    if did and handle:
        batch.renamings.append(Renaming(PLATFORM, did, handle, witnessed_at))
