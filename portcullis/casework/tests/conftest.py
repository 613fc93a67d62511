from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor
from portcullis.casework import intake
from portcullis.casework.models import Item
from portcullis.casework.tests.posts import NOW, candidate


@pytest.fixture
def officer(db: None) -> User:
    return User.objects.create_user("officer", Role.OFFICER, name="Officer K")


@pytest.fixture
def other(db: None) -> User:
    return User.objects.create_user("other", Role.OFFICER, name="Officer L")


@pytest.fixture
def senior(db: None) -> User:
    return User.objects.create_user("senior", Role.SENIOR, name="Senior M")


@pytest.fixture
def held(db: None) -> Item:
    return Item.objects.get(pk=intake.hold([candidate()], "test", NOW).item_ids[0])


def by(user: User) -> Auditor:
    return Auditor.person(user)


@pytest.fixture
def page() -> Callable[[User], Client]:
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def fresh(item: Item | UUID) -> Item:
    return Item.objects.get(pk=item.pk if isinstance(item, Item) else item)
