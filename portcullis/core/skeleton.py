"""A bare form of text for finding names fast: small letters and digits, look-alikes merged, nothing between them.

Many texts share one skeleton ("J0hn Smith", "john-smith" and "JOHN SMITH" do), so a hit in it is a hint, and whoever
finds one looks at the original. Both sides of a comparison are folded the same way. ASCII costs two passes in C; only
runs of other characters go through a table.
"""

import re

from portcullis.core.lookalikes import SIGNS, WEAK, Table, plain_character

_MERGED = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZLl01!|23@456$789", b"abcdefghijkimnopqrstuvwxyziioiiizeaasgstbg")
_KEPT = b"!|@$"
_DROPPED = bytes(code for code in range(128) if not chr(code).isalnum() and code not in _KEPT)
_ASCII = bytes(range(128))
_ALL_BUT_KEPT = _DROPPED + bytes(range(128, 256))
_OTHER = re.compile("[^\x00-\x7f]+")
_LONG = 40


def _letters(character: str) -> str:
    stands_for = WEAK.get(character) or SIGNS.get(character) or plain_character(character)
    return "".join(part for part in stands_for if part.isalnum())


_TABLE = Table(_letters)
_TABLE_OF_ALL = Table(lambda character: character if character.isascii() else _letters(character))


def skeleton(text: str) -> bytes:
    """The skeleton as UTF-8. Never fails: what is not a letter or a digit, lone surrogates included, is left out."""
    if text.isascii():
        return text.encode().translate(_MERGED, _DROPPED)
    octets = text.encode("utf-8", "surrogatepass")
    beyond = octets.translate(None, _ASCII)
    if len(beyond) > _LONG:
        return text.translate(_TABLE_OF_ALL).encode().translate(_MERGED, _DROPPED)
    if not beyond.decode("utf-8", "surrogatepass").translate(_TABLE):  # nothing but emoji, curly quotes and the like
        return octets.translate(_MERGED, _ALL_BUT_KEPT)
    return _OTHER.sub(_in_table, text).encode().translate(_MERGED, _DROPPED)


def _in_table(run: re.Match[str]) -> str:
    return run[0].translate(_TABLE)


def origins(text: str) -> list[int]:
    """For each byte of skeleton(text), the place in the text of the character that it came from."""
    places = list[int]()
    for at, character in enumerate(text):
        if character.isascii():
            if character.isalnum() or character in "!|@$":
                places.append(at)
        else:
            bare = _TABLE[ord(character)].encode().translate(_MERGED, _DROPPED)
            places += [at] * len(bare)
    return places
