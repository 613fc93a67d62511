"""Two axes kept apart (possible offence in this content; approach concern) and the place in the queue they lead to.

Threat language and the risk that someone comes are different things: those who approach legislators threaten less often
(Dietz 1991; Scalora 2002). So neither axis is ever traded against the other: the graver one leads.
"""

from collections.abc import Sequence
from enum import IntEnum

import msgspec

from portcullis.core.assessment import Assessment, Axis, Band, Factor, Scores
from portcullis.core.gravity import COUNTER_WEIGHT, MARKERS, together


class Concern(IntEnum):
    """How much one axis worries us."""

    NONE = 0
    SOME = 1
    SERIOUS = 2
    GRAVE = 3


class Circumstances(msgspec.Struct, frozen=True):
    """What held items alone say about this author and this Member: never an author score, never kept for itself."""

    earlier_to_member: int = 0
    earlier_to_others: int = 0


class Priority(msgspec.Struct, frozen=True):
    """A band, the two axes, and `rank`: the place within the queue (higher is more dangerous; 0 to 1,000,000)."""

    band: Band
    offence: Concern
    approach: Concern
    rank: int
    factors: tuple[Factor, ...] = ()


_STEPS = ((8.0, Concern.GRAVE), (5.0, Concern.SERIOUS), (1.0, Concern.SOME))
_LADDER = (Band.NONE, Band.LOW, Band.MEDIUM, Band.HIGH, Band.IMMEDIATE)
_STAIR = 200_000
_LIKELY = 0.5


def place(assessment: Assessment, circumstances: Circumstances | None = None) -> Priority | None:
    """The place in the queue, or None: not a candidate, to be counted and forgotten."""
    added = earlier(circumstances or Circumstances())
    priority = weigh(assessment.scores, assessment.flag, (*assessment.factors, *added))
    return None if priority.band is Band.NONE else priority


def earlier(circumstances: Circumstances) -> tuple[Factor, ...]:
    """What the author's posts that are already held add to this one. They alone never make a candidate."""
    factors = []
    if count := circumstances.earlier_to_member:
        held = "Another post" if count == 1 else f"{count} other posts"
        says = f"{held} by this author to this Member {'is' if count == 1 else 'are'} held."
        factors.append(Factor("repeated", Axis.APPROACH, "", 0, 0, says))
    if count := circumstances.earlier_to_others:
        held = "A post" if count == 1 else f"{count} posts"
        says = f"{held} by this author to other Members {'is' if count == 1 else 'are'} held."
        factors.append(Factor("several_members", Axis.APPROACH, "", 0, 0, says))
    return tuple(factors)


def weigh(scores: Scores, flag: bool, factors: Sequence[Factor]) -> Priority:
    """Both axes from the scores and the factors. Dangers never lower the rank; counters never raise it."""
    dangers = {(factor.axis, factor.kind) for factor in factors if not factor.counter}
    counters = {factor.kind for factor in factors if factor.counter}
    excuse = COUNTER_WEIGHT * min(len(counters), 2)
    offence = _offence(scores, flag, dangers, excuse)
    approach = _approach(dangers, excuse, flag)
    band = _band(scores, _concern(offence), _concern(approach), flag, {kind for _, kind in dangers})
    within = 10 * max(offence, approach) + min(offence, approach) + scores.threat + 0.2 * scores.abuse - excuse
    rank = _LADDER.index(band) * _STAIR + round(max(0.0, min(1.0, within / 400)) * (_STAIR - 1))
    return Priority(band, _concern(offence), _concern(approach), rank if band is not Band.NONE else 0, tuple(factors))


def _offence(scores: Scores, flag: bool, dangers: set[tuple[Axis, str]], excuse: float) -> float:
    if not flag:
        return 0.0
    said = together({kind for axis, kind in dangers if axis is Axis.OFFENCE})
    scored = 4.5 * max(0.0, scores.threat - 0.4) / 0.6 + 0.6 * (scores.abuse + scores.hate + scores.sexual)
    return max(1.0, said + scored - excuse)


def _approach(dangers: set[tuple[Axis, str]], excuse: float, flag: bool) -> float:
    kinds = {kind for axis, kind in dangers if axis is Axis.APPROACH}
    # A time, a place or an earlier post means nothing by itself: they sharpen what else is there.
    alone = not flag and kinds <= MARKERS
    return 0.0 if alone else max(0.0, together(kinds) - excuse)


def _band(scores: Scores, offence: Concern, approach: Concern, flag: bool, kinds: set[str]) -> Band:
    if "test" in kinds or (flag and offence is Concern.GRAVE and approach >= Concern.SOME):
        return Band.IMMEDIATE
    if flag and offence >= Concern.SERIOUS:
        return Band.HIGH
    if approach >= Concern.SERIOUS or "welfare" in kinds or (flag and scores.threat >= _LIKELY):
        return Band.MEDIUM
    return Band.LOW if flag else Band.NONE


def _concern(points: float) -> Concern:
    return next((concern for least, concern in _STEPS if points >= least), Concern.NONE)
