"""Lines do not depend on how the bytes were cut, and every byte is counted."""

from hypothesis import given
from hypothesis import strategies as st

from portcullis.sources.files.lines import LONGEST, Lines


@given(st.lists(st.binary(max_size=12)))
def test_however_the_bytes_are_cut(pieces: list[bytes]) -> None:
    whole, reader = b"".join(pieces), Lines()
    found = [line for piece in pieces for line in reader.feed(piece)] + list(reader.finish())
    expected = whole.split(b"\n")
    assert found == (expected if expected[-1] else expected[:-1])
    assert (reader.offset, reader.count) == (len(whole), len(found))


@given(st.integers(-2, 2), st.integers(1, 400_000))
def test_the_longest_line_is_the_longest(beyond: int, piece: int) -> None:
    octets, reader = b"x" * (LONGEST + beyond) + b"\nnext\n", Lines()
    found = [
        line
        for at in range(0, len(octets), max(piece, 50_000))
        for line in reader.feed(octets[at : at + max(piece, 50_000)])
    ]
    assert [line is None for line in found] == [beyond > 0, False]
    assert reader.offset == len(octets)
