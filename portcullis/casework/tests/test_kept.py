"""The database refuses to change what was captured and what was decided, whoever asks."""

from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from portcullis.accounts.models import User
from portcullis.casework import actions, intake
from portcullis.casework.models import Decision, Item, PlatformEvent
from portcullis.casework.tests.conftest import by
from portcullis.casework.tests.posts import NOW, TEXT, post
from portcullis.core.post import Deletion


@pytest.mark.parametrize("change", [{"text": "milder"}, {"raw": b""}, {"band": "low"}, {"author_id": "another"}])
def test_what_was_captured_stays(held: Item, change: dict[str, Any]) -> None:
    refused(Item, change)
    assert Item.objects.get().text == TEXT


def test_what_was_decided_stays(officer: User, held: Item) -> None:
    actions.decide(by(officer), officer, held.pk, "abuse", "Insults")
    refused(Decision, {"reason": "Something else"})
    refused(Decision, {"outcome": "lawful"})
    assert Decision.objects.get().reason == "Insults"


def test_what_the_platform_said_stays(held: Item) -> None:
    intake.gone([Deletion("bluesky", post().id, NOW)])
    refused(PlatformEvent, {"kind": "edited"})


def refused(model: type[models.Model], change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        model._default_manager.update(**change)
