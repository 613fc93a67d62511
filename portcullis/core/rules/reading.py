"""All rules over one text, in bounded time whatever its length."""

import re

from portcullis.core.assessment import Factor
from portcullis.core.rules import RULES
from portcullis.core.text import Folded, fold

LONGEST = 6_000
_REACH = 300
_PIECES = 16
_GRAVE = re.compile(
    r"kill|murder|stab|shoot|shot|knife|gun|bomb|petrol|burn|rape|yourself|kys|dead|die\b|hang|rope|bullet|hammer|acid|your (?:house|home|kids|wife|husband|family)|outside|watching|portcullis"
)


def factors(text: str) -> tuple[Factor, ...]:
    """Every factor and counter-factor that the rules find, in the order of the rules.

    Past 6,000 characters the rules read the start, the end and the surroundings of the gravest words, spread over the whole;
    the classifier reads all of it.
    """
    folded = fold(text)
    if len(folded.text) <= LONGEST:
        return tuple(factor for rule in RULES for factor in rule(text, folded))
    found: dict[tuple[str, str], Factor] = {}
    for start, end in _pieces(folded.text):
        piece = Piece(folded, start, end)
        for rule in RULES:
            for factor in rule(text, piece):
                found.setdefault((factor.kind, factor.says), factor)
    return tuple(found.values())


class Piece(Folded):
    """A stretch of a longer text that answers with places in the whole."""

    __slots__ = ("_at", "_whole")

    def __init__(self, whole: Folded, start: int, end: int) -> None:
        super().__init__(whole.text[start:end])
        self._whole, self._at = whole, start

    def origin(self, start: int, end: int) -> tuple[int, int]:
        return self._whole.origin(start + self._at, end + self._at)


def _pieces(text: str) -> list[tuple[int, int]]:
    centres = [found.start() for found in _GRAVE.finditer(text)]
    spread = centres[:: max(1, len(centres) // (_PIECES - 2))][: _PIECES - 2] + centres[-1:]
    around = [(max(0, at - _REACH), min(len(text), at + _REACH)) for at in spread]
    return [(0, 2 * _REACH), *around, (len(text) - 2 * _REACH, len(text))]
