"""The administrator's pages, a person's own, and the audit page."""

import re

import pytest
from django.test import Client

from portcullis.accounts.models import Preferences, User
from portcullis.accounts.roles import Role
from portcullis.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    return User.objects.create_user("a.reed", Role.ADMINISTRATOR, None, "Ash Reed")


@pytest.fixture
def browser(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def other() -> User:
    return User.objects.create_user("b.wren", Role.OFFICER, "a river of stones", "Bo Wren")


def actions() -> list[str]:
    return list(Entry.objects.values_list("action", flat=True))


def test_an_added_user_signs_in_with_the_password_shown_once(browser: Client) -> None:
    page = browser.post("/users/add", {"username": "c.crane", "name": "Cy Crane", "role": "auditor"}).content.decode()
    password = re.search(r"<strong>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</strong>", page)
    assert password
    assert Client().login(username="c.crane", password=password[1])
    assert actions() == ["user.added"]
    assert password[1] not in str(list(Entry.objects.values()))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"username": "b.wren", "name": "x", "role": "officer"}, "This user name is taken"),
        ({"username": "B Wren", "name": "x", "role": "officer"}, "User name must be small letters"),
        ({"username": "d", "name": "", "role": "emperor"}, "Enter a full name"),
        ({}, "Choose a role"),
    ],
)
def test_a_wrong_user_is_refused_with_what_to_do(
    browser: Client, other: User, given: dict[str, str], says: str
) -> None:
    assert says in browser.post("/users/add", given).content.decode()
    assert User.objects.count() == 2
    assert actions() == []


def test_a_change_of_role_needs_a_reason_and_holds_at_once(browser: Client, other: User) -> None:
    page = f"/users/{other.pk}/role"
    assert "Enter a reason" in browser.post(page, {"role": "senior"}).content.decode()
    browser.post(page, {"role": "senior", "reason": "promoted"})
    other.refresh_from_db()
    assert other.role == Role.SENIOR
    assert actions() == ["user.role-changed"]


def test_a_user_is_deactivated_and_let_in_again(browser: Client, other: User) -> None:
    browser.post(f"/users/{other.pk}/deactivate", {"reason": "left"})
    assert not Client().login(username="b.wren", password="a river of stones")
    browser.post(f"/users/{other.pk}/reactivate", {"reason": "came back"})
    assert Client().login(username="b.wren", password="a river of stones")
    assert actions() == ["user.deactivated", "user.reactivated"]


def test_a_one_time_password_ends_open_sessions(browser: Client, other: User) -> None:
    theirs = Client()
    theirs.force_login(other)
    browser.post(f"/users/{other.pk}/password", {"reason": "forgotten"})
    assert theirs.get("/preferences").headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize(("change", "more"), [("role", {"role": "auditor"}), ("deactivate", {})])
def test_no_administrator_locks_themselves_out(
    browser: Client, administrator: User, change: str, more: dict[str, str]
) -> None:
    page = browser.post(f"/users/{administrator.pk}/{change}", {"reason": "why not", **more}).content.decode()
    assert "Ask another administrator" in page
    assert actions() == []


def test_a_shortcut_is_changed_switched_off_and_never_doubled(browser: Client, administrator: User) -> None:
    browser.post("/help/shortcuts", {"shortcuts_on": "on", "claim": "w", "undo": ""})
    keys = Preferences.of(administrator).keys_in_force()
    assert keys == {"claim": "w"}
    assert "is used twice" in browser.post("/help/shortcuts", {"claim": "w", "open": "w"}).content.decode()
    browser.post("/help/shortcuts", {"claim": "w"})
    assert Preferences.of(administrator).keys_in_force() == {}


def test_preferences_are_kept(browser: Client, administrator: User) -> None:
    browser.post("/preferences", {"text_in_lists": "on"})
    own = Preferences.of(administrator)
    assert (own.text_in_lists, own.sound_alarm) == (True, False)


@pytest.fixture
def auditor() -> Client:
    client = Client()
    client.force_login(User.objects.create_user("e.heron", Role.AUDITOR))
    return client


def test_the_log_reads_as_sentences_and_the_reading_is_logged(browser: Client, other: User, auditor: Client) -> None:
    browser.post(f"/users/{other.pk}/role", {"role": "senior", "reason": "promoted <b>fast</b>"})
    page = " ".join(auditor.get("/audit").content.decode().split())
    assert "changed the role of b.wren from officer to senior, because:" in page
    assert "promoted &lt;b&gt;fast&lt;/b&gt;" in page
    assert actions() == ["user.role-changed", "audit.read"]


def test_the_log_is_filtered_by_its_address(browser: Client, other: User, auditor: Client) -> None:
    browser.post(f"/users/{other.pk}/deactivate", {"reason": "left"})
    shown = {
        query: "deactivated the user b.wren" in auditor.get(f"/audit?{query}").content.decode()
        for query in ("who=a.reed", "who=b.wren", "what=user.deactivated", "what=user.added", f"about=user:{other.pk}",
                      "since=2020-01-01", "until=2020-01-01", "since=rubbish", "before=nowhere", "who=%00",
                      "until=9999-12-31")
    }  # fmt: skip
    assert [query for query, found in shown.items() if found] == [
        "who=a.reed", "what=user.deactivated", f"about=user:{other.pk}", "since=2020-01-01", "since=rubbish", "who=%00",
        "until=9999-12-31",
    ]  # fmt: skip


def test_the_log_is_read_page_by_page_without_a_number(auditor: Client, browser: Client) -> None:
    for _ in range(60):
        browser.post("/preferences", {})
    first = auditor.get("/audit?what=user.preferences-saved").content.decode()
    assert first.count("saved their preferences") == 50
    earlier = re.search(r'href="(\?what=user.preferences-saved&amp;before=[0-9a-f]{64})"', first)
    assert earlier
    second = auditor.get("/audit" + earlier[1].replace("&amp;", "&")).content.decode()
    assert second.count("saved their preferences") == 10


def test_the_log_is_verified_on_the_page(browser: Client, auditor: Client) -> None:
    browser.post("/preferences", {})
    head = Entry.objects.order_by("sequence").last()
    assert head
    page = auditor.post("/audit/verify", {"head": head.digest}).content.decode()
    assert "The log holds together" in page
    assert head.digest in page
    assert "rewritten since" in auditor.post("/audit/verify", {"head": "0f" * 32}).content.decode()
