"""Public sets, for those who hold them: one JSON object a line, gzip, `mapped` with 0, 1 or null for each category."""

import gzip
from pathlib import Path
from typing import Any

import msgspec

from portcullis.core.assessment import Category
from portcullis.training.errors import DataError
from portcullis.training.exams import refuse, refuse_file
from portcullis.training.recipe import PUBLIC, Take
from portcullis.training.row import Row

_LONGEST = 1_500


class Record(msgspec.Struct):
    """One line of a public set."""

    id: str
    text: str
    mapped: dict[str, int | None]
    labels: dict[str, Any] = {}


def public(folder: Path) -> list[Row]:
    """The rows of the recipe's sets, as many of each as it says. Sets that are not in the folder are left out."""
    for path in folder.glob("*.gz"):
        refuse_file(path.name)
    rows = [row for name, take in PUBLIC.items() for row in _taken(folder / f"{name}.jsonl.gz", name, take)]
    if not rows:
        raise DataError(f"None of the public sets {', '.join(PUBLIC)} is in {folder}. Mend --public, or leave it out.")
    refuse(row.text for row in rows)
    return rows


def _taken(path: Path, name: str, take: Take) -> list[Row]:
    if not path.exists():
        return []
    rows = [row for record in _records(path) if _usable(record) and (row := _row(record, name, take)).labels]
    threats = [row for row in rows if row.labels.get(Category.THREAT)]
    others = [row for row in rows if not row.labels.get(Category.THREAT)]
    # Spread over the file, so that what is taken does not hang on its beginning.
    step = max(1, len(others) // take.most)
    return threats + others[::step][: take.most]


def _records(path: Path) -> list[Record]:
    decoder = msgspec.json.Decoder(Record)
    try:
        with gzip.open(path, "rb") as lines:
            return [decoder.decode(line) for line in lines if line.strip()]
    except (OSError, EOFError, msgspec.MsgspecError) as error:
        raise DataError(f"{path} cannot be read ({error}). Fetch it again, or take it out of the folder.") from error


def _usable(record: Record) -> bool:
    """Raw text only: a carrier that lower-cased just the innocent rows would teach capitals for guilt."""
    return record.labels.get("_text_form", "raw") == "raw" and len(record.text) <= _LONGEST


def _row(record: Record, name: str, take: Take) -> Row:
    labels = {
        category: label for category in take.categories if (label := record.mapped.get(category.value)) is not None
    }
    return Row(id=record.id, text=record.text, source=name, labels=labels)
