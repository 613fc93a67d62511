"""The statements that open and close the gate: opting in, leaving, dissolution."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from portcullis.members.models.statement import Statement, Statements

CURRENT = Q(superseded_at=None)


class Enrolments(Statements["Enrolment"]):
    def in_force(self, at: datetime) -> "Enrolments":
        """Held now to be in force at that moment: begun, not ended, not lapsed by leaving or dissolution."""
        away = Departure.objects.current().filter(
            Q(returned_at=None) | Q(returned_at__gt=OuterRef("in_force_from")),
            member=OuterRef("account__member"),
            left_at__lte=at,
        )
        dissolved = Term.objects.current().filter(
            Q(house="") | Q(house__iexact=OuterRef("account__member__house")),
            dissolved_at__lte=at,
            dissolved_at__gt=OuterRef("in_force_from"),
        )
        begun = self.filter(Q(in_force_to=None) | Q(in_force_to__gt=at), CURRENT, in_force_from__lte=at)
        return begun.filter(~Exists(away), ~Exists(dissolved))


class Enrolment(Statement):
    """One account is under the service from `in_force_from` and before `in_force_to` (None: no end).

    `line` is the enrolment through all its corrections. An empty span (from = to) says that it never was in force.
    `consent` is the reference under which the Member's agreement can be found again.
    """

    line = models.UUIDField(default=uuid.uuid4)
    account = models.ForeignKey("members.PlatformAccount", on_delete=models.PROTECT, related_name="enrolments")
    in_force_from = models.DateTimeField()
    in_force_to = models.DateTimeField(null=True, blank=True)
    consent = models.CharField(max_length=200)

    objects: ClassVar[Enrolments] = Enrolments.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["recorded_at"]
        indexes = [
            models.Index(fields=["line", "recorded_at"]),
            models.Index(fields=["in_force_from"], condition=CURRENT, name="members_enrolment_begins"),
            models.Index(fields=["in_force_to"], condition=CURRENT, name="members_enrolment_ends"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["line"], condition=CURRENT, name="one_current_statement_for_an_enrolment"),
            models.CheckConstraint(
                condition=Q(in_force_to=None) | Q(in_force_to__gte=F("in_force_from")),
                name="enrolment_ends_after_it_begins",
            ),
        ]


class Departure(Statement):
    """A Member left. `left_at` None: they did not, after all. `returned_at`: they became a Member again."""

    line = models.UUIDField(default=uuid.uuid4)
    member = models.ForeignKey("members.Member", on_delete=models.PROTECT, related_name="departures")
    left_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Statements["Departure"]] = Statements.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["recorded_at"]
        indexes = [models.Index(fields=["left_at"], condition=CURRENT, name="members_departure_at")]
        constraints = [
            models.UniqueConstraint(fields=["line"], condition=CURRENT, name="one_current_statement_for_a_departure"),
        ]


class Term(Statement):
    """A Parliament. At `dissolved_at` the enrolments of its house's Members lapse ("" = every house)."""

    line = models.UUIDField(default=uuid.uuid4)
    name = models.CharField(max_length=120)
    house = models.CharField(max_length=100, blank=True)
    summoned_at = models.DateTimeField(null=True, blank=True)
    dissolved_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Statements["Term"]] = Statements.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["recorded_at"]
        indexes = [models.Index(fields=["dissolved_at"], condition=CURRENT, name="members_term_dissolved")]
        constraints = [
            models.UniqueConstraint(fields=["line"], condition=CURRENT, name="one_current_statement_for_a_term"),
        ]
