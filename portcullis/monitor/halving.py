"""One post that cannot be worked on must not stop the stream or take its neighbours with it: it is found by halving."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def halved(
    work: Callable[[Sequence[T]], Iterable[R]], subjects: Sequence[T], failed: Callable[[T, Exception], None]
) -> list[R | None]:
    """One result a subject, in order; None, after `failed(subject, error)`, where it alone makes the work fail."""
    if not subjects:
        return []
    try:
        return list(work(subjects))
    except Exception as error:  # noqa: BLE001  whatever it is: the caller counts it and logs it
        if len(subjects) == 1:
            failed(subjects[0], error)
            return [None]
        half = len(subjects) // 2
        return halved(work, subjects[:half], failed) + halved(work, subjects[half:], failed)
