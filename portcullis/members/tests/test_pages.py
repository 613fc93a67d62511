"""The pages, as each role finds them; and that nobody finds another Member's."""

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor
from portcullis.audit.models import Entry
from portcullis.members import actions, registry
from portcullis.members.models import Delegation, Enrolment, Member, PendingImport, PlatformAccount
from portcullis.members.presenters import alerts_of
from portcullis.members.tests.conftest import SPRING

Make = Callable[..., User]


@pytest.fixture
def own(member: Member, account: PlatformAccount, make_user: Make, auditor: Auditor) -> Client:
    """The Member, signed in."""
    return _signed_in(_link(member, make_user(Role.MEMBER, "larkspur"), auditor))


@pytest.fixture
def administrator(make_user: Make) -> Client:
    return _signed_in(make_user(Role.ADMINISTRATOR))


def _link(member: Member, user: User, auditor: Auditor) -> User:
    actions.give_sign_in(auditor, member, user)
    return user


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _text(response: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))  # type: ignore[attr-defined]


def _day(moment: date, name: str = "day") -> dict[str, str]:
    return {f"{name}_0": str(moment.day), f"{name}_1": str(moment.month), f"{name}_2": str(moment.year)}


def test_a_member_opts_in_and_out_again(own: Client, member: Member, account: PlatformAccount) -> None:
    page = own.get("/my", follow=True)
    assert page.redirect_chain[-1][0] == reverse("my-member", args=[member.pk])
    assert "You are not opted in. No post is looked at." in _text(page)
    sent = {"accounts": [str(account.pk)], "when": "now"}
    page = own.post(reverse("my-opt-in", args=[member.pk]), sent, follow=True)
    assert "You are opted in." in _text(page)
    assert registry.opted_in() == {str(member.pk)}
    assert Enrolment.objects.get().consent == "On their own page, by larkspur"
    assert "stays, because a case may depend on it" in _text(own.get(reverse("my-opt-out", args=[member.pk])))
    page = own.post(reverse("my-opt-out", args=[member.pk]), sent, follow=True)
    assert "You are not opted in." in _text(page)
    assert registry.opted_in() == set()
    actions_seen = set(Entry.objects.filter(actor__startswith="person:").values_list("action", flat=True))
    assert actions_seen >= {"member opted in", "member opted out"}


def test_a_day_to_opt_out_must_be_real_and_to_come(
    own: Client, member: Member, account: PlatformAccount, auditor: Auditor
) -> None:
    actions.enrol(auditor, [account], "Form 7")
    where, today = reverse("my-opt-out", args=[member.pk]), timezone.localdate()
    sent = {"accounts": [str(account.pk)], "when": "day"}
    for wrong in ({}, _day(today), {"day_0": "31", "day_1": "2", "day_2": "2027"}):
        page = own.post(where, sent | wrong)
        assert page.status_code == 422
        assert "There is a problem" in _text(page)
    own.post(where, sent | _day(today + timedelta(days=2)))
    (watched,) = registry.watched()
    assert watched.accounts[0].until is not None
    assert timezone.localtime(watched.accounts[0].until).date() == today + timedelta(days=2)


def test_opting_out_without_a_choice_of_accounts_is_an_error_in_words(
    own: Client, member: Member, account: PlatformAccount, auditor: Auditor
) -> None:
    actions.enrol(auditor, [account], "Form 7")
    page = own.post(reverse("my-opt-out", args=[member.pk]), {"when": "now"})
    assert page.status_code == 422
    assert "Choose at least one account" in _text(page)


def test_another_members_pages_are_not_found(
    own: Client, member: Member, other: Member, account: PlatformAccount
) -> None:
    theirs = ["my-member", "my-opt-in", "my-opt-out", "my-account-add"]
    for name in theirs:
        assert own.get(reverse(name, args=[other.pk])).status_code == 404
        assert own.get(reverse(name, args=[uuid.uuid4()])).status_code == 404
    for name in ("my-alerts", "my-delegates"):
        assert own.post(reverse(name, args=[other.pk]), {"choice": "daily", "username": "x"}).status_code == 404
    assert own.get(reverse("my-account-retire", args=[other.pk, account.pk])).status_code == 404
    assert own.get(reverse("my-account-retire", args=[member.pk, uuid.uuid4()])).status_code == 404


def test_a_member_cannot_remove_an_account_of_another_through_their_own_address(
    own: Client, member: Member, other: Member, auditor: Auditor
) -> None:
    theirs = actions.add_account(auditor, other, "bluesky", "quill.example.org")
    assert own.post(reverse("my-account-retire", args=[member.pk, theirs.pk])).status_code == 404
    theirs.refresh_from_db()
    assert theirs.retired_at is None


