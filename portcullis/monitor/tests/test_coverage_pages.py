"""The coverage pages and the header's line, as their readers meet them."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portcullis.accounts.roles import Role
from portcullis.monitor import coverage
from portcullis.monitor.context import state
from portcullis.monitor.ledger import Ledger, Tally
from portcullis.monitor.models import Gap, Source
from portcullis.sources import stream
from portcullis.sources.stream import State

pytestmark = pytest.mark.django_db
Page = Callable[[Role], Client]
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def source() -> Source:
    now = timezone.now()
    facts = {"platform": "bluesky", "lawful_access": f"Public task {SCRIPT}", "state": State.CONNECTED}
    return Source.objects.create(name="Bluesky", started_at=now, heartbeat_at=now, behind=4.2, **facts)


def test_a_day_shows_what_was_watched_and_what_could_not_be_read(page: Page, source: Source) -> None:
    now = timezone.now()
    ledger = Ledger()
    ledger.at("Bluesky", now).add(
        Tally(connected=50, gap=10, read=1234567, unreadable=Counter({f"broken {SCRIPT}": 3}))
    )
    coverage.add(ledger)
    coverage.add(ledger)
    coverage.gaps("Bluesky", [stream.Gap(now - timedelta(seconds=90), now, f"the line broke {SCRIPT}")] * 2)
    body = page(Role.AUDITOR).get(reverse("coverage")).content.decode()
    assert "2,469,134" in body and "1 minute gap" in body and "Broken" in body and ">6<" in body
    assert SCRIPT not in body
    assert "style=" not in body
    gap = Gap.objects.get()
    detail = page(Role.OFFICER).get(reverse("gap", args=[gap.pk])).content.decode()
    assert "90 seconds" in detail and "nobody can say how much" in detail and SCRIPT not in detail


def test_a_gap_says_how_much_may_have_been_missed_and_what_was_recovered(page: Page, source: Source) -> None:
    now = timezone.now().replace(second=0, microsecond=0)
    ledger = Ledger()
    for minutes in range(4, 30):
        ledger.at("Bluesky", now - timedelta(minutes=minutes)).add(Tally(connected=60, read=3000))
    ledger.at("Bluesky", now - timedelta(minutes=3)).add(Tally(read=1000, recovered=1000))
    coverage.add(ledger)
    coverage.gaps(
        "Bluesky", [stream.Gap(now - timedelta(minutes=3), now - timedelta(minutes=1), "the service was away")]
    )
    detail = page(Role.SENIOR).get(reverse("gap", args=[Gap.objects.get().pk])).content.decode()
    assert "3,000 events came in a minute, so about 5,000 may have been missed" in detail
    assert "1,000 events of these minutes were read later" in detail


@pytest.mark.parametrize(
    "day", ["2026-10-25", "2026-03-29", "1970-01-01", "2999-01-01", "no day", "2026-13-40", "\x00"]
)
def test_any_day_in_the_address_gives_a_page(page: Page, source: Source, day: str) -> None:
    assert page(Role.ADMINISTRATOR).get(reverse("coverage"), {"day": day}).status_code == 200


@pytest.mark.parametrize("role", [Role.MEMBER, Role.DELEGATE])
def test_members_do_not_see_coverage(page: Page, role: Role) -> None:
    assert page(role).get(reverse("coverage")).status_code == 403


def test_the_header_counts_sources_and_says_who_trails(source: Source) -> None:
    now = timezone.now()
    facts = {"platform": "bluesky", "lawful_access": "x", "started_at": now, "heartbeat_at": now}
    Source.objects.create(name="Firehose", state=State.GAP, **facts)
    Source.objects.create(name="Yesterday's file", state=State.CONNECTED, stopped_at=now, **facts)
    assert state()["monitor"] == {
        "says": "watching 1 of 2 sources; Bluesky 4 s behind; Firehose not connected", "since": None, "well": False
    }  # fmt: skip


def test_the_header_says_since_when_nobody_watches(source: Source) -> None:
    died = timezone.now() - timedelta(minutes=7)
    Source.objects.update(heartbeat_at=died)
    assert state()["monitor"] == {"says": "the monitor gives no sign of life", "since": died, "well": False}
    Source.objects.update(stopped_at=died)
    assert state()["monitor"]["says"] == "not watching any source"
