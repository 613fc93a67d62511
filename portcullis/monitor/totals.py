"""What one run of the monitor did so far: shown while it runs, and at its end."""

from collections import Counter

import msgspec

KEPT = 100_000


class Totals(msgspec.Struct):
    """`delays`, `from_network`: seconds from a candidate coming in here, and from the network seeing it, to its row
    being committed; of the first 100,000."""

    read: int = 0
    posts: int = 0
    unreadable: Counter[str] = msgspec.field(default_factory=Counter)
    directed: int = 0
    candidates: int = 0
    written: int = 0
    duplicates: int = 0
    delays: list[float] = msgspec.field(default_factory=list)
    from_network: list[float] = msgspec.field(default_factory=list)

    def delayed(self, here: float, network: float) -> None:
        """One candidate was committed, so many seconds after it came in and after the network saw it."""
        if len(self.delays) < KEPT:
            self.delays.append(here)
            self.from_network.append(network)


def quantile(values: list[float], share: float) -> float | None:
    """What this share of the values does not exceed; None if there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None
