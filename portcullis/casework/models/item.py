"""One version of one post that an officer should see, as it was captured, and where it stands in the queue."""

import uuid

import msgspec
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from portcullis.casework.models.queue import ItemQuerySet
from portcullis.casework.outcomes import Outcome
from portcullis.core import addressee as core
from portcullis.core.assessment import Assessment, Band
from portcullis.core.post import Reference
from portcullis.core.priority import Concern

BANDS = [(band.value, band.value.capitalize()) for band in Band]
CONCERNS = [(concern.value, concern.name.capitalize()) for concern in Concern]


class Item(models.Model):
    """Written once by intake.py. Only the last block, where it stands, ever changes, and only through actions.py.

    `post_key` and `version_key` are digests: an id of any length or content can be held, and held once. `text` and the
    names are for showing: a character that a database refuses is U+FFFD there, one for one; `raw` keeps the truth.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post_key = models.BinaryField(max_length=16)
    version_key = models.BinaryField(max_length=16)
    author_key = models.BinaryField(max_length=16)
    source = models.CharField(max_length=80)
    platform = models.CharField(max_length=80)
    native_id = models.TextField()
    version = models.TextField(blank=True)
    url = models.TextField(blank=True)
    author_id = models.TextField()
    author_handle = models.TextField(blank=True)
    author_name = models.TextField(blank=True)
    langs = models.TextField(blank=True)
    posted_at = models.DateTimeField(null=True)
    witnessed_at = models.DateTimeField()
    captured_at = models.DateTimeField()
    around = models.TextField(blank=True)

    band = models.CharField(max_length=10, choices=BANDS)
    offence = models.PositiveSmallIntegerField(choices=CONCERNS)
    approach = models.PositiveSmallIntegerField(choices=CONCERNS)
    rank = models.PositiveIntegerField()
    model = models.CharField(max_length=120)

    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.OPEN, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", db_index=False)
    held_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+", db_index=False)
    held_until = models.DateTimeField(null=True)

    # The long columns come last: SQLite reads a row from the left. JSON is kept as text and read as core's own values.
    stored_assessment = models.TextField()
    stored_addressed = models.TextField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    raw = models.BinaryField()

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post_key", "version_key"], name="held_once")]
        indexes = [
            models.Index(fields=["author_key"], name="item_author"),
            models.Index(F("rank").desc(), "captured_at", "band", condition=Q(outcome=""), name="item_queue"),
            models.Index("band", "captured_at", condition=Q(outcome=""), name="item_waiting"),
            models.Index("held_by", condition=Q(held_by__isnull=False), name="item_mine"),
            models.Index("decided_at", condition=Q(decided_at__isnull=False), name="item_decided"),
        ]

    def __str__(self) -> str:
        return f"{self.band} {self.id}"

    @cached_property
    def assessment(self) -> Assessment:
        """What was thought of it when it was captured; its factors are those of the text and of the circumstances."""
        return msgspec.json.decode(self.stored_assessment, type=Assessment)

    @cached_property
    def addressed(self) -> tuple[core.Addressing, ...]:
        """The Members it is directed at, how each was recognised, and where in the text."""
        return msgspec.json.decode(self.stored_addressed, type=tuple[core.Addressing, ...])

    @cached_property
    def conversation(self) -> dict[str, Reference]:
        """The posts around it, by "parent", "root" and "quoted"."""
        return msgspec.json.decode(self.around, type=dict[str, Reference]) if self.around else {}


class Addressing(models.Model):
    """The way from a Member to the items directed at them; how each was recognised is kept with the item.

    Indexed by Member alone: rows then go to the end of each Member's run, and a batch touches few pages (see the ADR).
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="+", db_index=False)
    member = models.CharField(max_length=80, db_index=True)


class Acknowledgement(models.Model):
    """An officer has seen the alarm for this item."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="acknowledgements", db_index=False)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "by"], name="acknowledged_once")]
