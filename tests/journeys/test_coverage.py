"""What was watched, as an officer, a senior officer and an administrator look it up before they trust "no threats"."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from portcullis.accounts.roles import Role
from portcullis.monitor import coverage
from portcullis.monitor.ledger import Ledger, Tally
from portcullis.monitor.models import Gap, Source
from portcullis.sources import stream
from portcullis.sources.stream import State
from tests.journeys.walking import PHONE, Person, axe_clean

pytestmark = pytest.mark.slow

Pages = Callable[..., Page]
DAY = datetime(2026, 11, 18, tzinfo=UTC)
LINE_BROKE, TOO_OLD = "the line broke", "the service no longer had what was missed <b>at night</b>"


@pytest.fixture
def watched(transactional_db: None) -> None:
    """One day of two sources: one watched with two gaps side by side and counts unread; one slow and throttled."""
    now = timezone.now()
    facts = {"platform": "bluesky", "started_at": DAY, "heartbeat_at": now, "lawful_access": "Published to everyone."}
    Source.objects.create(name="Bluesky", state=State.CONNECTED, **facts)
    Source.objects.create(name="Firehose", state=State.CONNECTED, behind=42, **facts)
    ledger = Ledger()
    for minute in range(7 * 60, 12 * 60):
        at = DAY + timedelta(minutes=minute)
        broken = 8 * 60 + 20 <= minute < 8 * 60 + 30
        ledger.at("Bluesky", at).add(
            Tally(gap=60) if broken else Tally(connected=60, read=3000, posts=2000, directed=12, candidates=1)
        )
        slow, throttled = minute % 60 < 15, 15 <= minute % 60 < 20
        ledger.at("Firehose", at).add(Tally(connected=60, read=3000, behind=60 * slow, throttled=60 * throttled))
    unread = Counter({"broken JSON": 3, "a date in the wrong place <script>alert(1)</script>": 1})
    ledger.at("Bluesky", DAY + timedelta(hours=9)).add(Tally(unreadable=unread))
    coverage.add(ledger)
    first, second, end = (DAY + timedelta(hours=8, minutes=minute) for minute in (20, 26, 30))
    coverage.gaps(
        "Bluesky",
        [stream.Gap(first, second - timedelta(seconds=1), LINE_BROKE),
         stream.Gap(second, end - timedelta(seconds=1), TOO_OLD)],
    )  # fmt: skip


WINDOWS: list[dict[str, Any]] = [{}, {"size": PHONE}, {"javascript": False}, {"javascript": False, "size": PHONE}]
KINDS = ["desktop", "phone", "no-script", "no-script-phone"]


@pytest.mark.parametrize("options", WINDOWS, ids=KINDS)
def test_an_officer_finds_the_day_and_what_was_missed(page_for: Pages, watched: None, options: dict[str, Any]) -> None:
    # Given a day with gaps, an officer asks for it
    page = page_for(Role.OFFICER, **options)
    page.goto("/coverage")
    page.get_by_label("Day", exact=True).fill("2026-11-18")
    page.get_by_role("button", name="Show this day").click()
    expect(page).to_have_url("/coverage?day=2026-11-18")
    # Then each source says its day in words, in a strip and in a table
    bluesky, firehose = (page.get_by_role("region", name=name, exact=True) for name in ("Bluesky", "Firehose"))
    expect(bluesky.get_by_text("290 minutes connected, 10 minutes gap")).to_be_visible()
    expect(firehose.get_by_text("75 minutes behind, 25 minutes slowed down by the service")).to_be_visible()
    row = bluesky.get_by_role("row").filter(has_text="08:00")
    expect(row).to_contain_text("150,000")
    # And what could not be read is counted with its reason, as text
    expect(bluesky.get_by_text("Broken JSON")).to_be_visible()
    expect(bluesky.get_by_text("<script>alert(1)</script>")).to_be_visible()
    if options.get("javascript", True):
        axe_clean(page, "coverage")
    # When they follow a gap, they read why, how long, and what may have been missed
    bluesky.get_by_role("listitem").filter(has_text=LINE_BROKE).get_by_role("link").click()
    expect(page.get_by_role("heading", name="Gap: Bluesky")).to_be_visible()
    expect(page.get_by_text(LINE_BROKE)).to_be_visible()
    expect(page.get_by_text("5 minutes 59 seconds")).to_be_visible()
    expect(page.get_by_text("3,000 events came in a minute")).to_be_visible()
    if options.get("javascript", True):
        axe_clean(page, "gap")
    # And the way back leads to the same day
    page.get_by_role("link", name="Coverage on 18 November 2026").click()
    expect(page).to_have_url("/coverage?day=2026-11-18")


def test_a_cell_of_the_strip_leads_to_its_own_gap(page_for: Pages, watched: None) -> None:
    page = page_for(Role.SENIOR)
    page.goto("/coverage?day=2026-11-18")
    cells = page.locator(".coverage-strip a")
    expect(cells).to_have_count(2)
    for cell, why in ((0, LINE_BROKE), (1, TOO_OLD)):
        cells.nth(cell).click()
        expect(page).to_have_url(f"/coverage/gaps/{Gap.objects.get(why=why).pk}")
        expect(page.get_by_text(why)).to_be_visible()
        page.go_back()


def test_an_administrator_reaches_a_gap_by_keyboard_and_sees_the_day_before(page_for: Pages, watched: None) -> None:
    page = page_for(Role.ADMINISTRATOR)
    page.goto("/coverage?day=2026-11-18")
    Person(page).tab_to(page.get_by_role("listitem").filter(has_text=TOO_OLD).get_by_role("link"))
    page.keyboard.press("Enter")
    expect(page.get_by_text(TOO_OLD)).to_be_visible()
    page.goto("/coverage?day=2026-11-17")
    expect(page.get_by_text("Not watched on this day.")).to_have_count(2)
    axe_clean(page, "coverage-unwatched")
