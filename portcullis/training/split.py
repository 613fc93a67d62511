"""Rows put together so that no minimal pair and no near copy is learnt on one side and asked on the other."""

import hashlib
import re
from collections.abc import Sequence
from enum import Enum

from portcullis.training.row import Row

_SHARED = 6
_WORD = re.compile(r"\w+")


class Part(Enum):
    """Where a row stands: six tenths are learnt from, two choose and calibrate, two are never seen until the end."""

    LEARN = "learn"
    CHOOSE = "choose"
    UNSEEN = "unseen"


def parts(rows: Sequence[Row], seed: int) -> list[Part]:
    """The part of each row. A group goes whole; which way depends on the seed and the group's first id alone."""
    names = groups(rows)
    first = dict[int, str]()
    for name, row in zip(names, rows, strict=True):
        first[name] = min(first.get(name, row.id), row.id)
    return [_part(first[name], seed) for name in names]


def groups(rows: Sequence[Row]) -> list[int]:
    """The same number for rows of one pair, for equal texts, and for texts that share six words on end."""
    parents, seen = list(range(len(rows))), dict[str, int]()
    for at, row in enumerate(rows):
        for key in _keys(row):
            if key in seen:
                parents[_root(parents, at)] = _root(parents, seen[key])
            else:
                seen[key] = at
    return [_root(parents, at) for at in range(len(rows))]


def _root(parents: list[int], at: int) -> int:
    while parents[at] != at:
        parents[at] = parents[parents[at]]
        at = parents[at]
    return at


def _keys(row: Row) -> list[str]:
    words = [word for word in _WORD.findall(row.text.lower()) if word != "member"]
    runs = [f"run {' '.join(words[at : at + _SHARED])}" for at in range(len(words) - _SHARED + 1)]
    return [
        f"text {' '.join(words)}" if words else f"signs {row.text}",
        *runs,
        *([f"pair {row.pair}"] if row.pair else []),
    ]


def _part(first: str, seed: int) -> Part:
    tenth = int(hashlib.sha256(f"{seed} {first}".encode()).hexdigest(), 16) % 10
    return Part.UNSEEN if tenth < 2 else Part.CHOOSE if tenth < 4 else Part.LEARN
