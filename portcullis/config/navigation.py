"""Which pages each role finds in the navigation, in this order. The first is where signing in leads."""

from collections.abc import Callable, Collection
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from portcullis.accounts.http import Request
from portcullis.accounts.models import User
from portcullis.accounts.roles import EVERYONE, MEMBERS, OFFICERS, Role, allow
from portcullis.casework.context import waiting
from portcullis.monitor.context import state

NAVIGATION: list[tuple[Collection[str], str, str]] = [
    (OFFICERS, "queue", "Queue"),
    (OFFICERS, "decided", "Decided"),
    (OFFICERS, "second-reading", "Second reading"),
    (MEMBERS, "own", "Your service"),
    ((Role.AUDITOR,), "audit", "Audit"),
    ((Role.ADMINISTRATOR,), "users", "Users"),
    ((*OFFICERS, Role.ADMINISTRATOR), "members", "Members"),
    ((*OFFICERS, Role.ADMINISTRATOR, Role.INFORMATION, Role.AUDITOR), "coverage", "Coverage"),
]

# The lines under the header: who sees them, the template, and where its facts come from.
STATE: list[tuple[Collection[str], str, Callable[[User], dict[str, Any]]]] = [
    (OFFICERS, "casework/state.html", waiting),
    ((*OFFICERS, Role.ADMINISTRATOR), "monitor/state.html", lambda _: state()),
]


def items(role: str, current: str | None, path: str) -> list[dict[str, Any]]:
    """The service navigation's items for a role; the one of this page is marked."""
    found = []
    for roles, name, text in NAVIGATION:
        if role not in roles:
            continue
        href = reverse(name)
        found.append({"href": href, "text": text, "current": name == current, "active": path.startswith(href)})
    return found


@allow(*EVERYONE)
def home(request: Request) -> HttpResponse:
    """Send each role to its first page."""
    pages = items(request.user.role, None, "")
    return redirect(pages[0]["href"] if pages else "help")
