"""A register with one Member opted in and one not, a pipeline on it, and the console's pages."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest
from django.test import Client

from portcullis.accounts.models import User
from portcullis.accounts.roles import Role
from portcullis.audit.auditor import Auditor
from portcullis.core.addressee import Addressing, How
from portcullis.core.cascade import Cascade
from portcullis.core.post import Author, Mention, Post
from portcullis.detector import load
from portcullis.members import actions
from portcullis.members.models import Member, PlatformAccount
from portcullis.monitor.gatekeeper import Gatekeeper
from portcullis.monitor.pipeline import Arrival, Pipeline
from portcullis.sources.stream import Batch, Directed

DANGER = "PORTCULLIS-TEST-4f1c"
ORDINARY = "Thank you for the answer about the bus"
LARKSPUR, QUILL = "did:plc:larkspur", "did:plc:quill"


@pytest.fixture(scope="session")
def cascade() -> Cascade:
    return Cascade(load())


@pytest.fixture
def larkspur(db: None) -> PlatformAccount:
    """Opted in."""
    auditor = Auditor.job("test")
    member = Member.objects.create(name="Adelaide Larkspur", constituency="Market Stoke", house="Commons")
    account = actions.add_account(auditor, member, "bluesky", "larkspur.example.org", LARKSPUR)
    actions.enrol(auditor, [account], "form 1", since=datetime(2026, 1, 1, tzinfo=UTC))
    return account


@pytest.fixture
def quill(db: None) -> PlatformAccount:
    """Not opted in."""
    member = Member.objects.create(name="Barnaby Quill", constituency="Upper Fenwick", house="Commons")
    return actions.add_account(Auditor.job("test"), member, "bluesky", "quill.example.org", QUILL)


@pytest.fixture
def gatekeeper(larkspur: PlatformAccount) -> Gatekeeper:
    keeper = Gatekeeper()
    keeper.refresh()
    return keeper


@pytest.fixture
def pipeline(cascade: Cascade, gatekeeper: Gatekeeper) -> Pipeline:
    return Pipeline(cascade, gatekeeper)


def post(number: int | str, text: str = DANGER, author: str = "did:plc:somebody", to: str = LARKSPUR) -> Post:
    return Post(
        platform="bluesky", id=f"at://{author}/app.bsky.feed.post/{number}", version="1", url="", author=Author(author),
        text=text, witnessed_at=datetime.now(UTC), mentions=(Mention(to),) if to else (), raw=b"{}",
    )  # fmt: skip


def arrival(posts: Sequence[Post], member: PlatformAccount, cursor: str = "", source: str = "Test") -> Arrival:
    addressed = (Addressing(str(member.member_id), How.MENTION),)
    directed = [Directed(one, addressed) for one in posts]
    return Arrival(source, "here", Batch(cursor=cursor, read=len(posts), posts=len(posts), directed=directed))


@pytest.fixture
def page(db: None, client: Client) -> Callable[[Role], Client]:
    def signed_in(role: Role) -> Client:
        client.force_login(User.objects.create_user(f"a-{role.value}", role))
        return client

    return signed_in
