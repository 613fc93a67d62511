"""The queue and an item in less happy states: stale, signed out, not allowed, not there, held by another."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor
from portcullis.audit.models import Entry
from portcullis.casework import actions, intake
from portcullis.casework.tests.posts import TEXT, candidate, post
from portcullis.core.assessment import Band
from portcullis.members.models import Member
from tests.journeys.walking import DESKTOP, Person, axe_clean

pytestmark = pytest.mark.slow

Pages = Callable[..., Page]


@pytest.fixture
def item(transactional_db: None) -> UUID:
    """A post directed at Asha Verity, held now."""
    member = Member.objects.create(name="Asha Verity", constituency="Northmoor")
    return intake.hold([candidate(post(), Band.HIGH, (str(member.pk),))], "bluesky", timezone.now()).item_ids[0]


def test_a_senior_officer_takes_over_with_a_reason_and_the_holder_sees_it(
    page_for: Pages, person: Callable[..., User], item: UUID
) -> None:
    # Given an item that an officer holds and has open
    holder = person(Role.OFFICER, "kit.rowan", "Kit Rowan")
    actions.claim(Auditor.person(holder), holder, item)
    theirs = page_for(Role.OFFICER, "kit.rowan")
    theirs.goto(f"/items/{item}")
    page = page_for(Role.SENIOR)
    page.goto(f"/items/{item}")
    expect(page.get_by_role("heading", name="Kit Rowan holds this item")).to_be_visible()
    # When a senior officer takes it over, first without a reason
    page.get_by_role("link", name="Take it over").click()
    page.get_by_role("button", name="Take over").click()
    expect(page.get_by_role("alert").get_by_role("link")).to_be_visible()
    axe_clean(page, "take-over-error")
    page.get_by_label("Reason").fill("Kit Rowan is off shift")
    page.get_by_role("button", name="Take over").click()
    # Then it is theirs, the reason is on the audit log, and what the first was writing is not lost
    expect(page.get_by_text("You hold it until")).to_be_visible()
    assert Entry.objects.filter(reason="supervision").exists()
    theirs.get_by_label("Abuse, logged").check()
    theirs.get_by_label("Reason").fill("Half a thought")
    theirs.get_by_role("button", name="Decide, and take the next").click()
    expect(theirs.get_by_role("heading", name="Your decision was not recorded")).to_be_visible()
    expect(theirs.get_by_text("Half a thought")).to_be_visible()
    axe_clean(theirs, "decision-refused")


def test_an_administrator_sees_no_word_of_an_item_and_is_told_whom_to_ask(page_for: Pages, item: UUID) -> None:
    page = page_for(Role.ADMINISTRATOR)
    for address in ("/queue", f"/items/{item}", "/decided", f"/items/{item}/alike"):
        page.goto(address)
        expect(page.get_by_role("heading", name="You do not have permission to see this page")).to_be_visible()
        expect(page.get_by_text(TEXT)).to_have_count(0)
    assert not Entry.objects.filter(action="item.opened").exists()


def test_an_officer_may_not_take_over_and_a_wrong_address_is_not_found(page_for: Pages, item: UUID) -> None:
    page = page_for(Role.OFFICER)
    page.goto(f"/items/{item}/take-over")
    expect(page.get_by_role("heading", name="You do not have permission to see this page")).to_be_visible()
    page.goto(f"/items/{uuid4()}")
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()


@pytest.mark.parametrize("address", ["/queue", "/items/{}"])
def test_a_page_that_is_no_longer_fed_says_so_and_goes_on_when_it_is(
    site: str, browser: Browser, person: Callable[..., User], item: UUID, address: str
) -> None:
    # The window is the test's own: its console reports the lost connection, as it should.
    with browser.new_context(base_url=site, locale="en-GB", **DESKTOP) as context:
        page = context.new_page()
        person(Role.OFFICER)
        Person(page).sign_in("officer.one")
        page.goto(address.format(item))
        # When the service no longer answers, the page says since when
        context.route("**/*", lambda route: route.abort())
        expect(page.get_by_text("This page has not been updated since")).to_be_visible()
        axe_clean(page, "stale")
        # Then it says nothing once the service answers again
        context.unroute("**/*")
        expect(page.get_by_text("This page has not been updated since")).to_have_count(0)
        # And says so when the session is over
        context.clear_cookies(name="sessionid")
        expect(page.get_by_text("signed out").first).to_be_visible()
