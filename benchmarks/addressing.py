"""Addressing alone: post texts in, Members out."""

import re
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from ahocorasick_rs import BytesAhoCorasick

from benchmarks import events
from benchmarks.figure import Figure, at_least, at_most, beside, rate
from portcullis.core.addressee import Watched
from portcullis.core.gate import Gate, Lane
from portcullis.core.skeleton import skeleton
from portcullis.core.text import fold

_COUNT = 20_000
_NOW = datetime(2026, 11, 18, 7, tzinfo=UTC)


def figures() -> Iterator[Figure]:
    texts = events.texts(_COUNT)
    yield beside("addressing: mean text", sum(map(len, texts)) / len(texts), "characters")
    for count, target in ((650, 400_000), (50_000, 300_000)):
        watched = events.members(count)
        started = time.process_time()
        lane = Gate(watched).on("bluesky")
        built = time.process_time() - started
        assert lane is not None
        yield at_most(f"addressing: gate built, {count} Members", built, "s", 10)
        yield at_least(
            f"addressing: texts, {count} Members", rate(lambda: _misses(lane, texts), _COUNT), "texts/s/core", target
        )
        hits = _with_names(texts[:2_000], watched)
        yield at_least(
            f"addressing: texts that name a Member, {count} Members",
            rate(lambda: _hits(lane, hits), 2_000),
            "texts/s/core",
            10_000,
        )
        yield beside(
            f"addressing limit: one automaton over texts as they are, {count}",
            rate(_bare(watched, texts), _COUNT),
            "texts/s/core",
        )
    yield beside(
        "addressing peer: stdlib re, 650 names",
        rate(_alternatives(events.members(650), texts[:500]), 500, 3),
        "texts/s/core",
    )
    yield beside("addressing: skeleton alone", rate(lambda: [skeleton(text) for text in texts], _COUNT), "texts/s/core")
    yield beside(
        "addressing: fold, as the detector reads", rate(lambda: [fold(text) for text in texts], _COUNT), "texts/s/core"
    )


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


def _bare(watched: Sequence[Watched], texts: Sequence[str]):  # type: ignore[no-untyped-def]
    find = BytesAhoCorasick([one.name.lower().encode() for one in watched]).find_matches_as_indexes
    return lambda: [find(text.lower().encode()) for text in texts]


def _alternatives(watched: Sequence[Watched], texts: Sequence[str]):  # type: ignore[no-untyped-def]
    search = re.compile(r"\b(?:" + "|".join(re.escape(one.name) for one in watched) + r")\b", re.IGNORECASE).search
    return lambda: [search(text) for text in texts]
