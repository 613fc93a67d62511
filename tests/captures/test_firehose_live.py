"""The firehose connector and the resolver on a real personal data server."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Iterator

import libipld
import pytest

from portcullis.core.addressee import Account as Enrolled
from portcullis.core.addressee import How, Watched
from portcullis.core.gate import Gate
from portcullis.sources.bluesky.firehose import Firehose
from portcullis.sources.bluesky.identity import UnresolvedError, resolve
from portcullis.sources.stream import Batch, State
from tests.captures import pds

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pds.running(tmp_path_factory.mktemp("pds")) as address:
        yield address


async def until(batches: AsyncIterator[Batch], enough: Callable[[list[Batch]], bool]) -> list[Batch]:
    taken: list[Batch] = []
    async for batch in batches:
        taken.append(batch)
        if enough(taken):
            break
    await batches.aclose()  # type: ignore[attr-defined]  # every connector is an async generator
    return taken


def read(
    server: str, cursor: str, gate: Gate, act: Callable[[], None], enough: Callable[[list[Batch]], bool]
) -> list[Batch]:
    """What the connector yields while `act` is done on the server, from the moment that it is connected."""

    async def run() -> list[Batch]:
        acting: list[asyncio.Task[None]] = []

        def step(batches: list[Batch]) -> bool:
            if not acting and batches[-1].state is not State.GAP:
                acting.append(asyncio.create_task(asyncio.to_thread(act)))
            return bool(acting) and acting[0].done() and enough(batches)

        batches = await asyncio.wait_for(until(Firehose(server).batches(cursor, lambda: gate), step), 60)
        await acting[0]
        return batches

    return asyncio.run(run())


def test_a_real_server_is_read(server: str) -> None:
    member, other, author = (pds.Account(server, f"{name}.test") for name in ("carys-voss", "owen-pryce", "writer"))
    assert resolve("@Carys-Voss.test", server) == member.did
    with pytest.raises(UnresolvedError, match="knows no account"):
        resolve("nobody-here.test", server)
    gate = Gate([Watched("m-1", "Carys Llewellyn-Voss", (Enrolled("bluesky", member.did, "carys-voss.test"),))])
    made: dict[str, str] = {}

    def act() -> None:
        root = member.post("Surgery on Friday, ten till noon")
        facet = {
            "features": [{"$type": "app.bsky.richtext.facet#mention", "did": member.did}],
            "index": {"byteStart": len("Hello ŵ ".encode()), "byteEnd": len("Hello ŵ @carys".encode())},
        }
        made["mention"] = author.post("Hello ŵ @carys", facets=[facet])["uri"]
        answer = author.post("I will be waiting outside your office on Friday", reply={"parent": root, "root": root})
        made["reply"] = answer["uri"]
        made["thread"] = other.post("So will I", reply={"parent": answer, "root": root})["uri"]
        made["quote"] = other.post("See this", embed={"$type": "app.bsky.embed.record", "record": root})["uri"]
        made["name"] = other.post("Carys Llewellyn-Voss never answers")["uri"]
        other.post("Good morning everyone")
        author.edit(made["reply"], "Carys Llewellyn-Voss, I take that back")
        author.delete(made["mention"])
        member.rename("carys-llewellyn.test")

    try:
        batches = read(server, "", gate, act, lambda taken: any(batch.renamings for batch in taken))
        directed = {d.post.id: d for batch in batches for d in batch.directed if not d.edited}
        ways = {uri: addressing.how for uri, d in directed.items() for addressing in d.addressed}
        assert {made[how.value]: how for how in (How.MENTION, How.REPLY, How.THREAD, How.QUOTE, How.NAME)} == ways
        mention = directed[made["mention"]].post
        assert mention.text[mention.mentions[0].start : mention.mentions[0].end] == "@carys"
        digest = libipld.decode_cid(mention.version)["hash"]["digest"]
        assert hashlib.sha256(mention.raw).digest() == digest
        assert [edit.post.id for batch in batches for edit in batch.edits] == [made["reply"]]
        assert [gone.id for batch in batches for gone in batch.deletions] == [made["mention"]]
        assert [new.handle for batch in batches for new in batch.renamings] == ["carys-llewellyn.test"]
        assert not any(batch.unreadable for batch in batches)

        other.post("Carys Llewellyn-Voss, while nobody watched")
        again = read(server, batches[-1].cursor, gate, lambda: None, lambda taken: any(b.directed for b in taken))
        assert [d.post.text for batch in again for d in batch.directed] == [
            "Carys Llewellyn-Voss, while nobody watched"
        ]
        assert not any(batch.gaps for batch in again)
    finally:
        for account in (member, other, author):
            account.close()
