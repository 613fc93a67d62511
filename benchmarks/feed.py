"""A stream in the shape of Jetstream on loopback, in a process of its own.

`python -m benchmarks.feed PORT EVENTS DIRECTED SECONDS` prints how many events and directed posts it sent.
`DIDS` are the accounts that they mention.
"""

import asyncio
import json
import random
import re
import sys
import time

from websockets.asyncio.server import ServerConnection, serve

from benchmarks import events

DANGER = "PORTCULLIS-TEST-4f1c"
DIDS = [f"did:plc:member{number}" for number in range(650)]
EVERY = 0.01
POSTS = "app.bsky.feed.post"
_TIME = re.compile(rb'"time_us": ?\d+')


def directed(number: int, source: random.Random) -> bytes:
    """A dangerous post that mentions a Member."""
    did, author = source.choice(DIDS), events.account(source)
    text = f"{DANGER} {number} " + " ".join(events.texts(1, number))[:120]
    feature = {"did": did, "$type": "app.bsky.richtext.facet#mention"}
    facet = {"index": {"byteStart": 0, "byteEnd": 5}, "features": [feature]}
    post = {"$type": POSTS, "createdAt": "2026-11-18T07:00:03Z", "text": text, "facets": [facet], "langs": ["en"]}
    commit = {"operation": "create", "collection": POSTS, "rkey": f"k{number}", "cid": f"c{number}", "record": post}
    return json.dumps({"did": author, "time_us": 1, "kind": "commit", "commit": commit}).encode()


class Feed:
    """Sends at the pace asked for, whoever listens, each event with the time at which it is sent."""

    def __init__(self, rate: int, dangerous: int, seconds: float) -> None:
        self.rate, self.seconds, source = rate, seconds, random.Random(1)
        self.pool = [_TIME.split(event, 1) for event in events.mixed(20_000)]
        self.dangerous = [_TIME.split(directed(number, source), 1) for number in range(round(dangerous * seconds))]
        self.sent = self.bad = 0
        self.over = asyncio.Event()

    async def listen(self, line: ServerConnection) -> None:
        begun, step = time.monotonic(), self.rate / max(1, len(self.dangerous) / self.seconds)
        while (elapsed := time.monotonic() - begun) < self.seconds:
            while self.sent < elapsed * self.rate:
                turn = self.bad < len(self.dangerous) and self.sent >= self.bad * step
                before, after = self.dangerous[self.bad] if turn else self.pool[self.sent % len(self.pool)]
                self.bad += turn
                self.sent += 1
                await line.send(b'%b"time_us":%d%b' % (before, time.time_ns() // 1000, after), text=True)
            await asyncio.sleep(EVERY)
        await asyncio.sleep(2)
        self.over.set()


async def main(port: int, rate: int, dangerous: int, seconds: float) -> None:
    feed = Feed(rate, dangerous, seconds)
    async with serve(feed.listen, "127.0.0.1", port, compression=None, close_timeout=1):
        print("READY", flush=True)
        await feed.over.wait()
        print(f"{feed.sent} {feed.bad}", flush=True)
        await asyncio.sleep(1)


if __name__ == "__main__":
    asyncio.run(main(*(int(argument) for argument in sys.argv[1:5])))
