"""`portcullis audit …`"""

import json
import sys
import time
from typing import Annotated

import typer
from rich.console import Console

from portcullis.audit import actions
from portcullis.audit.auditor import Auditor

app = typer.Typer(no_args_is_help=True, help="Check the audit log.")


@app.callback()
def group() -> None:
    """Check the audit log."""


@app.command()
def verify(
    head: Annotated[str, typer.Option(help="A head digest noted earlier, elsewhere: it must still be there.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Read the whole log, and say which entry was changed, is missing or is out of order. Ends with 1 if any is."""
    began = time.monotonic()
    verdict = actions.verify_log(Auditor.job("audit verify"), head.strip().lower())
    if as_json:
        faults = [{"kind": fault.kind, "says": fault.says} for fault in verdict.faults]
        sys.stdout.write(json.dumps({"sound": verdict.sound, "head": verdict.head, "faults": faults}) + "\n")
        raise typer.Exit(0 if verdict.sound else 1)
    console = Console(highlight=False, soft_wrap=True)
    for fault in verdict.faults:
        console.print(fault.says, style="red", markup=False)
    if verdict.sound:
        console.print("The log holds together: no entry was changed, none is missing, all are in order.", style="green")
    console.print(f"Head: {verdict.head}  (note it down elsewhere, and give it to --head next time)")
    console.print(f"Read in {time.monotonic() - began:.1f} s.")
    raise typer.Exit(0 if verdict.sound else 1)
