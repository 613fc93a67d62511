from portcullis.casework.presenters import told_once
from portcullis.core.assessment import Axis, Factor

TEXT = "I will be waiting outside your office on Friday"


def factor(quote: str, says: str) -> Factor:
    start = TEXT.index(quote)
    return Factor("visit", Axis.APPROACH, quote, start, start + len(quote), says)


def test_a_reason_is_told_once_for_the_longest_words_that_carry_it() -> None:
    inner, outer = factor("be waiting", "It names a visit."), factor("I will be waiting", "It names a visit.")
    time, other = factor("Friday", "It names a time."), factor("waiting", "It speaks of waiting.")
    assert told_once([inner, time, outer, outer, other]) == [time, outer, other]


def test_words_that_only_overlap_are_both_told() -> None:
    both = [factor("waiting outside", "It names a visit."), factor("outside your office", "It names a visit.")]
    assert told_once(both) == both
