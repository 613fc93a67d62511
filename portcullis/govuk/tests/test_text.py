from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portcullis.govuk.text import ago, day, defanged, uk, visible, when


def test_times_are_uk_times_with_utc_in_the_tooltip() -> None:
    summer = datetime(2026, 7, 18, 23, 5, 3, tzinfo=UTC)
    assert uk(summer) == "19 July 2026 at 12:05am"
    assert when(summer, seconds=True) == (
        '<time datetime="2026-07-18T23:05:03Z" title="2026-07-18 23:05:03 UTC">19 July 2026 at 12:05:03am</time>'
    )
    assert when(None) == "not known"


def test_what_begins_with_a_day_in_the_uk_is_told_by_the_day() -> None:
    start = datetime(2026, 7, 18, 23, 0, tzinfo=UTC)
    assert day(start) == '<time datetime="2026-07-18T23:00:00Z" title="2026-07-18 23:00:00 UTC">19 July 2026</time>'
    assert ">19 July 2026 at 12:01am<" in day(start + timedelta(minutes=1))
    assert day(None) == "not known"


@pytest.mark.parametrize(
    ("seconds", "says"),
    [(0, "0 seconds"), (61, "1 minute"), (7_200, "2 hours"), (200_000, "2 days"), (-5, "0 seconds")],
)
def test_ago(seconds: int, says: str) -> None:
    now = datetime(2026, 11, 18, tzinfo=UTC)
    assert ago(now - timedelta(seconds=seconds), now) == says


def test_hidden_characters_are_shown() -> None:
    shown = visible("safe\u202etxt.exe\x00\ud800")
    assert "\u202e" not in shown
    assert all(name in shown for name in ("U+202E", "U+0000", "U+D800", "right-to-left override"))


def test_markup_stays_text_and_emoji_stay_whole() -> None:
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
    family = "\U0001f468\u200d\U0001f469"
    assert defanged(f"<script>{flag}{family}") == (
        f'<bdi class="portcullis-defanged">&lt;script&gt;{flag}{family}</bdi>'
    )


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_text_can_be_shown(text: str) -> None:
    shown = str(visible(text))
    shown.encode("utf-8")
    assert "<" not in shown.replace('<span class="portcullis-mark" title="', "").replace("</span>", "")
    assert not set(shown) & set("\x00\x1b\u202a\u202b\u202d\u202e\u2066\u2067")
