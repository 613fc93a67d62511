"""A Member opts in, opts out and chooses alerts: by keyboard, on a phone and a desktop, with and without JavaScript."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor
from portcullis.members import actions, registry
from portcullis.members.models import Member
from tests.journeys.walking import DESKTOP, PHONE, Person, axe_clean

pytestmark = pytest.mark.slow

Pages = Callable[..., Page]


@pytest.fixture
def member(person: Callable[..., User]) -> Member:
    """A Member with two accounts and a sign-in, not opted in."""
    auditor = Auditor.job("journey")
    made = Member.objects.create(
        name="Adelaide Larkspur", constituency="Market Stoke", party="Harbour Party", house="Commons"
    )
    actions.add_account(auditor, made, "bluesky", "larkspur.example.org", "did:plc:larkspur")
    actions.add_account(auditor, made, "mastodon", "larkspur@social.example.org")
    actions.give_sign_in(auditor, made, person(Role.MEMBER, "a.larkspur", "Adelaide Larkspur"))
    return made


def _press(page: Page, role: Any, name: str, key: str = "Enter") -> None:
    """Reach it with the Tab key, then press it."""
    target = page.get_by_role(role, name=name, exact=True)
    Person(page).tab_to(target)
    page.keyboard.press(key)


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_member_opts_in_and_out_and_chooses_alerts_by_keyboard(
    page_for: Pages, member: Member, size: dict[str, Any], javascript: bool
) -> None:
    # Given a Member who is not opted in
    page = page_for(Role.MEMBER, "a.larkspur", size=size, javascript=javascript)
    expect(page.get_by_role("heading", level=1, name="Adelaide Larkspur")).to_be_visible()
    expect(page.get_by_text("You are not opted in. No post is looked at.")).to_be_visible()
    # When they opt in for every account
    _press(page, "button", "Opt in")
    expect(page.get_by_role("heading", name="What happens")).to_be_visible()
    _press(page, "button", "Opt in")
    # Then the page says so, and the gate is open
    expect(page.get_by_text("You are opted in.")).to_be_visible()
    (watched,) = registry.watched()
    assert len(watched.accounts) == 2
    # When they choose alerts: from never, two down is once a day
    Person(page).tab_to(page.get_by_label("Never"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    _press(page, "button", "Save alerts")
    expect(page.get_by_text("Your choice of alerts is saved.")).to_be_visible()
    expect(page.get_by_label("Once a day, a summary")).to_be_checked()
    # When they opt out of one account only
    _press(page, "button", "Opt out")
    expect(page.get_by_text("What is held already stays, because a case may depend on it")).to_be_visible()
    _press(page, "checkbox", "@larkspur.example.org on Bluesky", "Space")
    _press(page, "button", "Opt out")
    expect(page.get_by_text("Opted out. Nothing more is looked at.")).to_be_visible()
    (watched,) = registry.watched()
    assert [account.platform for account in watched.accounts] == ["bluesky"]
    # And of the other: as easily as they opted in
    _press(page, "button", "Opt out")
    _press(page, "button", "Opt out")
    expect(page.get_by_text("You are not opted in. No post is looked at.")).to_be_visible()
    assert registry.watched() == []


def test_the_members_pages_are_sound(page_for: Pages, member: Member, person: Callable[..., User]) -> None:
    # Given a Member who is opted in, with a delegate
    auditor = Auditor.job("journey")
    account = member.accounts.get(platform="bluesky")
    actions.enrol(auditor, [account], "Form 7")
    actions.grant(auditor, member, person(Role.DELEGATE, "h.wren", "Harriet Wren"))
    page = page_for(Role.MEMBER, "a.larkspur")
    axe_clean(page, "member-own")
    # Then every step of theirs is sound, mistakes included
    page.get_by_role("button", name="Opt out").click()
    axe_clean(page, "member-opt-out")
    page.get_by_label("From the beginning of a day that I choose").check()
    page.get_by_role("button", name="Opt out").click()
    expect(page).to_have_title("Error: Opt out - Portcullis")
    axe_clean(page, "member-opt-out-error")
    page.get_by_role("link", name="Enter the day").click()
    soon = timezone.localdate() + timedelta(days=9)
    for name, value in (("Day", soon.day), ("Month", soon.month), ("Year", soon.year)):
        page.get_by_label(name, exact=True).fill(str(value))
    page.get_by_role("button", name="Opt out").click()
    expect(page.get_by_text("The opting out is recorded.")).to_be_visible()
    axe_clean(page, "member-own-ending")
    page.get_by_role("link", name="Add an account").click()
    axe_clean(page, "member-account")
    page.go_back()
    page.get_by_role("link", name="Remove @larkspur.example.org on Bluesky").click()
    axe_clean(page, "member-remove")
    page.get_by_role("link", name="Cancel").click()
    page.get_by_role("link", name="Stop Harriet Wren acting for you").click()
    axe_clean(page, "member-delegate-end")
    page.get_by_role("button", name="Stop this person acting for you").click()
    expect(page.get_by_text("This person can no longer act for you.")).to_be_visible()
    # And another Member's page is not found
    other = Member.objects.create(name="Barnaby Quill")
    page.goto(f"/my/{other.pk}")
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()


def test_an_administrator_keeps_the_register(page_for: Pages, member: Member) -> None:
    # Given an administrator
    page = page_for(Role.ADMINISTRATOR)
    page.goto("/members")
    axe_clean(page, "members")
    # When they import a file with a bad row, they are told, and nothing changes
    page.get_by_role("link", name="Import Members").click()
    axe_clean(page, "members-import")
    _choose(page, "name,left_on\nOdo Finch,soon\n")
    expect(page.get_by_role("cell", name="left_on is not a date")).to_be_visible()
    axe_clean(page, "members-import-bad")
    # And a good one is shown before it is applied
    page.get_by_role("link", name="Upload another file").click()
    _choose(page, "name,constituency,bluesky\nOdo Finch,Lower Fen,odo.example.org\n")
    axe_clean(page, "members-import-plan")
    page.get_by_role("button", name="Make these changes").click()
    expect(page.get_by_role("link", name="Odo Finch")).to_be_visible()
    # Then they enrol the Member, correct it, and read both time lines
    page.get_by_role("link", name="Odo Finch").click()
    page.get_by_role("button", name="Opt in").click()
    page.get_by_label("Where the Member's agreement can be found").fill("Form 12")
    axe_clean(page, "members-opt-in")
    page.get_by_role("button", name="Opt in").click()
    page.get_by_role("link", name="Correct what was recorded").click()
    for number, value in enumerate((1, 10, 2026)):
        page.locator(f"#id_since{f'_{number}' if number else ''}").fill(str(value))
    page.get_by_label("Why the record was wrong").fill("The form is dated October.")
    axe_clean(page, "members-correct")
    page.get_by_role("button", name="Record the correction").click()
    expect(page.get_by_text("Reason: The form is dated October.")).to_be_visible()
    axe_clean(page, "member")
    for where, name in (("leaving", "member-leaving"), ("sign-in", "member-sign-in")):
        page.goto(f"{page.url.split('/members')[0]}/members/{member.pk}/{where}")
        axe_clean(page, name)
    page.goto("/parliaments")
    axe_clean(page, "parliaments")


def _choose(page: Page, content: str) -> None:
    file = {"name": "members.csv", "mimeType": "text/csv", "buffer": content.encode()}
    page.get_by_label("File").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Show what would change").click()
