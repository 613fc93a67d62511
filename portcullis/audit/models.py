"""The append-only log. Each entry carries the digest of the one before it, so that no entry can change unseen."""

from typing import Any

from django.db import models


class Entry(models.Model):
    """One thing that a person or a named job did. `sequence` orders the chain and is never shown or exported."""

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=150)
    action = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        indexes = [
            models.Index(fields=["subject"]),
            models.Index(fields=["actor", "at"]),
            models.Index(fields=["action", "at"]),
        ]


class Head(models.Model):
    """The one row that says where the chain ends: a missing last entry shows here."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)


def last() -> dict[str, Any]:
    """Where the log ends by its own entries: for a head that is not there yet, or not there any more."""
    found = Entry.objects.order_by("-sequence").values("sequence", "digest").first()
    return dict(found) if found else {"sequence": 0, "digest": "0" * 64}
