"""A statement is never changed: a later one supersedes it, and both stay. The revision counter orders them all."""

import uuid
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from portcullis.core.errors import PortcullisError

M = TypeVar("M", bound=models.Model, covariant=True)


class AppendOnly(PortcullisError):
    """A statement in the register was to be changed or deleted. Record a new one that supersedes it."""


class Statements(models.QuerySet[M]):
    def current(self) -> "Statements[M]":
        """What we hold to be true now."""
        return self.filter(superseded_at=None)

    def known(self, at: datetime | None) -> "Statements[M]":
        """What we held to be true at that moment; None: now."""
        if at is None:
            return self.current()
        still = models.Q(superseded_at=None) | models.Q(superseded_at__gt=at)
        return self.filter(still, recorded_at__lte=at)

    def delete(self) -> Any:
        raise AppendOnly(
            f"Statements ({self.model._meta.verbose_name}) are not deleted; record one that supersedes them."
        )


class Statement(models.Model):
    """`recorded_at` to `superseded_at`: when we held it to be true. The child says what, and for when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    recorded_by_name = models.CharField(max_length=150)
    superseded_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True


class Revision(models.Model):
    """One row. Every change of the register adds one to it in its own transaction, and takes its moment from it."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    @classmethod
    def bump(cls) -> datetime:
        """The moment to record a change at: later than every earlier one, even if the clock was set back."""
        now = timezone.now()
        row, new = cls.objects.select_for_update().get_or_create(pk=1, defaults={"at": now, "number": 1})
        if not new:
            row.number += 1
            row.at = max(now, row.at + timedelta(microseconds=1))
            row.save(update_fields=["number", "at"])
        return row.at
