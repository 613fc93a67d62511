"""CSV: docs/reference/members-csv.md says what the columns mean."""

import codecs
import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime

from portcullis.members.accounts import PLATFORMS
from portcullis.members.days import begins
from portcullis.members.imports.row import Bad, BadFile, Named, Row, Unusable, account, clean, day

PLAIN = ("name", "constituency", "party", "house", "parliament_id")
OTHERS = ("aliases", "theyworkforyou_id", "left_on", "opted_in_from", "opted_in_on", "consent_reference")
COLUMNS = frozenset({*PLAIN, *OTHERS, *PLATFORMS, *(f"{platform}_id" for platform in PLATFORMS)})
TWFY = "uk.org.publicwhip/person/"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
Cells = dict[str, str]


def read(data: bytes) -> list[Row]:
    """The rows of a CSV file. Raises BadFile."""
    rows, bad = [], []
    for number, cells in _lines(decode(data)):
        try:
            rows.append(_row(number, cells))
        except Unusable as error:
            bad.append(Bad(number, str(error)))
    if bad:
        raise BadFile(bad)
    return rows


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 with a mark, or Windows-1252. Raises BadFile."""
    for mark, encoding in (*MARKS, (b"", "utf-8"), (b"", "cp1252")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise BadFile([Bad(0, "The file's encoding was not recognised. Save it as CSV UTF-8.")])


def _lines(text: str) -> Iterator[tuple[int, Cells]]:
    """(number of the line, column -> cell) of every line that is not empty."""
    header, _, _ = text.partition("\n")
    separator = max(",;\t", key=header.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    columns: list[str] = []
    number = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if columns:
                    yield number, _named(number, columns, cells)
                else:
                    columns = _columns(cells)
            number = reader.line_num + 1
    except csv.Error as error:
        raise BadFile([Bad(number, f"The line is not CSV: {error}.")]) from error
    if not columns:
        raise BadFile([Bad(0, "The file is empty. Its first line names the columns.")])


def _columns(cells: list[str]) -> list[str]:
    columns = [cell.strip().lower() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    bad = [Bad(1, f"There is no column {column[:40]!r}.") for column in columns if column not in COLUMNS]
    bad += [
        Bad(1, f"The column {column!r} comes twice.") for column in sorted({c for c in columns if columns.count(c) > 1})
    ]
    if "name" not in columns:
        bad.append(Bad(1, "The column name is missing."))
    if bad:
        raise BadFile(bad)
    return columns


def _named(number: int, columns: list[str], cells: list[str]) -> Cells:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise BadFile(
            [Bad(number, f"The line has more than {len(columns)} cells. Put text with the separator in it in quotes.")]
        )
    return dict(zip(columns, cells, strict=False))


def _row(number: int, cells: Cells) -> Row:
    plain = {column: clean(cells.get(column, ""), column) for column in PLAIN}
    if not plain["name"]:
        raise Unusable("The name is missing.")
    accounts = {platform: named for platform in PLATFORMS if (named := _accounts(cells, platform)) is not None}
    since = _moment(clean(cells.get("opted_in_from", ""), "opted_in_from"))
    row = Row(
        number=number, name=plain["name"], constituency=plain["constituency"], party=plain["party"],
        house=plain["house"], parliament_id=plain["parliament_id"], accounts=accounts, opted_in_from=since,
        aliases=_list(cells, "aliases"), theyworkforyou_id=_theyworkforyou(cells), left_on=_day(cells, "left_on"),
        opted_in_on=tuple(name.lower() for name in _list(cells, "opted_in_on")),
        consent=clean(cells.get("consent_reference", ""), "consent_reference"),
    )  # fmt: skip
    _check_opting_in(row)
    return row


def _check_opting_in(row: Row) -> None:
    if row.opted_in_from is None:
        if row.opted_in_on or row.consent:
            raise Unusable("opted_in_from is missing: without it the consent and the platforms mean nothing.")
        return
    if not row.consent:
        raise Unusable("consent_reference is missing: nobody is opted in without a record of their agreement.")
    named = {platform for platform, accounts in row.accounts.items() if accounts}
    missing = sorted(set(row.opted_in_on) - named)
    if missing or not named:
        raise Unusable(f"The line opts in {', '.join(missing) or 'somebody'} but names no account there.")


def _list(cells: Cells, column: str) -> tuple[str, ...]:
    parts = (clean(part, column) for part in cells.get(column, "").split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


def _accounts(cells: Cells, platform: str) -> tuple[Named, ...] | None:
    """The accounts in the platform's cell; () for "none"; None if the cell is empty."""
    handles, ids = _list(cells, platform), [part.strip() for part in cells.get(f"{platform}_id", "").split(";")]
    if not handles:
        if any(ids):
            raise Unusable(f"{platform}_id is given without {platform}.")
        return None
    if [handle.lower() for handle in handles] == ["none"]:
        return ()
    if len(ids) > len(handles):
        raise Unusable(f"{platform}_id names more accounts than {platform}.")
    ids += [""] * (len(handles) - len(ids))
    return tuple(account(handle, immutable_id) for handle, immutable_id in zip(handles, ids, strict=True))


def _theyworkforyou(cells: Cells) -> str:
    number = clean(cells.get("theyworkforyou_id", ""), "theyworkforyou_id").removeprefix(TWFY)
    if number and not (number.isascii() and number.isdigit()):
        raise Unusable("theyworkforyou_id is not a number.")
    return number


def _day(cells: Cells, column: str) -> date | None:
    text = clean(cells.get(column, ""), column)
    if len(text) > len("2026-07-05"):
        raise Unusable(f"{column} is not a date such as 2026-07-05.")
    return day(text, column) if text else None


def _moment(text: str) -> datetime | None:
    """A day (from its beginning in the UK) or a moment with its zone."""
    if not text:
        return None
    if len(text) <= len("2026-07-05"):
        return begins(day(text, "opted_in_from"))
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else _no_zone()
    except (ValueError, OverflowError) as error:
        raise Unusable("opted_in_from is not a day or a moment such as 2026-07-05T09:00:00Z.") from error


def _no_zone() -> datetime:
    raise Unusable("opted_in_from gives a time without its zone. Write it in UTC with a Z at the end.")
