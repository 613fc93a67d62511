"""What was decided, by whom and why. Rows are only ever added; an undo is a row of its own."""

import uuid

from django.db import models
from django.db.models import Q

from portcullis.casework.models.queue import DecisionQuerySet, SecondReadingQuerySet
from portcullis.casework.outcomes import DECIDABLE, Outcome


class Decision(models.Model):
    """`undoes` names the decision that this row takes back; `outcome` is then "". `together` ties a bulk decision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey("casework.Item", models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    reason = models.TextField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(db_index=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone")
    together = models.UUIDField(null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(undoes__isnull=True) ^ Q(outcome=""), name="undo_has_no_outcome"),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
        ]


class SecondReading(models.Model):
    """A sampled decision, read again by another officer who does not see the first one. Unread while `by` is empty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="second")
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=[(one.value, one.label) for one in DECIDABLE], blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    objects = SecondReadingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index("asked_at", condition=Q(by__isnull=True), name="reading_waiting")]
