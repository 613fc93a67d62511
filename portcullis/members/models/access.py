"""Who may act for a Member, and how the Member wants to be told."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from portcullis.members.models.statement import Statement, Statements


class Alerts(models.TextChoices):
    NEVER = "never", "Never"
    GRAVEST = "gravest", "At once, for the gravest only"
    DAILY = "daily", "Once a day, a summary"


class AlertPreference(Statement):
    """How a Member wants to be told. With no statement: never."""

    member = models.ForeignKey("members.Member", on_delete=models.PROTECT, related_name="alert_preferences")
    choice = models.CharField(max_length=10, choices=Alerts.choices)

    objects: ClassVar[Statements["AlertPreference"]] = Statements.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(superseded_at=None), name="one_current_alert_preference"
            ),
        ]


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def in_force(self, at: datetime) -> "DelegationQuerySet":
        return self.filter(Q(in_force_to=None) | Q(in_force_to__gt=at), in_force_from__lte=at)


class Delegation(models.Model):
    """A person who may act for a Member: everything but letting others in. It lapses when the Member leaves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="delegations")
    member = models.ForeignKey("members.Member", on_delete=models.PROTECT, related_name="delegations")
    in_force_from = models.DateTimeField()
    in_force_to = models.DateTimeField(null=True, blank=True)
    granted_by = models.CharField(max_length=80)
    granted_by_name = models.CharField(max_length=150)

    objects: ClassVar[DelegationQuerySet] = DelegationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["in_force_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "member"], condition=Q(in_force_to=None), name="one_open_delegation_for_a_person"
            ),
        ]
