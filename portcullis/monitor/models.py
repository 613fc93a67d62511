"""What was watched, and when: written in aggregate, never a row a post."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models


class CoverageQuerySet(models.QuerySet["Coverage"]):
    def between(self, start: datetime, end: datetime) -> "CoverageQuerySet":
        return self.filter(minute__gte=start, minute__lt=end)


class GapQuerySet(models.QuerySet["Gap"]):
    def touching(self, start: datetime, end: datetime) -> "GapQuerySet":
        return self.filter(start__lt=end, end__gte=start)


class Source(models.Model):
    """One way in, as the coverage page names it, with its latest sign of life."""

    name = models.CharField(max_length=60, primary_key=True)
    platform = models.CharField(max_length=30)
    lawful_access = models.TextField()
    state = models.CharField(max_length=10)
    behind = models.FloatField(default=0)
    """Seconds between the network's clock and ours at the newest event."""
    started_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField(db_index=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]


class Cursor(models.Model):
    """Where to go on from, committed with the rows that it follows. A cursor belongs to one service: they never mix."""

    source = models.CharField(max_length=60)
    service = models.CharField(max_length=500)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "service"], name="monitor_one_cursor")]


class Coverage(models.Model):
    """One source in one minute. Seconds are our own; counts belong to the minute in which the network had them.

    `recovered` is the part of `read` that came late: after the minute had passed, from the network's own history.
    """

    source = models.CharField(max_length=60)
    minute = models.DateTimeField()
    connected = models.FloatField(default=0)
    behind = models.FloatField(default=0)
    throttled = models.FloatField(default=0)
    gap = models.FloatField(default=0)
    read = models.BigIntegerField(default=0)
    recovered = models.BigIntegerField(default=0)
    posts = models.BigIntegerField(default=0)
    directed = models.BigIntegerField(default=0)
    candidates = models.BigIntegerField(default=0)
    duplicates = models.BigIntegerField(default=0)
    unreadable = models.JSONField(default=dict)

    objects: ClassVar[CoverageQuerySet] = CoverageQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "minute"], name="monitor_one_minute")]


class Gap(models.Model):
    """A time for which a source says that it may have missed posts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.CharField(max_length=60)
    start = models.DateTimeField()
    end = models.DateTimeField()
    why = models.TextField()
    recorded_at = models.DateTimeField()

    objects: ClassVar[GapQuerySet] = GapQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["start"]
        indexes = [models.Index(fields=["source", "start"])]
        constraints = [models.UniqueConstraint(fields=["source", "start", "end"], name="monitor_one_gap")]
