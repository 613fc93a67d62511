"""Reading what strangers wrote: every doubt is either harmless, and read past, or a plain reason. Pure; never stops a
stream."""

import json
import re
from datetime import UTC, datetime, timedelta

import msgspec

from portcullis.core.errors import PortcullisError

_EARLIEST, _LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2090, 1, 1, tzinfo=UTC)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class UnreadableError(PortcullisError):
    """One event cannot be read. The message is the reason in plain words, without anything of what the event says."""


def decode(line: bytes) -> object:
    """JSON to plain values. What strict readers refuse but a post may hold (a lone surrogate, bytes that are not
    UTF-8) is read."""
    try:
        return msgspec.json.decode(line)
    except (ValueError, RecursionError):
        return _decode_leniently(line)


def _decode_leniently(line: bytes) -> object:
    try:
        value: object = json.loads(line.decode("utf-8", "replace"), strict=False)
    except RecursionError:
        raise UnreadableError("nested too deeply") from None
    except ValueError:
        raise UnreadableError("broken JSON") from None
    return value


def text(value: object) -> str:
    """A string that every database can store, each character in its old place; "" if this is no string."""
    if not isinstance(value, str):
        return ""
    return _UNSTORABLE.sub(_stand_in, value) if _UNSTORABLE.search(value) else value


def _stand_in(character: re.Match[str]) -> str:
    # A NUL shows as nothing and must not split a word for the detector: U+200B does the same. For a lone surrogate
    # Unicode prescribes U+FFFD.
    return "\u200b" if character[0] == "\x00" else "\ufffd"


def moment(value: object) -> datetime | None:
    """An ISO 8601 time as UTC; None if it is no time, or before 2000 or after 2090: a false date is no reason to lose
    a post."""
    if not isinstance(value, str):
        return None
    try:
        time = datetime.fromisoformat(value)
        time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return time if _EARLIEST <= time < _LATEST else None


def from_microseconds(us: int) -> datetime | None:
    """Microseconds since 1970 as a time; None before 2000 or after 2090."""
    return _EPOCH + timedelta(microseconds=us) if _EARLIEST_US <= us < _LATEST_US else None


def microseconds(time: datetime) -> int:
    """A time as microseconds since 1970."""
    return (time - _EPOCH) // timedelta(microseconds=1)


_EARLIEST_US, _LATEST_US = microseconds(_EARLIEST), microseconds(_LATEST)


def mapping(value: object) -> dict[str, object]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """The value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def strings(value: object, limit: int = 20) -> tuple[str, ...]:
    """The strings in a list, cleaned; others are left out."""
    return tuple(text(each) for each in items(value)[:limit] if isinstance(each, str))


def whole(value: object) -> int:
    """The value if it is a whole number of 0 or more that fits 63 bits, else 0."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63 else 0
