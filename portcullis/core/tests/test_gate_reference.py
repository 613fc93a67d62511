"""The gate against a slow and obvious reading of the same rules, and against whatever text may come."""

import time
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from portcullis.core.tests.parliament import NOW, asked, directed, lane, member

MEMBERS = [
    member("a", "Tal Orme"),
    member("b", "Una Vex-Orme"),
    member("c", "Ivo Tal"),
    member("d", "Siân Orme"),
    member("e", "Oto O'Vex"),
]
HOUSE = lane(*MEMBERS)
_ODD = st.characters(categories=["Cs", "Mn", "Cf"])
_WRITTEN = "Tal ORME una Vex-Orme Ivo Siân sian Oto O’Vex tale Vex"
PIECES = [*_WRITTEN.split(), "OVEX", "x", " ", "  ", "-", ". ", ", ", "\n"]
HOSTILE = [
    "Tal Orme ",
    "TalOrme",
    "@a.bsky.social ",
    "@a.",
    "Tal" + "\u0301" * 50 + " Orme ",
    "\u200b",
    "Una Vex-",
    ".bsky.social",
    "MP Tal Orme\n",
]


def _words(text: str) -> list[str]:
    bare = unicodedata.normalize("NFD", text.lower().replace("-", " "))
    return [word for word in "".join(one for one in bare if not unicodedata.combining(one)).split(" ") if word]


def _reference(text: str) -> set[str]:
    """A Member is named where the words of the name stand one after the other; a hyphen is as good as a space."""
    said = [word.replace("’", "'") for word in _words(text)]
    named = set()
    for one in MEMBERS:
        name = _words(one.name)
        if any(said[at : at + len(name)] == name for at in range(len(said))):
            named.add(one.member)
    return named


@example(["una", "Vex", "ORME"])
@given(
    st.lists(
        st.sampled_from(["Tal", "ORME", "una", "Vex-Orme", "Ivo", "Siân", "sian", "Oto", "O’Vex", "tale", "Vex"]),
        max_size=8,
    )
)
def test_finds_what_the_slow_reading_finds(words: list[str]) -> None:
    text = " ".join(words)
    assert {one.member for one in asked(HOUSE, text)} == _reference(text)


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_what_is_found_really_stands_there(text: str) -> None:
    letters = {one.member: "".join(c for word in _words(one.name) for c in word if c.isalpha()) for one in MEMBERS}
    for who, how, words in directed(HOUSE, text):
        assert how == "name"
        assert "".join(c for word in _words(words.replace("\n", " ")) for c in word if c.isalpha()) == letters[who]


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(), st.characters(categories=["Cs", "Mn", "Cf"]), st.sampled_from("talorme @./-")
        )
    ),
    st.lists(st.sampled_from(["", "did:plc:a", "did:plc:z"]), max_size=4),
)
def test_no_text_breaks_it_and_the_quick_look_never_misses(text: str, ids: list[str]) -> None:
    for said in (text, f"Tal {text} Orme", f"{text} Tal Orme {text}", f"@a.bsky.social{text}", f"{text}@b.bsky.social"):
        found = asked(HOUSE, said, mentions=ids, parent=ids[0] if ids else "")
        assert all(0 <= one.start <= one.end <= len(said) for one in found)
        assert HOUSE.near(ids, said) or not found


def test_hostile_texts_take_time_in_step_with_their_length() -> None:
    for piece in HOSTILE:
        short, long = (_seconds(piece * (size // len(piece))) for size in (20_000, 80_000))
        assert long < 0.1 + 12 * short, piece  # four times the length; quadratic work would be sixteen


def _seconds(text: str) -> float:
    started = time.process_time()
    HOUSE.directed(author="", mentions=(), parent="", root="", quoted="", text=text, witnessed_at=NOW)
    return time.process_time() - started
