"""What officers fill in. What the forms say is what people read."""

from datetime import datetime, timedelta
from typing import Any

from django import forms

from portcullis.accounts.models import User
from portcullis.casework.models import Item
from portcullis.casework.models.queue import ItemQuerySet
from portcullis.casework.outcomes import DECIDABLE, Outcome
from portcullis.core.assessment import Band

ALL = ("", "All")
BAND_CHOICES = [ALL, *((band.value, band.value.capitalize()) for band in Band if band is not Band.NONE)]
AGE_CHOICES = [ALL, ("hour", "Captured in the last hour"), ("day", "Captured in the last day"), ("older", "Older")]
OUTCOME_CHOICES = [ALL, *((outcome.value, outcome.label) for outcome in DECIDABLE)]


def _titles(names: list[str]) -> list[tuple[str, str]]:
    return [(name, name.capitalize()) for name in names]


class WithReason(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": "Give a reason. Another officer must be able to follow it a year from now."},
    )


class Decide(WithReason):
    outcome = forms.ChoiceField(
        label="What do you decide?",
        choices=[(outcome.value, outcome.label) for outcome in DECIDABLE],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an outcome.", "invalid_choice": "Choose one of the outcomes."},
    )
    field_order = ["outcome", "reason"]


class DecideTogether(Decide):
    items = forms.TypedMultipleChoiceField(error_messages={"required": "Choose at least one post."})
    confirmed = forms.BooleanField(
        label="I have looked at each ticked post, and the same answer is right for all of them",
        error_messages={"required": "Confirm that the same answer is right for every ticked post."},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = choices  # type: ignore[attr-defined]


class Filters(forms.Form):
    """The filters of the queue and of the decided list, as they stand in the address. Nonsense is left out."""

    band = forms.ChoiceField(label="Band", choices=BAND_CHOICES, required=False)
    member = forms.ChoiceField(label="Member", required=False)
    platform = forms.ChoiceField(label="Platform", required=False)
    age = forms.ChoiceField(label="Age", choices=AGE_CHOICES, required=False)
    outcome = forms.ChoiceField(label="Outcome", choices=OUTCOME_CHOICES, required=False)
    mine = forms.BooleanField(label="Only mine", required=False)

    def __init__(self, data: Any, members: list[tuple[str, str]], platforms: list[str]) -> None:
        super().__init__(data)
        self.fields["member"].choices = [ALL, *members]  # type: ignore[attr-defined]
        self.fields["platform"].choices = [ALL, *_titles(platforms)]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def chosen(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    def waiting(self, user: User, now: datetime) -> ItemQuerySet:
        found = self._common(Item.objects.waiting(), "captured_at", now)
        return found.held_by_user(user, now) if "mine" in self.chosen else found

    def decided(self, user: User, now: datetime) -> ItemQuerySet:
        found = self._common(
            Item.objects.exclude(outcome=Outcome.OPEN).filter(decided_at__isnull=False), "captured_at", now
        )
        if "outcome" in self.chosen:
            found = found.filter(outcome=self.chosen["outcome"])
        return found.filter(decided_by=user) if "mine" in self.chosen else found

    def _common(self, items: ItemQuerySet, moment: str, now: datetime) -> ItemQuerySet:
        chosen = self.chosen
        if "band" in chosen:
            items = items.in_band(chosen["band"])
        if "platform" in chosen:
            items = items.filter(platform=chosen["platform"])
        if "member" in chosen:
            items = items.directed_at([chosen["member"]])
        if "age" in chosen:
            span = timedelta(hours=1) if chosen["age"] == "hour" else timedelta(days=1)
            items = items.filter(**{f"{moment}__{'lt' if chosen['age'] == 'older' else 'gte'}": now - span})
        return items
