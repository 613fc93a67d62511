"""When the next line is due if a recording is played at so many times real speed."""

import time
from datetime import datetime, timedelta

_JUMP = timedelta(days=1)
_SHORTEST = 0.005


class Pace:
    """`speed` times real speed; 0 never waits. A jump of more than a day, either way, is not waited for."""

    def __init__(self, speed: float) -> None:
        self.speed = speed
        self._start: tuple[float, datetime] | None = None
        self._latest: datetime | None = None

    def wait(self, at: datetime | None) -> float:
        """Seconds until a line that claims this moment is due; 0.0 if it is due or claims none."""
        if not self.speed or at is None:
            return 0.0
        now = time.monotonic()
        if self._start is None or self._latest is None or abs(at - self._latest) > _JUMP:
            self._start, self._latest = (now, at), at
        self._latest = max(self._latest, at)
        begun, first = self._start
        seconds = begun + (at - first).total_seconds() / self.speed - now
        return seconds if seconds > _SHORTEST else 0.0
