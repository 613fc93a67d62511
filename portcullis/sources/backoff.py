"""How long to wait before trying again: exponential, with full jitter, so that a crowd of clients does not come back
together."""

import random
from collections.abc import Callable, Iterator

FIRST, LONGEST = 0.5, 60.0


def pauses(spread: Callable[[float, float], float] = random.uniform) -> Iterator[float]:
    """Seconds, for ever: each between nothing and a ceiling that doubles from half a second to a minute."""
    ceiling = FIRST
    while True:
        yield spread(0.0, ceiling)
        ceiling = min(LONGEST, ceiling * 2)
