"""The gate in the collector: no enrolment in force for that Member, account and moment, no look."""

from collections.abc import Sequence
from datetime import datetime

from portcullis.core.addressee import Addressing, Watched


class Lane:
    """The gate on one platform."""

    def directed(
        self,
        *,
        author: str,
        mentions: Sequence[str],
        parent: str,
        root: str,
        quoted: str,
        text: str,
        witnessed_at: datetime,
    ) -> tuple[Addressing, ...]:
        """The Members this post is directed at; () for almost every post. Accounts are immutable ids, "" where absent."""
        raise NotImplementedError


class Gate:
    """Built from the registry's list of Members with an enrolment in force; rebuilt when the registry changes."""

    def __init__(self, watched: Sequence[Watched]) -> None:
        self.watched = watched

    def on(self, platform: str) -> Lane | None:
        """The lane for one platform, or None where nobody has an enrolment in force."""
        raise NotImplementedError
