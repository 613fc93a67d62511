"""Compose the bundled day: `python -m demo.compose`. Writes the product's day.jsonl.gz and the tests' truth about it.

Offensive wording lives in seeds/*.jsonl and in what is made from it, nowhere else.
"""

import csv
import gzip
from pathlib import Path

from demo import scenes
from demo.day import Day
from demo.post import Note
from demo.rhythm import START

ROOT = Path(__file__).parent.parent
DAY = ROOT / "portcullis" / "monitor" / "demo" / "day.jsonl.gz"
TRUTH = ROOT / "tests" / "captures" / "day-truth.csv"
SEED = 1605
HOURS = 24


def compose() -> tuple[list[str], list[Note]]:
    """The lines of the day, and the notes that they tell of."""
    day = Day(SEED)
    notes = [*scenes.pile_on(day), *day.notes(), *scenes.concern(day), *scenes.island(day)]
    changed = list(scenes.edits(day, notes))
    notes += changed
    lines = [(note.at, note.line()) for note in notes]
    lines += scenes.deletions(day, [note for note in notes if not note.edition])
    lines.sort(key=lambda line: line[0])
    return [line for at, line in lines if (at - START).total_seconds() < HOURS * 3600], notes


def main() -> None:
    lines, notes = compose()
    with gzip.GzipFile(DAY, "wb", mtime=0) as file:
        file.write("".join(f"{line}\n" for line in lines).encode())
    TRUTH.parent.mkdir(parents=True, exist_ok=True)
    kept = set(lines)
    with TRUTH.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "version", "kind", "members", "how"])
        writer.writerows(note.truth() for note in sorted(notes, key=lambda note: note.at) if note.line() in kept)
    print(f"{len(lines)} lines, {DAY.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
