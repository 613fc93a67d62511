"""The gate in the collector: no enrolment in force for that Member, account and moment, no look."""

from collections import defaultdict
from collections.abc import Sequence

from portcullis.core.addressee import Watched
from portcullis.core.lane import Lane

__all__ = ["Gate", "Lane"]


class Gate:
    """Built from the registry's list of Members with an enrolment in force; rebuilt when the registry changes.

    Opt-in is scoped to platform accounts: a name or a handle counts only where the Member has an account enrolled.
    """

    def __init__(self, watched: Sequence[Watched]) -> None:
        self.watched = watched
        on_platform: dict[str, list[Watched]] = defaultdict(list)
        for one in watched:
            for platform in dict.fromkeys(account.platform for account in one.accounts):
                on_platform[platform].append(one)
        self._lanes = {platform: Lane(platform, members) for platform, members in on_platform.items()}

    def on(self, platform: str) -> Lane | None:
        """The lane for one platform, or None where nobody has an enrolment in force."""
        return self._lanes.get(platform)
