"""An auditor reads, filters and verifies the log."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor
from tests.journeys.walking import PHONE, axe_clean

pytestmark = pytest.mark.slow

Pages = Callable[..., Page]
HOSTILE = "a <script>alert(1)</script> \u202egnp.exe " + "Z\u0351\u0357\u0365" * 8 + "m" * 200


@pytest.fixture
def log(transactional_db: None) -> None:
    auditor = Auditor.job("rehearsal")
    for letter in "abc":
        auditor.record("item.opened", f"item:{letter * 8}-0000-4000-8000-000000000000", "assigned")
    auditor.record("user.added", "user:one", HOSTILE, username=HOSTILE, role="auditor")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_an_auditor_reads_filters_and_verifies(page_for: Pages, log: None, javascript: bool) -> None:
    page = page_for(Role.AUDITOR, javascript=javascript)
    expect(page.get_by_role("heading", name="Audit log")).to_be_visible()
    # When they filter by what was done
    page.get_by_label("What was done").select_option("Item opened")
    page.get_by_role("button", name="Show").click()
    # Then the address holds the filter, and the entries are sentences
    assert "what=item.opened" in page.url
    expect(page.get_by_role("list", name="Entries, newest first").get_by_role("listitem")).to_have_count(3)
    expect(page.get_by_text("opened an item, because: assigned").first).to_be_visible()
    # And the log verifies, with a head to note down
    page.goto("/audit/verify")
    page.get_by_role("button", name="Verify").click()
    expect(page.get_by_text("The log holds together")).to_be_visible()
    page.get_by_label("A head noted earlier").fill(page.locator(".portcullis-digest").inner_text())
    page.get_by_role("button", name="Verify again").click()
    expect(page.get_by_text("The log holds together")).to_be_visible()


def test_the_pages_hold_hostile_text_and_pass_axe(page_for: Pages, log: None) -> None:
    page = page_for(Role.AUDITOR)
    page.goto("/audit?since=yesterday")
    expect(page.get_by_role("link", name="The date must be a real date")).to_be_visible()
    page.goto("/audit")
    page.get_by_text("Details").nth(1).click()
    axe_clean(page, "audit")
    expect(page.get_by_text("U+202E").first).to_be_visible()
    page.goto("/audit?who=nobody")
    expect(page.get_by_text("No entry fits this filter.")).to_be_visible()
    axe_clean(page, "audit-empty")
    page.goto("/audit/verify")
    page.get_by_label("A head noted earlier").fill("0f" * 32)
    page.get_by_role("button", name="Verify").click()
    expect(page.get_by_text("it was rewritten since")).to_be_visible()
    axe_clean(page, "audit-verify")


def test_the_menu_opens_on_a_phone(page_for: Pages) -> None:
    page = page_for(Role.AUDITOR, size=PHONE)
    expect(page.get_by_role("link", name="Coverage")).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Coverage").click()
    expect(page).to_have_url("/coverage")
