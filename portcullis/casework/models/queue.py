"""The questions that pages ask of the tables. Each has an index; none counts the whole queue."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Min

from portcullis.core.assessment import Band

if TYPE_CHECKING:
    from portcullis.casework.models.decision import Decision  # noqa: F401
    from portcullis.casework.models.item import Item  # noqa: F401

MANY = 99


class ItemQuerySet(models.QuerySet["Item"]):
    def waiting(self) -> "ItemQuerySet":
        return self.filter(outcome="")

    def most_dangerous_first(self) -> "ItemQuerySet":
        """Within one rank the older item comes first."""
        return self.order_by("-rank", "captured_at", "id")

    def by_band(self) -> list[tuple[str, str]]:
        """(band, how many) for each band that has items, gravest first; "99+" where counting on would cost time."""
        counts = [(band.value, self.filter(band=band)[: MANY + 1].count()) for band in Band]
        return [(band, str(count) if count <= MANY else f"{MANY}+") for band, count in counts if count]

    def oldest(self, band: str) -> datetime | None:
        oldest: datetime | None = self.filter(band=band).aggregate(at=Min("captured_at"))["at"]
        return oldest


class DecisionQuerySet(models.QuerySet["Decision"]):
    def standing(self) -> "DecisionQuerySet":
        """Decisions that nobody has taken back."""
        return self.filter(undoes__isnull=True, undone__isnull=True)
