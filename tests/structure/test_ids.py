"""Ids that people see say nothing of how many there are, or when they were made."""

import uuid

import pytest
from django.apps import apps
from django.db import models

OURS = [model for model in apps.get_models() if model.__module__.startswith("portcullis.")]
SHOWN = [model for model in OURS if isinstance(model._meta.pk, models.UUIDField)]


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model.__name__)
def test_every_shown_id_is_a_random_uuid(model: type[models.Model]) -> None:
    made = model._meta.pk.get_default()
    assert isinstance(made, uuid.UUID) and made.version == 4


def test_whatever_has_an_address_is_among_them() -> None:
    assert {"Item", "Decision", "SecondReading", "Member", "PlatformAccount", "Gap", "User"} <= {
        model.__name__ for model in SHOWN
    }
