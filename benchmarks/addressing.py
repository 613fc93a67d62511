"""Addressing alone: post texts in, Members out."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from ahocorasick_rs import BytesAhoCorasick

from benchmarks import events
from benchmarks.figure import Figure, at_least, at_most, beside, rate
from portcullis.core.addressee import Watched
from portcullis.core.gate import Gate, Lane
from portcullis.core.skeleton import skeleton
from portcullis.core.text import fold

_COUNT, _NAMED = 20_000, 2_000
_UNIT = "texts/s/core"
_NOW = datetime(2026, 11, 18, 7, tzinfo=UTC)


def figures() -> Iterator[Figure]:
    texts = events.texts(_COUNT)
    yield beside("addressing: mean text", sum(map(len, texts)) / len(texts), "characters")
    yield from _of(650, 300_000, texts)
    yield from _of(50_000, 200_000, texts)
    peer = rate(_alternatives(events.members(650), texts[:500]), 500, 3)
    yield beside("addressing peer: stdlib re, 650 names", peer, _UNIT)
    yield beside("addressing: skeleton alone", rate(lambda: [skeleton(text) for text in texts], _COUNT), _UNIT)
    yield beside("addressing: fold, as the detector reads", rate(lambda: [fold(text) for text in texts], _COUNT), _UNIT)


def _of(count: int, target: float, texts: Sequence[str]) -> Iterator[Figure]:
    watched = events.members(count)
    started = time.process_time()
    lane = Gate(watched).on("bluesky")
    built = time.process_time() - started
    assert lane is not None
    named = _with_names(texts[:_NAMED], watched)
    yield at_most(f"addressing: gate built, {count} Members", built, "s", 10)
    yield at_least(f"addressing: texts, {count} Members", rate(lambda: _misses(lane, texts), _COUNT), _UNIT, target)
    hits = rate(lambda: _hits(lane, named), _NAMED)
    yield at_least(f"addressing: texts that name a Member, {count} Members", hits, _UNIT, 5_000)
    limit = rate(_bare(watched, texts), _COUNT)
    yield beside(f"addressing limit: one automaton over texts as they are, {count} Members", limit, _UNIT)


def _misses(lane: Lane, texts: Sequence[str]) -> None:
    assert not any(_directed(lane, text) for text in texts)


def _hits(lane: Lane, texts: Sequence[str]) -> None:
    assert all(_directed(lane, text) for text in texts)


def _directed(lane: Lane, text: str) -> object:
    return lane.directed(
        author="did:plc:someone", mentions=(), parent="", root="", quoted="", text=text, witnessed_at=_NOW
    )


def _with_names(texts: Sequence[str], watched: Sequence[Watched]) -> list[str]:
    return [f"{text} {watched[number % len(watched)].name}, {text}" for number, text in enumerate(texts)]


def _bare(watched: Sequence[Watched], texts: Sequence[str]) -> Callable[[], object]:
    find = BytesAhoCorasick([one.name.lower().encode() for one in watched]).find_matches_as_indexes
    return lambda: [find(text.lower().encode()) for text in texts]


def _alternatives(watched: Sequence[Watched], texts: Sequence[str]) -> Callable[[], object]:
    search = re.compile(r"\b(?:" + "|".join(re.escape(one.name) for one in watched) + r")\b", re.IGNORECASE).search
    return lambda: [search(text) for text in texts]
