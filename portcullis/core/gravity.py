"""How much each kind of factor weighs on its axis. Set by people, like the rules; trained scores come on top."""

from collections.abc import Set

COUNTER_WEIGHT = 2.0
ABUSIVE = frozenset({"death_wish", "slur", "insult", "dehumanising", "wording"})
ABUSIVE_TOGETHER = 2.0
MARKERS = frozenset({"time", "place", "repeated", "several_members"})

_WEIGHTS = {
    # possible offence in this content
    "test": 10.0,
    "violence": 5.0,
    "fire": 5.0,
    "weapon": 4.0,
    "sexual_violence": 5.0,
    "condition": 2.0,
    "incitement": 4.0,
    "suicide": 3.0,
    "death_wish": 2.0,
    "blackmail": 4.0,
    "slur": 2.0,
    "insult": 1.0,
    "dehumanising": 2.0,
    "wording": 0.5,
    # approach concern
    "sighting": 5.0,
    "household": 3.0,
    "visit": 4.0,
    "time": 1.0,
    "place": 1.0,
    "deadline": 3.0,
    "plan": 4.0,
    "grievance": 2.0,
    "repeated": 2.0,
    "several_members": 2.0,
}


def together(kinds: Set[str]) -> float:
    """Points of several kinds. Abuse, however thick it lies, never weighs as much as a threat."""
    graver = sum(weight(kind) for kind in kinds - ABUSIVE)
    return graver + min(ABUSIVE_TOGETHER, sum(weight(kind) for kind in kinds & ABUSIVE))


def weight(kind: str) -> float:
    """Points of one kind of danger factor. A kind that nobody weighed counts a little, never nothing."""
    return _WEIGHTS.get(kind, 0.5)
