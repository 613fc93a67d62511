"""Exams are never trained on: refused by file name, by fingerprint of the text, and by the shape of the file.

The fingerprints cover the published examples of MemberCheck. HateCheck, HatemojiCheck, Multilingual HateCheck, THREAT
(YouTube) and the human-labelled tweets of Barberá are known by file name and by columns only: renamed and reshaped,
they would pass.
"""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from portcullis.training.errors import DataError

_FINGERPRINTS = Path(__file__).parent / "data" / "exams.txt"
_NAMES = re.compile(
    r"hate[-_ ]?(?:moji[-_ ]?)?check|member[-_ ]?check|mhc|youtube[-_ ]?threat|threat[-_ ]?youtube|barbera"
    r"|ethos|moderation_1680",
    re.IGNORECASE,
)
_COLUMNS = frozenset({"functionality", "expect_threat", "expect_flag", "test_case", "label_gold_hatecheck", "templ_id"})


def refuse(texts: Iterable[str]) -> None:
    """Raises DataError if a text belongs to an exam, whatever its capitals, spaces and signs."""
    known = fingerprints()
    for text in texts:
        if fingerprint(text) in known:
            raise DataError(f"A row belongs to an exam and must not be trained on: {fingerprint(text)}. Take it out.")


def refuse_file(name: str, columns: Iterable[str] = ()) -> None:
    """Raises DataError for a file that is an exam by its name or its columns."""
    if _NAMES.search(name) or not _COLUMNS.isdisjoint(columns):
        raise DataError(f"{name} looks like an exam, which must not be trained on. Take it out of the folder.")


def fingerprint(text: str) -> str:
    """16 hexadecimal digits of the SHA-256 of the letters and digits, lower case."""
    letters = "".join(character for character in text.casefold() if character.isalnum())
    return hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@cache
def fingerprints() -> frozenset[str]:
    return frozenset(line for line in _FINGERPRINTS.read_text("ascii").split() if line)
