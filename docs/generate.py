"""Writes docs/reference/cli.md and settings.md from the code. `--check` ends with 1 if one would change."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from portcullis.cli import mount
from portcullis.config.environment import SETTINGS

REFERENCE = Path(__file__).parent / "reference"
WRITTEN_BY = "<!-- Written by docs/generate.py. Change the code, not this page, and run `make docs`. -->\n"


def cli() -> str:
    root = typer.main.get_command(mount())
    lines = [
        "# Commands",
        "",
        WRITTEN_BY,
        "Every command has `--help`. It ends with 0 when it did what was asked, else with 1 or 2 and a sentence.",
        "",
    ]
    for path, command in sorted(commands(root, "portcullis")):
        lines += _command(path, command)
    return "\n".join(lines)


def commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every command that can be run, with the words that run it. Typer keeps its command classes to itself: Any."""
    children = getattr(command, "commands", {})
    if children:
        for name, child in children.items():
            yield from commands(child, f"{path} {name}")
    else:
        yield path, command


def _command(path: str, command: Any) -> list[str]:
    context = typer.Context(command, info_name=path)
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [f"## {path}", "", f"`{path} {usage}`", "", " ".join((command.help or "").split()), ""]
    rows = [_row(param) for param in command.params]
    if rows:
        lines += ["| | what it is | without it |", "|---|---|---|", *rows, ""]
    return lines


def _row(param: Any) -> str:
    argument = param.param_type_name == "argument"
    name = (param.metavar or param.name.upper()) if argument else ", ".join([*param.opts, *param.secondary_opts])
    said = " ".join((getattr(param, "help", "") or "").split())
    return f"| `{_cell(name)}` | {_cell(said)} | {_default(param)} |"


def _cell(text: str) -> str:
    return text.replace("|", " or ")


def _default(param: Any) -> str:
    default = param.default
    if param.required:
        return "it is needed"
    if isinstance(default, Path) and default.is_absolute():
        # Where a package's own folder lies differs from machine to machine.
        return f"the package's own `{default.name}`"
    return "" if default in (None, "", False) or callable(default) else f"`{default}`"


def settings() -> str:
    lines = [
        "# Settings", "", WRITTEN_BY,
        "Portcullis is set by environment variables. Any of them can come from a file instead:",
        "`NAME_FILE` then holds the file's path. Use it for secrets.", "",
        "| setting | what it does | default |", "|---|---|---|",
    ]  # fmt: skip
    lines += [
        f"| `{each.name}` | {each.help} | {f'`{each.default}`' if each.default else 'empty'} |" for each in SETTINGS
    ]
    return "\n".join([*lines, ""])


PAGES = {"cli.md": cli, "settings.md": settings}


def main() -> int:
    stale = []
    for name, page in PAGES.items():
        path, text = REFERENCE / name, page()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
    if stale and "--check" in sys.argv:
        sys.stderr.write(f"Out of step with the code: {', '.join(stale)}. Run `make docs`.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
