"""The connector contract: at least once, an opaque cursor, and a record of every gap.

A connector yields batches. A batch is what happened since the one before it and the cursor to go on from once it is
recorded; a batch that was not recorded will come again. The gate is asked before a post is built: what is not
directed at a Member with an enrolment in force is counted in `read` and forgotten.

A connector yields at least one batch a second, however quiet or broken the line is, so that a stop, a change of the
gate and a loss of the connection are noticed. An edit that is directed at a Member comes twice: in `directed`,
because an edit can put a threat into a harmless post, and in `edits`, because an item already held must learn of it.
An edit that is directed at nobody comes in `edits` alone, with an empty text and no raw bytes: that it happened, and
nothing of what it says.
"""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from enum import StrEnum
from typing import Protocol

import msgspec

from portcullis.core.addressee import Addressing
from portcullis.core.errors import PortcullisError
from portcullis.core.gate import Gate
from portcullis.core.post import Deletion, Edit, Post, Renaming


class SourceError(PortcullisError):
    """A source cannot be used as it is set up. The message says which and what to change."""


class State(StrEnum):
    """GAP: not connected now. BEHIND: reading, but what is read is older than a minute. THROTTLED: the service slows
    us down."""

    CONNECTED = "connected"
    BEHIND = "behind"
    THROTTLED = "throttled"
    GAP = "gap"


class Gap(msgspec.Struct, frozen=True):
    """Between these moments posts may have been missed. `why` is shown on the coverage page."""

    start: datetime
    end: datetime
    why: str


class Directed(msgspec.Struct, frozen=True):
    """A post that passed the gate, with the Members it is directed at. `edited` marks a new version of an earlier
    post."""

    post: Post
    addressed: tuple[Addressing, ...]
    edited: bool = False


class Batch(msgspec.Struct):
    """`read` counts every event; `posts` those that are posts; `unreadable` says why, with how many.

    `cursor` is where to go on from once this batch is recorded. `received_at` is the Unix time at which the first
    event of the batch came in (0.0 for a heartbeat), `witnessed_at` when the service saw the last one (None for a
    heartbeat).
    """

    cursor: str
    state: State = State.CONNECTED
    witnessed_at: datetime | None = None
    received_at: float = 0.0
    read: int = 0
    posts: int = 0
    unreadable: Counter[str] = msgspec.field(default_factory=Counter)
    directed: list[Directed] = msgspec.field(default_factory=list)
    edits: list[Edit] = msgspec.field(default_factory=list)
    deletions: list[Deletion] = msgspec.field(default_factory=list)
    renamings: list[Renaming] = msgspec.field(default_factory=list)
    gaps: list[Gap] = msgspec.field(default_factory=list)


class Connector(Protocol):
    """One platform's way in. `name` is the source's name on the coverage page; `lawful_access` says by what right we
    read it."""

    name: str
    platform: str
    lawful_access: str

    def batches(self, cursor: str, gate: Callable[[], Gate]) -> AsyncIterator[Batch]:
        """Everything after `cursor` ("" = from now; a file: from its start), for ever (a file: to its end).

        `gate()` is asked afresh for each batch. Raises SourceError if the source cannot be used as it is set up.
        """
        ...
