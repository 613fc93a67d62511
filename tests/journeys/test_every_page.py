"""Every page that has an address of its own, in a role that it opens to: it answers, holds together, passes axe."""

from collections.abc import Callable

import pytest
from django.urls import URLPattern, reverse
from playwright.sync_api import Page

from portcullis.accounts.roles import Role
from tests.journeys.walking import axe_clean
from tests.structure.test_doors import ROUTES

pytestmark = pytest.mark.slow


def first_role(pattern: URLPattern) -> Role:
    """One role is enough for a page: what differs by role is walked in the role's own journeys."""
    roles: frozenset[Role] = getattr(pattern.callback, "roles", frozenset(Role))
    return Role(next(role for role in (Role.SENIOR, *Role) if role in roles))


WITHOUT_ID = [pattern for _, pattern in ROUTES if not pattern.pattern.converters and pattern.name != "home"]


@pytest.mark.parametrize("role", sorted({first_role(pattern) for pattern in WITHOUT_ID}))
def test_every_page_of_a_role_passes_axe(page_for: Callable[..., Page], role: Role) -> None:
    page = page_for(role)
    for pattern in WITHOUT_ID:
        assert pattern.name
        address = reverse(pattern.name)
        # What only answers a form has no page to look at.
        if first_role(pattern) != role or page.request.get(address).status == 405:
            continue
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, pattern.name
        if "text/html" in answer.headers["content-type"]:
            assert page.locator("h1").count() == 1, pattern.name
            axe_clean(page, f"page-{pattern.name}")
