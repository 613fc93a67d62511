"""What every format is read into: one Member a row, and what is wrong with a row."""

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from portcullis.core.errors import PortcullisError
from portcullis.members.accounts import handle_of
from portcullis.members.errors import Refused

LONGEST = 200
SHOWN = 50


class Bad(msgspec.Struct, frozen=True):
    """A row that cannot be used. `row` is the line in the file (JSON: which item, from 1); 0: the whole file."""

    row: int
    reason: str

    def __str__(self) -> str:
        return f"Row {self.row}: {self.reason}" if self.row else self.reason


class BadFile(PortcullisError):
    """A file of Members has bad rows. Nothing was changed. Correct the rows named and import the file again."""

    def __init__(self, bad: Sequence[Bad]) -> None:
        self.bad = list(bad)
        more = f"\n... and {len(self.bad) - SHOWN} more" if len(self.bad) > SHOWN else ""
        super().__init__("\n".join(map(str, self.bad[:SHOWN])) + more + "\nNothing was changed.")


class Unusable(Exception):
    """One row cannot be used; the message says why. Never leaves the imports."""


class Named(msgspec.Struct, frozen=True):
    """An account as a file names it."""

    handle: str
    immutable_id: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One Member as a file tells of them. An empty field says nothing: what is known stays.

    `accounts`: platform -> the whole list of the Member's accounts there. `also`: aliases to add to those we know.
    `sits_since`: the file says that they are a Member, since that day.
    """

    number: int
    name: str = ""
    aliases: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    constituency: str = ""
    party: str = ""
    house: str = ""
    parliament_id: str = ""
    theyworkforyou_id: str = ""
    left_on: date | None = None
    sits_since: date | None = None
    accounts: dict[str, tuple[Named, ...]] = {}
    opted_in_from: datetime | None = None
    opted_in_on: tuple[str, ...] = ()
    consent: str = ""


def clean(text: str, what: str) -> str:
    """One line of printable text in Unicode's composed form. Raises Unusable."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if not text.isprintable():
        raise Unusable(f"{what} holds a character that cannot be seen.")
    if len(text) > LONGEST:
        raise Unusable(f"{what} is longer than {LONGEST} characters.")
    return text


def account(handle: str, immutable_id: str = "") -> Named:
    try:
        return Named(handle_of(handle), clean(immutable_id, "The account's id"))
    except Refused as error:
        raise Unusable(str(error)) from error


def day(text: str, what: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise Unusable(f"{what} is not a date such as 2026-07-05: {text[:40]!r}.") from error
