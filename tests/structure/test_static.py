"""Pages bring nothing from elsewhere, and nothing inline."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "portcullis"
TEMPLATES = sorted(HOUSE.glob("*/jinja2/**/*.html"))
STYLES = sorted(HOUSE.glob("*/static/**/*.css"))


@pytest.mark.parametrize("file", TEMPLATES, ids=[file.name for file in TEMPLATES])
def test_no_template_has_inline_script_or_style(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)


@pytest.mark.parametrize("file", [*TEMPLATES, *STYLES], ids=[file.name for file in [*TEMPLATES, *STYLES]])
def test_nothing_is_loaded_from_another_place(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"(src|href)=[\"'](https?:)?//|@import", text)
    if file.suffix == ".css":
        assert not re.search(r"url\((?![\"']?#)", text)


def test_nothing_of_gov_uk_that_only_gov_uk_may_use() -> None:
    for file in STYLES:
        assert not re.search(r"GDS Transport|crest|crown\.svg", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", TEMPLATES, ids=[file.name for file in TEMPLATES])
def test_only_the_frame_marks_text_as_safe(file: Path) -> None:
    assert "| safe" not in file.read_text(encoding="utf-8")
    assert "autoescape" not in file.read_text(encoding="utf-8")
