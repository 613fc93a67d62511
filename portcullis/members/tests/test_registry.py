"""Who is looked at, when; and that the revision tells a running monitor."""

from datetime import UTC, date, datetime, timedelta
from time import sleep

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portcullis.audit.auditor import Auditor
from portcullis.audit.models import Entry
from portcullis.core.addressee import Account
from portcullis.members import actions, registry
from portcullis.members.errors import AccountTaken, Refused
from portcullis.members.models import AppendOnly, Enrolment, Member, PlatformAccount
from portcullis.members.tests.conftest import AUTUMN, SPRING, SUMMER


def test_nobody_is_watched_until_they_opt_in(account: PlatformAccount) -> None:
    assert registry.watched() == []
    assert registry.opted_in() == set()


def test_an_opted_in_member_is_watched_with_what_the_gate_needs(account: PlatformAccount, auditor: Auditor) -> None:
    actions.enrol(auditor, [account], "Form 7", since=SPRING, until=AUTUMN)
    (watched,) = registry.watched(SUMMER)
    assert watched.member == str(account.member_id)
    assert watched.name == "Adelaide Larkspur"
    assert watched.aliases == ("Addy Lark",)
    assert watched.context == ("Market Stoke", "Harbour Party")
    assert watched.accounts == (Account("bluesky", "did:plc:larkspur", "larkspur.example.org", SPRING, AUTUMN),)
    assert registry.name([watched.member]) == {watched.member: "Adelaide Larkspur"}


def test_an_enrolment_begins_with_its_first_moment_and_ends_before_its_last(
    account: PlatformAccount, auditor: Auditor
) -> None:
    actions.enrol(auditor, [account], "Form 7", since=SPRING, until=AUTUMN)
    tick = timedelta(microseconds=1)
    assert [bool(registry.opted_in(at)) for at in (SPRING - tick, SPRING, AUTUMN - tick, AUTUMN)] == [
        False,
        True,
        True,
        False,
    ]


def test_opting_out_stops_at_once_and_a_correction_keeps_what_was_known(
    account: PlatformAccount, auditor: Auditor
) -> None:
    (enrolment,) = actions.enrol(auditor, [account], "Form 7", since=SPRING)
    before = timezone.now()
    actions.withdraw(auditor, [enrolment])
    assert registry.opted_in() == set()
    assert registry.opted_in(at=before) != set()
    current = Enrolment.objects.current().get()
    actions.correct(auditor, current, SPRING, SUMMER, "The letter came in July.")
    assert registry.opted_in(at=AUTUMN) == set()
    assert registry.opted_in(at=AUTUMN, known=before) == {str(account.member_id)}
    assert Enrolment.objects.count() == 3


def test_a_dated_opting_out_waits_for_its_day(account: PlatformAccount, auditor: Auditor) -> None:
    (enrolment,) = actions.enrol(auditor, [account], "Form 7")
    later = timezone.now() + timedelta(days=3)
    actions.withdraw(auditor, [enrolment], later)
    (watched,) = registry.watched()
    assert watched.accounts[0].until == later
    with pytest.raises(Refused, match="cannot begin in the past"):
        actions.withdraw(auditor, [Enrolment.objects.current().get()], SPRING)


def test_the_same_account_is_not_opted_in_twice(account: PlatformAccount, auditor: Auditor) -> None:
    actions.enrol(auditor, [account], "Form 7", since=SPRING)
    with pytest.raises(Refused, match="opted in already"):
        actions.enrol(auditor, [account], "Form 8", since=SUMMER)
    with pytest.raises(Refused, match="agreement"):
        actions.enrol(auditor, [account], "  ")


def test_enrolments_lapse_when_the_member_leaves(account: PlatformAccount, auditor: Auditor, member: Member) -> None:
    actions.enrol(auditor, [account], "Form 7", since=SPRING, until=AUTUMN)
    actions.record_leaving(auditor, member, date(2026, 7, 1))
    midnight = datetime(2026, 6, 30, 23, tzinfo=UTC)  # the first of July begins at 11pm UTC in summer
    (watched,) = registry.watched(midnight - timedelta(seconds=1))
    assert watched.accounts[0].until == midnight
    assert registry.opted_in(midnight) == set()
    actions.record_return(auditor, member, date(2026, 8, 1))
    assert registry.opted_in(datetime(2026, 8, 15, tzinfo=UTC)) == set(), "returning opts nobody in"
    actions.enrol(auditor, [account], "Form 9", since=datetime(2026, 8, 2, tzinfo=UTC))
    assert registry.opted_in(datetime(2026, 8, 15, tzinfo=UTC)) == {str(member.pk)}


