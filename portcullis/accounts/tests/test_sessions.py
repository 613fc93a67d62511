"""Sign-in, as a browser does it."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.audit.models import Entry

pytestmark = pytest.mark.django_db

PASSWORD = "three quiet rivers"


@pytest.fixture
def officer() -> User:
    return User.objects.create_user("o.finch", Role.ADMINISTRATOR, PASSWORD, "Olive Finch")


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=False, raise_request_exception=False)


def sign_in(browser: Client, username: str = "o.finch", password: str = PASSWORD, **more: str) -> str:
    return browser.post("/sign-in", {"username": username, "password": password, **more}, follow=True).content.decode()


def test_signing_in_and_out_is_audited(officer: User, browser: Client) -> None:
    sign_in(browser)
    browser.post("/sign-out")
    assert [entry.action for entry in Entry.objects.all()] == ["user.signed-in", "user.signed-out"]
    assert browser.get("/users").headers["Location"] == "/sign-in?next=/users"


def test_a_failed_sign_in_is_audited_without_what_was_typed(officer: User, browser: Client) -> None:
    assert "is wrong" in sign_in(browser, password="hunter-of-typos")
    assert "is wrong" in sign_in(browser, username=PASSWORD)
    entries = list(Entry.objects.values_list("actor", "action", "subject"))
    assert entries == [
        ("job:sign-in", "user.sign-in-failed", f"user:{officer.pk}"),
        ("job:sign-in", "user.sign-in-failed", "user:unknown"),
    ]
    assert "hunter" not in str(list(Entry.objects.values()))
    assert PASSWORD not in str(list(Entry.objects.values()))


def test_guessing_is_stopped_for_ten_minutes(officer: User, browser: Client) -> None:
    for number in range(10):
        sign_in(browser, password=f"guess {number}")
    assert "Too many wrong passwords" in sign_in(browser)
    assert Entry.objects.count() == 10
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("portcullis.accounts.guessing.WITHIN", timedelta(0))
        assert "Sign out" in sign_in(browser)


def test_a_deactivated_user_cannot_sign_in_and_open_sessions_end(officer: User, browser: Client) -> None:
    sign_in(browser)
    User.objects.update(is_active=False)
    assert browser.get("/users").status_code == 302
    assert "is wrong" in sign_in(browser)


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", "\\\\example.org"]
)
def test_sign_in_never_leads_to_another_site(officer: User, browser: Client, elsewhere: str) -> None:
    response = browser.post("/sign-in", {"username": "o.finch", "password": PASSWORD, "next": elsewhere})
    assert response.headers["Location"] == "/"


def test_sign_in_leads_back_to_the_page_that_was_asked_for(officer: User, browser: Client) -> None:
    response = browser.post("/sign-in", {"username": "o.finch", "password": PASSWORD, "next": "/users?a=b"})
    assert response.headers["Location"] == "/users?a=b"


def test_a_form_sent_after_the_session_ended_is_offered_back(officer: User, browser: Client) -> None:
    page = browser.post("/users/add", {"username": "p.lark", "name": "Pia <b>Lark</b>", "role": "officer"})
    assert page.status_code == 401
    assert not User.objects.filter(username="p.lark").exists()
    found = re.search(r'name="kept" value="([^"]+)"', page.content.decode())
    assert found
    offered = sign_in(browser, kept=found[1])
    assert 'action="/users/add"' in offered
    assert "Pia &lt;b&gt;Lark&lt;/b&gt;" in offered


def test_a_password_is_never_carried_through_the_sign_in_page(officer: User, browser: Client) -> None:
    assert 'name="kept"' not in browser.post("/choose-password", {"password": "a new long one"}).content.decode()


def test_a_forged_form_is_not_offered(officer: User, browser: Client) -> None:
    assert "before this was sent" not in sign_in(browser, kept="eyJwYXRoIjoiL3VzZXJzIn0:1abc:forged")


def test_a_one_time_password_opens_only_the_page_to_choose_another(officer: User, browser: Client) -> None:
    User.objects.update(must_change_password=True)
    sign_in(browser)
    assert browser.get("/users").headers["Location"] == "/choose-password"
    too_short = browser.post("/choose-password", {"password": "short"}).content.decode()
    assert "too short" in too_short
    assert "differs" in browser.post("/choose-password", {"password": PASSWORD}).content.decode()
    assert browser.post("/choose-password", {"password": "four loud rivers"}).status_code == 302
    assert browser.get("/users").status_code == 200


def test_staying_signed_in_answers_with_the_time_that_is_left(officer: User, browser: Client) -> None:
    sign_in(browser)
    answer = browser.post("/stay-signed-in", headers={"accept": "*/*"})
    assert answer.status_code == 204
    assert 28_700 < int(answer.headers["Session-Seconds"]) <= 28_800


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_users_are_the_administrators_own_page(officer: User, browser: Client, role: Role) -> None:
    User.objects.update(role=role)
    sign_in(browser)
    refused = browser.get("/users")
    assert refused.status_code == 403
    assert "ask the administrator" in refused.content.decode()
