"""Folding sees through dress-up, leaves plain words alone, and can always say where each character came from."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portcullis.core.text import fold, plain

_ODD = st.characters(categories=["Cs", "Mn", "Cf"])
ANY_TEXT = st.text(alphabet=st.one_of(st.characters(), _ODD, st.sampled_from("k1l.- @*")))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("k1ll", "kill"),
        ("d34d l3tt3r", "dead letter"),
        ("5l33py h0m3 5th", "sleepy home 5th"),
        ("b@dger", "badger"),
        ("a$$ess", "assess"),
        ("b€tter", "better"),
        ("w a i t", "wait"),
        ("w.a.i.t for it", "wait for it"),
        ("w - a - i - t", "wait"),
        ("w💀a💀i💀t", "wait"),
        ("y o u", "you"),
        ("wa*it", "wait"),
        ("w-ait", "wait"),
        ("waaaaait", "waait"),
        ("ｗａｉｔ", "wait"),
        ("𝔀𝓪𝓲𝓽", "wait"),
        ("ⓦⓐⓘⓣ 🅆🄰🄸🅃 🇼🇦🇮🇹", "wait wait wait"),
        ("wаіt", "wait"),
        ("w\u200ba\u2060i\u00adt", "wait"),
        ("\u202ewait\u202c", "wait"),
        ("w̸̖̎a̷͎̐i̶̘̓t̴̨̏", "wait"),
        ("ʎluo ʇsǝʇ ɐ sᴉ sᴉɥʇ", "this is a test only"),
        ("Llŷr Siân O’Neill", "llyr sian o'neill"),
        ("STRAẞE ﬁne İ", "strasse fine i"),
        ("a\ud800b\x00c", "abc"),
    ],
)
def test_sees_through_dress_up(written: str, read: str) -> None:
    assert fold(written).text == read


@pytest.mark.parametrize(
    "words",
    [
        "covid19 and the covid19s",
        "£50 for 5 days",
        "u r a star",
        "write to me@office.example.org",
        "at 10am on the m25",
        "1 2 3 4 5",
        "i.e. tomorrow",
        "see x.com or t.co/abc",
        "привет мир",
        "今日は良い天気",
        "well-known and self-employed",
        "end.start of a sentence",
        "ok... fine!!!",
    ],
)
def test_leaves_plain_words_alone(words: str) -> None:
    assert fold(words).text == words


@pytest.mark.parametrize(
    ("written", "part", "behind"),
    [
        ("I will k.i.l.l time", "kill", "k.i.l.l"),
        ("so w\u200bait, please", "wait", "w\u200bait"),
        ("n0ooooo chance", "noo", "n0ooooo"),
        ("the ﬁnest", "fin", "ﬁn"),
        ("w̸a̷it now", "wait", "w̸a̷it"),
        ("ɥɔuǝɹɟ sᴉ ʇᴉ", "is", "sᴉ"),
        ("Ｗｅ wait", "we", "Ｗｅ"),
    ],
)
def test_says_which_characters_were_written(written: str, part: str, behind: str) -> None:
    folded = fold(written)
    start = folded.text.index(part)
    left, right = folded.origin(start, start + len(part))
    assert written[left:right] == behind


@given(ANY_TEXT)
def test_every_span_maps_into_the_original(text: str) -> None:
    for folded in (fold(text), plain(text)):
        for start in range(len(folded.text)):
            left, right = folded.origin(start, start + 1)
            assert 0 <= left < right <= len(text)
        assert folded.origin(0, len(folded.text))[1] <= len(text)
        assert folded.origin(-5, 10**9) == folded.origin(0, len(folded.text))


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_plain_text_is_the_sum_of_its_characters_and_each_knows_its_own(text: str) -> None:
    folded = plain(text)
    assert folded.text == "".join(plain(character).text for character in text)
    for at, character in enumerate(folded.text):
        start, end = folded.origin(at, at + 1)
        assert character in plain(text[start:end]).text


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ,"))
def test_folding_words_twice_changes_nothing_more(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(ANY_TEXT)
def test_taking_characters_plainly_twice_changes_nothing_more(text: str) -> None:
    once = plain(text).text
    if not any("\u0250" <= character <= "\u1dff" for character in once):
        assert plain(once).text == once


@pytest.mark.parametrize(
    "piece",
    [*("a\u0301", "k ", "a1", "@a", "aаb", "k.", "ɐǝɹ", "a*", "\u200b", "a-", "aaab", "x   b", "\ud800\x00", "\u202e")],
    ids=ascii,
)  # fmt: skip
def test_a_hostile_megabyte_takes_time_in_step_with_its_length(piece: str) -> None:
    short, long = (_seconds(piece * (size // len(piece))) for size in (50_000, 200_000))
    assert long < 0.1 + 12 * short  # four times the length; quadratic work would be sixteen


def _seconds(text: str) -> float:
    started = time.process_time()
    fold(text)
    return time.process_time() - started


def test_one_character_never_stands_for_many() -> None:
    # U+FDFA alone stands for a phrase of 18 letters: a post of nothing else must not grow to 18 times its length.
    assert len(fold("\ufdfa" * 1_000).text) <= 6_000
