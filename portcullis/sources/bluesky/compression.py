"""Jetstream's own compression: each message is one zstd frame, made with a dictionary that both sides have."""

import zstandard

from portcullis.sources.stream import Batch

LARGEST_EVENT = 16 * 1024 * 1024


class Decompression:
    """zstd with a shared dictionary, or nothing at all."""

    def __init__(self, dictionary: bytes) -> None:
        self._zstd: zstandard.ZstdDecompressor | None = None
        self.id = 0
        if dictionary:
            shared = zstandard.ZstdCompressionDict(dictionary)
            self.id, self._zstd = shared.dict_id(), zstandard.ZstdDecompressor(dict_data=shared)

    def give_up(self) -> None:
        """Read plain messages from now on."""
        self._zstd, self.id = None, 0

    @property
    def on(self) -> bool:
        return self._zstd is not None

    def plain(self, messages: list[bytes], batch: Batch) -> list[bytes]:
        """The messages as JSON. A damaged one, or one that would grow beyond 16 MB, is counted and left out."""
        if self._zstd is None:
            return messages
        plain = []
        for message in messages:
            try:
                plain.append(message if message.startswith(b"{") else _expanded(self._zstd, message))
            except zstandard.ZstdError:
                batch.read += 1
                batch.unreadable["damaged compressed event"] += 1
        return plain


def _expanded(zstd: zstandard.ZstdDecompressor, message: bytes) -> bytes:
    # What the frame itself claims is believed by the library, and made room for, before a byte is read.
    if zstandard.frame_content_size(message) > LARGEST_EVENT:
        raise zstandard.ZstdError("too large")
    return zstd.decompress(message, max_output_size=LARGEST_EVENT)
