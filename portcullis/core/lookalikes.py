"""One character at a time: what it stands for, once dress-up is taken off. The tables were drawn up by hand."""

import re
import unicodedata
from collections.abc import Callable

_LATIN = {
    "a": "ɑɐᴀᗅ∀ⱥꭺ", "b": "ɓʙᗷƀꮟ␢", "c": "ɔᴄƈⅽȼꮯ", "d": "đɖɗᴅðꓒ", "e": "ǝəɛᴇ∃ɘꓰ", "f": "ƒɟꜰ", "g": "ɡɢƃᵷǥꮐ",
    "h": "ħɥʜһ", "i": "ıɪᴉɩꞁ", "j": "ɾᴊʝɉȷ", "k": "ʞᴋƙ", "l": "łʟɫƚⅼ", "m": "ɯᴍɱⅿ", "n": "ɴɲŋƞ", "o": "øᴏɵօ",
    "p": "ᴘƥ", "q": "ɋ", "r": "ɹʀɾɍꭱ", "s": "ꜱʂƨ", "t": "ʇᴛŧƭ", "u": "ᴜʉμ", "v": "ʌᴠⅴ", "w": "ʍᴡɯⱳ",
    "x": "ⅹ", "y": "ʎʏɏყ", "z": "ᴢƶȥ", "ae": "æᴁ", "oe": "œɶ", "th": "þ", "'": "’‘‛ʼ′´＇", '"': "“”„‟″«»",
    "-": "‐‑‒–—―−", " ": "\x0b\x0c\x1c\x1d\x1e\x1f\x85", "\n": "\u2028\u2029",
}  # fmt: skip
_STRONG = {  # letters of other scripts that a reader takes for Latin ones
    "a": "аΑ", "b": "ВΒЬ", "c": "сСϲϹᏟ", "d": "ԁᏧ", "e": "еЕΕҽᎬ", "f": "Ϝ", "g": "ԍᏀ", "h": "НΗһᎻհ",
    "i": "іІΙιӏᎥ", "j": "јЈϳᎫ", "k": "КΚκᏦ", "l": "ӀᏞⳑ", "m": "МΜᎷ", "n": "ΝոՈ", "o": "оОοΟσօՕ", "p": "рРρΡᏢ",
    "q": "ԛ", "r": "Ꮢг", "s": "ѕЅՏᏚ", "t": "ТΤτᎢ", "u": "υսՍ", "v": "νѵᏙ", "w": "ԝԜωᎳѡ", "x": "хХχΧ",
    "y": "уУΥҮγỿү", "z": "ΖᏃ",
}  # fmt: skip
_WEAK = {  # those a reader takes for Latin only inside a word that has Latin letters
    "a": "дαДΛλ", "b": "вбьъβЪ", "c": "ςç", "d": "δժ", "e": "эєзЭЗЄεξΞΣё", "f": "фƒ", "h": "нђћ", "i": "їΪ",
    "k": "к", "l": "лЛ", "m": "м", "n": "ипйηИЙПΠπ", "o": "θΘФΦ", "r": "яЯГ", "t": "т", "u": "цЦμ",
    "w": "шщШЩψΨ", "x": "жЖ", "y": "ψч",
}  # fmt: skip


def _inverted(table: dict[str, str]) -> dict[str, str]:
    return {odd: letter.lower() for letter, odds in table.items() for odd in odds}


LATIN = _inverted(_LATIN)
# Signs that stand for a letter only inside a word: "£50" is a sum.
SIGNS = {"£": "l", "€": "e", "¢": "c", "¥": "y", "¡": "i", "§": "s", "×": "x", "†": "t"}
STRONG = _inverted(_STRONG)
WEAK = {**_inverted(_WEAK), **STRONG}

# Marks that are dropped: the general combining blocks (Zalgo, accents), Arabic and Hebrew points. A vowel sign of an
# Indic script is part of its word and stays.
_MARKS = (
    *((0x300, 0x36F), (0x483, 0x489), (0x591, 0x5C7), (0x610, 0x61A), (0x640, 0x640), (0x64B, 0x65F), (0x670, 0x670)),
    *((0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0x2DE0, 0x2DFF), (0xFE20, 0xFE2F)),
)
_BLANKS = "\u115f\u1160\u3164\uffa0\u2800\u034f\ufffc"
_VARIATION = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF), (0x180B, 0x180F))


def _class(ranges: tuple[tuple[int, int], ...]) -> str:
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)


_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    f"\U000e0000-\U000e007f\ud800-\udfff{_BLANKS}{_class(_VARIATION)}"
)
unseen = re.compile(f"[{_INVISIBLE}{_class(_MARKS)}]+")
mark = re.compile(f"[{_class(_MARKS)}{_class(_VARIATION)}]").match


_MOST = 6  # U+FDFA alone stands for 18: a post of nothing else must not become 18 times as long


def plain_character(character: str) -> str:
    """What one character stands for: lower case, without marks or dress ("" for what cannot be seen)."""
    if unseen.match(character):
        return ""
    if character in LATIN:
        return LATIN[character]
    if boxed := _boxed(ord(character)):
        return boxed
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(LATIN.get(part, part) for part in unseen.sub("", apart).casefold())[:_MOST]


def _boxed(code: int) -> str:
    """Regional letters and those in a circle or a box, which Unicode's own folding leaves alone."""
    for first in (0x1F1E6, 0x1F130, 0x1F150, 0x1F170):
        if first <= code < first + 26:
            return chr(ord("a") + code - first)
    return ""


class Table(dict[int, str]):
    """A translation table that works out a character when it is first met, and remembers a bounded number of them."""

    def __init__(self, stands_for: Callable[[str], str], limit: int = 30_000) -> None:
        self._stands_for, self._limit = stands_for, limit

    def __missing__(self, code: int) -> str:
        stands_for = self._stands_for(chr(code))
        if len(self) < self._limit:
            self[code] = stands_for
        return stands_for
