"""An officer's night: the queue, an item, a decision, and what happens when two reach for the same thing."""

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor
from portcullis.audit.models import Entry
from portcullis.casework import actions, intake
from portcullis.casework.models import Decision
from portcullis.casework.tests.posts import TEXT, candidate, post
from portcullis.core.assessment import Band
from portcullis.core.post import Reference
from portcullis.members.models import Member
from tests.journeys.walking import PHONE, axe_clean

pytestmark = pytest.mark.slow

EDGES = "element => { const {top, bottom} = element.getBoundingClientRect(); return [top, bottom] }"

Pages = Callable[..., Page]


@pytest.fixture
def member(transactional_db: None) -> str:
    return str(Member.objects.create(name="Asha Verity", constituency="Northmoor").pk)


@pytest.fixture
def hold(member: str) -> Callable[..., UUID]:
    """`hold("1", Band.HIGH)`: a post directed at Asha Verity, held now."""

    def one(name: str, band: Band = Band.HIGH, text: str = TEXT, **facts: Any) -> UUID:
        held = candidate(post(f"at://did:plc:x/app.bsky.feed.post/{name}", text, **facts), band, (member,))
        return intake.hold([held], "bluesky", timezone.now()).item_ids[0]

    return one


def name_of(item: UUID) -> str:
    return f"For Asha Verity ({item.hex[:6].upper()})"


def test_an_officer_works_the_queue_by_keyboard_alone(page_for: Pages, hold: Callable[..., UUID]) -> None:
    # Given three items, and an officer who touches no mouse
    _, high, medium = hold("1", Band.LOW), hold("2", Band.HIGH), hold("3", Band.MEDIUM)
    page = page_for(Role.OFFICER)
    page.goto("/queue")
    axe_clean(page, "queue")
    # When they go to the first row and claim it
    page.keyboard.press("j")
    expect(page.get_by_role("link", name=name_of(high))).to_be_focused()
    page.keyboard.press("c")
    expect(page.get_by_text("You hold it until")).to_be_visible()
    axe_clean(page, "item")
    # And choose an outcome and give a reason
    page.keyboard.press("3")
    expect(page.get_by_label("Abuse, logged")).to_be_checked()
    page.keyboard.press("r")
    page.keyboard.type("Insults, and no threat")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    # Then the next item is theirs, and the decision can be undone
    expect(page.get_by_text("Abuse, logged. It is on record.")).to_be_visible()
    expect(page).to_have_url(f"/items/{medium}?done={Decision.objects.get().pk}")
    page.keyboard.press("u")
    page.get_by_label("Reason").fill("I misread the date")
    axe_clean(page, "undo")
    page.get_by_role("button", name="Undo the decision").click()
    expect(page).to_have_url(f"/items/{high}")
    expect(page.get_by_text("I misread the date")).to_be_visible()
    expect(page.get_by_text("Insults, and no threat")).to_be_visible()
    # And every view is on the audit log with its reason
    assert set(Entry.objects.filter(action="item.opened").values_list("reason", flat=True)) == {"assigned"}


def test_two_officers_reach_for_one_item_and_one_gets_it(page_for: Pages, hold: Callable[..., UUID]) -> None:
    item = hold("1")
    first, second = page_for(Role.OFFICER, "kit.rowan"), page_for(Role.OFFICER, "lena.marsh")
    for page in (first, second):
        page.goto("/queue")
        page.mouse.move(5, 5)
    # When both press Claim, the second on a page that does not know of the first
    second.get_by_role("link", name=name_of(item)).focus()
    first.get_by_role("button", name="Claim").click()
    expect(first.get_by_text("You hold it until")).to_be_visible()
    second.get_by_role("button", name="Claim").click()
    # Then the second reads who holds it, and cannot decide it
    expect(second.get_by_text("holds this item. Choose another")).to_be_visible()
    second.goto(f"/items/{item}")
    expect(second.get_by_role("heading", name="holds this item")).to_be_visible()
    expect(second.get_by_text("What do you decide?")).to_have_count(0)
    axe_clean(second, "item-held-by-another")


