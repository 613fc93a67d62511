"""Text as a reader takes it, whatever it is dressed up as, with a map back to the very characters that were written.

`fold` takes off: compatibility forms, capitals, accents and piled-up marks, characters that cannot be seen, look-alike
letters, upside-down writing, digits and signs that stand in for letters, letters spelled out one by one, signs put
inside a word, and letters drawn out. Any Python string goes in; the work grows in step with its length.
"""

import re

from portcullis.core.lookalikes import SIGNS, STRONG, WEAK, Table, mark, plain_character
from portcullis.core.upside_down import upright


class Folded:
    """Folded text, and where each of its characters came from. `starts` is None where nothing moved."""

    __slots__ = ("_ends", "_starts", "text")

    def __init__(self, text: str, starts: list[int] | None = None, ends: list[int] | None = None) -> None:
        self.text, self._starts, self._ends = text, starts, ends

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The smallest span of the original that holds every character behind text[start:end]."""
        end = min(max(end, 0), len(self.text))
        start = min(max(start, 0), end)
        if self._starts is None or self._ends is None:
            return start, end
        if start == end:
            at = self._starts[start] if start < len(self._starts) else (self._ends[-1] if self._ends else 0)
            return at, at
        return min(self._starts[start:end]), max(self._ends[start:end])

    def swapped(self, text: str) -> "Folded":
        """The same places with other characters; `text` is as long as before."""
        return Folded(text, self._starts, self._ends)

    def without(self, spans: list[tuple[int, int]], absorbed: bool = False) -> "Folded":
        """Leave out these spans (in order, apart). `absorbed`: the character before each one answers for it too."""
        if not spans:
            return self
        starts = self._starts or list(range(len(self.text)))
        ends = self._ends or list(range(1, len(self.text) + 1))
        kept_text, kept_starts, kept_ends, at = [], list[int](), list[int](), 0
        for start, end in spans:
            kept_text.append(self.text[at:start])
            kept_starts += starts[at:start]
            kept_ends += ends[at:start]
            if absorbed and kept_ends:
                kept_ends[-1] = max(kept_ends[-1], ends[end - 1])
            at = end
        kept_text.append(self.text[at:])
        return Folded("".join(kept_text), kept_starts + starts[at:], kept_ends + ends[at:])


_TABLE = Table(plain_character)
_ODD = re.compile(r"[^\t\n\r -~]")
_OTHER_SCRIPT = re.compile("[\u0370-\u058f\u13a0-\u13ff\u10d0-\u10ff\u2c80-\u2cff]")
_WORD = re.compile(r"\w+")
_LATIN = re.compile("[A-Za-z]")


def plain(text: str) -> Folded:
    """The characters alone: what each stands for, nothing joined or guessed."""
    if not _ODD.search(text):
        return Folded(text.lower())
    order, turned = upright(text)
    if _OTHER_SCRIPT.search(turned):
        turned = _WORD.sub(_in_latin, turned)
    parts = [_TABLE[ord(character)] for character in turned]
    folded = "".join(parts)
    if order is None and len(folded) == len(parts) and "" not in parts:
        return Folded(folded)
    starts, ends = list[int](), list[int]()
    for at, (part, character) in enumerate(zip(parts, turned, strict=True)):
        came_from = at if order is None else order[at]
        if part:
            starts += [came_from] * len(part)
            ends += [came_from + 1] * len(part)
        elif ends and order is None and mark(character):
            ends[-1] = came_from + 1
    return Folded(folded, starts, ends)


def _in_latin(word: re.Match[str]) -> str:
    """A word that only pretends to be in another script: it has Latin letters too, or look-alikes throughout."""
    letters = word[0]
    if letters.isascii():
        return letters
    if _LATIN.search(letters):
        return "".join(WEAK.get(letter, letter) for letter in letters)
    if all(letter in STRONG or not letter.isalpha() for letter in letters):
        return "".join(STRONG.get(letter, letter) for letter in letters)
    return letters


_DIGITS = dict(zip("0134579", "oieastg", strict=True))
_STANDS_IN = {**_DIGITS, "@": "a", "$": "s", "!": "i", "|": "l", **SIGNS}
_STAND_IN = re.compile(
    r"(?<=[a-z])(?:[013457@$!|£€¢¥¡§×†](?=[a-z])(?!(?<=@)[\w-]+\.\w)|[0134579@$!|£€¢¥¡§×†]{2,3}(?=[a-z])(?!s\b))"
)
_EDGED = re.compile(r"(?<![a-z0-9@#.$])(?:[013457$][a-z]{2,}[013457]?|[a-z]{3,}[013457])(?![a-z0-9])")
_SPELLED = re.compile(
    r"(?<![a-z0-9@])[a-z](?P<gap>[^\w\n]{1,3}|_)[a-z0-9@$](?:(?P=gap)[a-z0-9@$!])+(?![a-z0-9])", re.ASCII
)
_ALONE = frozenset("aiurycnbkxo0124568")
_INSIDE = re.compile(
    r"(?<=[a-z])[*_~|·•=^]{1,2}(?=[a-z])"
    r"|(?:(?<=^[b-hj-z])|(?<=[^\w.@/-][b-hj-z]))[.-](?=[a-z]{2})(?!(?:com?|org|uk|net|io|me|tv)\b)"
    r"|(?<=[a-z]{2})-(?=[b-hj-z](?![\w'-]))"
)
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_ROUNDS = 4


def fold(text: str) -> Folded:
    """Everything at once, over and over until nothing more comes off (four times at most)."""
    folded = plain(text)
    for _ in range(_ROUNDS):
        before = folded.text
        folded = _letters_back(_joined(_spelled_out(folded)))
        folded = folded.without(
            [(run.start() + 2, run.end()) for run in _DRAWN_OUT.finditer(folded.text)], absorbed=True
        )
        if folded.text == before:
            break
    return folded


def _letters_back(folded: Folded) -> Folded:
    """Digits and signs between letters stand for letters: "k1ll", "d34th"; but "covid19" and "mp3" stay.

    In a word that has one between its letters, one at its edge is a letter too: "5l33py".
    """
    text = _STAND_IN.sub(_letter, folded.text)
    if text == folded.text:
        return folded
    return folded.swapped(_EDGED.sub(lambda word: _edges_back(word[0], folded.text[slice(*word.span())]), text))


def _edges_back(word: str, before: str) -> str:
    return (
        word
        if word == before
        else "".join((_STANDS_IN.get(word[0], word[0]), word[1:-1], _STANDS_IN.get(word[-1], word[-1])))
    )


def _letter(found: re.Match[str]) -> str:
    return "ll" if found[0] == "11" else "".join(_STANDS_IN[sign] for sign in found[0])


def _spelled_out(folded: Folded) -> Folded:
    """Letters set one by one with the same gap between: "k i l l", "k.i.l.l"; but not "u r a"."""
    gaps = list[tuple[int, int]]()
    for run in _SPELLED.finditer(folded.text):
        gap = len(run["gap"])
        letters = run[0][:: gap + 1]
        if len(letters) > 3 or letters == "you" or not _ALONE.issuperset(letters):
            gaps += [(at, at + gap) for at in range(run.start() + 1, run.end(), gap + 1)]
    return folded.without(gaps)


def _joined(folded: Folded) -> Folded:
    """Signs put inside a word come out: "ki*ll", "k-ill"."""
    return folded.without([found.span() for found in _INSIDE.finditer(folded.text)])
