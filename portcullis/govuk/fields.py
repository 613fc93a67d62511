"""Form fields that GOV.UK has a component for and Django has not. Rendered by the `field` macro of govuk/forms.html."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField


class Day(forms.MultiWidget):
    """Day, month and year in three boxes."""

    @property
    def input_type(self) -> str:
        return "day"

    def __init__(self) -> None:
        super().__init__([forms.TextInput(), forms.TextInput(), forms.TextInput()])

    def decompress(self, value: date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else ["", "", ""]

    def parts(self, value: Any) -> list[Any]:
        """The three boxes' texts, of a date or of what was typed."""
        return [part or "" for part in value] if isinstance(value, list) else self.decompress(value)


class DayField(forms.MultiValueField):
    """A date such as 27 3 2026. Cleans to a `date`, or None where it is not required."""

    widget = Day

    def __init__(self, **options: Any) -> None:
        boxes = [forms.CharField(required=False, max_length=4) for _ in range(3)]
        super().__init__(boxes, require_all_fields=False, **options)

    def compress(self, parts: list[Any]) -> date | None:
        if not any(parts):
            return None
        try:
            day, month, year = (int(part) for part in parts)
            return date(year, month, day)
        except ValueError as error:
            raise forms.ValidationError(
                f"{self.label or 'The date'} must be a real date, such as 27 3 2026."
            ) from error


def choices(bound: BoundField) -> list[dict[str, Any]]:
    """The items of a radio, checkbox or select component. The field's `hints` (value -> text) explain them."""
    return list(_items(bound))


def _items(bound: BoundField) -> Iterator[dict[str, Any]]:
    value = bound.value()
    chosen = (
        {str(each) for each in value}
        if isinstance(value, (list, tuple, set))
        else {"" if value is None else str(value)}
    )
    hints: dict[str, str] = getattr(bound.field, "hints", {})
    pairs: Any = getattr(bound.field, "choices", ())
    for key, text in pairs:
        on = str("" if key is None else key) in chosen
        hint = {"text": hints[str(key)]} if str(key) in hints else None
        yield {"value": str("" if key is None else key), "text": str(text), "checked": on, "selected": on, "hint": hint}
