"""Who is doing it. Nothing is written to the log without a person or a named job."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from django.db import transaction
from django.utils import timezone

from portcullis.audit.chain import digest
from portcullis.audit.models import Entry, Head, last
from portcullis.core.errors import PortcullisError

P = ParamSpec("P")
R = TypeVar("R")


class Unaudited(PortcullisError):
    """An action ended without an audit entry. The change was undone; make the action record what it did."""


class Person(Protocol):
    @property
    def pk(self) -> object: ...

    def get_username(self) -> str: ...


class Auditor:
    """Writes entries in the name of one person (`Auditor.person(user)`) or one job (`Auditor.job("monitor")`)."""

    def __init__(self, actor: str, name: str) -> None:
        if not actor or not name:
            raise Unaudited("An audit entry needs a person or a named job.")
        self.actor, self.name, self.written = actor, name, 0

    @classmethod
    def person(cls, user: Person) -> "Auditor":
        return cls(f"person:{user.pk}" if user.pk else "", user.get_username())

    @classmethod
    def job(cls, name: str) -> "Auditor":
        return cls(f"job:{name}" if name else "", name)

    def record(
        self, action: str, subject: str, reason: str = "", **detail: str | int | bool | list[str] | None
    ) -> None:
        """Append one entry. `subject` is "kind:random-id"; detail holds plain values and never content of a post."""
        with transaction.atomic():
            head = (
                Head.objects.select_for_update().filter(pk=1).first()
                or Head.objects.get_or_create(pk=1, defaults=last())[0]
            )
            entry = Entry(
                sequence=head.sequence + 1, at=timezone.now(), actor=self.actor, actor_name=self.name,
                action=action, subject=subject, reason=reason, detail=detail, previous=head.digest,
            )  # fmt: skip
            entry.digest = head.digest = digest(
                entry.sequence, entry.at, self.actor, self.name, action, subject, reason, detail, entry.previous
            )
            head.sequence = entry.sequence
            entry.save(force_insert=True)
            head.save(update_fields=["sequence", "digest"])
        self.written += 1


def action(function: Callable[Concatenate[Auditor, P], R]) -> Callable[Concatenate[Auditor, P], R]:
    """A change that people or jobs make: one transaction, rolled back unless it wrote an audit entry.

    The function's first parameter is the auditor. Every public function of an actions.py carries this.
    """

    @wraps(function)
    def run(auditor: Auditor, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            before = auditor.written
            result = function(auditor, *args, **kwargs)
            if auditor.written == before:
                raise Unaudited(
                    f"{function.__module__}.{function.__qualname__} wrote no audit entry; nothing was changed."
                )
        return result

    run.audited = True  # type: ignore[attr-defined]
    return run
