"""The AT Protocol firehose of any relay or personal data server: `com.atproto.sync.subscribeRepos`, signed commits."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime

from portcullis.core.gate import Gate, Lane
from portcullis.sources.backoff import pauses
from portcullis.sources.bluesky import PLATFORM
from portcullis.sources.bluesky.frames import read_frames
from portcullis.sources.bluesky.jetstream import LAWFUL_ACCESS
from portcullis.sources.bluesky.trouble import WHY
from portcullis.sources.follow import Follower
from portcullis.sources.position import Position, Progress, position, websocket_address
from portcullis.sources.reading import from_microseconds
from portcullis.sources.stream import Batch, SourceError

SERVICE = "wss://bsky.network"


class Firehose:
    """`service` is the address of a relay or a PDS, such as https://pds.example.org."""

    platform = PLATFORM

    def __init__(
        self,
        service: str = SERVICE,
        *,
        lawful_access: str = LAWFUL_ACCESS,
        name: str = "firehose",
        waits: Callable[[], Iterator[float]] = pauses,
    ) -> None:
        if not lawful_access.strip():
            raise SourceError("A source needs the reference by which it is lawful to read it. Give lawful_access.")
        self.service, self.name, self.lawful_access = websocket_address(service), name, lawful_access
        self.waits = waits

    def batches(self, cursor: str, gate: Callable[[], Gate]) -> AsyncIterator[Batch]:
        return Follower(Repos(self.service, position(cursor)), gate, self.waits).batches()


class Repos:
    """The cursor is a number on one service, and exclusive: we ask for one before it, so that the last frame comes
    again and proves that nothing was missed. On another service we begin with the newest frames."""

    platform = PLATFORM
    subprotocols: tuple[str, ...] = ()

    def __init__(self, service: str, reached: Position) -> None:
        self.service, self.progress, self.trouble, self.throttled = service, Progress(reached), "", False
        self._since = reached.witnessed_at  # the time of frames already read: no later frame came before it

    def address(self) -> str:
        place = self.progress.place
        anchor = place if place and place.seq and place.service in ("", self.service) else None
        self.progress.connect(anchor)
        query = f"?cursor={anchor.seq - 1}" if anchor else ""
        return f"{self.service}/xrpc/com.atproto.sync.subscribeRepos{query}"

    def read(self, messages: list[bytes], lane: Lane | None, now: datetime, batch: Batch) -> None:
        notices, places = read_frames(messages, lane, now, batch, self.progress.anchored, self._since)
        for notice in notices:
            self.trouble = WHY.get(notice.name, "the service reported an error")
            self.throttled = notice.name == "ConsumerTooSlow"
            if notice.name in ("OutdatedCursor", "FutureCursor"):
                self.progress.loosen()
            if notice.name == "FutureCursor":
                self.progress.forget()
        if places:
            # The middle one: a single frame with a false time does not move the clock for the others.
            self._since = from_microseconds(sorted(place.witnessed_us for place in places)[len(places) // 2])
            first, last = places[0], places[-1]
            self.progress.reach(first, Position(last.seq, last.witnessed_us, self.service))

    def refused(self, status: int, body: bytes) -> bool:
        return False
