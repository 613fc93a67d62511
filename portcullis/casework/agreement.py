"""How far two readers agree beyond chance (Cohen 1960)."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID


def sampled(decision: UUID, percent: int) -> bool:
    """Whether this decision is read a second time: fixed by its random id, so nobody can steer or foresee it."""
    return decision.int % 100 < percent


def observed(pairs: Sequence[tuple[str, str]]) -> float | None:
    """The share of readings in which both said the same, or None without readings."""
    return sum(first == second for first, second in pairs) / len(pairs) if pairs else None


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """1: they always agree; 0: as by chance. None where it has no meaning: no pairs, or only one answer ever."""
    if not pairs:
        return None
    first, second = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    by_chance = sum(count * second[answer] for answer, count in first.items()) / len(pairs) ** 2
    agreed = sum(one == two for one, two in pairs) / len(pairs)
    return None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)
