"""Loading the demo: once, the same sign-ins ever after, and never among real Members."""

import stat
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor
from portcullis.config import demo
from portcullis.members import registry
from portcullis.members.models import Member

pytestmark = pytest.mark.django_db
JOB = Auditor.job("demo")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: object) -> None:
    settings.VAR = tmp_path  # type: ignore[attr-defined]


def test_an_empty_database_gets_the_parliament_and_somebody_in_every_role() -> None:
    sign_ins = demo.prepare(JOB)
    assert Member.objects.count() == 40
    assert len(registry.opted_in()) == 24
    assert {User.objects.get(username=one.username).role for one in sign_ins} == set(Role)
    member = User.objects.get(role=Role.MEMBER)
    delegate = User.objects.get(role=Role.DELEGATE)
    assert registry.members_of(member) == registry.members_of(delegate) != []


def test_a_second_start_changes_nothing_and_prints_the_same(tmp_path: Path) -> None:
    first = demo.prepare(JOB)
    revision = registry.revision()
    assert demo.prepare(JOB) == first
    assert registry.revision() == revision
    assert stat.S_IMODE((tmp_path / "demo-sign-ins.json").stat().st_mode) == 0o600


def test_lost_passwords_are_made_anew_for_the_same_people(tmp_path: Path, client: Client) -> None:
    first = demo.prepare(JOB)
    (tmp_path / "demo-sign-ins.json").write_text("{broken", encoding="utf-8")
    second = demo.prepare(JOB)
    assert [one.username for one in second] == [one.username for one in first]
    assert not {one.password for one in second} & {one.password for one in first}
    officer = second[0]
    assert User.objects.get(username=officer.username).check_password(officer.password)


def test_a_sign_in_leads_straight_to_the_queue(client: Client) -> None:
    officer = demo.prepare(JOB)[0]
    reply = client.post(reverse("sign-in"), {"username": officer.username, "password": officer.password}, follow=True)
    assert reply.status_code == 200
    assert reply.request["PATH_INFO"] == reverse("queue")


def test_it_is_refused_where_real_members_are() -> None:
    Member.objects.create(name="Ffion Tregarth", constituency="Somewhere")
    with pytest.raises(demo.DemoRefused, match="PORTCULLIS_VAR"):
        demo.prepare(JOB)
    assert Member.objects.count() == 1
    assert not User.objects.exists()


def test_it_is_refused_where_somebody_works_already() -> None:
    User.objects.create_user("ffion", Role.ADMINISTRATOR)
    with pytest.raises(demo.DemoRefused):
        demo.prepare(JOB)
    assert not Member.objects.exists()
