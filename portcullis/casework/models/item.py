"""One version of one post that an officer should see, as it was captured, and where it stands in the queue."""

import uuid

from django.db import models
from django.db.models import Q

from portcullis.casework.models.queue import ItemQuerySet
from portcullis.casework.outcomes import Outcome
from portcullis.core.addressee import How
from portcullis.core.assessment import Band
from portcullis.core.priority import Concern

BANDS = [(band.value, band.value.capitalize()) for band in Band]
CONCERNS = [(concern.value, concern.name.capitalize()) for concern in Concern]


class Item(models.Model):
    """Written once by intake.py. Only the last block, where it stands, ever changes, and only through actions.py.

    `post_key` and `version_key` are digests: an id of any length or content can be held, and held once. `text` and the
    names are for showing: a character that a database refuses is U+FFFD there, one for one; `raw` keeps the truth.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post_key = models.CharField(max_length=32)
    version_key = models.CharField(max_length=32)
    author_key = models.CharField(max_length=32)
    source = models.CharField(max_length=80)
    platform = models.CharField(max_length=80)
    native_id = models.TextField()
    version = models.TextField(blank=True)
    url = models.TextField(blank=True)
    author_id = models.TextField()
    author_handle = models.TextField(blank=True)
    author_name = models.TextField(blank=True)
    langs = models.JSONField(default=list)
    posted_at = models.DateTimeField(null=True)
    witnessed_at = models.DateTimeField()
    captured_at = models.DateTimeField()
    conversation = models.JSONField(default=dict)

    band = models.CharField(max_length=10, choices=BANDS)
    offence = models.PositiveSmallIntegerField(choices=CONCERNS)
    approach = models.PositiveSmallIntegerField(choices=CONCERNS)
    rank = models.PositiveIntegerField()
    flag = models.BooleanField()
    scores = models.JSONField(default=dict)
    model = models.CharField(max_length=120)

    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.OPEN, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", db_index=False)
    held_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", db_index=False)
    held_until = models.DateTimeField(null=True)

    # The long columns come last: SQLite reads a row from the left.
    factors = models.JSONField(default=list)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    raw = models.BinaryField()

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post_key", "version_key"], name="held_once")]
        indexes = [
            models.Index(fields=["author_key"], name="item_author"),
            models.Index("rank", "captured_at", condition=Q(outcome=""), name="item_queue"),
            models.Index("band", "captured_at", condition=Q(outcome=""), name="item_waiting"),
            models.Index("held_by", condition=Q(held_by__isnull=False), name="item_mine"),
            models.Index("decided_at", condition=Q(decided_at__isnull=False), name="item_decided"),
        ]

    def __str__(self) -> str:
        return f"{self.band} {self.id}"


class Addressing(models.Model):
    """One Member that an item is directed at, and how that was recognised."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="addressings", db_index=False)
    member = models.CharField(max_length=80)
    how = models.CharField(max_length=10, choices=[(how.value, how.value) for how in How])
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "member", "how"], name="addressed_once")]
        indexes = [models.Index(fields=["member", "item"], name="addressing_member")]


class Acknowledgement(models.Model):
    """An officer has seen the alarm for this item."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="acknowledgements", db_index=False)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "by"], name="acknowledged_once")]
