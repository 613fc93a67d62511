"""Model files that are missing, damaged or mixed up are refused with a sentence that helps."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from portcullis.detector.errors import ModelError
from portcullis.detector.files import SHIPPED, load, save


def test_the_files_are_small(tmp_path: Path) -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 10_000_000


def test_what_is_saved_is_loaded_and_saved_the_same(tmp_path: Path) -> None:
    model = load()
    save(tmp_path / "one", model._weights, model.metadata)
    again = load(tmp_path / "one")
    save(tmp_path / "two", again._weights, again.metadata)
    assert again.metadata == model.metadata
    for name in ("weights.npz", "model.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"weights\.npz cannot be read"):
        load(tmp_path)


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path, dirs_exist_ok=True)
    (tmp_path / "weights.npz").write_bytes(b"PK\x03\x04 not an archive")
    with pytest.raises(ModelError, match="cannot be read"):
        load(tmp_path)


def test_a_pickle_is_never_opened(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path, dirs_exist_ok=True)
    np.savez(tmp_path / "weights.npz", weights=np.array([{"a": 1}], dtype=object))
    with pytest.raises(ModelError, match="cannot be read"):
        load(tmp_path)


def test_weights_that_do_not_belong_to_the_description_are_refused(tmp_path: Path) -> None:
    model = load()
    changed = model._weights.copy()
    changed[0, 0] += 1
    save(tmp_path, changed, model.metadata)
    with pytest.raises(ModelError, match="not those that model"):
        load(tmp_path)


def test_weights_of_another_make_are_refused(tmp_path: Path) -> None:
    save(tmp_path, np.zeros((3, 5), np.int16), load().metadata)
    with pytest.raises(ModelError, match="another make"):
        load(tmp_path)


def test_a_broken_description_is_refused(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path, dirs_exist_ok=True)
    (tmp_path / "model.json").write_text("{}")
    with pytest.raises(ModelError, match="description"):
        load(tmp_path)
