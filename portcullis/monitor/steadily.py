"""A database that is locked or away is waited for. Nothing that was read is dropped."""

import threading
from collections.abc import Callable
from typing import TypeVar

import structlog
from django.db import DatabaseError, InterfaceError, connection

log = structlog.get_logger()
R = TypeVar("R")
FIRST, LONGEST = 0.05, 5.0


class GivenUp(Exception):
    """We were asked to stop while the database was away. What was not recorded comes again from the cursor."""


def steadily(work: Callable[[], R], stopping: threading.Event, patience: float = 10.0) -> R:
    """The work's result, however long the database is away; once `stopping` is set, `patience` s, then GivenUp."""
    wait, left = FIRST, patience
    while True:
        try:
            return work()
        except (DatabaseError, InterfaceError) as error:
            log.warning("database not available; trying again", error=type(error).__name__, seconds=wait)
            connection.close()
            if stopping.is_set():
                left -= wait
                if left <= 0:
                    raise GivenUp from error
            threading.Event().wait(wait)
            wait = min(wait * 2, LONGEST)
