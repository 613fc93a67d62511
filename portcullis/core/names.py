"""The forms of a Member's name to look for, and where in a text such a form really stands.

A form is enough by itself if few people bear it. It needs context (political.py, or the Member's own words such as
the constituency) if both its parts are common, if it is one word, if a middle name was left out, or if two watched
Members share it.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from portcullis.core.common_names import FAMILY, GIVEN
from portcullis.core.lookalikes import unseen
from portcullis.core.skeleton import skeleton
from portcullis.core.text import plain

_TITLES = re.compile(
    r"sir|dame|dr|mr|mrs|ms|miss|mx|lord|lady|baroness|baron|viscount|earl|rt|hon|right|honourable|the|prof|professor|"
    r"rev|revd|reverend|cllr|councillor|captain|major|colonel"
)
_LETTERS_AFTER = re.compile(r"mp|ms|msp|mla|td|am|kc|qc|obe|cbe|mbe|dbe|kbe|gbe|ch|dl|jp|phd|cb|kcmg|bt")
_LEAST_LETTERS = 4


class Form(msgspec.Struct, frozen=True):
    """One way to write a name: its skeleton, where in it each part of the name begins, and whether it is enough."""

    bare: bytes
    joints: frozenset[int]
    enough: bool


def forms(name: str) -> Iterator[Form]:
    """The full name without titles, and, where there are middle names, first and last (which is not enough alone)."""
    words = _core(name)
    if words and (form := _form(words, enough=not _common(words))):
        yield form
        if (
            len(words) > 2
            and all(word[:1].isupper() for word in words)
            and (shorter := _form([words[0], words[-1]], False))
        ):
            yield shorter


def _core(name: str) -> list[str]:
    words = [word for word in re.split(r"[\s,]+", name) if any(letter.isalnum() for letter in word)]
    while words and _TITLES.fullmatch(words[0].lower().strip(".")):
        words = words[1:]
    while len(words) > 1 and _LETTERS_AFTER.fullmatch(words[-1].lower().replace(".", "")):
        words = words[:-1]
    return words


def _common(words: Sequence[str]) -> bool:
    bare = [plain(word).text.replace("'", "") for word in words]
    return len(words) == 1 or (bare[0] in GIVEN and bare[-1] in FAMILY)


def _form(words: Sequence[str], enough: bool) -> Form | None:
    parts = [bare for word in words for part in re.split(r"[-‐‑－–'’‘ʼ＇.]", word) if (bare := skeleton(part))]
    bare = b"".join(parts)
    joints, at = set(), 0
    for part in parts:
        joints.add(at)
        at += len(part)
    return Form(bare, frozenset(joints), enough) if len(bare) >= _LEAST_LETTERS else None


_BETWEEN_PARTS = re.compile(r"[^\S\n]{0,4}|\s?\n\s?|[-‐‑－_＿.．·•'’‘ʼ＇*~]{1,2}|\s?[-‐‑－–—]\s?|[^\w\n]{1,2}\s{1,4}")
_SENTENCE_ENDS = re.compile(r"[.!?,;:]\s")
_INSIDE_PART = re.compile(r"[-_.·•*~|/\\^]{1,2}| {1,2}")


def stands_at(text: str, places: Sequence[int], joints: frozenset[int]) -> tuple[int, int] | None:
    """The span of a form in the text, if it stands there as a name of its own.

    `places` says for each byte of the skeleton found where its character stands. None if the letters run on into a
    word, or what lies between them is more than a name would have.
    """
    start, end = places[0], places[-1] + 1
    gaps = _gaps(text, places)
    inside = {gap for at, gap in gaps if at not in joints}
    if inside and not _spelled_out(inside, gaps, places, joints):
        return None
    if not inside and any(not _BETWEEN_PARTS.fullmatch(gap) or _ends_sentence(gap, at, joints) for at, gap in gaps):
        return None
    return (start, end) if _apart(text, start, end, written_as_one=not gaps) else None


def _ends_sentence(gap: str, at: int, joints: frozenset[int]) -> bool:
    """ "Ask Jane. Smith knows" is not a name; after one or two letters ("St. John") a full stop ends nothing."""
    return bool(_SENTENCE_ENDS.match(gap)) and (gap[0] != "." or not {at - 1, at - 2} & joints)


def _gaps(text: str, places: Sequence[int]) -> list[tuple[int, str]]:
    """What lies between neighbouring letters, without what cannot be seen: (place in the skeleton, gap)."""
    found = []
    for at in range(1, len(places)):
        if places[at] > places[at - 1] + 1 and (gap := unseen.sub("", text[places[at - 1] + 1 : places[at]])):
            found.append((at, gap))
    return found


def _spelled_out(inside: set[str], gaps: list[tuple[int, str]], places: Sequence[int], joints: frozenset[int]) -> bool:
    """One and the same sign between letters ("J.o.h.n"); a space only if it parts every letter ("J o h n")."""
    if len(inside) > 1 or not _INSIDE_PART.fullmatch(gap := next(iter(inside))):
        return False
    letters = len(set(places))
    return not gap.isspace() or sum(at not in joints for at, _ in gaps) == letters - len(joints)


def _apart(text: str, start: int, end: int, written_as_one: bool) -> bool:
    before, after = _visible(text, start - 1, -1), _visible(text, end, 1)
    ahead, behind = text[before] if before >= 0 else " ", text[after] if after < len(text) else " "
    if ahead.isalnum() or behind.isalnum() or ahead in "_@＠" or behind == "_":
        return False
    beyond = text[after + 1] if after + 1 < len(text) else " "
    if written_as_one and (ahead in "./-" or (behind in "./-@" and beyond.isalnum())):
        return False  # part of an address or of a handle
    capital = text[start].isupper()
    if ahead == "-" and before and text[before - 1].isalnum():
        return capital and not _word_before(text, before)[:1].isupper()  # "anti-Jane Smith", but not "Mary-Jane Smith"
    return not (behind == "-" and beyond.isalpha()) or (
        capital and beyond.islower()
    )  # "Jane Smith-led", not "Smith-Jones"


def _visible(text: str, at: int, step: int) -> int:
    while 0 <= at < len(text) and unseen.match(text[at]):
        at += step
    return at


def _word_before(text: str, end: int) -> str:
    start = end
    while start > 0 and end - start < 40 and text[start - 1].isalpha():
        start -= 1
    return text[start:end]
