"""What may be trained on, and what is refused."""

import gzip
import json
from pathlib import Path

import pytest

from portcullis.core.assessment import Category
from portcullis.training import exams
from portcullis.training.errors import DataError
from portcullis.training.exams import fingerprint, refuse, refuse_file
from portcullis.training.public import public
from portcullis.training.written import written

HEADER = "id,text,threat,abuse,hate,sexual,welfare,kind,pair_id,lang\n"


def test_the_shipped_posts_are_read() -> None:
    rows = written()
    assert len(rows) > 10_000
    assert len({row.id for row in rows}) == len(rows)
    assert sum(row.labels[Category.THREAT] for row in rows) > 3_000


def test_a_row_with_a_wrong_label_is_named(tmp_path: Path) -> None:
    (tmp_path / "posts.csv").write_text(HEADER + "a,Hello,0,0,0,0,0,talk,,en\nb,Bye,0,,0,0,0,talk,,en\n")
    with pytest.raises(DataError, match=r"posts\.csv, line 3: abuse must be 0 or 1"):
        written(tmp_path)


def test_missing_columns_and_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no CSV files"):
        written(tmp_path)
    (tmp_path / "posts.csv").write_text("id,text\na,Hello\n")
    with pytest.raises(DataError, match="lacks the columns"):
        written(tmp_path)


def test_a_row_of_an_exam_is_refused_whatever_its_dress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exams, "fingerprints", lambda: frozenset({fingerprint("Thank you for the swings.")}))
    with pytest.raises(DataError, match="must not be trained on"):
        refuse(["Hello", "THANK you,   for the swings"])
    refuse(["Thank you for the slide."])


def test_the_fingerprints_of_the_exam_are_shipped_and_the_posts_keep_clear_of_them() -> None:
    assert len(exams.fingerprints()) > 100
    assert all(len(known) == 16 for known in exams.fingerprints())


@pytest.mark.parametrize(
    "name",
    ["hatecheck.jsonl.gz", "HatemojiCheck.csv", "mhc-german.csv", "membercheck-examples.csv", "youtube_threat.gz"],
)
def test_an_exam_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(DataError, match="looks like an exam"):
        refuse_file(name)


def test_an_exam_is_refused_by_its_columns(tmp_path: Path) -> None:
    (tmp_path / "renamed.csv").write_text("id,functionality,expect_threat,text\n1,thanks,0,Ta\n")
    with pytest.raises(DataError, match="looks like an exam"):
        written(tmp_path)


def test_unknown_labels_stay_unknown_and_retyped_rows_are_left_out(tmp_path: Path) -> None:
    lines = [
        {"id": "1", "text": "One", "mapped": {"threat": None, "abuse": 1, "hate": 0}, "labels": {}},
        {"id": "2", "text": "two", "mapped": {"threat": 1}, "labels": {"_text_form": "lowercased"}},
    ]
    with gzip.open(tmp_path / "gab_hate_corpus.jsonl.gz", "wt") as out:
        out.writelines(json.dumps(line) + "\n" for line in lines)
    assert [(row.id, row.labels) for row in public(tmp_path)] == [("1", {Category.ABUSE: 1, Category.HATE: 0})]


def test_a_damaged_public_set_is_named(tmp_path: Path) -> None:
    (tmp_path / "gab_hate_corpus.jsonl.gz").write_bytes(b"not gzip")
    with pytest.raises(DataError, match=r"gab_hate_corpus\.jsonl\.gz cannot be read"):
        public(tmp_path)


def test_a_folder_without_public_sets_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="None of the public sets"):
        public(tmp_path)
