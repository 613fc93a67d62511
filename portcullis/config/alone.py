"""One monitor a source: two would not double an item, but they would count everything twice."""

import fcntl
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings

from portcullis.core.errors import PortcullisError


class AlreadyWatched(PortcullisError):
    """Another monitor on this machine reads this source."""


@contextmanager
def alone(sources: Iterable[str]) -> Iterator[None]:
    """Hold each source's lock file. The lock goes with the process, however it ends. Raises AlreadyWatched."""
    with ExitStack() as stack:
        for source in sources:
            name = re.sub("[^a-z0-9]+", "-", source.lower())
            file = stack.enter_context((Path(settings.VAR) / f"watching-{name}.lock").open("w"))
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise AlreadyWatched(
                    f"Another monitor reads {source!r} already. Stop that one first, or give this one another --name."
                ) from None
        yield
