"""Each rule speaks where it should, quotes what it read, and takes no longer for being provoked."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portcullis.core.rules import RULES
from portcullis.core.rules.reading import factors
from portcullis.core.text import fold

EXAMPLES = list(csv.DictReader((Path(__file__).parent / "examples.csv").read_text("utf-8").splitlines()))
TEXTS = [example["text"] for example in EXAMPLES]


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{row['kind']}: {row['text']}" for row in EXAMPLES])
def test_a_rule_speaks_where_it_should_and_only_there(example: dict[str, str]) -> None:
    kinds = {factor.kind for factor in factors(example["text"])}
    assert (example["kind"] in kinds) == (example["expected"] == "1")


def test_every_rule_has_an_example() -> None:
    spoken = {example["kind"] for example in EXAMPLES if example["expected"] == "1"}
    lists = {"slur", "insult"}  # their examples are offensive: the word lists themselves are tried below
    assert {rule.kind for rule in RULES} == spoken | lists


def test_every_word_of_the_lists_is_found() -> None:
    slur = next(rule for rule in RULES if rule.kind == "slur")
    missed = [word for word in slur.hints if not list(slur(word, fold(word)))]
    assert not missed


@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=20), max_size=4).map(" ".join))
def test_a_quote_is_what_stands_in_the_original(text: str) -> None:
    for factor in factors(text):
        assert text[factor.start : factor.end] == factor.quote
        assert factor.quote
        assert factor.says.endswith(".")


@pytest.mark.parametrize("length", [3_000, 50_000])
def test_a_quote_in_a_long_text_is_what_stands_there(length: int) -> None:
    text = "the bus was late " * (length // 17) + "ＩＬＬ be w4iting outside your office"
    found = [factor for factor in factors(text) if factor.kind == "sighting"]
    assert found
    assert text[found[0].start : found[0].end] == found[0].quote
    assert "outside your office" in found[0].quote


HOSTILE = [
    "i will ",
    "hurt you ",
    "your ",
    "go ",
    "a",
    " ",
    "if you ",
    "someone should ",
    '"',
    "'",
    "1",
    "i'm ",
    "the ",
    "@",
    "hope you ",
]


@pytest.mark.parametrize("token", HOSTILE)
def test_a_hostile_text_costs_no_more_than_its_length(token: str) -> None:
    """Every pattern, without the shortcut for long texts: 100,000 characters in well under a second each."""
    text = (token * 100_000)[:100_000]
    for rule in RULES:
        for pattern in rule.patterns:
            began = time.process_time()
            pattern.search(text)
            assert time.process_time() - began < 1.5, (rule.kind, pattern.pattern)
