"""Near-identical posts: the same words with small changes, as copied campaigns use. Linear in the posts looked at."""

from collections.abc import Iterable
from typing import TypeVar

from portcullis.core.text import fold

Key = TypeVar("Key")
RUN = 5
LONGEST = 2_000
AS_GOOD_AS_SAME = 0.8


def runs(text: str) -> frozenset[str]:
    """Every run of five letters or digits in the folded text; a shorter text is one run."""
    letters = "".join(filter(str.isalnum, fold(text[:LONGEST]).text))
    return frozenset(letters[start : start + RUN] for start in range(max(1, len(letters) - RUN + 1)))


def alike(text: str, others: Iterable[tuple[Key, str]]) -> list[Key]:
    """The keys of those texts that share at least 8 in 10 of their runs with `text`, in the order given."""
    wanted = runs(text)
    return [key for key, other in others if _shared(wanted, runs(other))]


def _shared(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= AS_GOOD_AS_SAME * len(one | other)