def test_accounts_are_added_and_removed(own: Client, member: Member, account: PlatformAccount) -> None:
    where = reverse("my-account-add", args=[member.pk])
    page = own.post(where, {"platform": "mastodon", "handle": "@larkspur@social.example.org"}, follow=True)
    assert "@larkspur@social.example.org on Mastodon" in _text(page)
    assert own.post(where, {"platform": "mastodon", "handle": "two words"}).status_code == 422
    assert own.post(where, {"platform": "bluesky", "handle": "larkspur.example.org"}).status_code == 422
    page = own.post(reverse("my-account-retire", args=[member.pk, account.pk]), follow=True)
    assert "@larkspur.example.org on Bluesky" not in _text(page)


def test_the_alert_preference_is_kept(own: Client, member: Member) -> None:
    assert alerts_of(member) == "never"
    page = own.post(reverse("my-alerts", args=[member.pk]), {"choice": "gravest"}, follow=True)
    assert "Your choice of alerts is saved." in _text(page)
    assert alerts_of(member) == "gravest"
    assert own.post(reverse("my-alerts", args=[member.pk]), {"choice": "hourly"}).status_code == 422


def test_a_delegate_does_everything_but_let_others_in(
    own: Client, member: Member, account: PlatformAccount, make_user: Make
) -> None:
    delegate = _signed_in(make_user(Role.DELEGATE, "helping-hand"))
    make_user(Role.DELEGATE, "second-hand")
    assert "Nobody is linked to you yet" in _text(delegate.get("/my"))
    let_in = reverse("my-delegates", args=[member.pk])
    assert own.post(let_in, {"username": "nobody"}).status_code == 422
    own.post(let_in, {"username": "helping-hand"})
    page = delegate.get("/my", follow=True)
    assert "This Member is not opted in" in _text(page)
    assert "Let this person act for you" not in _text(page)
    delegate.post(reverse("my-opt-in", args=[member.pk]), {"accounts": [str(account.pk)], "when": "now"})
    assert registry.opted_in() == {str(member.pk)}
    assert delegate.post(let_in, {"username": "second-hand"}).status_code == 403
    own.post(reverse("my-delegate-end", args=[member.pk, Delegation.objects.get().pk]))
    assert delegate.get(reverse("my-member", args=[member.pk])).status_code == 404


def test_a_delegates_way_in_lapses_when_the_member_leaves(member: Member, auditor: Auditor, make_user: Make) -> None:
    user = make_user(Role.DELEGATE)
    actions.grant(auditor, member, user)
    assert registry.members_of(user) == [str(member.pk)]
    actions.record_leaving(auditor, member, timezone.localdate())
    assert registry.members_of(user) == []


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SENIOR, Role.ADMINISTRATOR])
def test_the_list_is_filtered_by_its_address(
    role: Role, member: Member, other: Member, account: PlatformAccount, auditor: Auditor, make_user: Make
) -> None:
    actions.enrol(auditor, [account], "Form 7", since=SPRING)
    client = _signed_in(make_user(role))
    shown = {
        query: _text(client.get(f"/members{query}")) for query in ("", "?opted=in", "?opted=out", "?q=upper+fenwick")
    }
    assert [("Adelaide" in text, "Barnaby" in text) for text in shown.values()] == [
        (True, True), (True, False), (False, True), (False, True),
    ]  # fmt: skip
    assert "1 March 2026" in shown[""]
    assert client.get("/members?page=x&opted=%00").status_code == 200
    assert (str(member.pk) in client.get("/members").content.decode()) is (role == Role.ADMINISTRATOR)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_the_register_is_changed_by_administrators_only(role: Role, member: Member, make_user: Make) -> None:
    client = _signed_in(make_user(role))
    for where in ("", "/opt-in", "/opt-out", "/leaving", "/sign-in", "/accounts/add"):
        assert client.get(f"/members/{member.pk}{where}").status_code == 403
    for where in ("/members/import", "/parliaments"):
        assert client.post(where).status_code == 403
    if role not in (Role.OFFICER, Role.SENIOR):
        assert client.get("/members").status_code == 403
    if role not in (Role.MEMBER, Role.DELEGATE):
        assert client.get("/my").status_code == 403


def test_the_administrator_enrols_corrects_and_sees_both_time_lines(
    administrator: Client, member: Member, account: PlatformAccount
) -> None:
    where = reverse("member-opt-in", args=[member.pk])
    sent = {"accounts": [str(account.pk)], "when": "day"} | _day(date(2026, 3, 1))
    assert administrator.post(where, sent).status_code == 422, "no consent"
    administrator.post(where, sent | {"consent": "Form 7"})
    line = Enrolment.objects.get().line
    correct = reverse("member-correct", args=[member.pk, line])
    assert administrator.get(correct).status_code == 200
    wrong = _day(date(2026, 3, 1), "since") | _day(date(2026, 2, 1), "until") | {"reason": "typing"}
    assert administrator.post(correct, wrong).status_code == 422
    right = _day(date(2026, 4, 1), "since") | {"reason": "The form is dated April."}
    text = _text(administrator.post(correct, right, follow=True))
    assert "opted in from 1 April 2026" in text
    assert "opted in from 1 March 2026" in text
    assert "Reason: The form is dated April." in text
    assert "Replaced" in text
    assert len(re.findall("This is what we hold now", text)) == 1
    text = _text(administrator.post(correct, right | {"never": "on"}, follow=True))
    assert "never in force . This is what we hold now" in text
    assert registry.opted_in() == set()


