"""The front end: bytes in, what is directed at a Member out. The very functions that the Jetstream connector calls."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

import msgspec

from benchmarks import events
from benchmarks.figure import Figure, at_least, beside, rate
from portcullis.core.gate import Gate, Lane
from portcullis.sources.bluesky.parse import read_v1, read_v2
from portcullis.sources.stream import Batch

_COUNT = 40_000
_EVENTS, _POSTS = "events/s/core", "posts/s/core"
_NOW = datetime(2026, 11, 18, 7, tzinfo=UTC)


def figures() -> Iterator[Figure]:
    mixed, posts = events.mixed(_COUNT), events.posts(_COUNT // 2)
    yield beside("frontend: mean event", sum(map(len, mixed)) / len(mixed), "bytes")
    yield beside("frontend: mean post", sum(map(len, posts)) / len(posts), "bytes")
    few = _lane(650)
    yield at_least("frontend: mixed events, 650 Members", _speed(read_v1, mixed, few), _EVENTS, 1_000_000)
    yield at_least("frontend: posts, 650 Members", _speed(read_v1, posts, few), _POSTS, 200_000)
    yield from _version_2(events.as_v2(mixed), events.as_v2(posts), few)
    many = _lane(50_000)
    yield at_least("frontend: posts, 50,000 Members", _speed(read_v1, posts, many), _POSTS, 150_000)
    yield beside("frontend: mixed events, 50,000 Members", _speed(read_v1, mixed, many), _EVENTS)
    loads = "frontend peer: json.loads and match"
    yield beside(f"{loads}, mixed events", rate(lambda: _everything(mixed, few), len(mixed), 3), _EVENTS)
    yield beside(f"{loads}, posts", rate(lambda: _everything(posts, few), len(posts), 3), _POSTS)
    yield beside("frontend limit: decoding the text alone, posts", rate(lambda: _decoded(posts), len(posts)), _POSTS)


def _version_2(mixed: Sequence[bytes], posts: Sequence[bytes], lane: Lane) -> Iterator[Figure]:
    what = "version 2 of the protocol, 650 Members"
    yield at_least(f"frontend: mixed events, {what}", _speed(read_v2, mixed, lane), _EVENTS, 1_000_000)
    yield at_least(f"frontend: posts, {what}", _speed(read_v2, posts, lane), _POSTS, 200_000)


def _lane(members: int) -> Lane:
    lane = Gate(events.members(members)).on("bluesky")
    assert lane is not None
    return lane


def _speed(read: Callable[..., object], lines: Sequence[bytes], lane: Lane) -> float:
    def work() -> None:
        batch = Batch(cursor="")
        read(lines, lane, _NOW, batch)
        assert batch.read == len(lines) and not batch.unreadable and not batch.directed, batch

    return rate(work, len(lines))


def _everything(lines: Sequence[bytes], lane: Lane) -> None:
    """What one writes first: decode every event whole, look at the posts."""
    for line in lines:
        event = json.loads(line)
        if event["kind"] == "commit" and event["commit"]["collection"] == "app.bsky.feed.post":
            lane.near((), event["commit"]["record"]["text"])


class _Record(msgspec.Struct, gc=False):
    text: str


class _Commit(msgspec.Struct, gc=False):
    record: _Record


class _Event(msgspec.Struct, gc=False):
    commit: _Commit


_decode = msgspec.json.Decoder(_Event).decode


def _decoded(lines: Sequence[bytes]) -> None:
    for line in lines:
        _decode(line)
