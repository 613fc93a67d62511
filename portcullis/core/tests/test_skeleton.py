"""The skeleton is the same for every dress of a name, and each of its bytes knows the character it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portcullis.core.skeleton import origins, skeleton

ANY_TEXT = st.text(
    alphabet=st.one_of(st.characters(), st.characters(categories=["Cs", "Mn", "Cf", "So"]), st.sampled_from("aZ1!@ é"))
)


@pytest.mark.parametrize(
    "dress",
    [
        "Jóhn Smíth",
        "J0HN SM1TH",
        "john-smith",
        "Ｊｏｈｎ　Ｓｍｉｔｈ",
        "J o h n S m i t h",
        "Jоhn Ѕmіth",
        "J\u200bohn “Smith”",
        "#JohnSmith",
        "𝕁𝕠𝕙𝕟 🅂🄼🄸🅃🄷",
    ],
)
def test_every_dress_has_one_skeleton(dress: str) -> None:
    assert skeleton(dress) == skeleton("john smith")


@given(ANY_TEXT, ANY_TEXT)
def test_is_the_sum_of_its_characters(left: str, right: str) -> None:
    """Short and long texts, with and without letters beyond ASCII, take different ways to the same result."""
    assert skeleton(left + right) == b"".join(skeleton(character) for character in left + right)
    padding = "今日は良い天気ですね散歩に行きました"
    assert skeleton(left + padding) == skeleton(left) + skeleton(padding)


@given(ANY_TEXT)
def test_each_byte_knows_its_character(text: str) -> None:
    bare, places = skeleton(text), origins(text)
    assert len(places) == len(bare)
    assert bare == b"".join(skeleton(text[at]) for at in sorted(set(places)))