def test_a_referral_needs_a_reason(page_for: Pages, hold: Callable[..., UUID]) -> None:
    item = hold("1")
    page = page_for(Role.OFFICER)
    page.goto(f"/items/{item}")
    page.get_by_label("Refer to police").check()
    page.get_by_role("button", name="Decide, and go to the queue").click()
    expect(page.get_by_role("alert").get_by_role("link", name="Give a reason.")).to_be_visible()
    expect(page.get_by_label("Refer to police")).to_be_checked()
    axe_clean(page, "decision-error")
    page.get_by_label("Reason").fill("Says where and when")
    page.get_by_role("button", name="Decide, and go to the queue").click()
    expect(page.get_by_text("Refer to police. It is on record.")).to_be_visible()
    expect(page.get_by_text("Nothing waits here.")).to_be_visible()
    axe_clean(page, "queue-empty")
    page.goto("/decided")
    expect(page.get_by_role("cell", name="Refer to police")).to_be_visible()
    axe_clean(page, "decided")


def test_copied_posts_are_decided_together_after_a_confirmation(page_for: Pages, hold: Callable[..., UUID]) -> None:
    first, second = hold("1"), hold("2", text=TEXT + " #friday")
    hold("3", text="The new bus timetable is a disgrace and so are you, who signed it off without reading")
    page = page_for(Role.OFFICER)
    page.goto(f"/items/{first}")
    page.get_by_role("link", name="Find near-identical posts").click()
    expect(page.get_by_role("group", name="Posts to decide together").get_by_role("checkbox")).to_have_count(2)
    axe_clean(page, "together")
    page.get_by_label("Abuse, logged").check()
    page.get_by_label("Reason").fill("The same text, copied")
    page.get_by_role("button", name="Decide these posts together").click()
    expect(
        page.get_by_role("link", name="Confirm that the same answer is right for every ticked post.")
    ).to_be_visible()
    page.get_by_label("I have looked at each ticked post").check()
    page.get_by_role("button", name="Decide these posts together").click()
    expect(page.get_by_text("2 posts are decided.")).to_be_visible()
    expect(page.get_by_role("link", name=name_of(second))).to_have_count(0)


def test_the_alarm_is_on_an_open_page_within_two_seconds(page_for: Pages, hold: Callable[..., UUID]) -> None:
    # Given an officer who is writing a reason
    item = hold("1", Band.LOW)
    page = page_for(Role.OFFICER)
    page.goto(f"/items/{item}")
    page.get_by_label("Reason").fill("Half a thought")
    # When a post of the highest band is captured
    captured = time.monotonic()
    hold("2", Band.IMMEDIATE)
    notice = page.get_by_role("alert").filter(has_text="highest band")
    notice.wait_for(timeout=5_000)
    # Then it is on the page within two seconds, covers nothing, and stays until the officer has seen it
    assert time.monotonic() - captured <= 2
    expect(page.get_by_text("Waiting: 1 immediate")).to_be_visible()
    axe_clean(page, "alarm")
    page.get_by_role("button", name="I have seen this alarm").click()
    expect(notice).to_have_count(0)
    # And nothing that was typed is lost, and the focus is on the page
    expect(page.get_by_label("Reason")).to_have_value("Half a thought")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_new_items_never_move_the_row_under_the_pointer(page_for: Pages, hold: Callable[..., UUID]) -> None:
    item = hold("1", Band.MEDIUM)
    page = page_for(Role.OFFICER)
    page.goto("/queue")
    row = page.locator(f'[data-id="{item}"]')
    row.hover()
    before = row.bounding_box()
    # When graver items come in under a resting pointer, they are announced and nothing moves
    new = [hold("2"), hold("3")]
    show = page.get_by_role("status").get_by_role("link", name="Show 2 new items")
    expect(show).to_be_visible()
    assert row.bounding_box() == before
    # Then the officer lets them in
    show.click()
    expect(page.get_by_role("link", name=name_of(new[0]))).to_be_visible()
    # And with pointer and focus elsewhere the list follows by itself
    page.mouse.move(5, 5)
    page.evaluate("document.activeElement.blur()")
    expect(page.get_by_role("link", name=name_of(hold("4")))).to_be_visible()


