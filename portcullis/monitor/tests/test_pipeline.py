"""Decide, then record: once, in one transaction, and only for those who are opted in now."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from portcullis.audit.auditor import Auditor
from portcullis.casework import intake
from portcullis.core.addressee import Addressing
from portcullis.core.post import Deletion, Edit, Renaming
from portcullis.members import actions
from portcullis.members.models import Enrolment, PlatformAccount
from portcullis.monitor import coverage
from portcullis.monitor.gatekeeper import Gatekeeper
from portcullis.monitor.ledger import Ledger
from portcullis.monitor.models import Coverage, Gap
from portcullis.monitor.pipeline import Arrival, Pipeline, Recorded
from portcullis.monitor.tests.conftest import ORDINARY, arrival, post
from portcullis.sources import stream
from portcullis.sources.stream import Batch, Directed, State

pytestmark = pytest.mark.django_db


def work(pipeline: Pipeline, *arrivals: Arrival) -> Recorded:
    return pipeline.record(pipeline.decide(arrivals), Ledger())


def held() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from casework_item")
        return int(cursor.fetchone()[0])


def test_a_candidate_is_held_once_however_often_it_comes(pipeline: Pipeline, larkspur: PlatformAccount) -> None:
    posts = [post(1), post(2, ORDINARY), post(3)]
    first = work(pipeline, arrival(posts, larkspur, "a"), arrival(posts[:1], larkspur, "b"))
    again = work(pipeline, arrival(posts, larkspur, "c"))
    assert (first.written, first.duplicates, again.written, again.duplicates) == (2, 1, 0, 2)
    assert held() == 2
    assert coverage.cursor("Test", "here") == "c"
    minute = Coverage.objects.get()
    assert (minute.read, minute.directed, minute.candidates, minute.duplicates) == (7, 7, 5, 3)


def test_rows_and_cursor_are_committed_together_or_not_at_all(pipeline: Pipeline, larkspur: PlatformAccount) -> None:
    work(pipeline, arrival([post(1)], larkspur, "a"))
    outcomes = pipeline.decide([arrival([post(2)], larkspur, "b")])
    with connection.cursor() as cursor:
        cursor.execute("alter table monitor_cursor rename to elsewhere")
    with pytest.raises(DatabaseError):
        pipeline.record(outcomes, Ledger())
    with connection.cursor() as cursor:
        cursor.execute("alter table elsewhere rename to monitor_cursor")
    assert (held(), coverage.cursor("Test", "here")) == (1, "a")
    pipeline.record(outcomes, Ledger())
    assert (held(), coverage.cursor("Test", "here")) == (2, "b")
    assert Coverage.objects.get().read == 2


def test_who_opted_out_while_a_post_waited_is_not_looked_at(
    pipeline: Pipeline, gatekeeper: Gatekeeper, larkspur: PlatformAccount
) -> None:
    waiting = arrival([post(1)], larkspur)
    actions.withdraw(Auditor.job("test"), list(Enrolment.objects.current()))
    assert gatekeeper.refresh()
    work(pipeline, waiting)
    assert held() == 0
    assert Coverage.objects.get().directed == 0


def test_an_enrolment_that_lapses_by_itself_closes_the_gate(gatekeeper: Gatekeeper, larkspur: PlatformAccount) -> None:
    assert gatekeeper.watches("bluesky", larkspur.immutable_id)
    actions.record_leaving(Auditor.job("test"), larkspur.member, timezone.localdate() - timedelta(days=1))
    assert gatekeeper.refresh()
    assert not gatekeeper.refresh()
    assert not gatekeeper.watches("bluesky", larkspur.immutable_id)


def test_a_post_that_cannot_be_recorded_is_counted_and_its_neighbours_are_kept(
    pipeline: Pipeline, larkspur: PlatformAccount, capfd: pytest.CaptureFixture[str]
) -> None:
    posts = [post(number, "PORTCULLIS-TEST-4f1c secretly") for number in range(9)]
    with connection.cursor() as cursor:
        cursor.execute(
            "create trigger refuse before insert on casework_item when new.native_id like '%/4' "
            "begin select raise(abort, 'the database quotes secretly'); end"
        )
    assert work(pipeline, arrival(posts, larkspur, "a")).written == 8
    assert Coverage.objects.get().unreadable == {"could not be recorded": 1}
    assert coverage.cursor("Test", "here") == "a"
    assert "secretly" not in "".join(capfd.readouterr())


def test_deletions_edits_and_gaps_reach_the_held_item(pipeline: Pipeline, larkspur: PlatformAccount) -> None:
    one, two = post(1), post(2)
    work(pipeline, arrival([one, two], larkspur))
    now = datetime.now(UTC)
    milder = msgspec.structs.replace(one, version="2", text=ORDINARY)
    worse = msgspec.structs.replace(post(3), version="2")
    batch = Batch(
        cursor="z", read=4, posts=4,
        directed=[Directed(each, _addressed(larkspur), edited=True) for each in (milder, worse)],
        edits=[Edit(milder), Edit(worse)],
        deletions=[Deletion("bluesky", two.id, now), Deletion("bluesky", "at://not/held", now)],
        renamings=[Renaming("bluesky", did, "new.example.org", now) for did in (larkspur.immutable_id, "did:plc:x")],
        gaps=[stream.Gap(now - timedelta(minutes=2), now, "the line broke")],
    )  # fmt: skip
    work(pipeline, Arrival("Test", "here", batch))
    with connection.cursor() as cursor:
        cursor.execute("select kind, count(*) from casework_platformevent group by kind")
        assert len(cursor.fetchall()) == 2
    assert held() == 3  # the edit put danger into a post that was not held until then
    larkspur.refresh_from_db()
    assert larkspur.handle == "new.example.org"
    assert Gap.objects.get().why == "the line broke"


def _addressed(member: PlatformAccount) -> tuple[Addressing, ...]:
    return arrival([post(0)], member).batch.directed[0].addressed


def test_a_third_post_in_one_batch_knows_of_the_two_before(pipeline: Pipeline, larkspur: PlatformAccount) -> None:
    outcomes = pipeline.decide([arrival([post(number) for number in range(3)], larkspur)])
    factors = [[factor.kind for factor in one.priority.factors] for one in outcomes[0].candidates]
    assert ["repeated" in kinds for kinds in factors] == [False, True, True]
    later = pipeline.decide([arrival([post(9)], larkspur)])  # decided, while the first three wait to be recorded
    assert "3 other posts" in " ".join(factor.says for factor in later[0].candidates[0].priority.factors)
    pipeline.record([*outcomes, *later], Ledger())
    circumstances = intake.circumstances([("bluesky", "did:plc:somebody", str(larkspur.member_id))])
    assert [one.earlier_to_member for one in circumstances.values()] == [4]


def test_late_events_are_counted_in_the_minute_in_which_the_network_had_them(pipeline: Pipeline) -> None:
    then = timezone.now() - timedelta(minutes=30)
    batch = Batch(cursor="a", read=5, witnessed_at=then, unreadable=Counter({"broken JSON": 2}))
    work(pipeline, Arrival("Test", "here", batch))
    far = Batch(cursor="b", read=1, witnessed_at=datetime(1970, 1, 1, tzinfo=UTC), state=State.BEHIND)
    work(pipeline, Arrival("Test", "here", far))
    late, now = Coverage.objects.order_by("minute")
    assert (late.minute, late.read, late.recovered, late.unreadable) == (
        then.replace(second=0, microsecond=0), 5, 5, {"broken JSON": 2}
    )  # fmt: skip
    assert (now.read, now.recovered) == (1, 0)
