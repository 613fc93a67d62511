"""JSON of the UK Parliament's Members API: a page of members-api.parliament.uk/api/Members/Search, or several."""

import codecs
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from portcullis.members.imports.row import Bad, BadFile, Row, Unusable, clean, day

HOUSES = {1: "Commons", 2: "Lords"}
TITLES = re.compile(
    r"^((the|rt|right|hon|honourable|mr|mrs|ms|miss|mx|dr|sir|dame|prof|professor|rev|reverend|lord|lady|baroness)\b\.?\s+)+",
    re.IGNORECASE,
)


class Party(msgspec.Struct, frozen=True):
    name: str | None = None


class Status(msgspec.Struct, frozen=True, rename="camel"):
    status_is_active: bool | None = None


class Membership(msgspec.Struct, frozen=True, rename="camel"):
    house: int | None = None
    membership_from: str | None = None
    membership_start_date: str | None = None
    membership_end_date: str | None = None
    membership_status: Status | None = None


class Value(msgspec.Struct, frozen=True, rename="camel"):
    id: int
    name_display_as: str | None = None
    name_full_title: str | None = None
    latest_party: Party | None = None
    latest_house_membership: Membership | None = None


def read(data: bytes) -> list[Row]:
    """The rows of a page, a list of pages, or a list of items. Raises BadFile."""
    try:
        content = msgspec.json.decode(data.removeprefix(codecs.BOM_UTF8))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadFile([Bad(0, f"The file is not JSON: {error}.")]) from error
    rows, bad = [], []
    for number, item in enumerate(_items(content), start=1):
        try:
            rows.append(_row(number, msgspec.convert(item, Value)))
        except (Unusable, msgspec.ValidationError) as error:
            bad.append(Bad(number, str(error)))
    if bad:
        raise BadFile(bad)
    return rows


def _items(content: Any) -> Iterator[Any]:
    for page in content if isinstance(content, list) else [content]:
        if not isinstance(page, dict) or not ("items" in page or "value" in page):
            raise BadFile([Bad(0, "The file is not from the Members API: it has no list `items` of Members.")])
        items = page.get("items", [page])
        if not isinstance(items, list):
            raise BadFile([Bad(0, "The file is not from the Members API: `items` is not a list.")])
        for item in items:
            yield item.get("value", item) if isinstance(item, dict) else item


def _row(number: int, value: Value) -> Row:
    name = clean(value.name_display_as or value.name_full_title or "", "nameDisplayAs")
    if not name:
        raise Unusable("nameDisplayAs is missing.")
    bare = TITLES.sub("", name)
    seat = value.latest_house_membership or Membership()
    ended = seat.membership_end_date
    active = seat.membership_status is not None and seat.membership_status.status_is_active is True
    return Row(
        number=number,
        name=name,
        also=(bare,) if bare != name and " " in bare else (),
        constituency=clean(seat.membership_from or "", "membershipFrom"),
        party=clean((value.latest_party or Party()).name or "", "latestParty"),
        house=HOUSES.get(seat.house or 0, ""),
        parliament_id=str(value.id),
        left_on=day(ended, "membershipEndDate") if ended and not active else None,
        sits_since=day(seat.membership_start_date, "membershipStartDate")
        if active and seat.membership_start_date
        else None,
    )
