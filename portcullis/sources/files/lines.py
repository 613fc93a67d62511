"""Bytes to lines, with a bound on what is held: a line that is too long is passed over as it comes, never kept."""

from collections.abc import Iterator

LONGEST = 1_000_000


class Lines:
    """`offset` and `count` are the bytes and lines handed over so far, ends of lines included."""

    def __init__(self, offset: int = 0, count: int = 0) -> None:
        self.offset, self.count = offset, count
        self._held = b""
        self._passed = 0  # bytes of a line that is too long, not held

    def feed(self, piece: bytes) -> Iterator[bytes | None]:
        """The lines that this piece completes, without their ends; None stands for one longer than LONGEST bytes."""
        parts = piece.split(b"\n")
        for part in parts[:-1]:
            yield self._complete(part, ending=1)
        self._hold(parts[-1])

    def finish(self) -> Iterator[bytes | None]:
        """The last line, if the input does not end with the end of a line."""
        if self._held or self._passed:
            yield self._complete(b"", ending=0)

    def _hold(self, part: bytes) -> None:
        self._held += part
        if self._passed or len(self._held) > LONGEST:
            self._passed += len(self._held)
            self._held = b""

    def _complete(self, part: bytes, ending: int) -> bytes | None:
        self._hold(part)
        line, length = self._held, self._passed or len(self._held)
        long, self._held, self._passed = self._passed > 0, b"", 0
        self.offset += length + ending
        self.count += 1
        return None if long else line
