"""A Django form as GOV.UK components: each kind of field keeps its value, says its hint and its error."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template import engines
from django.utils.datastructures import MultiValueDict

from portcullis.govuk.fields import DayField

HOSTILE = '"><script>alert(1)</script>'
CHOICES = [("a", "First"), ("b", "Second")]


class Every(forms.Form):
    text = forms.CharField(label="Text", help_text="A hint")
    area = forms.CharField(label="Area", widget=forms.Textarea)
    secret = forms.CharField(label="Secret", widget=forms.PasswordInput)
    number = forms.IntegerField(label="Number")
    one = forms.ChoiceField(label="One", choices=CHOICES, widget=forms.RadioSelect)
    some = forms.MultipleChoiceField(label="Some", choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    listed = forms.ChoiceField(label="Listed", choices=CHOICES)
    agreed = forms.BooleanField(label="Agreed")
    day = DayField(label="Day")
    file = forms.FileField(label="File")
    kept = forms.CharField(widget=forms.HiddenInput)


def render(form: forms.Form) -> str:
    source = """{% from "govuk/forms.html" import field, error_summary %}{{ error_summary(form) }}
    {% for bound in form %}{{ field(bound) }}{% endfor %}"""
    return str(engines["jinja2"].from_string(source).render({"form": form}))


def of(**values: Any) -> forms.Form:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return Every(data, MultiValueDict())


def test_every_missing_field_is_named_and_linked() -> None:
    html = render(of())
    for name in Every.base_fields:
        if name == "kept":
            continue
        assert f'href="#id_{name}"' in html
        assert f'id="id_{name}"' in html
        assert f'id="id_{name}-error"' in html or f'id="id_{name}_boxes-error"' in html
    assert "A hint" in html


def test_what_was_typed_comes_back_and_is_never_markup() -> None:
    html = render(
        of(text=HOSTILE, area=HOSTILE, secret=HOSTILE, one="b", some=["a", "b"], listed="b", agreed="on", day_0=HOSTILE,
           day_1="13", day_2="2026", kept=HOSTILE)
    )  # fmt: skip
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 4, "text, area, day and the hidden field; never the password"
    assert html.count(" checked") == 4
    assert '<option value="b" selected' in html
    assert 'value="13"' in html


@pytest.mark.parametrize(
    ("typed", "day"), [(("27", "3", "2026"), date(2026, 3, 27)), (("1", "01", "1999"), date(1999, 1, 1))]
)
def test_a_day_is_read(typed: tuple[str, str, str], day: date) -> None:
    form = of(**{f"day_{place}": part for place, part in enumerate(typed)})
    form.is_valid()
    assert form.cleaned_data["day"] == day


@pytest.mark.parametrize(
    "typed", [("31", "2", "2026"), ("x", "1", "2026"), ("1", "1", "99999"), ("1", "", "2026"), ("²", "1", "1")]
)
def test_a_day_that_is_none_is_refused_with_an_example(typed: tuple[str, str, str]) -> None:
    form = of(**{f"day_{place}": part for place, part in enumerate(typed)})
    assert "Day" in str(form.errors["day"]) or "at most 4" in str(form.errors["day"])


def test_a_day_given_beforehand_fills_the_boxes() -> None:
    html = render(Every(initial={"day": date(2026, 3, 27)}))
    assert all(f'value="{part}"' in html for part in (27, 3, 2026))
