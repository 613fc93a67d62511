"""Text for people: times in UK time, and strangers' words made safe to look at."""

import re
import unicodedata
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

LONDON = ZoneInfo("Europe/London")
# A black flag and tag letters spell the flags of England, Scotland and Wales; any other tag letter is hidden writing.
FLAGS = "\U0001f3f4[\U000e0020-\U000e007e]{4,6}\U000e007f"
HIDDEN = re.compile(
    f"{FLAGS}|[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def uk(value: datetime, seconds: bool = False) -> str:
    """18 November 2026 at 7:05am, in the time of Europe/London."""
    local = value.astimezone(LONDON)
    clock = f"{local.hour % 12 or 12}:{local:%M:%S}" if seconds else f"{local.hour % 12 or 12}:{local:%M}"
    return f"{local.day} {local:%B %Y} at {clock}{'am' if local.hour < 12 else 'pm'}"


def uk_day(value: datetime) -> str:
    """What begins with a day is told by the day alone: "18 November 2026", not "at 12:00am"."""
    local = value.astimezone(LONDON)
    return f"{local.day} {local:%B %Y}" if local.time() == time() else uk(value)


def when(value: datetime | None, seconds: bool = False) -> Markup:
    """UK time to read, UTC in the tooltip, the exact moment for machines."""
    return Markup("not known") if value is None else _moment(value, uk(value, seconds))


def day(value: datetime | None) -> Markup:
    """As `when`, for what mostly begins or ends with a day: opt-ins, dissolutions."""
    return Markup("not known") if value is None else _moment(value, uk_day(value))


def _moment(value: datetime, says: str) -> Markup:
    utc = value.astimezone(UTC)
    return Markup('<time datetime="{}" title="{} UTC">{}</time>').format(
        utc.isoformat(timespec="seconds").replace("+00:00", "Z"), f"{utc:%Y-%m-%d %H:%M:%S}", says
    )


def ago(value: datetime, now: datetime) -> str:
    """How long before `now`, in one unit: "40 seconds", "3 minutes", "5 hours", "2 days"."""
    gone = max(0, int((now - value).total_seconds()))
    units = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))
    size, unit = next(each for each in units if gone >= each[0] or each[0] == 1)
    count = gone // size
    return f"{count} {unit}{'' if count == 1 else 's'}"


def _shown(match: re.Match[str]) -> str:
    hidden = match.group()
    if len(hidden) > 1:
        return hidden
    name = unicodedata.name(hidden, "CONTROL CHARACTER").lower()
    return Markup('<span class="portcullis-mark" title="{}">U+{}</span>').format(name, f"{ord(hidden):04X}")


def visible(text: str) -> Markup:
    """Escaped text in which hidden characters (controls, direction overrides, lone surrogates) are shown as U+202E."""
    return Markup(HIDDEN.sub(_shown, str(escape(text))))  # noqa: S704  escaped first; _shown escapes what it adds


def defanged(text: str) -> Markup:
    """A stranger's words as one isolated run: never a link, and its direction cannot turn the page around."""
    return Markup('<bdi class="portcullis-defanged">{}</bdi>').format(visible(text))
