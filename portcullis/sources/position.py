"""A place in a stream: the service's own number, and the moment, which also means something to another service."""

import re
from datetime import datetime
from urllib.parse import urlsplit

import msgspec

from portcullis.sources.reading import from_microseconds
from portcullis.sources.stream import SourceError

_MOMENT = 10**15
_CURSOR = re.compile(r"(\d{1,18})(?: (\d{1,18})(?: (\S*))?)?", re.ASCII)


class Position(msgspec.Struct, frozen=True):
    """`seq` counts on one service only (0 = unknown); `witnessed_us` is microseconds since 1970 (0 = unknown)."""

    seq: int = 0
    witnessed_us: int = 0
    service: str = ""

    def text(self) -> str:
        """As the opaque cursor; "" for no place at all."""
        return f"{self.seq} {self.witnessed_us} {self.service}" if self.seq or self.witnessed_us else ""

    @property
    def witnessed_at(self) -> datetime | None:
        return from_microseconds(self.witnessed_us)


def position(cursor: str) -> Position:
    """Read a cursor that Position.text wrote; a bare number (a sequence number, or a moment from 10^15 on) is read too.

    Raises SourceError if it is neither.
    """
    if not cursor.strip():
        return Position()
    found = _CURSOR.fullmatch(cursor.strip())
    if not found:
        raise SourceError("The cursor kept for this source cannot be read. Start it with an empty cursor.")
    seq, witnessed_us, service = int(found[1]), int(found[2] or 0), found[3] or ""
    if not witnessed_us and seq >= _MOMENT:
        return Position(0, seq)
    return Position(seq, witnessed_us, service)


def websocket_address(service: str) -> str:
    """https://host -> wss://host; a bare host is taken as wss. Raises SourceError if this is no address."""
    service = service.strip()
    scheme, _, rest = service.partition("://") if "://" in service else ("wss", "", service)
    rest = rest.rstrip("/")
    scheme = {"https": "wss", "http": "ws"}.get(scheme, scheme)
    if scheme not in ("ws", "wss") or not urlsplit(f"{scheme}://{rest}").hostname:
        raise SourceError(
            f"{service!r} is not the address of a service. Give one such as wss://jetstream.us-east.bsky.network"
        )
    return f"{scheme}://{rest}"


class Progress:
    """How far a stream has been read, and how the newest connection joined on to what was read before.

    `joined` is None until the first event of that connection, then whether it proves that nothing was missed.
    `first_at` is when the service saw that first event.
    """

    def __init__(self, reached: Position) -> None:
        self.reached = reached
        self.joined: bool | None = None
        self.first_at: datetime | None = None
        self._anchor: Position | None = None
        self._forgotten = False

    @property
    def place(self) -> Position | None:
        """Where to ask the service to go on from; None: from now."""
        return self.reached if self.reached.text() and not self._forgotten else None

    def connect(self, anchor: Position | None) -> None:
        """A new connection asks the service to go on from `anchor`, which it will send again; None: from now."""
        self._anchor, self.joined, self.first_at = anchor, None, None

    def loosen(self) -> None:
        """The service said that it does not go on from where we were: its numbers prove nothing, and are not
        compared."""
        self._anchor = None

    @property
    def anchored(self) -> int:
        """Events up to this number were read before the connection broke; 0 if numbers are not compared."""
        return self._anchor.seq if self._anchor else 0

    def repeated(self, place: Position) -> bool:
        """This event was read before the connection broke."""
        return self._anchor is not None and 0 < place.seq <= self._anchor.seq

    def reach(self, first: Position, last: Position) -> None:
        """A run of events has been read."""
        if self.joined is None:
            self.first_at, self.joined = first.witnessed_at, self._joins(first)
        self.reached = Position(last.seq, last.witnessed_us or self.reached.witnessed_us, last.service)
        self._forgotten = False

    def forget(self) -> None:
        """Go on from now at the next connection. When the last event was stays known, so that the gap has a start."""
        self._forgotten = True

    def _joins(self, first: Position) -> bool:
        if self._anchor is None:
            return False
        if self._anchor.seq:
            return 0 < first.seq <= self._anchor.seq
        return 0 < first.witnessed_us <= self._anchor.witnessed_us
