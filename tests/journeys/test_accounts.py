"""Signing in, users, preferences and help, by role."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from tests.journeys.walking import PASSWORD, Person, axe_clean

pytestmark = pytest.mark.slow

Pages = Callable[..., Page]


def test_signing_in_with_a_wrong_password_and_then_the_right_one(page: Page, person: Callable[..., User]) -> None:
    # Given somebody who may sign in
    person(Role.AUDITOR, "e.heron", "Ede Heron")
    # When they ask for a page, they are asked to sign in
    page.goto("/audit?what=user.added")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    axe_clean(page, "sign-in")
    # And a wrong password is refused in words
    Person(page).sign_in("e.heron", "not this one")
    expect(page.get_by_role("alert")).to_contain_text("The user name or the password is wrong")
    expect(page).to_have_title("Error: Sign in - Portcullis")
    axe_clean(page, "sign-in-error")
    # Then the right one leads to the page that they asked for
    Person(page).sign_in("e.heron")
    expect(page).to_have_url("/audit?what=user.added")
    expect(page.get_by_text("Ede Heron (Auditor)")).to_be_visible()
    # And signing out closes it
    Person(page).sign_out()
    expect(page.get_by_text("You have signed out.")).to_be_visible()
    page.goto("/audit")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_page_of_another_role_says_whom_to_ask(page_for: Pages) -> None:
    page = page_for(Role.AUDITOR)
    page.goto("/users")
    expect(page.get_by_role("heading", name="You do not have permission to see this page")).to_be_visible()
    expect(page.get_by_text("ask the administrator")).to_be_visible()
    axe_clean(page, "no-permission")
    page.goto("/no/such/page")
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    axe_clean(page, "not-found")


def test_an_added_user_chooses_a_password(page_for: Pages, contexts: Callable[..., BrowserContext]) -> None:
    # Given an administrator
    page = page_for(Role.ADMINISTRATOR)
    page.goto("/users")
    axe_clean(page, "users")
    # When they add a user, first with a mistake
    page.get_by_role("button", name="Add a user").click()
    page.get_by_label("User name").fill("New User")
    page.get_by_role("button", name="Add user").click()
    page.get_by_role("link", name="User name must be small letters").click()
    expect(page.get_by_label("User name")).to_be_focused()
    axe_clean(page, "add-user-error")
    page.get_by_label("User name").fill("n.plover")
    page.get_by_label("Full name").fill("Noor Plover")
    page.get_by_label("Information-rights officer").check()
    page.get_by_role("button", name="Add user").click()
    password = page.locator(".portcullis-digest").inner_text()
    axe_clean(page, "one-time-password")
    # Then the new user signs in, and must choose a password before anything else
    theirs = contexts().new_page()
    Person(theirs).sign_in("n.plover", password)
    expect(theirs.get_by_role("heading", name="Choose a new password")).to_be_visible()
    axe_clean(theirs, "choose-password")
    theirs.get_by_label("New password", exact=True).fill(PASSWORD + "-new")
    theirs.get_by_role("button", name="Set this password").click()
    expect(theirs.get_by_text("Your new password is set.")).to_be_visible()
    # And when the administrator deactivates them, their open session ends
    page.goto("/users")
    page.get_by_role("link", name="Noor Plover").click()
    axe_clean(page, "user")
    page.get_by_role("link", name="Deactivate").click()
    page.get_by_label("Reason").fill("left the service")
    axe_clean(page, "deactivate")
    page.get_by_role("button", name="Deactivate").click()
    expect(page.get_by_text("can no longer sign in")).to_be_visible()
    theirs.goto("/preferences")
    expect(theirs.get_by_role("heading", name="Sign in")).to_be_visible()


@pytest.mark.parametrize("role", list(Role))
def test_every_role_finds_help_and_its_own_keys(page_for: Pages, role: Role) -> None:
    page = page_for(role)
    page.get_by_role("link", name="Help", exact=True).click()
    axe_clean(page, f"help-{role}")
    page.get_by_role("link", name="My preferences").click()
    axe_clean(page, "preferences")


def test_a_shortcut_is_changed_and_all_are_switched_off(page_for: Pages) -> None:
    # Given somebody on any page, "?" opens the shortcuts
    page = page_for(Role.ADMINISTRATOR)
    page.keyboard.press("?")
    expect(page).to_have_url("/help/shortcuts")
    axe_clean(page, "shortcuts")
    # When they give help another key
    page.get_by_label("Open this page").fill("h")
    page.get_by_role("button", name="Save shortcuts").click()
    expect(page.get_by_text("Your shortcuts are saved.")).to_be_visible()
    page.goto("/users")
    page.keyboard.press("?")
    page.keyboard.press("h")
    # Then the new one works, and typing in a box presses nothing
    expect(page).to_have_url("/help/shortcuts")
    # And all of them can be switched off
    page.get_by_label("Use single-key shortcuts").uncheck()
    page.get_by_role("button", name="Save shortcuts").click()
    page.goto("/users")
    page.keyboard.press("h")
    expect(page.get_by_role("heading", name="Users")).to_be_visible()


def test_what_was_typed_when_the_session_had_ended_is_offered_back(page_for: Pages) -> None:
    # Given an administrator who types, and whose session ends meanwhile
    page = page_for(Role.ADMINISTRATOR)
    page.goto("/users/add")
    page.get_by_label("User name").fill("l.dunlin")
    page.get_by_label("Full name").fill("Lou Dunlin")
    page.get_by_label("Auditor").check()
    page.context.clear_cookies(name="sessionid")
    # When they send the form, they are asked to sign in and told that nothing is lost
    page.get_by_role("button", name="Add user").click()
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    axe_clean(page, "signed-out")
    Person(page).sign_in("administrator.one")
    # Then it is offered back, and sent when they say so
    expect(page.get_by_text("Lou Dunlin")).to_be_visible()
    axe_clean(page, "kept")
    assert not User.objects.filter(username="l.dunlin").exists()
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_role("heading", name="Password for Lou Dunlin")).to_be_visible()


def test_the_end_of_a_session_is_announced_and_can_be_put_off(page_for: Pages) -> None:
    page = page_for(Role.ADMINISTRATOR)
    page.clock.install()
    page.goto("/users/add")
    page.get_by_label("Full name").fill("Typed before")
    page.clock.fast_forward(28_550_000)
    expect(page.get_by_text("You will be signed out in 5 minutes.")).to_be_visible()
    axe_clean(page, "session-ends")
    page.get_by_role("button", name="Stay signed in").click()
    expect(page.get_by_text("You will be signed out in 5 minutes.")).to_be_hidden()
    expect(page.get_by_label("Full name")).to_have_value("Typed before")
    # And when it did end, the page says so and keeps what was typed
    page.clock.fast_forward(28_850_000)
    expect(page.get_by_text("You have been signed out. What you typed is still here")).to_be_visible()
    expect(page.get_by_label("Full name")).to_have_value("Typed before")


def test_everything_works_by_keyboard_alone(page: Page, person: Callable[..., User]) -> None:
    person(Role.ADMINISTRATOR)
    page.goto("/sign-in")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("User name")).to_be_focused()
    page.keyboard.type("administrator.one")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Users")).to_be_visible()
    Person(page).tab_to(page.get_by_role("link", name="Administrator One"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Administrator One")).to_be_visible()
    Person(page).tab_to(page.get_by_role("link", name="Set a one-time password"))
    page.keyboard.press("Enter")
    Person(page).tab_to(page.get_by_label("Reason"))
    page.keyboard.type("forgotten")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Password for Administrator One")).to_be_visible()


def test_users_and_preferences_work_without_javascript(page_for: Pages) -> None:
    page = page_for(Role.ADMINISTRATOR, javascript=False)
    page.goto("/users")
    page.get_by_role("button", name="Add a user").click()
    page.get_by_label("User name").fill("no.script")
    page.get_by_label("Full name").fill("No Script")
    page.get_by_label("Auditor").check()
    page.get_by_role("button", name="Add user").click()
    expect(page.get_by_role("heading", name="Password for No Script")).to_be_visible()
    page.get_by_role("link", name="My preferences").click()
    page.get_by_label("Show the text of posts in lists").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Show the text of posts in lists")).to_be_checked()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You have signed out.")).to_be_visible()
