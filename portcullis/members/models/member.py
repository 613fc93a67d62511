"""A Member, and the platform accounts that are known to be theirs. Neither says that anything is watched."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower

from portcullis.members.models.enrolment import Enrolment


class MemberQuerySet(models.QuerySet["Member"]):
    def matching(self, words: str) -> "MemberQuerySet":
        """Every word is in the name, the constituency or the party."""
        found = self
        for word in words.split():
            found = found.filter(
                models.Q(name__icontains=word)
                | models.Q(constituency__icontains=word)
                | models.Q(party__icontains=word)
            )
        return found

    def opted_in(self, at: datetime) -> "MemberQuerySet":
        """Those with an enrolment held now to be in force at that moment."""
        return self.filter(Exists(Enrolment.objects.in_force(at).filter(account__member=OuterRef("pk"))))

    def opted_out(self, at: datetime) -> "MemberQuerySet":
        return self.filter(~Exists(Enrolment.objects.in_force(at).filter(account__member=OuterRef("pk"))))


class Member(models.Model):
    """`left_on` (the first day on which they are no Member) is what we hold now; Departure keeps the history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    aliases = models.JSONField(default=list, blank=True)
    constituency = models.CharField(max_length=200, blank=True)
    party = models.CharField(max_length=200, blank=True)
    house = models.CharField(max_length=100, blank=True)
    parliament_id = models.CharField(max_length=40, blank=True)
    theyworkforyou_id = models.CharField(max_length=80, blank=True)
    left_on = models.DateField(null=True, blank=True)
    user = models.OneToOneField(
        "accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="own_member"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[MemberQuerySet] = MemberQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["name"])]
        constraints = [
            models.UniqueConstraint(
                fields=["parliament_id"], condition=~models.Q(parliament_id=""), name="one_member_for_a_parliament_id"
            ),
            models.UniqueConstraint(
                fields=["theyworkforyou_id"],
                condition=~models.Q(theyworkforyou_id=""),
                name="one_member_for_a_theyworkforyou_id",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlatformAccount(models.Model):
    """`immutable_id` is the platform's own id that a change of handle leaves alone; "" until it is resolved."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="accounts")
    platform = models.CharField(max_length=40)
    handle = models.CharField(max_length=253)
    immutable_id = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()
    added_by_name = models.CharField(max_length=150)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["platform", "handle"]
        constraints = [
            # A resolved account is known by its id; its handle may pass to somebody else before we hear of it.
            models.UniqueConstraint(
                "platform",
                Lower("handle"),
                condition=models.Q(retired_at=None, immutable_id=""),
                name="one_account_for_an_unresolved_handle",
            ),
            models.UniqueConstraint(
                fields=["platform", "immutable_id"],
                condition=models.Q(retired_at=None) & ~models.Q(immutable_id=""),
                name="one_account_for_an_immutable_id",
            ),
        ]

    def __str__(self) -> str:
        return f"@{self.handle} on {self.platform}"
