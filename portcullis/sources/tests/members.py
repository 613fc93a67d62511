"""An invented Member under the service, and the batches of a connector, for the tests of every source."""

import asyncio
from collections.abc import AsyncIterator, Callable

from portcullis.core.addressee import Account, Watched
from portcullis.core.gate import Gate
from portcullis.core.post import Post
from portcullis.sources.stream import Batch, Connector

MEMBER = "did:plc:membermembermembermember"
GATE = Gate([Watched("m-1", "Carys Llewellyn-Voss", (Account("bluesky", MEMBER, "carys.parliament.test"),))])
NOBODY = Gate([])


def gather(
    connector: Connector,
    enough: Callable[[list[Batch]], object],
    cursor: str = "",
    gate: Gate = GATE,
    seconds: float = 20,
) -> list[Batch]:
    """Batches until `enough` of them came or the source ended, then stop; an AssertionError after so many seconds."""

    async def run() -> list[Batch]:
        return await asyncio.wait_for(until(connector.batches(cursor, lambda: gate), enough), seconds)

    return asyncio.run(run())


async def until(batches: AsyncIterator[Batch], enough: Callable[[list[Batch]], object]) -> list[Batch]:
    taken: list[Batch] = []
    try:
        async for batch in batches:
            taken.append(batch)
            if enough(taken):
                break
    finally:
        await batches.aclose()  # type: ignore[attr-defined]  # every connector is an async generator
    return taken


def posts(batches: list[Batch]) -> list[Post]:
    return [directed.post for batch in batches for directed in batch.directed]


def texts(batches: list[Batch]) -> list[str]:
    return [post.text for post in posts(batches)]
