"""The alarm is heard by officers who chose to hear it, and seen by all."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portcullis.accounts.models import Preferences, User
from portcullis.casework import intake
from portcullis.casework.tests.posts import candidate, post
from portcullis.core.assessment import Band

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("wanted", [True, False])
def test_the_notice_sounds_only_where_it_was_asked_for(
    page: Callable[[User], Client], officer: User, wanted: bool
) -> None:
    Preferences.objects.update_or_create(user=officer, defaults={"sound_alarm": wanted})
    intake.hold([candidate(post(), Band.IMMEDIATE)], "test", timezone.now())
    notice = page(officer).get(reverse("alarm"), {"as": ""}, headers={"HX-Request": "true"}).content.decode()
    assert 'role="alert"' in notice
    assert ('data-sound="on"' in notice) == wanted
