"""Which opted-in Members a post is directed at, and how that is known."""

from datetime import datetime
from enum import StrEnum

import msgspec


class How(StrEnum):
    """How a post was recognised as directed at a Member, surest first."""

    MENTION = "mention"
    REPLY = "reply"
    THREAD = "thread"
    QUOTE = "quote"
    HANDLE = "handle"
    NAME = "name"


class Account(msgspec.Struct, frozen=True):
    """One platform account that a Member put under the service. `id` is the immutable id, "" until it is resolved.

    A post is looked at only if it was witnessed from `since` on and before `until` (None: no end is known). The
    author's own claim of a date never counts: a false one would be a way round the gate.
    """

    platform: str
    id: str
    handle: str
    since: datetime | None = None
    until: datetime | None = None


class Watched(msgspec.Struct, frozen=True):
    """A Member with an enrolment in force, as the collector needs to know them."""

    member: str
    name: str
    accounts: tuple[Account, ...]
    aliases: tuple[str, ...] = ()
    context: tuple[str, ...] = ()


class Addressing(msgspec.Struct, frozen=True):
    """One Member a post is directed at, how it was recognised, and where in the text (0, 0 if not in the text)."""

    member: str
    how: How
    start: int = 0
    end: int = 0
