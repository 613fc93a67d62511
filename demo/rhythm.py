"""When people post: an evening that begins lively, a quiet night, a morning and a lunch hour."""

import random
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
LIVELY_MINUTES, LIVELY_SHARE = 12, 0.035
# posts an hour, relative, from 17:00
HOURS = (9, 9, 9, 9.5, 9.5, 8, 5, 2.2, 1.1, 0.7, 0.6, 0.7, 1.4, 3, 5, 5.6, 4.3, 3.9, 4.1, 5.6, 4.7, 3.9, 4.1, 5)


def moments(dice: random.Random, count: int) -> list[datetime]:
    """That many moments of the day, in order."""
    lively = round(count * LIVELY_SHARE)
    seconds = [dice.uniform(0, LIVELY_MINUTES * 60) for _ in range(lively)]
    for hour in dice.choices(range(24), HOURS, k=count - lively):
        seconds.append(hour * 3600 + dice.uniform(0, 3595))
    return [START + timedelta(seconds=round(second, 1)) for second in sorted(seconds)]


def burst(dice: random.Random, count: int, after: timedelta, lasting: timedelta) -> list[datetime]:
    """A pile-on: it rises within the first third and ebbs."""
    places = sorted(dice.triangular(0, 1, 0.3) for _ in range(count))
    return [START + after + timedelta(seconds=round(place * lasting.total_seconds(), 1)) for place in places]
