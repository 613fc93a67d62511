from collections import Counter
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portcullis.casework.agreement import kappa, observed, sampled

answers = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=40)


def test_the_textbook_example() -> None:
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert observed(pairs) == 0.7


def test_no_meaning_without_readings_or_with_one_answer_only() -> None:
    assert kappa([]) is None and observed([]) is None
    assert kappa([("a", "a")] * 5) is None


@given(answers)
def test_kappa_is_that_of_the_confusion_matrix(pairs: list[tuple[str, str]]) -> None:
    table, n = Counter(pairs), len(pairs)
    agreed = sum(table[x, x] for x in "abc") / n
    chance = sum(sum(table[x, y] for y in "abc") * sum(table[y, x] for y in "abc") for x in "abc") / n**2
    found = kappa(pairs)
    expected = None if chance == 1 else pytest.approx((agreed - chance) / (1 - chance), abs=1e-12)
    assert found == expected
    assert found is None or -1 <= found <= 1


@given(answers)
def test_it_does_not_matter_who_read_first(pairs: list[tuple[str, str]]) -> None:
    swapped = kappa([(b, a) for a, b in pairs])
    assert kappa(pairs) == (None if swapped is None else pytest.approx(swapped, abs=1e-12))


def test_the_sample_is_about_as_large_as_asked_and_never_changes_its_mind() -> None:
    ids = [uuid4() for _ in range(4000)]
    chosen = [one for one in ids if sampled(one, 10)]
    assert 280 < len(chosen) < 520
    assert chosen == [one for one in ids if sampled(one, 10)]
    assert not any(sampled(one, 0) for one in ids) and all(sampled(one, 100) for one in ids)
