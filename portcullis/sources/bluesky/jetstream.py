"""Bluesky's Jetstream: every public post of the network as JSON over a WebSocket; no key, no account."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import datetime
from urllib.parse import urlencode

from portcullis.core.gate import Gate, Lane
from portcullis.sources.backoff import pauses
from portcullis.sources.bluesky import PLATFORM, POSTS
from portcullis.sources.bluesky.compression import Decompression
from portcullis.sources.bluesky.parse import Notice, place_v1, place_v2, read_v1, read_v2
from portcullis.sources.bluesky.refusal import dictionary_unknown, floor_of
from portcullis.sources.bluesky.trouble import WHY
from portcullis.sources.follow import Follower
from portcullis.sources.position import Position, Progress, position, websocket_address
from portcullis.sources.stream import Batch, SourceError

SERVICE = "wss://jetstream.us-east.bsky.network"
LAWFUL_ACCESS = (
    "Public posts on the AT Protocol network, which its protocol publishes to every subscriber without key or account; "
    "read under the controller's public task for Members who opted in."
)
REWIND_US = 5_000_000


class Jetstream:
    """`version` 2 is `network.bsky.jetstream.subscribeEvents`, 1 the older `/subscribe`. `dictionary` (zstd) asks for
    compression."""

    platform = PLATFORM

    def __init__(
        self,
        service: str = SERVICE,
        *,
        version: int = 2,
        lawful_access: str = LAWFUL_ACCESS,
        name: str = "jetstream",
        dictionary: bytes = b"",
        waits: Callable[[], Iterator[float]] = pauses,
    ) -> None:
        if not lawful_access.strip():
            raise SourceError("A source needs the reference by which it is lawful to read it. Give lawful_access.")
        if version not in (1, 2):
            raise SourceError(f"There is no Jetstream version {version}. Choose 1 or 2.")
        self.service, self.version, self.name = websocket_address(service), version, name
        self.lawful_access, self.dictionary, self.waits = lawful_access, dictionary, waits
        if dictionary and not Decompression(dictionary).id:
            raise SourceError(
                "The zstd dictionary has no number in it. Fetch it with network.bsky.jetstream.getZstdDictionary."
            )

    def batches(self, cursor: str, gate: Callable[[], Gate]) -> AsyncIterator[Batch]:
        dialect = (V2 if self.version == 2 else V1)(self.service, position(cursor), Decompression(self.dictionary))
        return Follower(dialect, gate, self.waits).batches()


class V1:
    """`/subscribe`. The cursor is a moment (microseconds); we go back a few seconds, and what comes twice is known by
    its id."""

    platform = PLATFORM
    subprotocols: tuple[str, ...] = ()

    def __init__(self, service: str, reached: Position, compression: Decompression) -> None:
        self.service, self.compression = service, compression
        self.progress, self.trouble, self.throttled = Progress(reached), "", False

    def address(self) -> str:
        place, query = self.progress.place, [("wantedCollections", POSTS)]
        # Only a moment is a place here: `seq` would be another protocol's number.
        anchor = Position(0, place.witnessed_us) if place and place.witnessed_us else None
        self.progress.connect(anchor)
        if anchor:
            query.append(("cursor", str(max(0, anchor.witnessed_us - REWIND_US))))
        if self.compression.on:
            query.append(("compress", "true"))
        return f"{self.service}/subscribe?{urlencode(query)}"

    def read(self, messages: list[bytes], lane: Lane | None, now: datetime, batch: Batch) -> None:
        events = self.compression.plain(messages, batch)
        read_v1(events, lane, now, batch)
        first, last = _ends(events, place_v1)
        if first and last:
            newest = max(last.witnessed_us, self.progress.reached.witnessed_us)
            self.progress.reach(first, Position(0, newest, self.service))

    def refused(self, status: int, body: bytes) -> bool:
        return False


class V2:
    """`network.bsky.jetstream.subscribeEvents`. `seq` counts on one service only; on another one we go on by the
    moment."""

    platform = PLATFORM
    subprotocols: tuple[str, ...] = ("xrpc.v1.json",)

    def __init__(self, service: str, reached: Position, compression: Decompression) -> None:
        self.service, self.compression = service, compression
        self.progress, self.trouble, self.throttled = Progress(reached), "", False
        self._floor = 0  # the oldest number that the service still has, once it has told us

    def address(self) -> str:
        place = self.progress.place
        query = [("kinds", "commit"), ("kinds", "identity"), ("collections", POSTS)]
        anchor: Position | None = None
        if place and self._floor:
            query.append(("cursor", str(self._floor)))
        elif place and place.seq and place.service in ("", self.service):
            anchor = place
            query.append(("cursor", str(place.seq)))
        elif place and place.witnessed_us:
            anchor = Position(0, place.witnessed_us)
            query.append(("cursor", str(place.witnessed_us - REWIND_US)))
        self.progress.connect(anchor)
        if self.compression.on:
            query.append(("zstdDictionary", str(self.compression.id)))
        return f"{self.service}/xrpc/network.bsky.jetstream.subscribeEvents?{urlencode(query)}"

    def read(self, messages: list[bytes], lane: Lane | None, now: datetime, batch: Batch) -> None:
        events = self.compression.plain(messages, batch)
        if self.progress.joined is None:
            # What the service says about our cursor comes before the first event, and decides what "read before" means.
            lead = next((n for n, event in enumerate(events) if place_v2(event)), len(events))
            self._read(events[:lead], lane, now, batch)
            events = events[lead:]
        first, last = _ends(events, place_v2)
        if first and self.progress.repeated(first):
            events = [e for e in events if (place := place_v2(e)) is None or not self.progress.repeated(place)]
        self._read(events, lane, now, batch)
        if first and last:
            self.progress.reach(first, Position(last.seq, last.witnessed_us, self.service))
            self._floor = 0

    def _read(self, events: list[bytes], lane: Lane | None, now: datetime, batch: Batch) -> None:
        for notice in read_v2(events, lane, now, batch):
            self._heed(notice)

    def _heed(self, notice: Notice) -> None:
        self.trouble = WHY.get(notice.name, "the service reported an error")
        self.throttled = notice.name == "ConsumerTooSlow"
        if notice.name in ("OutdatedCursor", "FutureCursor"):
            self.progress.loosen()

    def refused(self, status: int, body: bytes) -> bool:
        if dictionary_unknown(body) and self.compression.on:
            self.compression.give_up()
            return True
        floor = floor_of(body)
        if floor is None:
            return False
        self.trouble, self._floor = WHY["OutdatedCursor"], floor
        return True


def _ends(
    events: Sequence[bytes], place: Callable[[bytes], Position | None]
) -> tuple[Position | None, Position | None]:
    """The places of the first and the last event that have one."""
    first = next((found for event in events if (found := place(event))), None)
    last = next((found for event in reversed(events) if (found := place(event))), None)
    return first, last
