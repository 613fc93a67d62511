"""What people fill in. A form checks what can be read; actions.py decides what may be done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from portcullis.govuk.fields import DayField
from portcullis.members.accounts import PLATFORMS, handle_of
from portcullis.members.days import begins, day_of
from portcullis.members.errors import Refused
from portcullis.members.imports import NAMES
from portcullis.members.models import Alerts
from portcullis.members.presenters import AccountLine

EXAMPLE = "For example, 27 3 2026"
WHEN = [("now", "Now"), ("day", "From the beginning of a day that I choose")]


class OptForm(forms.Form):
    """Which accounts, and from when. Cleans `at` to a moment, or None for now. `past`: earlier days are taken too."""

    accounts = forms.MultipleChoiceField(
        label="Accounts",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one account"},
    )
    when = forms.ChoiceField(
        label="When", choices=WHEN, widget=forms.RadioSelect, initial="now", error_messages={"required": "Choose when"}
    )
    day = DayField(label="The day", help_text=f"Only if you chose a day. {EXAMPLE}", required=False)

    def __init__(self, data: Any, lines: Sequence[AccountLine], past: bool = False) -> None:
        super().__init__(data, initial={"accounts": [str(line.account.pk) for line in lines], "when": "now"})
        self.past = past
        choices = [(str(line.account.pk), line.name) for line in lines]
        self.fields["accounts"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["at"] = None
        if cleaned.get("when") == "day" and "day" in cleaned:
            if cleaned["day"] is None:
                self.add_error("day", "Enter the day")
            elif not self.past and cleaned["day"] <= day_of(timezone.now()):
                self.add_error("day", "The day must be after today. To begin at once, choose now")
            else:
                cleaned["at"] = begins(cleaned["day"])
        return cleaned


class ConsentForm(OptForm):
    """An administrator opts somebody in: where is the agreement?"""

    consent = forms.CharField(
        label="Where the Member's agreement can be found",
        help_text="For example the reference of the signed form",
        max_length=200,
        error_messages={"required": "Say where the Member's agreement can be found"},
    )


class CorrectionForm(forms.Form):
    since = DayField(label="Opted in from the beginning of", help_text=EXAMPLE)
    until = DayField(
        label="Opted out from the beginning of", help_text="Leave it empty if it has no end", required=False
    )
    never = forms.BooleanField(label="It never was in force: the days do not matter", required=False)
    reason = forms.CharField(
        label="Why the record was wrong",
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": "Say why the record was wrong"},
    )


class AccountForm(forms.Form):
    platform = forms.ChoiceField(label="Platform", choices=list(PLATFORMS.items()))
    handle = forms.CharField(
        label="Handle, or address of the profile page",
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter the handle"},
    )

    def clean_handle(self) -> str:
        try:
            return handle_of(self.cleaned_data["handle"])
        except Refused as error:
            raise forms.ValidationError(str(error)) from error


class AlertForm(forms.Form):
    choice = forms.ChoiceField(label="How shall we tell you?", choices=Alerts.choices, widget=forms.RadioSelect)


class PersonForm(forms.Form):
    username = forms.CharField(
        label="Sign-in name",
        max_length=150,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter the sign-in name"},
    )


class LeavingForm(forms.Form):
    what = forms.ChoiceField(
        label="What happened",
        choices=[
            ("left", "The Member left on this day"),
            ("not", "A leaving was recorded by mistake: the Member did not leave"),
            ("returned", "The Member became a Member again on this day"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happened"},
    )
    day = DayField(label="Day", help_text=f"The first day on which it was so. {EXAMPLE}", required=False)
    reason = forms.CharField(label="Note", max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("what") in {"left", "returned"} and "day" in cleaned and cleaned["day"] is None:
            self.add_error("day", "Enter the day")
        return cleaned


class DissolutionForm(forms.Form):
    name = forms.CharField(
        label="Parliament",
        help_text="For example, the 59th Parliament",
        max_length=120,
        error_messages={"required": "Enter the name of the Parliament"},
    )
    house = forms.CharField(
        label="House", help_text="For example Commons. Leave it empty for every house", max_length=100, required=False
    )
    day = DayField(
        label="Dissolved on", help_text=f"Leave it empty if it was not dissolved after all. {EXAMPLE}", required=False
    )
    reason = forms.CharField(label="Note", max_length=500, required=False)


class UploadForm(forms.Form):
    file = forms.FileField(label="File", error_messages={"required": "Choose a file", "empty": "The file is empty"})
    format = forms.ChoiceField(label="Format", choices=list(NAMES.items()), widget=forms.RadioSelect, initial="csv")


class FilterForm(forms.Form):
    """The list's filters, read from the address. What cannot be read is ignored."""

    q = forms.CharField(label="Name, constituency or party", max_length=100, required=False)
    opted = forms.ChoiceField(
        label="Opted in", choices=[("", "All"), ("in", "Opted in"), ("out", "Not opted in")], required=False
    )


def keep_time(day_given: Any, old: datetime | None) -> datetime | None:
    """The moment that a day stands for: the recorded one if the day was left as it was, else the day's beginning."""
    if day_given is None:
        return None
    return old if old is not None and day_of(old) == day_given else begins(day_given)
