"""Rules and classifier together."""

from collections.abc import Sequence

import pytest

from portcullis.core.assessment import Band, Category, OperatingPoint, Scores
from portcullis.core.cascade import Cascade
from portcullis.core.priority import place


class Steady:
    """A classifier that gives every text the same scores and points at its first word."""

    version = "steady"
    operating_point = OperatingPoint(0.8, 0.7, 0.6)

    def __init__(self, **scores: float) -> None:
        self._scores = Scores(**dict.fromkeys([category.value for category in Category], 0.0) | scores)

    def scores(self, texts: Sequence[str]) -> list[Scores]:
        return [self._scores for _ in texts]

    def telling(self, text: str, category: Category) -> list[tuple[int, int]]:
        return [(0, len(text.split()[0]))] if text.split() else []


def test_an_explicit_threat_flags_by_itself() -> None:
    (assessed,) = Cascade(Steady()).assess(["I will hurt you"])
    assert assessed.flag
    assert assessed.band is Band.HIGH


def test_with_a_time_and_a_place_it_is_immediate() -> None:
    (assessed,) = Cascade(Steady(threat=0.9)).assess(["I will hurt you outside your office on Friday"])
    assert assessed.band is Band.IMMEDIATE


@pytest.mark.parametrize(
    "text",
    [
        'He wrote "I will hurt you" and was jailed',
        "A man threatened to hurt you. There is no excuse for it",
        "we will bury you at the ballot box",
        "your cuts are killing people",
        "kill the bill",
        "What time is your surgery on Friday?",
    ],
)
def test_what_speaks_against_danger_is_heard(text: str) -> None:
    (assessed,) = Cascade(Steady()).assess([text])
    assert not assessed.flag
    assert place(assessed) is None


def test_the_score_flags_and_its_words_are_quoted() -> None:
    (assessed,) = Cascade(Steady(threat=0.8)).assess(["Soon you will understand"])
    assert assessed.flag
    assert [(factor.kind, factor.quote) for factor in assessed.factors] == [("wording", "Soon")]


def test_despair_is_a_candidate_and_never_a_flag() -> None:
    (assessed,) = Cascade(Steady(welfare=0.9)).assess(["Nobody answers me, I am so tired"])
    assert not assessed.flag
    assert [factor.kind for factor in assessed.factors] == ["welfare"]
    priority = place(assessed)
    assert priority is not None
    assert priority.band is Band.MEDIUM


def test_the_test_string_always_comes_first() -> None:
    (assessed,) = Cascade(Steady()).assess(["Resign! PORTCULLIS-TEST-4f1c"])
    assert assessed.flag
    assert assessed.band is Band.IMMEDIATE
    assert assessed.model == "steady"


def test_rules_move_the_score_both_ways() -> None:
    texts = ["I will hurt you", "Thank you for the new bridge, I will never hurt you", "The bridge is new"]
    (danger, counters, plain) = Cascade(Steady(threat=0.5)).assess(texts)
    assert danger.scores.threat > plain.scores.threat > counters.scores.threat
    assert plain.scores.threat == 0.5
