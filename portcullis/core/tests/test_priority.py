"""The order of the queue: the most dangerous first, the same every time."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from portcullis.core.assessment import Assessment, Axis, Band, Factor, Scores
from portcullis.core.priority import Circumstances, Concern, Priority, place
from portcullis.core.rules import RULES

LADDER = [Band.NONE, Band.LOW, Band.MEDIUM, Band.HIGH, Band.IMMEDIATE]
PROBABILITY = st.floats(0, 1)
SCORES = st.builds(Scores, PROBABILITY, PROBABILITY, PROBABILITY, PROBABILITY, PROBABILITY)
MADE = st.sampled_from(RULES).map(lambda rule: Factor(rule.kind, rule.axis, "words", 0, 5, rule.says, rule.counter))
DANGERS = MADE.filter(lambda factor: not factor.counter)
COUNTERS = MADE.filter(lambda factor: factor.counter)


def assessment(scores: Scores, flag: bool, factors: list[Factor]) -> Assessment:
    return Assessment(scores, flag, Band.NONE, tuple(factors), "model")


def rank(priority: Priority | None) -> int:
    return -1 if priority is None else priority.rank


ASSESSED = st.builds(assessment, SCORES, st.booleans(), st.lists(MADE, max_size=6))
CIRCUMSTANCES = st.builds(Circumstances, st.integers(0, 9), st.integers(0, 9))


def with_factor(assessed: Assessment, factor: Factor) -> Assessment:
    return msgspec.structs.replace(assessed, factors=(*assessed.factors, factor))


@given(ASSESSED, DANGERS, CIRCUMSTANCES)
def test_another_danger_never_lowers_the_place(
    assessed: Assessment, danger: Factor, circumstances: Circumstances
) -> None:
    assert rank(place(with_factor(assessed, danger), circumstances)) >= rank(place(assessed, circumstances))


@given(ASSESSED, COUNTERS, CIRCUMSTANCES)
def test_a_counter_factor_never_raises_the_place(
    assessed: Assessment, counter: Factor, circumstances: Circumstances
) -> None:
    assert rank(place(with_factor(assessed, counter), circumstances)) <= rank(place(assessed, circumstances))


@given(ASSESSED, CIRCUMSTANCES)
def test_what_is_held_already_never_lowers_the_place(assessed: Assessment, circumstances: Circumstances) -> None:
    assert rank(place(assessed, circumstances)) >= rank(place(assessed, Circumstances()))


@given(ASSESSED, ASSESSED)
def test_the_graver_band_always_comes_first(one: Assessment, other: Assessment) -> None:
    first, second = place(one), place(other)
    if first and second and LADDER.index(first.band) > LADDER.index(second.band):
        assert first.rank > second.rank


@given(ASSESSED)
def test_the_place_is_the_same_every_time_and_in_range(assessed: Assessment) -> None:
    first = place(assessed)
    assert first == place(assessed)
    assert first is None or 0 < first.rank <= 1_000_000


@given(SCORES)
def test_nothing_to_see_is_no_candidate(scores: Scores) -> None:
    marker = Factor("time", Axis.APPROACH, "Friday", 0, 6, "It names a time.")
    assert place(assessment(scores, False, [marker]), Circumstances(3, 3)) is None


def test_someone_who_watches_is_placed_without_a_threat() -> None:
    seen = Factor(
        "sighting", Axis.APPROACH, "outside your office", 0, 19, "It says that the author watches the Member."
    )
    priority = place(assessment(Scores(0.1, 0, 0, 0, 0), False, [seen]))
    assert priority is not None
    assert (priority.band, priority.offence, priority.approach) == (Band.MEDIUM, Concern.NONE, Concern.SERIOUS)


def test_earlier_posts_are_told_as_a_factor() -> None:
    flagged = assessment(Scores(0.9, 0.1, 0, 0, 0), True, [])
    priority = place(flagged, Circumstances(earlier_to_member=2, earlier_to_others=1))
    assert priority is not None
    assert [factor.says for factor in priority.factors] == [
        "2 other posts by this author to this Member are held.",
        "A post by this author to other Members is held.",
    ]
    assert priority.approach is Concern.SOME


def test_abuse_however_thick_stays_below_a_likely_threat() -> None:
    words = [Factor(kind, Axis.OFFENCE, "w", 0, 1, "It.") for kind in ("slur", "insult", "dehumanising", "death_wish")]
    abuse = place(assessment(Scores(0.2, 1, 1, 1, 0), True, words))
    threat = place(assessment(Scores(0.85, 0, 0, 0, 0), True, []))
    assert rank(threat) > rank(abuse)
