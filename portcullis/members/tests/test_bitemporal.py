"""The register against a reference model that keeps every fact it was ever told, and answers by looking at them all."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portcullis.audit.auditor import Auditor
from portcullis.members import actions, registry
from portcullis.members.errors import Refused
from portcullis.members.models import Departure, Enrolment, Member, Revision

DAY = date(2026, 1, 1)
days = st.integers(0, 6)  # few days, so that beginnings, ends, leavings and returns meet
steps = st.lists(
    st.one_of(
        st.tuples(st.just("enrol"), st.integers(0, 2), days, st.none() | days),
        st.tuples(st.just("correct"), st.integers(0, 5), days, st.none() | days),
        st.tuples(st.just("leave"), st.integers(0, 1), st.none() | days, st.none()),
        st.tuples(st.just("return"), st.integers(0, 1), days, st.none()),
        st.tuples(st.just("dissolve"), st.just(0), st.none() | days, st.none()),
    ),
    max_size=8,
)


def at(day: int) -> datetime:
    return datetime.combine(DAY + timedelta(days=day), time(), ZoneInfo("Europe/London"))


class Told(NamedTuple):
    """One fact, and when it was told. A later fact of the same kind and key replaces it."""

    when: datetime
    kind: str
    key: object
    member: int
    begin: datetime | None
    end: datetime | None


class Model:
    """Keeps every fact in a list; asks the whole list each time."""

    def __init__(self) -> None:
        self.told: list[Told] = []

    def opted_in(self, moment: datetime, known: datetime) -> set[int]:
        held: dict[tuple[str, object], Told] = {}
        for fact in self.told:
            if fact.when <= known:
                held[fact.kind, fact.key] = fact
        return {fact.member for fact in held.values() if fact.kind == "enrol" and self._covers(fact, moment, held)}

    def _covers(self, fact: Told, moment: datetime, held: dict[tuple[str, object], Told]) -> bool:
        assert fact.begin is not None
        if moment < fact.begin or (fact.end is not None and moment >= fact.end):
            return False
        for other in held.values():
            if other.begin is None or other.kind == "enrol" or other.member not in {fact.member, -1}:
                continue
            if fact.begin < other.begin <= moment:
                return False
            away = other.kind == "leave" and other.begin <= fact.begin and (other.end is None or fact.begin < other.end)
            if away:
                return False
        return True


class World:
    """Two Members, three accounts; every step is told to the register and, if it was taken, to the model."""

    def __init__(self) -> None:
        self.model, self.auditor = Model(), Auditor.job("test")
        self.members = [Member.objects.create(name=f"Member {n}", house="Commons") for n in range(2)]
        self.accounts = [
            actions.add_account(self.auditor, self.members[n // 2], "bluesky", f"account{n}.example.org")
            for n in range(3)
        ]

    def step(self, kind: str, which: int, begin: int | None, end: int | None) -> None:
        try:
            self.tell(kind, which, None if begin is None else at(begin), None if end is None else at(end))
        except Refused:
            return

    def tell(self, kind: str, which: int, begin: datetime | None, end: datetime | None) -> None:
        day = begin.date() if begin else None
        if kind == "enrol":
            (made,) = actions.enrol(self.auditor, [self.accounts[which]], "Form", begin, end)
            self.note("enrol", made.line, which // 2, made.recorded_at, begin, end)
        elif kind == "correct":
            lines = list(Enrolment.objects.current().order_by("recorded_at"))
            if lines and begin:
                old = lines[which % len(lines)]
                made = actions.correct(self.auditor, old, begin, end, "wrong")
                owner = [account.pk for account in self.accounts].index(old.account_id) // 2
                self.note("enrol", made.line, owner, made.recorded_at, begin, end)
        elif kind == "dissolve":
            term = actions.record_dissolution(self.auditor, "1st", "Commons", day)
            self.note("dissolve", "1st", -1, term.recorded_at, begin, None)
        else:
            self.sitting(kind, which, day)

    def sitting(self, kind: str, which: int, day: date | None) -> None:
        if kind == "leave":
            actions.record_leaving(self.auditor, self.members[which], day)
        elif day:
            actions.record_return(self.auditor, self.members[which], day)
        said = Departure.objects.current().filter(member=self.members[which]).latest("recorded_at")
        self.note("leave", said.line, which, said.recorded_at, said.left_at, said.returned_at)

    def note(
        self, kind: str, key: object, member: int, when: datetime, begin: datetime | None, end: datetime | None
    ) -> None:
        self.model.told.append(Told(when, kind, key, member, begin, end))

    def expected(self, moment: datetime, known: datetime) -> set[str]:
        return {str(self.members[n].pk) for n in self.model.opted_in(moment, known)}


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=steps, moments=st.lists(days, min_size=3, max_size=3))
def test_the_register_agrees_with_the_reference_and_never_forgets(
    steps: list[tuple[str, int, int | None, int | None]], moments: list[int]
) -> None:
    with transaction.atomic():
        _tell_and_ask(World(), steps, [at(moment) for moment in moments])
        transaction.set_rollback(True)


def _tell_and_ask(world: World, steps: list[tuple[str, int, int | None, int | None]], moments: list[datetime]) -> None:
    answers: dict[tuple[datetime, datetime], set[str]] = {}
    for step in steps:
        world.step(*step)
        known = Revision.objects.get(pk=1).at
        for moment in moments:
            answers[moment, known] = registry.opted_in(moment, known)
            assert answers[moment, known] == world.expected(moment, known)
            assert registry.opted_in(moment) == answers[moment, known]
            assert {str(member.pk) for member in Member.objects.opted_in(moment)} == answers[moment, known]
    for (moment, known), answer in answers.items():
        assert registry.opted_in(moment, known) == answer, "what was known then must not change by what was said later"
        assert {watched.member for watched in registry.watched(moment, known)} == answer
