"""`portcullis members`: import Members, list those who are opted in."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from portcullis.audit.auditor import Auditor
from portcullis.members import actions, registry
from portcullis.members.imports import READERS, format_of, read
from portcullis.members.imports.plan import Plan, make
from portcullis.members.imports.row import Bad, BadFile

app = typer.Typer(no_args_is_help=True, help="Members: import them, list those who are opted in.")
SHOWN = 200


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="The file of Members; - reads standard input.", show_default=False)],
    format: Annotated[
        str | None,
        typer.Option(help=f"{', '.join(READERS)}. Without it, the name of the file tells.", show_default=False),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Make the changes without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and stop.")] = False,
) -> None:
    """Add and change Members from a file. Shows what will change first; one bad row, and nothing is changed."""
    console = Console(soft_wrap=True)
    data = _bytes(file)
    plan = make(read(data, kind := format or format_of(file.name)), kind)
    _show(console, plan)
    if not plan.changes or dry_run:
        return
    if not yes and not typer.confirm("Make these changes?"):
        console.print("Nothing was changed.")
        raise typer.Exit(1)
    actions.import_members(Auditor.job("members import"), plan)
    console.print("Done.")


def _bytes(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadFile([Bad(0, f"{file} cannot be read: {error.strerror}.")]) from error


def _show(console: Console, plan: Plan) -> None:
    for change in plan.changes[:SHOWN]:
        console.print(escape(f"{change.kind}: {change.member.name}: {change.says}"))
    if len(plan.changes) > SHOWN:
        console.print(f"... and {len(plan.changes) - SHOWN} more")
    counts = ", ".join(f"{kind}: {number}" for kind, number in plan.counts.items())
    console.print(f"{counts or 'Nothing to change'}; {plan.unchanged} unchanged, {plan.unknown} not in the register.")


@app.command("list")
def list_opted_in() -> None:
    """The Members with an enrolment in force now, with their accounts."""
    table = Table("Member", "Accounts")
    for watched in registry.watched():
        accounts = ", ".join(f"@{account.handle} on {account.platform}" for account in watched.accounts)
        table.add_row(escape(watched.name), escape(accounts))
    Console().print(table)
