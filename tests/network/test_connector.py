"""The firehose connector and the resolver alone on a real personal data server: no database, no monitor."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable

import libipld
import pytest

from portcullis.core.addressee import Account, How, Watched
from portcullis.core.gate import Gate
from portcullis.sources.bluesky.firehose import Firehose
from portcullis.sources.bluesky.identity import UnresolvedError, resolve
from portcullis.sources.stream import Batch, State
from tests.network.conftest import Network

pytestmark = pytest.mark.slow
Enough = Callable[[list[Batch]], bool]
NAME = "Carys Llewellyn-Voss"


async def until(batches: AsyncIterator[Batch], enough: Enough) -> list[Batch]:
    taken: list[Batch] = []
    async for batch in batches:
        taken.append(batch)
        if enough(taken):
            break
    await batches.aclose()  # type: ignore[attr-defined]  # every connector is an async generator
    return taken


def read(service: str, cursor: str, gate: Gate, act: Callable[[], None], enough: Enough) -> list[Batch]:
    """What the connector yields while `act` is done on the server, from the moment that it is connected."""

    async def run() -> list[Batch]:
        acting: list[asyncio.Task[None]] = []

        def step(batches: list[Batch]) -> bool:
            if not acting and batches[-1].state is not State.GAP:
                acting.append(asyncio.create_task(asyncio.to_thread(act)))
            return bool(acting) and acting[0].done() and enough(batches)

        batches = await asyncio.wait_for(until(Firehose(service).batches(cursor, lambda: gate), step), 60)
        await acting[0]
        return batches

    return asyncio.run(run())


def test_a_real_server_is_read_and_resumed(network: Network) -> None:
    member, other, author = (network.person(name) for name in ("carys", "owen", "writer"))
    gate = Gate([Watched("m-1", NAME, (Account("bluesky", member.did, member.handle),))])
    made: dict[How, dict[str, str]] = {}

    def act() -> None:
        root = member.post("Surgery on Friday, ten till noon")
        start = len("Hello ŵ ".encode())
        feature = {"$type": "app.bsky.richtext.facet#mention", "did": member.did}
        facet = {"features": [feature], "index": {"byteStart": start, "byteEnd": start + len("@carys")}}
        made[How.MENTION] = author.post("Hello ŵ @carys", facets=[facet])
        made[How.REPLY] = author.reply("I will be waiting outside your office on Friday", root)
        made[How.THREAD] = other.reply("So will I", made[How.REPLY], root)
        made[How.QUOTE] = other.quote("See this", root)
        made[How.NAME] = other.post(f"{NAME} never answers")
        other.post("Good morning everyone")
        author.edit(made[How.REPLY], f"{NAME}, I take that back")
        author.delete(made[How.MENTION])

    batches = read(network.pds, "", gate, act, lambda taken: any(batch.deletions for batch in taken))
    first = {one.post.id: one for batch in batches for one in batch.directed if not one.edited}
    assert {uri: [way.how for way in one.addressed] for uri, one in first.items()} == {
        post["uri"]: [how] for how, post in made.items()
    }
    mention = first[made[How.MENTION]["uri"]].post
    assert mention.version == made[How.MENTION]["cid"]
    assert mention.text[mention.mentions[0].start : mention.mentions[0].end] == "@carys"
    assert hashlib.sha256(mention.raw).digest() == libipld.decode_cid(mention.version)["hash"]["digest"]
    assert [edit.post.id for batch in batches for edit in batch.edits] == [made[How.REPLY]["uri"]]
    assert [gone.id for batch in batches for gone in batch.deletions] == [made[How.MENTION]["uri"]]
    assert not any(batch.unreadable for batch in batches)

    other.post(f"{NAME}, while nobody watched")
    again = read(network.pds, batches[-1].cursor, gate, lambda: None, lambda taken: any(b.directed for b in taken))
    assert [one.post.text for batch in again for one in batch.directed] == [f"{NAME}, while nobody watched"]
    assert not any(batch.gaps for batch in again)


def test_a_new_handle_is_passed_on_and_resolved(network: Network) -> None:
    member = network.person("bronwen")
    gate = Gate([Watched("m-2", "Bronwen Pryce-Hale", (Account("bluesky", member.did, member.handle),))])
    assert resolve(f"@{member.handle.title()}", network.pds) == member.did
    new = member.handle.replace("bronwen", "bronwen-new")

    def act() -> None:
        path = f"{network.pds}/xrpc/com.atproto.identity.updateHandle"
        member.client.post(path, json={"handle": new}).raise_for_status()

    def heard(batches: list[Batch]) -> set[tuple[str, str]]:
        return {(one.account, one.handle) for batch in batches for one in batch.renamings}

    # The server may also repeat the handle that the account began with.
    batches = read(network.pds, "", gate, act, lambda taken: (member.did, new) in heard(taken))
    assert (member.did, new) in heard(batches)
    assert resolve(new, network.pds) == member.did
    with pytest.raises(UnresolvedError, match="knows no account"):
        resolve(member.handle, network.pds)
