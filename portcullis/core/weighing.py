"""What the rules say, brought to bear on the classifier's scores."""

import math
from collections.abc import Sequence

import msgspec

from portcullis.core.assessment import Factor, Scores

LIFT, EASE = 0.6, 0.36
"""Log-odds by which a kind of danger lifts a score and a kind of counter-factor lowers it; two kinds count at most."""
MENACING = frozenset(
    {"violence", "condition", "sexual_violence", "incitement", "weapon", "fire", "suicide", "blackmail"}
)
DEGRADING = frozenset({"slur", "insult", "dehumanising", "death_wish", "suicide", "sexual_violence"})
_MOST = 2
_CERTAIN = 1e-9


def weighed(scores: Scores, factors: Sequence[Factor]) -> Scores:
    """The scores of threat and abuse, moved by the rules; the others as they were."""
    if not factors:
        return scores
    dangers = {factor.kind for factor in factors if not factor.counter}
    ease = EASE * min(_MOST, len({factor.kind for factor in factors if factor.counter}))
    return msgspec.structs.replace(
        scores,
        threat=_moved(scores.threat, LIFT * min(_MOST, len(dangers & MENACING)) - ease),
        abuse=_moved(scores.abuse, LIFT * min(_MOST, len(dangers & DEGRADING)) - ease),
    )


def _moved(probability: float, by: float) -> float:
    if not by or not _CERTAIN < probability < 1 - _CERTAIN:
        return probability
    return 1 / (1 + math.exp(-math.log(probability / (1 - probability)) - by))
