"""What ends enrolments by itself, read from the register as it was known at a moment."""

from collections import defaultdict
from datetime import datetime

from portcullis.members.lapse import Absence, Lapses
from portcullis.members.models import Departure, Member, Term


def lapses(known: datetime | None = None, member: Member | None = None) -> Lapses:
    """Two queries. With `member`: that Member's absences only."""
    left = Departure.objects.known(known)
    if member is not None:
        left = left.filter(member=member)
    absences: dict[object, list[Absence]] = defaultdict(list)
    for who, left_at, returned_at in left.values_list("member_id", "left_at", "returned_at"):
        if left_at is not None:
            absences[who].append((left_at, returned_at))
    dissolutions: dict[str, list[datetime]] = defaultdict(list)
    for house, at in Term.objects.known(known).values_list("house", "dissolved_at"):
        if at is not None:
            dissolutions[house.casefold()].append(at)
    return Lapses(dict(absences), dict(dissolutions))
