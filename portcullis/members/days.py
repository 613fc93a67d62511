"""A day in the register begins at midnight in the United Kingdom."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")


def begins(day: date) -> datetime:
    """The moment at which this day begins."""
    return datetime.combine(day, time(), UK)


def day_of(moment: datetime) -> date:
    return moment.astimezone(UK).date()


def words(moment: datetime) -> str:
    """18 November 2026 at 7:05am, UK time."""
    local = moment.astimezone(UK)
    return f"{local.day} {local:%B %Y} at {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