def test_a_leaving_recorded_by_mistake_can_be_taken_back(
    account: PlatformAccount, auditor: Auditor, member: Member
) -> None:
    actions.enrol(auditor, [account], "Form 7", since=SPRING)
    actions.record_leaving(auditor, member, date(2026, 4, 1))
    with pytest.raises(Refused, match="was not a Member"):
        actions.enrol(auditor, [account], "Form 8", since=SUMMER)
    actions.record_leaving(auditor, member, None, "Another Member of that name.")
    assert registry.opted_in(SUMMER) == {str(member.pk)}


def test_enrolments_lapse_when_their_house_is_dissolved(
    account: PlatformAccount, auditor: Auditor, member: Member, other: Member
) -> None:
    Member.objects.filter(pk=other.pk).update(house="Lords")
    lord = actions.add_account(auditor, Member.objects.get(pk=other.pk), "bluesky", "quill.example.org")
    actions.enrol(auditor, [account, lord], "Form 7", since=SPRING)
    actions.record_dissolution(auditor, "1st Parliament", "commons", date(2026, 7, 1))
    assert registry.opted_in(SUMMER) == {str(other.pk)}
    actions.record_dissolution(auditor, "1st Parliament", "commons", None, "It sits on.")
    assert registry.opted_in(SUMMER) == {str(member.pk), str(other.pk)}


def test_retiring_an_account_ends_what_was_enrolled_for_it(account: PlatformAccount, auditor: Auditor) -> None:
    actions.enrol(auditor, [account], "Form 7", since=SPRING)
    actions.retire_account(auditor, account)
    assert registry.watched() == []
    assert registry.watched(SUMMER) != []


def test_the_revision_changes_with_every_record_and_as_time_passes(account: PlatformAccount, auditor: Auditor) -> None:
    seen = [registry.revision()]
    soon = timezone.now() + timedelta(milliseconds=250)
    (enrolment,) = actions.enrol(auditor, [account], "Form 7", since=soon)
    actions.withdraw(auditor, [enrolment], soon + timedelta(milliseconds=100))
    seen.append(registry.revision())
    assert registry.revision() == seen[-1]
    sleep(0.27)
    seen.append(registry.revision())
    sleep(0.12)
    seen.append(registry.revision())
    assert len(set(seen)) == 4
    with CaptureQueriesContext(
        connection,
    ) as queries:
        registry.revision()
    assert len(queries) == 1


def test_accounts_are_resolved_once_and_follow_a_change_of_handle(
    member: Member, other: Member, auditor: Auditor
) -> None:
    mine = actions.add_account(auditor, member, "Bluesky", "@larkspur.example.org")
    theirs = actions.add_account(auditor, other, "bluesky", "https://bsky.app/profile/quill.example.org")
    assert sorted(handle for _, handle in registry.unresolved("bluesky")) == [
        "larkspur.example.org",
        "quill.example.org",
    ]
    registry.resolved(auditor, str(mine.pk), "did:plc:larkspur")
    registry.resolved(auditor, str(mine.pk), "did:plc:larkspur")
    assert registry.unresolved("bluesky") == [(str(theirs.pk), "quill.example.org")]
    with pytest.raises(AccountTaken):
        registry.resolved(auditor, str(theirs.pk), "did:plc:larkspur")
    assert registry.renamed("bluesky", "did:plc:larkspur", "adelaide.example.org")
    assert not registry.renamed("bluesky", "did:plc:larkspur", "adelaide.example.org")
    assert not registry.renamed("bluesky", "did:plc:stranger", "stranger.example.org")
    mine.refresh_from_db()
    assert mine.handle == "adelaide.example.org"
    with pytest.raises(AccountTaken, match="Adelaide Larkspur"):
        actions.add_account(auditor, other, "bluesky", "Adelaide.example.org")


def test_a_statement_cannot_be_changed_even_in_the_database(account: PlatformAccount, auditor: Auditor) -> None:
    (enrolment,) = actions.enrol(auditor, [account], "Form 7", since=SPRING)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Enrolment.objects.filter(pk=enrolment.pk).update(in_force_from=SUMMER)
    with pytest.raises(AppendOnly):
        Enrolment.objects.all().delete()
    actions.withdraw(auditor, [enrolment])
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.filter(pk=enrolment.pk).update(superseded_at=None)


def test_two_people_cannot_supersede_the_same_statement(account: PlatformAccount, auditor: Auditor) -> None:
    (enrolment,) = actions.enrol(auditor, [account], "Form 7", since=SPRING)
    actions.withdraw(auditor, [enrolment])
    entries = Entry.objects.count()
    with pytest.raises(Refused, match="in the meantime"):
        actions.withdraw(auditor, [enrolment])
    assert Entry.objects.count() == entries


def test_recorded_moments_go_forward_even_if_the_clock_does_not(
    account: PlatformAccount, auditor: Auditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = actions.enrol(auditor, [account], "Form 7")
    monkeypatch.setattr("django.utils.timezone.now", lambda: SPRING)
    actions.prefer_alerts(auditor, account.member, "daily")
    assert account.member.alert_preferences.get().recorded_at > first.recorded_at
