"""No pair and no near copy stands on both sides."""

from hypothesis import given
from hypothesis import strategies as st

from portcullis.core.assessment import Category
from portcullis.training.row import Row
from portcullis.training.split import Part, groups, parts

WORDS = st.lists(
    st.sampled_from(
        ["the", "bus", "was", "late", "again", "today", "please", "mend", "it", "soon", "thank", "you", "very", "much"]
    ),
    max_size=14,
)


def row(number: int, text: str, pair: str = "") -> Row:
    return Row(id=f"r{number:03}", text=text, source="s", labels={Category.THREAT: 0}, pair=pair)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "", "p1", "p2", "p3"])), max_size=30), st.integers(0, 5))
def test_pairs_and_copies_stay_together(drawn: list[tuple[list[str], str]], seed: int) -> None:
    rows = [row(at, " ".join(words), pair) for at, (words, pair) in enumerate(drawn)]
    placed = parts(rows, seed)
    for one, part in zip(rows, placed, strict=True):
        for other, other_part in zip(rows, placed, strict=True):
            if (one.pair and one.pair == other.pair) or one.text == other.text or _shares_six(one.text, other.text):
                assert part is other_part


def _shares_six(one: str, other: str) -> bool:
    runs = [{tuple(words[at : at + 6]) for at in range(len(words) - 5)} for words in (one.split(), other.split())]
    return not runs[0].isdisjoint(runs[1])


def test_six_words_on_end_tie_two_posts_whatever_their_signs() -> None:
    tied = groups([row(1, "The bus was late again today!"), row(2, "well, the BUS was late again today"), row(3, "no")])
    assert tied[0] == tied[1] != tied[2]


def test_all_parts_are_used_and_the_seed_decides() -> None:
    rows = [row(at, f"post number {at}") for at in range(300)]
    assert set(parts(rows, 1)) == set(Part)
    assert parts(rows, 1) == parts(rows, 1) != parts(rows, 2)
