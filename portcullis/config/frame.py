"""What the frame of a page shows: the person, their pages, the state of the service, their keys."""

import json
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from portcullis.accounts.models import Preferences, User
from portcullis.config.navigation import STATE, items


class Frame:
    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def person(self) -> User | None:
        user = getattr(self.request, "user", None)
        return user if isinstance(user, User) else None

    @cached_property
    def preferences(self) -> Preferences | None:
        return Preferences.of(self.person) if self.person else None

    @cached_property
    def navigation(self) -> list[dict[str, Any]]:
        if self.person is None or self.person.must_change_password:
            return []
        match = self.request.resolver_match
        return items(self.person.role, match.url_name if match else "", self.request.path)

    @property
    def state(self) -> list[str]:
        """Templates of the lines under the header that this person's role sees."""
        if self.person is None or self.person.must_change_password:
            return []
        return [template for roles, template, _ in STATE if self.person.role in roles]

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What those templates show, asked of their rooms."""
        facts: dict[str, Any] = {}
        for roles, _, ask in STATE:
            if self.person is not None and self.person.role in roles:
                facts |= ask(self.person)
        return facts

    @property
    def shortcuts(self) -> str:
        return json.dumps(self.preferences.keys_in_force() if self.preferences else {})

    @property
    def session_seconds(self) -> int:
        return self.request.session.get_expiry_age()
