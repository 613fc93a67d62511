"""The demo: a fictional parliament, one sign-in a role, and a bundled day of posts."""

import csv
import io
import json
import os
import secrets
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from portcullis.accounts import actions as accounts
from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor
from portcullis.core.errors import PortcullisError
from portcullis.members import actions as members
from portcullis.members.imports import read
from portcullis.members.imports.plan import make
from portcullis.members.models import Member

DATA = Path(__file__).parent.parent / "monitor" / "demo"
MEMBER = "Jocasta Venn-Harding"
PEOPLE = (
    ("officer", "Kit Marlpit", Role.OFFICER),
    ("officer2", "Sunniva Bright", Role.OFFICER),
    ("senior", "Aled Farrow", Role.SENIOR),
    ("member", MEMBER, Role.MEMBER),
    ("delegate", "Gill Overbury", Role.DELEGATE),
    ("information", "Tamsin Ledger", Role.INFORMATION),
    ("auditor", "Ewart Plumb", Role.AUDITOR),
    ("administrator", "Dot Keyworth", Role.ADMINISTRATOR),
)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none looks like another


class DemoRefused(PortcullisError):
    """The demo is not loaded into a database that somebody uses. Set PORTCULLIS_VAR to an empty folder."""


class SignIn(NamedTuple):
    """What a person types to come in. `role` is the role's name in words."""

    role: str
    username: str
    password: str


def day() -> Path:
    """The bundled day of posts: gzipped JSON Lines in the files schema, in order of time."""
    return DATA / "day.jsonl.gz"


def prepare(auditor: Auditor) -> list[SignIn]:
    """Load the fictional parliament and its users unless they are there; the same sign-ins on every later call.

    Raises DemoRefused if the database has Members or users who are not the demo's.
    """
    known = _sign_ins()
    with transaction.atomic():
        if not _loaded():
            members.import_members(auditor, make(read(_parliament(), "csv"), "csv"))
        passwords = {username: _user(auditor, username, name, role, known) for username, name, role in PEOPLE}
    _keep(passwords)
    return [SignIn(str(role.label), username, passwords[username]) for username, _, role in PEOPLE]


def _parliament() -> bytes:
    return (DATA / "parliament.csv").read_bytes()


def _loaded() -> bool:
    """Whether the fictional parliament is in the register. Raises DemoRefused if somebody else is, or works here."""
    names = {row["name"] for row in csv.DictReader(io.StringIO(_parliament().decode("utf-8")))}
    if Member.objects.filter(name__in=names).count() > len(names) // 2:
        return True
    if Member.objects.exists() or User.objects.exists():
        raise DemoRefused(
            f"The database in {settings.VAR} has Members or users of its own, and the demo is not mixed with them. "
            "Set PORTCULLIS_VAR to an empty folder, or start without --demo."
        )
    return False


def _user(auditor: Auditor, username: str, name: str, role: Role, known: dict[str, str]) -> str:
    """The person's password, as it was or made now."""
    user = User.objects.filter(username=username).first()
    if user is not None and username in known:
        return known[username]
    if user is None:
        user, _ = accounts.add_user(auditor, username, name, role)
        _tie(auditor, user, role)
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    accounts.choose_password(auditor, user, password)
    return password


def _tie(auditor: Auditor, user: User, role: Role) -> None:
    """The Member's and the delegate's sign-ins belong to a Member."""
    if role is Role.MEMBER:
        members.give_sign_in(auditor, Member.objects.get(name=MEMBER), user)
    elif role is Role.DELEGATE:
        members.grant(auditor, Member.objects.get(name=MEMBER), user)


def _file() -> Path:
    return Path(settings.VAR) / "demo-sign-ins.json"


def _sign_ins() -> dict[str, str]:
    """Username -> password, as an earlier start made them. An unreadable file counts as none: new ones are made."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return {str(key): str(value) for key, value in kept.items()} if isinstance(kept, dict) else {}


def _keep(passwords: dict[str, str]) -> None:
    """Readable by the owner alone, whole or not at all."""
    new = _file().with_suffix(".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(passwords, file, indent=1)
    new.replace(_file())
