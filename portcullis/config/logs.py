"""One canonical JSON line an event, on standard error. Never a post's text, nor a foreign error's message."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

from portcullis.config import environment as env
from portcullis.config.environment import BadSetting

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
CHATTY = ("httpx", "httpcore", "websockets", "asyncio")
Event = MutableMapping[str, Any]


class _Stderr:
    """Whatever standard error is now: a progress line may have taken it over."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def _where(_: object, __: str, event: Event) -> Event:
    """A traceback as its kind and places. The message stays out: a database quotes the values that it refuses."""
    given = event.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given if isinstance(given, BaseException) else None
    if given is True:
        error = sys.exc_info()[1]
    if error is not None:
        event["error"] = type(error).__name__
        frames = traceback.extract_tb(error.__traceback__)
        event["where"] = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames[-8:]]
    return event


def configure() -> None:
    """Set up logging for the whole process, at PORTCULLIS_LOG_LEVEL."""
    level = env.LOG_LEVEL.text().lower()
    if level not in LEVELS:
        raise BadSetting(f"{env.LOG_LEVEL.name} must be one of {', '.join(LEVELS)}, not {level!r}")
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _where,
    ]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        logger_factory=structlog.PrintLoggerFactory(_Stderr()),  # type: ignore[arg-type]
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(_Stderr())
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer()],
        foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
    )
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=LEVELS[level], force=True)
    for name in CHATTY:  # their informative lines hold addresses, and so handles
        logging.getLogger(name).setLevel(max(logging.WARNING, LEVELS[level]))
