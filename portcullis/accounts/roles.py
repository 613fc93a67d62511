"""Roles, and the mark that a view carries to say which of them may come in. No mark: nobody may."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models

View = TypeVar("View", bound=Callable[..., Any])


class Role(models.TextChoices):
    OFFICER = "officer", "Officer"
    SENIOR = "senior", "Senior officer"
    MEMBER = "member", "Member"
    DELEGATE = "delegate", "Member's delegate"
    INFORMATION = "information", "Information-rights officer"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


OFFICERS = (Role.OFFICER, Role.SENIOR)
MEMBERS = (Role.MEMBER, Role.DELEGATE)
EVERYONE = tuple(Role)


def allow(*roles: Role) -> Callable[[View], View]:
    """Let these roles in: `@allow(*OFFICERS)`."""

    def mark(view: View) -> View:
        view.roles = frozenset(roles)  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """Open to people who are not signed in: the sign-in page and what it needs."""
    view.public = True  # type: ignore[attr-defined]
    return view


def before_password(view: View) -> View:
    """Open also to a person who must first choose a new password."""
    view.before_password = True  # type: ignore[attr-defined]
    return view
