"""The demo: a fictional parliament, one sign-in a role, and a bundled day of posts."""

from pathlib import Path
from typing import NamedTuple

from portcullis.audit.auditor import Auditor

DATA = Path(__file__).parent.parent / "monitor" / "demo"


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

    Raises DemoRefused if the database has Members who are not the demo's.
    """
    raise NotImplementedError
