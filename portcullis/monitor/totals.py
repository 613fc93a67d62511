"""What one run of the monitor did so far: shown while it runs, and at its end."""

from collections import Counter

import msgspec

KEPT = 100_000


class Totals(msgspec.Struct):
    """`delays` are seconds from a candidate's coming in to its row being committed, the last 100,000 of them."""

    read: int = 0
    posts: int = 0
    unreadable: Counter[str] = msgspec.field(default_factory=Counter)
    directed: int = 0
    candidates: int = 0
    written: int = 0
    duplicates: int = 0
    delays: list[float] = msgspec.field(default_factory=list)

    def delayed(self, seconds: float, times: int) -> None:
        if len(self.delays) < KEPT:
            self.delays.extend([seconds] * times)

    def delay(self, share: float) -> float | None:
        """The delay that this share of the candidates did not exceed, in seconds; None before the first."""
        ordered = sorted(self.delays)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None
