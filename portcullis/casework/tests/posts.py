"""Invented posts and what was thought of them, made straight from core's values."""

from datetime import UTC, datetime
from typing import Any

from portcullis.core.addressee import Addressing, How
from portcullis.core.assessment import Assessment, Axis, Band, Factor, Scores
from portcullis.core.candidate import Candidate
from portcullis.core.post import Author, Post
from portcullis.core.priority import Concern, Priority

NOW = datetime(2026, 11, 18, 7, 0, 3, tzinfo=UTC)
M1, M2, M3 = (f"{number * 8}-1111-4111-8111-111111111111" for number in "123")
TEXT = "I will be waiting outside your office on Friday."
RANKS = {Band.IMMEDIATE: 900_000, Band.HIGH: 700_000, Band.MEDIUM: 500_000, Band.LOW: 100_000}


def post(native_id: str = "at://did:plc:a/app.bsky.feed.post/1", text: str = TEXT, **given: Any) -> Post:
    facts: dict[str, Any] = {
        "platform": "bluesky", "id": native_id, "version": "v1", "url": "", "witnessed_at": NOW,
        "author": Author("did:plc:author", "gale.example", "Gale"), "raw": b'{"text":"..."}', "langs": ("en",),
    }  # fmt: skip
    return Post(text=text, **facts | given)


def quoting(text: str, words: str, kind: str, says: str, axis: Axis = Axis.APPROACH, counter: bool = False) -> Factor:
    start = text.index(words)
    return Factor(kind, axis, words, start, start + len(words), says, counter)


def candidate(
    of: Post | None = None, band: Band = Band.HIGH, members: tuple[str, ...] = (M1,), **given: Any
) -> Candidate:
    of = of or post()
    factors = given.pop("factors", None)
    if factors is None and of.text == TEXT:
        factors = (
            quoting(TEXT, "outside your office", "place", "Names a place."),
            quoting(TEXT, "on Friday", "time", "Names a time."),
        )
    view = Assessment(Scores(0.9, 0.2, 0.1, 0.0, 0.0), True, band, factors or (), "linear-1")
    place = Priority(band, Concern.GRAVE, Concern.SERIOUS, given.pop("rank", RANKS[band]), factors or ())
    return Candidate(of, tuple(Addressing(member, How.MENTION) for member in members), view, place)
