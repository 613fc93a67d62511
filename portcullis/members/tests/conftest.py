"""A small invented parliament."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor
from portcullis.members import actions
from portcullis.members.models import Member, PlatformAccount

SPRING = datetime(2026, 3, 1, 9, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 9, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 1, 9, tzinfo=UTC)


@pytest.fixture
def auditor() -> Auditor:
    return Auditor.job("test")


@pytest.fixture
def member(db: None) -> Member:
    facts = {"constituency": "Market Stoke", "party": "Harbour Party", "house": "Commons", "aliases": ["Addy Lark"]}
    return Member.objects.create(name="Adelaide Larkspur", **facts)


@pytest.fixture
def other(db: None) -> Member:
    return Member.objects.create(name="Barnaby Quill", constituency="Upper Fenwick", house="Commons")


@pytest.fixture
def account(member: Member, auditor: Auditor) -> PlatformAccount:
    return actions.add_account(auditor, member, "bluesky", "larkspur.example.org", "did:plc:larkspur")


@pytest.fixture
def make_user(db: None) -> Callable[[Role, str], User]:
    def make(role: Role, username: str = "") -> User:
        return User.objects.create_user(username or f"a-{role.value}", role)

    return make
