"""`portcullis users`: the first sign-in of an installation. Whoever may run it may read the database anyway."""

from typing import Annotated

import typer
from rich.console import Console

from portcullis.accounts import actions
from portcullis.accounts.errors import AccountError
from portcullis.accounts.forms import AddUser
from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor

app = typer.Typer(no_args_is_help=True, help="Users: add the first one. The rest are added on the Users page.")


@app.callback()
def users() -> None:
    """Users: add the first one. The rest are added on the Users page."""


@app.command("add")
def add(
    username: Annotated[str, typer.Argument(help="Small letters, digits, dots, hyphens or an email address.")],
    name: Annotated[str, typer.Option(help="Full name.")],
    role: Annotated[str, typer.Option(help=f"{', '.join(Role.values)}.")] = Role.ADMINISTRATOR.value,
) -> None:
    """Add a user, and print a password that they must change when they first sign in."""
    form = AddUser({"username": username, "name": name, "role": role})
    if not form.is_valid():
        raise AccountError(" ".join(f"{said}." for errors in form.errors.values() for said in errors))
    _, password = actions.add_user(Auditor.job("users add"), **form.cleaned_data)
    console = Console(soft_wrap=True, highlight=False)
    console.print(f"{username} can sign in. Password until they choose their own: {password}", markup=False)
