"""Posts from JSON Lines: a file, a compressed file or standard input. Also how a recorded day is played again."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import UTC, datetime

import msgspec

from portcullis.core.gate import Gate
from portcullis.core.post import Deletion
from portcullis.sources.admit import admit
from portcullis.sources.files.input import open_input
from portcullis.sources.files.lines import Lines
from portcullis.sources.files.pace import Pace
from portcullis.sources.files.parse import Entry, parse
from portcullis.sources.reading import UnreadableError
from portcullis.sources.stream import Batch, SourceError, State

LAWFUL_ACCESS = "Posts handed over in a file by whoever may lawfully hold them; read for Members who opted in."
FULL = 500
BEAT = 1.0
LINGER = 0.015
_MARK = b"\xef\xbb\xbf"


class Files:
    """`path` may be "-" for standard input. `speed` plays the posts at that many times real speed, by the differences
    of their `posted_at`; 0 is as fast as it goes."""

    platform = ""  # each line names its own

    def __init__(
        self, path: str, *, speed: float = 0.0, lawful_access: str = LAWFUL_ACCESS, name: str = "files"
    ) -> None:
        if not lawful_access.strip():
            raise SourceError("A source needs the reference by which it is lawful to read it. Give lawful_access.")
        if not speed >= 0:
            raise SourceError(f"A speed of {speed} cannot be played. Give 0 for as fast as it goes, or 1 and more.")
        self.path, self.service, self.speed = path, path, speed
        self.lawful_access, self.name = lawful_access, name

    def batches(self, cursor: str, gate: Callable[[], Gate]) -> AsyncIterator[Batch]:
        """The cursor is "bytes:lines" of the uncompressed text. Ends with the file. Standard input has no cursor."""
        offset, count = _place(cursor) if self.path != "-" else (0, 0)
        return _Reading(self.path, Lines(offset, count), Pace(self.speed), gate).batches()


def _place(cursor: str) -> tuple[int, int]:
    offset, _, count = (cursor or "0:0").partition(":")
    if not all(part.isdecimal() and part.isascii() and len(part) < 19 for part in (offset, count)):
        raise SourceError("The cursor kept for this file cannot be read. Start it with an empty cursor.")
    return int(offset), int(count)


class _Reading:
    def __init__(self, path: str, lines: Lines, pace: Pace, gate: Callable[[], Gate]) -> None:
        self.path, self.lines, self.pace, self.gate = path, lines, pace, gate
        self._done = (lines.offset, lines.count)
        self._begin()

    def _begin(self) -> None:
        self.batch = Batch(cursor="", state=State.CONNECTED)
        self._asked: Gate | None = None

    async def batches(self) -> AsyncIterator[Batch]:
        source = open_input(self.path, self.lines.offset)
        piece = asyncio.ensure_future(source.read())
        try:
            while True:
                while not (await asyncio.wait({piece}, timeout=BEAT))[0]:
                    yield self._hand_over()
                octets = piece.result()
                async for batch in self._lines(self.lines.feed(octets) if octets else self.lines.finish()):
                    yield batch
                if source.damage:
                    self.batch.unreadable[source.damage] += 1
                yield self._hand_over()
                if not octets:
                    break
                piece = asyncio.ensure_future(source.read())
        finally:
            piece.cancel()
            source.close()

    async def _lines(self, lines: Iterable[bytes | None]) -> AsyncIterator[Batch]:
        for line in lines:
            entry = self._read(line)
            if entry and (seconds := self.pace.wait(entry.at)) > 0:
                async for batch in self._until(time.monotonic() + seconds):
                    yield batch
            self._keep(entry)
            if self._due():
                yield self._hand_over()

    async def _until(self, moment: float) -> AsyncIterator[Batch]:
        """Hand over what there is, then beat until the moment (monotonic seconds) has come."""
        yield self._hand_over()
        while (remaining := moment - time.monotonic()) > 0:
            await asyncio.sleep(min(remaining, BEAT))
            if remaining > BEAT:
                yield self._hand_over()

    def _read(self, line: bytes | None) -> Entry | None:
        if line is not None and not (line := line.strip().removeprefix(_MARK)):
            return None
        self.batch.read += 1
        self.batch.received_at = self.batch.received_at or time.time()
        try:
            if line is None:
                raise UnreadableError("line longer than 1 MB")
            return parse(line, datetime.now(UTC))
        except UnreadableError as error:
            self.batch.unreadable[str(error)] += 1
            return None

    def _keep(self, entry: Entry | None) -> None:
        self._done = (self.lines.offset, self.lines.count)
        if entry is None:
            return
        now, batch = datetime.now(UTC), self.batch
        batch.witnessed_at, batch.received_at = now, batch.received_at or time.time()
        if isinstance(entry.what, Deletion):
            batch.deletions.append(msgspec.structs.replace(entry.what, witnessed_at=now))
            return
        batch.posts += 1
        self._asked = self._asked or self.gate()
        post = msgspec.structs.replace(entry.what, witnessed_at=now)
        admit(post, entry.edited, self._asked.on(post.platform), batch)

    def _due(self) -> bool:
        return self.batch.read >= FULL or time.time() - self.batch.received_at > LINGER

    def _hand_over(self) -> Batch:
        batch = self.batch
        batch.cursor = f"{self._done[0]}:{self._done[1]}"
        self._begin()
        return batch