def test_correcting_within_a_day_keeps_the_times_of_that_day(
    administrator: Client, member: Member, account: PlatformAccount, auditor: Auditor
) -> None:
    actions.enrol(auditor, [account], "Form 7", since=SPRING, until=SPRING + timedelta(hours=2))
    where = reverse("member-correct", args=[member.pk, Enrolment.objects.get().line])
    same = _day(SPRING.date(), "since") | _day(SPRING.date(), "until") | {"reason": "A better reference."}
    assert administrator.post(where, same).status_code == 302
    assert registry.opted_in(SPRING + timedelta(hours=1)) == {str(member.pk)}


def test_the_administrator_records_leaving_and_dissolution(
    administrator: Client, member: Member, account: PlatformAccount, auditor: Auditor
) -> None:
    actions.enrol(auditor, [account], "Form 7", since=SPRING)
    today = timezone.localdate()
    where = reverse("member-leaving", args=[member.pk])
    assert administrator.post(where, {"what": "left"}).status_code == 422
    administrator.post(where, {"what": "left"} | _day(today))
    assert registry.opted_in() == set()
    administrator.post(where, {"what": "not"})
    assert registry.opted_in() == {str(member.pk)}
    text = _text(administrator.post("/parliaments", {"name": "1st", "house": "Commons"} | _day(today), follow=True))
    assert "1st (Commons)" in text
    assert registry.opted_in() == set()


def test_the_administrator_links_a_sign_in(administrator: Client, member: Member, make_user: Make) -> None:
    user = make_user(Role.MEMBER, "larkspur")
    make_user(Role.OFFICER, "officer-1")
    where = reverse("member-sign-in", args=[member.pk])
    assert administrator.post(where, {"username": "officer-1"}).status_code == 422
    assert administrator.post(where, {"username": "larkspur"}).status_code == 302
    assert registry.members_of(user) == [str(member.pk)]


def _upload(client: Client, content: bytes, format: str = "csv") -> str:
    file = SimpleUploadedFile("members.csv", content)
    return str(client.post("/members/import", {"file": file, "format": format})["Location"])


def test_an_import_is_shown_then_confirmed(administrator: Client, member: Member) -> None:
    where = _upload(
        administrator, b"name,constituency,party\nAdelaide Larkspur,Market Stoke,Orchard Party\nOdo Finch,Lower Fen,\n"
    )
    page = administrator.get(where)
    text = _text(page)
    assert "party: Harbour Party becomes Orchard Party" in text
    assert "new Member (Lower Fen)" in text
    assert not Member.objects.filter(name="Odo Finch").exists()
    (digest,) = re.findall(r'name="shown" value="([0-9a-f]+)"', page.content.decode())
    Member.objects.filter(pk=member.pk).update(party="Orchard Party")
    assert "The register changed since" in _text(administrator.post(where, {"shown": digest}))
    (digest,) = re.findall(r'name="shown" value="([0-9a-f]+)"', administrator.get(where).content.decode())
    administrator.post(where, {"shown": digest})
    assert Member.objects.filter(name="Odo Finch").exists()
    assert not PendingImport.objects.exists()
    assert Entry.objects.filter(action="members imported").count() == 1


def test_a_bad_file_changes_nothing_and_names_its_rows(administrator: Client, db: None) -> None:
    page = administrator.get(_upload(administrator, b"name,left_on\nOdo Finch,\n<script>alert(1)</script>,yesterday\n"))
    assert page.status_code == 422
    assert "left_on is not a date" in _text(page)
    assert b"<script>alert" not in page.content
    assert not Member.objects.exists()


def test_an_upload_is_its_uploaders_alone(administrator: Client, make_user: Make, db: None) -> None:
    where = _upload(administrator, b"name\nOdo Finch\n")
    assert _signed_in(make_user(Role.ADMINISTRATOR, "second")).get(where).status_code == 404


def test_odd_names_never_break_or_run_in_a_page(administrator: Client, own: Client, member: Member) -> None:
    Member.objects.filter(pk=member.pk).update(name="<script>alert(1)</script>", aliases=["<b>", "\u202eevil"])
    for client, where in (
        (administrator, "/members"),
        (administrator, f"/members/{member.pk}"),
        (own, f"/my/{member.pk}"),
    ):
        page = client.get(where)
        assert page.status_code == 200
        assert b"<script>alert" not in page.content
