"""An invented parliament for the tests, and a short way to ask the gate."""

from datetime import UTC, datetime
from typing import Any

from portcullis.core.addressee import Account, Addressing, Watched
from portcullis.core.gate import Gate, Lane

NOW = datetime(2026, 11, 18, 7, tzinfo=UTC)


def member(key: str, name: str, *context: str, aliases: tuple[str, ...] = (), **limits: datetime) -> Watched:
    account = Account("bluesky", f"did:plc:{key}", f"{key}.bsky.social", **limits)
    return Watched(key, name, (account,), aliases, context)


def lane(*watched: Watched, platform: str = "bluesky") -> Lane:
    found = Gate(watched).on(platform)
    assert found is not None
    return found


def directed(where: Lane, text: str = "", **known: Any) -> list[tuple[str, str, str]]:
    """(Member, how, the words that say so) for each addressing."""
    return [(one.member, one.how.value, text[one.start : one.end]) for one in asked(where, text, **known)]


def asked(where: Lane, text: str = "", **known: Any) -> tuple[Addressing, ...]:
    nothing: dict[str, Any] = {"author": "did:plc:someone", "mentions": (), "parent": "", "root": "", "quoted": ""}
    return where.directed(**{**nothing, "witnessed_at": NOW, **known, "text": text})
