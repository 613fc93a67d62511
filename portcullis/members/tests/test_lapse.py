"""When an enrolment ends: the earliest of what was said, leaving and dissolution."""

from datetime import UTC, datetime

import pytest

from portcullis.members.lapse import Lapses


def day(number: int) -> datetime:
    return datetime(2026, 1, number, tzinfo=UTC)


WORLD = Lapses(
    absences={"away": [(day(10), None)], "back": [(day(10), day(15)), (day(20), None)]},
    dissolutions={"": [day(25)], "commons": [day(12), day(22)]},
)


@pytest.mark.parametrize(
    ("member", "house", "begins", "ends", "expected"),
    [
        ("sits", "Lords", 1, None, 25),
        ("sits", "Lords", 1, 5, 5),
        ("sits", "", 1, None, 25),
        ("sits", "Commons", 1, None, 12),
        ("sits", "COMMONS", 12, None, 22),
        ("sits", "Commons", 22, 30, 25),
        ("sits", "Commons", 25, None, None),
        ("away", "Lords", 1, None, 10),
        ("away", "Lords", 1, 9, 9),
        ("away", "Lords", 1, 30, 10),
        ("away", "Lords", 10, None, 10),
        ("away", "Lords", 11, 12, 11),
        ("back", "Lords", 1, None, 10),
        ("back", "Lords", 12, None, 12),
        ("back", "Lords", 15, None, 20),
        ("back", "Lords", 15, 16, 16),
        ("back", "Lords", 21, None, 21),
    ],
)
def test_an_enrolment_ends_at_the_first_of_its_ends(
    member: str, house: str, begins: int, ends: int | None, expected: int | None
) -> None:
    end = WORLD.end(member, house, day(begins), day(ends) if ends else None)
    assert end == (day(expected) if expected else None)
