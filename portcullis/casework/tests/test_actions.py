"""Who may do what to an item, and what stays on record."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import Settings

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor
from portcullis.audit.models import Entry
from portcullis.casework import actions, intake
from portcullis.casework.errors import AlreadyDecided, CaseworkError, HeldByAnother, NotAllowed, ReasonNeeded
from portcullis.casework.models import Decision, Item, SecondReading
from portcullis.casework.outcomes import DECIDABLE, Outcome, Reason
from portcullis.casework.tests.conftest import by, fresh
from portcullis.casework.tests.posts import NOW, candidate, post


def test_a_claimed_item_is_refused_to_another_officer_until_the_claim_runs_out(
    officer: User, other: User, held: Item
) -> None:
    actions.claim(by(officer), officer, held.pk)
    with pytest.raises(HeldByAnother, match="Officer K"):
        actions.claim(by(other), other, held.pk)
    with pytest.raises(HeldByAnother):
        actions.decide(by(other), other, held.pk, Outcome.ABUSE, "because")

    Item.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    actions.claim(by(other), other, held.pk)
    assert fresh(held).held_by == other


def test_opening_renews_the_claim_and_is_on_record_with_its_reason(officer: User, held: Item) -> None:
    actions.claim(by(officer), officer, held.pk)
    Item.objects.update(held_until=timezone.now() + timedelta(minutes=1))

    actions.open_item(by(officer), officer, held, Reason.ASSIGNED)

    until = fresh(held).held_until
    assert until and until > timezone.now() + timedelta(minutes=14)
    entry = Entry.objects.get(action="item.opened")
    assert (entry.subject, entry.reason, entry.actor_name) == (f"item:{held.pk}", "assigned", "officer")


def test_only_a_senior_officer_takes_over_and_only_with_a_reason(
    officer: User, other: User, senior: User, held: Item
) -> None:
    actions.claim(by(officer), officer, held.pk)
    with pytest.raises(NotAllowed):
        actions.take_over(by(other), other, held.pk, "I want it")
    with pytest.raises(ReasonNeeded):
        actions.take_over(by(senior), senior, held.pk, "  ")
    actions.take_over(by(senior), senior, held.pk, "Officer K is off shift")
    assert fresh(held).held_by == senior


def test_only_the_holder_gives_an_item_back(officer: User, other: User, held: Item) -> None:
    actions.claim(by(officer), officer, held.pk)
    with pytest.raises(NotAllowed):
        actions.release(by(other), other, held.pk)
    actions.release(by(officer), officer, held.pk)
    assert fresh(held).held_by is None


@pytest.mark.parametrize("outcome", DECIDABLE)
def test_every_outcome_needs_a_reason_and_leaves_the_queue(officer: User, held: Item, outcome: Outcome) -> None:
    for nothing in (" \n", "\u200b\u2060", "."):
        with pytest.raises(ReasonNeeded):
            actions.decide(by(officer), officer, held.pk, outcome, nothing)
    assert not Decision.objects.exists()

    actions.decide(by(officer), officer, held.pk, outcome, "Read in context")

    assert fresh(held).outcome == outcome
    assert not Item.objects.waiting().exists()


@pytest.mark.parametrize("nonsense", ["", "arrest", "open"])
def test_nothing_but_the_declared_outcomes_can_be_decided(officer: User, held: Item, nonsense: str) -> None:
    with pytest.raises(NotAllowed):
        actions.decide(by(officer), officer, held.pk, nonsense, "because")


def test_the_audit_log_says_who_decided_what_item_but_not_what_or_why(officer: User, held: Item) -> None:
    actions.decide(by(officer), officer, held.pk, Outcome.REFER, "Says where and when")
    entry = Entry.objects.get(action="item.decided")
    assert entry.subject == f"item:{held.pk}"
    assert "refer" not in repr(entry.__dict__)
    assert "where and when" not in repr(entry.__dict__)


def test_an_undo_keeps_both_rows_and_gives_the_item_back(officer: User, other: User, held: Item) -> None:
    decision = actions.decide(by(officer), officer, held.pk, Outcome.LAWFUL, "Politics")
    with pytest.raises(NotAllowed):
        actions.undo(by(other), other, decision, "No")
    actions.undo(by(officer), officer, decision, "I misread the date")
    with pytest.raises(AlreadyDecided):
        actions.undo(by(officer), officer, decision, "Again")

    assert [(row.outcome, row.reason) for row in held.decisions.order_by("at")] == [
        ("lawful", "Politics"),
        ("", "I misread the date"),
    ]
    assert (fresh(held).outcome, fresh(held).held_by) == ("", officer)


def test_a_bulk_decision_leaves_out_what_another_officer_holds(officer: User, other: User) -> None:
    ids = intake.hold([candidate(post(str(n))) for n in range(3)], "test", NOW).item_ids
    actions.claim(by(other), other, ids[1])

    made, left = actions.decide_together(by(officer), officer, [*ids, ids[0]], Outcome.ABUSE, "The same text, copied")

    assert ([decision.item_id for decision in made], left) == ([ids[0], ids[2]], [ids[1]])
    assert len({decision.together for decision in made}) == 1


def test_the_sample_is_read_again_by_somebody_else_once(
    settings: Settings, officer: User, other: User, held: Item
) -> None:
    settings.SECOND_READING_PERCENT = 100
    actions.decide(by(officer), officer, held.pk, Outcome.LAWFUL, "Politics")
    reading = SecondReading.objects.get()
    assert list(SecondReading.objects.waiting_for(officer)) == []
    with pytest.raises(NotAllowed):
        actions.read_second(by(officer), officer, reading, Outcome.LAWFUL, "Still politics")

    actions.read_second(by(other), other, reading, Outcome.ABUSE, "Insults the family")

    assert SecondReading.objects.answers() == [("lawful", "abuse")]
    with pytest.raises(AlreadyDecided):
        actions.read_second(by(other), other, reading, Outcome.ABUSE, "Again")
    assert fresh(held).outcome == "lawful"


def test_a_decision_that_was_undone_is_not_read_again(
    settings: Settings, officer: User, other: User, held: Item
) -> None:
    settings.SECOND_READING_PERCENT = 100
    decision = actions.decide(by(officer), officer, held.pk, Outcome.LAWFUL, "Politics")
    actions.undo(by(officer), officer, decision, "Misread")
    assert list(SecondReading.objects.waiting_for(other)) == []
    with pytest.raises(AlreadyDecided):
        actions.read_second(by(other), other, SecondReading.objects.get(), Outcome.ABUSE, "Late")


steps = st.lists(
    st.tuples(st.sampled_from(["claim", "release", "decide", "undo", "expire"]), st.integers(0, 1)), max_size=12
)


class AnySequence(TestCase):
    @given(steps)
    @settings(max_examples=30, deadline=None)
    def test_whatever_officers_try_the_record_and_the_item_agree(self, taken: list[tuple[str, int]]) -> None:
        users = [User.objects.create_user(f"u{n}", Role.OFFICER) for n in range(2)]
        item = intake.hold([candidate()], "test", NOW).item_ids[0]
        entries = Entry.objects.count()
        done = 0
        for step, who in taken:
            done += self._try(step, users[who], item)
        now = Item.objects.get(pk=item)
        standing = list(Decision.objects.standing().filter(item=item))
        rows = Decision.objects.filter(item=item)
        assert len(standing) == (1 if now.outcome else 0)
        assert all(one.outcome == now.outcome and one.by_id == now.decided_by_id for one in standing)
        assert rows.filter(outcome="").count() == rows.exclude(outcome="").count() - len(standing)
        assert not (now.outcome and now.held_by_id)
        assert Entry.objects.count() == entries + done

    def _try(self, step: str, user: User, item: UUID) -> int:
        auditor = Auditor.person(user)
        if step == "expire":
            Item.objects.filter(pk=item, held_by__isnull=False).update(held_until=NOW)
            return 0
        try:
            if step == "claim":
                actions.claim(auditor, user, item)
            elif step == "release":
                actions.release(auditor, user, item)
            elif step == "decide":
                actions.decide(auditor, user, item, Outcome.ABUSE, "because")
            else:
                last = Decision.objects.made().filter(item=item).order_by("-at").first()
                if last is None:
                    return 0
                actions.undo(auditor, user, last, "because")
        except CaseworkError:
            return 0
        return 1
