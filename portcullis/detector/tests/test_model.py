"""The shipped model: any text goes in, the same text always gets the same score, in good time."""

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portcullis.core.assessment import Category, Scores
from portcullis.core.cascade import Cascade
from portcullis.detector import contract, load
from portcullis.detector.model import LinearModel

TALK = [
    "I will be waiting outside your office on Friday",
    "Thank you for the new crossing",
    "resign!",
    "",
    "🙂",
    "ＡＢＣ ａｂｃ",
    "a\ud800b",
]
ANY = st.text(max_size=300) | st.text(st.characters(exclude_categories=[]), max_size=60) | st.sampled_from(TALK)


@pytest.fixture(scope="module")
def model() -> LinearModel:
    return load()


@given(st.lists(ANY, max_size=12), ANY)
@settings(max_examples=60, deadline=None)
def test_company_changes_nothing(texts: list[str], text: str) -> None:
    model = load_once()
    assert model.scores([*texts, text, *texts])[len(texts)] == model.scores([text])[0]


def load_once() -> LinearModel:
    if not _LOADED:
        _LOADED.append(load())
    return _LOADED[0]


_LOADED: list[LinearModel] = []


@given(ANY)
@settings(max_examples=60, deadline=None)
def test_scores_are_probabilities(text: str) -> None:
    (scores,) = load_once().scores([text])
    assert all(0 <= getattr(scores, category) <= 1 for category in Category)


def test_the_same_model_and_text_give_the_same_score_after_loading_again(model: LinearModel) -> None:
    assert load().scores(TALK) == model.scores(TALK)
    assert load().version == model.version


def test_nothing_to_read_scores_nought(model: LinearModel) -> None:
    assert model.scores(["", " \n", "https://example.com/a"]) == [Scores(0, 0, 0, 0, 0)] * 3
    assert model.scores([]) == []


def test_names_and_addresses_count_for_nothing(model: LinearModel) -> None:
    plain, other = model.scores(
        ["@one.example you voted for it https://a.example/x", "@other-name you voted for it https://b.example"]
    )
    assert plain == other


@pytest.mark.parametrize("text", ["spam " * 200_000, "\u0301" * 10_000, "a" * 1_000_000, "\x00\x01" * 5_000], ids=len)
def test_a_monster_is_read_to_its_end_in_bounded_time(model: LinearModel, text: str) -> None:
    began = time.process_time()
    (scores,) = model.scores([text])
    assert time.process_time() - began < 3
    assert not math.isnan(scores.threat)


def test_a_threat_at_the_very_end_is_found(model: LinearModel) -> None:
    threat = "I swear I will come to your house tonight and hurt you and your family"
    (alone, after) = model.scores([threat, "The bus was late again and the queue was long. " * 4_000 + threat])
    (talk,) = model.scores(["The bus was late again and the queue was long. " * 4_000])
    assert after.threat > talk.threat + 0.1
    assert alone.threat > 0.5


def test_every_flagged_text_quotes_its_own_words(model: LinearModel) -> None:
    texts = ["you vile useless old windbag, nobody likes you", "I know which train you take", "I hope you choke on it"]
    for text, assessed in zip(texts, Cascade(model).assess(texts), strict=True):
        dangers = [factor for factor in assessed.factors if not factor.counter]
        assert dangers or not assessed.flag
        assert all(text[factor.start : factor.end] == factor.quote for factor in dangers)


def test_without_the_words_it_tells_of_the_score_falls(model: LinearModel) -> None:
    text = "Lovely morning. I will wait by your car tonight with the lads. Nice weather for ducks and drakes, mind."
    (start, end), *_ = model.telling(text, Category.THREAT)
    (before, after) = model.scores([text, text[:start] + text[end:]])
    assert after.threat < before.threat


def test_the_contract_has_its_shape(model: LinearModel) -> None:
    (assessed,) = Cascade(model).assess(["I will hurt you"])
    line = contract("7", assessed)
    assert list(line) == ["id", "threat", "abuse", "hate", "sexual", "welfare", "flag", "band", "factors", "model"]
    assert line["factors"][0] == {"kind": "violence", "quote": "I will hurt you", "start": 0, "end": 15}


def test_the_shipped_model_is_small_and_says_where_it_comes_from(model: LinearModel) -> None:
    said = model.metadata
    assert said.data
    assert said.licence
    assert said.figures["unseen"]["threat"]["rows"] > 1_000
    assert 0 < said.operating_point.threat < 1


def test_weights_are_whole_numbers_and_the_last_row_is_nought(model: LinearModel) -> None:
    assert model._weights.dtype == np.int16
    assert not model._weights[-1].any()
