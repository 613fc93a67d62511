"""When an enrolment ends by itself: pure arithmetic on moments."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

Absence = tuple[datetime, datetime | None]


class Lapses(msgspec.Struct, frozen=True):
    """Each Member's absences (left, returned or None), and each house's dissolutions ("" = every house)."""

    absences: dict[object, list[Absence]]
    dissolutions: dict[str, list[datetime]]

    def end(self, member: object, house: str, begins: datetime, ends: datetime | None) -> datetime | None:
        """When an enrolment that begins at `begins` ends: stated, or by leaving, or by dissolution, whichever is first.

        None: no end is known. `begins` itself: it never was in force, because the Member had left by then.
        """
        if not self.absences and not self.dissolutions:
            return ends
        for left, returned in self.absences.get(member, ()):
            if begins < left:
                ends = _first(ends, left)
            elif returned is None or begins < returned:
                return begins
        for dissolved in self._dissolutions(house):
            if begins < dissolved:
                ends = _first(ends, dissolved)
        return ends

    def _dissolutions(self, house: str) -> Sequence[datetime]:
        everywhere = self.dissolutions.get("", [])
        return everywhere + self.dissolutions.get(house.casefold(), []) if house else everywhere


def _first(ends: datetime | None, moment: datetime) -> datetime:
    return moment if ends is None else min(ends, moment)
