"""The questions that pages ask of the tables. Each has an index; none counts the whole queue."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Min, Q, Value
from django.db.models.functions import Coalesce

from portcullis.accounts.models import User
from portcullis.core.assessment import Band

if TYPE_CHECKING:
    from portcullis.casework.models.decision import Decision, SecondReading  # noqa: F401
    from portcullis.casework.models.item import Item

MANY = 99
# What a list needs; the long columns stay on disk.
LIGHT = ("raw", "sha256", "native_id", "version", "url", "around")


class ItemQuerySet(models.QuerySet["Item"]):
    def waiting(self) -> "ItemQuerySet":
        return self.filter(outcome="")

    def for_list(self) -> "ItemQuerySet":
        return self.select_related("held_by").defer(*LIGHT)

    def most_dangerous_first(self) -> "ItemQuerySet":
        """Within one rank the older item comes first."""
        return self.order_by("-rank", "captured_at", "id")

    def in_band(self, band: str) -> "ItemQuerySet":
        """For a list: SQLite then walks the queue in its order, instead of sorting all that the band holds."""
        return self.alias(walked=Coalesce("band", Value(""))).filter(walked=band)

    def after(self, item: "Item") -> "ItemQuerySet":
        """What comes after this item in that order."""
        later = Q(captured_at__gt=item.captured_at) | Q(captured_at=item.captured_at, id__gt=item.pk)
        return self.filter(Q(rank__lt=item.rank) | Q(Q(rank=item.rank) & later), rank__lte=item.rank)

    def free_for(self, user: User, now: datetime) -> "ItemQuerySet":
        """Held by nobody, by this officer, or by somebody whose claim has run out."""
        return self.filter(Q(held_by=None) | Q(held_by=user) | Q(held_until__lte=now))

    def held_by_user(self, user: User, now: datetime) -> "ItemQuerySet":
        return self.filter(held_by=user, held_until__gt=now)

    def directed_at(self, members: Sequence[str]) -> "ItemQuerySet":
        ways = apps.get_model("casework", "Addressing")._default_manager
        return self.filter(pk__in=ways.filter(member__in=members).values("item"))

    def by_band(self) -> list[tuple[str, str]]:
        """(band, how many) for each band that has items, gravest first; "99+" where counting on would cost time."""
        counts = [(band.value, self.filter(band=band)[: MANY + 1].count()) for band in Band]
        return [(band, str(count) if count <= MANY else f"{MANY}+") for band, count in counts if count]

    def oldest(self, band: str) -> datetime | None:
        oldest: datetime | None = self.filter(band=band).aggregate(at=Min("captured_at"))["at"]
        return oldest

    def unacknowledged(self, user: User) -> "ItemQuerySet":
        """Waiting items of the highest band whose alarm this officer has not answered."""
        return self.waiting().in_band(Band.IMMEDIATE).exclude(acknowledgements__by=user)


class DecisionQuerySet(models.QuerySet["Decision"]):
    def standing(self) -> "DecisionQuerySet":
        """Decisions that nobody has taken back."""
        return self.filter(undoes__isnull=True, undone__isnull=True)

    def made(self) -> "DecisionQuerySet":
        """Decisions, without the rows that take one back."""
        return self.filter(undoes__isnull=True)


class SecondReadingQuerySet(models.QuerySet["SecondReading"]):
    def waiting_for(self, user: User) -> "SecondReadingQuerySet":
        """Unread, of a decision that stands and that somebody else made; oldest first."""
        waiting = self.filter(by=None, decision__undone=None).exclude(decision__by=user)
        return waiting.order_by("asked_at", "id")

    def done(self) -> "SecondReadingQuerySet":
        return self.filter(by__isnull=False, decision__undone=None)

    def answers(self) -> list[tuple[str, str]]:
        """(first answer, second answer) of each decision that was read twice and stands."""
        return list(self.done().values_list("decision__outcome", "outcome"))

    def blind_for(self, user: User, items: Sequence[UUID]) -> set[UUID]:
        """Those of the items whose decision this officer must not see yet: a second reading waits for it."""
        return set(self.waiting_for(user).filter(decision__item__in=items).values_list("decision__item", flat=True))
