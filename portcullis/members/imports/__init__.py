"""Files of Members: one module a format, each a function from bytes to rows. plan.py says what a file would change."""

from collections.abc import Callable
from pathlib import PurePath

from portcullis.members.imports import parliament, spreadsheet, theyworkforyou
from portcullis.members.imports.row import Bad, BadFile, Row

Reader = Callable[[bytes], list[Row]]
READERS: dict[str, Reader] = {
    "csv": spreadsheet.read,
    "parliament": parliament.read,
    "theyworkforyou": theyworkforyou.read,
}
NAMES = {
    "csv": "CSV: a table of Members",
    "parliament": "UK Parliament Members API: JSON",
    "theyworkforyou": "TheyWorkForYou social media: XML",
}
BY_SUFFIX = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".json": "parliament", ".xml": "theyworkforyou"}
LARGEST = 20_000_000


def format_of(name: str) -> str:
    """The format that a file's name suggests. Raises BadFile if it suggests none."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in BY_SUFFIX:
        raise BadFile(
            [Bad(0, "The name of the file does not tell its format. Say which: csv, parliament or theyworkforyou.")]
        )
    return BY_SUFFIX[suffix]


def read(data: bytes, format: str) -> list[Row]:
    """The rows of a file. Raises BadFile, which names every bad row."""
    if format not in READERS:
        raise BadFile([Bad(0, f"There is no format {format!r}. Choose csv, parliament or theyworkforyou.")])
    if len(data) > LARGEST:
        raise BadFile(
            [Bad(0, "The file is larger than 20 MB. Cut it into parts; a Member who is in no part is left alone.")]
        )
    return READERS[format](data)
