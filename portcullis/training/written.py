"""The corpus that was written for this project: CSV id,text,threat,abuse,hate,sexual,welfare,kind,pair_id,lang."""

import csv
from collections.abc import Iterator
from pathlib import Path

from portcullis.core.assessment import Category
from portcullis.training.errors import DataError
from portcullis.training.exams import refuse, refuse_file
from portcullis.training.row import Row

SHIPPED = Path(__file__).parent / "data" / "written"


def written(folder: Path = SHIPPED) -> list[Row]:
    """All rows of all CSV files of the folder, in the order of their names. Raises DataError with file and line."""
    files = sorted(folder.glob("*.csv"))
    if not files:
        raise DataError(f"There are no CSV files in {folder}. Name the folder of the written posts with --data.")
    rows = [row for path in files for row in _rows(path)]
    refuse(row.text for row in rows)
    return rows


def _rows(path: Path) -> Iterator[Row]:
    with path.open(newline="", encoding="utf-8") as lines:
        reader = csv.DictReader(lines)
        refuse_file(path.name, reader.fieldnames or ())
        if missing := {"id", "text", "pair_id", *Category} - set(reader.fieldnames or ()):
            raise DataError(f"{path} lacks the columns {', '.join(sorted(missing))}. It was not read.")
        for record in reader:
            yield _row(record, path, reader.line_num)


def _row(record: dict[str, str], path: Path, line: int) -> Row:
    labels = {category: record[category] for category in Category}
    if wrong := [category for category, label in labels.items() if label not in {"0", "1"}]:
        raise DataError(f"{path}, line {line}: {', '.join(wrong)} must be 0 or 1. Mend the row and try again.")
    return Row(
        id=f"{path.stem}:{record['id']}",
        text=record["text"],
        source=path.stem,
        labels={category: int(label) for category, label in labels.items()},
        pair=f"{path.stem}:{record['pair_id']}" if record["pair_id"] else "",
        kind=record.get("kind", ""),
    )
