"""What the program offers is written down, and what is written down is what the program offers."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from docs.generate import PAGES, REFERENCE, commands
from portcullis.cli import mount
from portcullis.config import environment

ROOT = Path(__file__).parents[2]
COMMANDS = sorted(commands(typer.main.get_command(mount()), "portcullis"))


@pytest.mark.parametrize("name", list(PAGES))
def test_the_reference_is_in_step_with_the_code(name: str) -> None:
    assert (REFERENCE / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[path for path, _ in COMMANDS])
def test_every_command_and_every_option_has_help(path: str, command: object) -> None:
    assert getattr(command, "help", "")
    for param in getattr(command, "params", []):
        assert getattr(param, "help", ""), f"{path}: {param.name}"


def test_the_commands_that_were_promised_are_there() -> None:
    promised = {
        "run",
        "watch jetstream",
        "watch firehose",
        "replay",
        "assess",
        "train",
        "members import",
        "audit verify",
    }
    assert {path.removeprefix("portcullis ") for path, _ in COMMANDS} >= promised | {"bench"}


def test_every_setting_is_in_the_list_that_documents_it() -> None:
    made = {value.name for value in vars(environment).values() if isinstance(value, environment.Setting)}
    assert made == {each.name for each in environment.SETTINGS}
    assert all(each.help for each in environment.SETTINGS)


def test_the_environment_is_read_in_one_place_only() -> None:
    readers = {
        str(file.relative_to(ROOT))
        for file in (ROOT / "portcullis").rglob("*.py")
        if "tests" not in file.parts and re.search(r"os\.(environ\.get|environ\[|getenv)", file.read_text("utf-8"))
    }
    assert readers == {"portcullis/config/environment.py"}


def test_help_is_there_without_a_database_or_a_setting(tmp_path: Path) -> None:
    """As a newcomer sees it: a process of its own, in an empty folder."""
    done = subprocess.run(
        [sys.executable, "-m", "portcullis", "--help"], cwd=tmp_path, env={"PATH": "/usr/bin", "COLUMNS": "200"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for word in ("run", "watch", "replay", "assess", "train", "members", "audit", "bench"):
        assert re.search(rf"^\W*{word}\b", done.stdout, re.MULTILINE)