@pytest.mark.parametrize(
    "options", [{"javascript": False}, {"javascript": False, "size": PHONE}], ids=["desktop", "phone"]
)
def test_the_whole_job_works_without_javascript(
    page_for: Pages, hold: Callable[..., UUID], options: dict[str, Any]
) -> None:
    item = hold("1", Band.IMMEDIATE, parent=Reference("at://did:plc:m/app.bsky.feed.post/9", "did:plc:m"))
    page = page_for(Role.OFFICER, **options)
    page.goto("/queue")
    expect(page.get_by_role("alert").filter(has_text="highest band")).to_be_visible()
    expect(page.get_by_text(TEXT)).to_have_count(0)
    page.get_by_role("button", name="Show text in lists").click()
    expect(page.get_by_text(TEXT)).to_be_visible()
    page.get_by_text("Filter the list").click()
    page.get_by_label("Band").select_option("High")
    page.get_by_role("button", name="Filter", exact=True).click()
    expect(page.get_by_text("No waiting item fits these filters.")).to_be_visible()
    page.get_by_role("link", name="Clear the filters").click()
    page.get_by_role("button", name="Claim").click()
    page.get_by_label("Welfare concern").check()
    page.get_by_label("Reason").fill("Sounds desperate")
    page.get_by_role("button", name="Decide, and take the next").click()
    expect(page.get_by_text("Welfare concern. It is on record.")).to_be_visible()
    page.goto(f"/items/{item}")
    expect(page.get_by_text("Sounds desperate")).to_be_visible()


def test_on_a_phone_what_has_the_focus_is_never_covered(page_for: Pages, hold: Callable[..., UUID]) -> None:
    page = page_for(Role.OFFICER, size=PHONE)
    page.goto(f"/items/{hold('1')}")
    for _ in range(40):
        page.keyboard.press("Tab")
        inside = page.evaluate("Boolean(document.activeElement.closest('.casework-bar'))")
        box = page.evaluate(f"({EDGES})(document.activeElement)")
        bar = page.evaluate(f"({EDGES})(document.querySelector('.casework-bar'))")
        assert inside or box[0] < bar[0] or box[1] > bar[1], "the focused element lies under the decision bar"


def test_a_second_reading_is_blind_and_the_senior_officer_sees_the_difference(
    page_for: Pages, hold: Callable[..., UUID], person: Callable[..., User], settings: Any
) -> None:
    settings.SECOND_READING_PERCENT = 100
    item, first = hold("1"), person(Role.OFFICER, "first.reader")
    actions.decide(Auditor.person(first), first, item, "welfare", "Sounds desperate")
    page = page_for(Role.OFFICER, "second.reader")
    page.goto("/second-reading")
    axe_clean(page, "second-readings")
    page.get_by_role("link", name="Read item").click()
    expect(page.get_by_text("Sounds desperate")).to_have_count(0)
    axe_clean(page, "second-reading")
    page.get_by_label("Lawful criticism").check()
    page.get_by_label("Reason").fill("Only angry")
    page.get_by_role("button", name="Record my reading").click()
    expect(page.get_by_text("Your second reading is on record.")).to_be_visible()

    senior = page_for(Role.SENIOR)
    senior.goto("/agreement")
    expect(senior.get_by_text("Sounds desperate")).to_be_visible()
    expect(senior.get_by_text("Only angry")).to_be_visible()
    axe_clean(senior, "agreement")


def test_a_member_sees_what_is_held_but_no_words_unless_asked(
    page_for: Pages, hold: Callable[..., UUID], person: Callable[..., User], member: str
) -> None:
    hold("1")
    Member.objects.update(user=person(Role.MEMBER, "asha.verity"))
    page = page_for(Role.MEMBER, "asha.verity")
    page.goto("/held-about-me")
    expect(page.get_by_text("An officer will decide")).to_be_visible()
    expect(page.get_by_text(TEXT)).to_have_count(0)
    axe_clean(page, "held-about-me")
    page.get_by_role("button", name="Show the words").click()
    expect(page.get_by_text(TEXT)).to_be_visible()
    axe_clean(page, "held-words")
    assert Entry.objects.get(action="item.opened").reason == "member asked"


def test_hostile_text_stays_in_its_box(page_for: Pages, hold: Callable[..., UUID]) -> None:
    hostile = (
        "<script>document.title = 'taken'</script>\u202e backwards " + "Z" + "\u0351" * 300 + " " + "endless" * 3_000
    )
    item = hold("1", text=hostile)
    page = page_for(Role.OFFICER)
    for address in ("/queue", f"/items/{item}", f"/items/{item}?all=1"):
        page.goto(address)
        assert "taken" not in page.title()
        axe_clean(page, "hostile")
