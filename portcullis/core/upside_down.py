"""Writing turned upside down runs backwards: each line that is mostly turned letters is turned the right way up."""

import re

_TURNED = str.maketrans(
    "ɐɔǝɟƃɥᴉıɾʞןɯɹʇʌʍʎunbqdp69¡¿∀ƎℲ⅄˙",
    "acefghiijklmrtvwynuqbpd96!?aefy.",
)
_SURELY = re.compile("[ɐǝɟƃɥᴉɾʞɯɹʇʌʍʎ]")
_LEAST, _SHARE = 3, 4


def upright(text: str) -> tuple[list[int] | None, str]:
    """The text with turned lines righted, and where each character came from (None: where it stands)."""
    if len(_SURELY.findall(text)) < _LEAST:
        return None, text
    order, righted, at = list[int](), list[str](), 0
    for line in text.splitlines(keepends=True):
        body = line.rstrip("\r\n")
        places = range(at, at + len(body))
        sure = len(_SURELY.findall(body))
        if sure >= _LEAST and sure * _SHARE >= len(body):
            order += reversed(places)
            righted.append(body[::-1].translate(_TURNED))
        else:
            order += places
            righted.append(body)
        order += range(at + len(body), at + len(line))
        righted.append(line[len(body) :])
        at += len(line)
    return order, "".join(righted)
