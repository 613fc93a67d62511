"""What a Jetstream says when it refuses a connection: {"error": name, "message": text} with status 400."""

import re

from portcullis.sources import reading
from portcullis.sources.reading import UnreadableError

_FLOOR = re.compile(r"floor\D{0,20}(\d{1,18})", re.ASCII)
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)


def floor_of(body: bytes) -> int | None:
    """The oldest sequence number that the service still has, from a CursorTooOld refusal; None if this is none."""
    name, message = _said(body)
    if name != "CursorTooOld":
        return None
    found = _FLOOR.search(message)
    numbers = [int(number) for number in _NUMBER.findall(message)]
    return int(found[1]) if found else max(numbers, default=None)


def dictionary_unknown(body: bytes) -> bool:
    """The service does not know our zstd dictionary."""
    return _said(body)[0] == "UnknownZstdDictionary"


def _said(body: bytes) -> tuple[str, str]:
    try:
        said = reading.mapping(reading.decode(body[:10_000]))
    except UnreadableError:
        return "", ""
    return reading.text(said.get("error")), reading.text(said.get("message"))
