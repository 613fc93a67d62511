"""Where the bytes come from: a file, a compressed file, or standard input, read in a thread so that the loop stays
free."""

import asyncio
import contextlib
import gzip
import os
import stat
import sys
import threading
import zlib
from pathlib import Path
from typing import IO, Protocol

from portcullis.sources.stream import SourceError

PIECE = 256 * 1024


class Input(Protocol):
    """`damage` is why reading stopped early, in plain words; "" if it did not."""

    damage: str

    async def read(self) -> bytes:
        """The next piece; b"" at the end."""
        ...

    def close(self) -> None: ...


def open_input(path: str, offset: int) -> Input:
    """Open `path` ("-" is standard input) at `offset` bytes of its text. A pipe has no offset: it is read from where
    it is.

    Raises SourceError if there is no such file or it may not be read.
    """
    if path == "-":
        number = sys.stdin.fileno()
        if not stat.S_ISREG(os.fstat(number).st_mode):
            return Pipe(number)
        return File(os.fdopen(os.dup(number), "rb"), offset)
    try:
        with Path(path).open("rb") as file:
            zipped = file.read(2) == b"\x1f\x8b"
        return File(gzip.GzipFile(path, "rb") if zipped else Path(path).open("rb"), offset)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}. Check the path and who may read it.") from error


class File:
    """A file or a compressed file. One that has become shorter than `offset` has no more to read."""

    def __init__(self, file: IO[bytes] | gzip.GzipFile, offset: int) -> None:
        self._file, self._offset, self.damage = file, offset, ""

    async def read(self) -> bytes:
        return await asyncio.to_thread(self._read)

    def _read(self) -> bytes:
        try:
            if self._offset:
                self._file.seek(self._offset)
                self._offset = 0
            return self._file.read(PIECE)
        except (EOFError, OSError, zlib.error):
            self.damage = "the file is damaged or cut off from here on"
            return b""

    def close(self) -> None:
        self._file.close()


class Pipe:
    """Standard input. Its thread is a daemon: a read that waits for a sleeping neighbour must not hold up a stop."""

    def __init__(self, number: int) -> None:
        self.damage = ""
        self._number, self._loop = number, asyncio.get_running_loop()
        self._pieces: asyncio.Queue[bytes] = asyncio.Queue()
        self._room = threading.Semaphore(8)
        threading.Thread(target=self._pump, daemon=True).start()

    async def read(self) -> bytes:
        piece = await self._pieces.get()
        self._room.release()
        return piece

    def _pump(self) -> None:
        piece = b" "
        while piece:
            self._room.acquire()
            try:
                piece = os.read(self._number, PIECE)
            except OSError:
                piece = b""
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody wants it any more
                self._loop.call_soon_threadsafe(self._pieces.put_nowait, piece)

    def close(self) -> None: ...
