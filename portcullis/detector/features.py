"""Texts to hashed n-grams: whole-array arithmetic only, exact in any batch, on any machine."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from portcullis.core.text import Folded, fold

BITS = 19
BUCKETS = 1 << BITS
CHARACTERS = (2, 3, 4, 5, 6)
GAPS = (1, 2, 3)
WINDOW, STRIDE = 400, 200

Hashes = NDArray[np.uint64]
Offsets = NDArray[np.int64]

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_STEP = 0xD1B54A32D192ED03
_BACK = pow(_STEP, -1, 1 << 64)
_FIRST, _SECOND, _THIRD = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB), np.uint64(0xD6E8FEB86659FD93)
_SHIFT = np.uint64(64 - BITS)
_NOISE = re.compile(r"(?:https?://|www\.)\S+|(?<=@)[\w.\-]+")


class Block(NamedTuple):
    """Features of one family: a bucket for each place (`BUCKETS` where there is none), and where each text starts."""

    buckets: NDArray[np.int64]
    starts: Offsets


class Features(NamedTuple):
    """The two families, scaled apart: characters and words."""

    characters: tuple[Block, ...]
    words: tuple[Block, ...]


def legible(text: str) -> Folded:
    """The folded text without web addresses and without the names of accounts; places still map to the original."""
    return fold(_NOISE.sub(lambda noise: " " * len(noise[0]), text))


def clean(text: str) -> str:
    """The text as the model reads it: legible, with single spaces."""
    return " ".join(legible(text).text.split())


def windows(text: str) -> list[str]:
    """A long text in overlapping pieces, so that a few words among very many still count; nothing is left out."""
    if len(text) <= WINDOW:
        return [text]
    return [text[at : at + WINDOW] for at in range(0, len(text) - WINDOW + STRIDE, STRIDE)]


def extract(texts: Sequence[str]) -> Features:
    """Features of cleaned texts. The same text gives the same buckets whatever stands beside it."""
    framed = [f" {text} " for text in texts]
    codes = np.frombuffer("".join(framed).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.fromiter((len(text) for text in framed), dtype=np.int64, count=len(framed))
    ends = np.cumsum(lengths)
    return Features(_characters(codes, ends - lengths, np.repeat(ends, lengths)), _words(codes, ends))


def _mixed(codes: NDArray[np.uint32]) -> Hashes:
    hashes = (codes.astype(np.uint64) + np.uint64(1)) * _SPREAD
    return hashes ^ (hashes >> np.uint64(29))


def _bucket(hashes: Hashes, salt: int) -> NDArray[np.int64]:
    mixed = (hashes ^ (hashes >> np.uint64(31))) * (_SECOND + np.uint64(2 * salt))
    return (mixed >> _SHIFT).astype(np.int64)


def _characters(codes: NDArray[np.uint32], starts: Offsets, ends: Offsets) -> tuple[Block, ...]:
    mixed = _mixed(codes)
    left = ends - np.arange(len(codes))
    rolling, blocks = mixed, []
    for size in range(2, max(CHARACTERS) + 1):
        rolling = rolling * np.uint64(_STEP)
        rolling[: 1 - size] += mixed[size - 1 :]
        if size in CHARACTERS:
            buckets = _bucket(rolling, size)
            buckets[left < size] = BUCKETS
            blocks.append(Block(buckets, starts))
    return tuple(blocks)


def _kinds(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """0 between words, 1 within a word, 2 a sign that stands for itself (an emoji, a question mark)."""
    sign = ((codes >= 0x2000) & (codes < 0x2C00)) | ((codes >= 0x1F000) & (codes < 0x20000))
    kinds = _ASCII[np.minimum(codes, 128)]
    kinds[sign] = 2
    return kinds


def _ascii() -> NDArray[np.uint8]:
    table = np.zeros(129, dtype=np.uint8)
    table[128] = 1
    for code in range(33, 128):
        table[code] = 1 if chr(code).isalnum() or chr(code) == "'" else 2
    for sign in '.,;:-_"()':
        table[ord(sign)] = 0
    return table


_ASCII = _ascii()


def _powers(step: int, count: int) -> Hashes:
    powers = np.full(count, step, dtype=np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)


def spans(codes: NDArray[np.uint32]) -> tuple[Offsets, Offsets]:
    """Where each word starts and ends."""
    kinds = np.concatenate(([0], _kinds(codes), [0])).astype(np.uint8)
    before, here, after = kinds[:-2], kinds[1:-1], kinds[2:]
    starts = np.flatnonzero((here == 2) | ((here == 1) & (before != 1)))
    ends = np.flatnonzero((here == 2) | ((here == 1) & (after != 1))) + 1
    return starts, ends


def hashed(codes: NDArray[np.uint32], starts: Offsets, ends: Offsets) -> Hashes:
    """One hash for each word, by prefix sums."""
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(_mixed(codes) * _powers(_STEP, len(codes)))))
    whole: Hashes = (sums[ends] - sums[starts]) * _powers(_BACK, len(codes))[starts]
    return (whole ^ (whole >> np.uint64(32))) * _FIRST


def _words(codes: NDArray[np.uint32], ends: Offsets) -> tuple[Block, ...]:
    starts, stops = spans(codes)
    words = hashed(codes, starts, stops)
    texts = np.searchsorted(ends, starts, side="right")
    # Each text gets one empty place, so that a text without words still has its turn in the sums.
    order = np.searchsorted(texts, np.arange(len(ends)), side="left")
    words = np.insert(words, order, 0)
    texts = np.insert(texts, order, np.arange(len(ends)))
    opens = order + np.arange(len(ends))
    blocks = [_bucket(words, 11)]
    blocks[0][opens] = BUCKETS
    for gap in GAPS:
        pairs = words[:-gap] * _FIRST + words[gap:] * _THIRD
        blocks.append(_fenced(_bucket(pairs, 20 + gap), texts, gap))
    if len(words) > 2:
        triples = (words[:-2] * _FIRST + words[1:-1]) * _SECOND + words[2:] * _THIRD
        blocks.append(_fenced(_bucket(triples, 31), texts, 2))
    return tuple(Block(block, opens) for block in blocks)


def _fenced(buckets: NDArray[np.int64], texts: Offsets, gap: int) -> NDArray[np.int64]:
    """Pairs that reach over into the next text count for nothing."""
    fenced = np.full(len(texts), BUCKETS, dtype=np.int64)
    same = texts[:-gap] == texts[gap:]
    fenced[:-gap][same] = buckets[same]
    return fenced
