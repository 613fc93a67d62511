"""Bad events from a live service: counted on the coverage page with why; the stream goes on to the good ones."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from tests.portcullis_process import DANGER, House, end, wait_until

pytestmark = pytest.mark.slow
POSTS = "app.bsky.feed.post"
NOW = 1_795_000_000_000_000


@contextmanager
def service(messages: list[bytes | str]) -> Iterator[str]:
    """Sends these messages to whoever connects, then stays silent."""

    def listen(line: ServerConnection) -> None:
        try:
            for message in messages:
                line.send(message)
            line.recv()
        except ConnectionClosed:
            pass

    with serve(listen, "127.0.0.1", 0, compression=None) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
        finally:
            server.shutdown()
            thread.join()


def event(number: int, **changes: object) -> str:
    feature = {"$type": "app.bsky.richtext.facet#mention", "did": "did:plc:larkspur"}
    facet = {"index": {"byteStart": 0, "byteEnd": 5}, "features": [feature]}
    record: dict[str, object] = {
        "$type": "app.bsky.feed.post",
        "text": f"{DANGER} {number}",
        "facets": [facet],
        **changes,
    }
    commit = {
        "operation": "create",
        "collection": "app.bsky.feed.post",
        "rkey": f"r{number}",
        "cid": "c",
        "record": record,
    }
    return json.dumps({"did": "did:plc:author", "time_us": NOW + number, "kind": "commit", "commit": commit})


def test_jetstream(house: House) -> None:
    bad: list[bytes | str] = [
        "{not json", event(90)[:-40], event(91, text=7), event(92, text="x" * 1_500_000), '{"kind": "surprise"}',
        "[" * 5_000, b"\xff\xfe app.bsky.feed.post",
    ]  # fmt: skip
    good = [
        event(1), event(2, createdAt="2099-01-01T00:00:00Z"), event(3, createdAt="1970-01-01T00:00:00Z"),
        event(4, langs=5, reply="none", embed=[1]), event(5, text=f"{DANGER} a\x00b \u202e <script>"),
        event(6, unknown={"a": [None]}), event(7).replace("PORTCULLIS", "\\ud800 PORTCULLIS"),
    ]  # fmt: skip
    mixed = [message for pair in zip(bad, good, strict=True) for message in pair]
    with service([*mixed, event(8)]) as address:
        process = house.start("watch", "jetstream", "--v1", "--service", address)
        try:
            wait_until(lambda: len(house.held()) == len(good) + 1, 60)
            wait_until(lambda: sum(house.unreadable().values()) == len(bad))
        finally:
            assert end(process) == 0, (house.folder / "stderr").read_text()[-3000:]
    assert "event longer than 1 MB" in house.unreadable() and "broken JSON" in house.unreadable()
    log = (house.folder / "stderr").read_text()
    assert DANGER not in log and "author" not in log


def test_the_firehose(house: House) -> None:
    cut = [b"", b"\xa0", b"\xff" * 40, b"\xa2aop\x01at#commit", b"\xa0" * 5000]
    frames: list[bytes | str] = [*cut, "text, where bytes are due"]
    with service(frames) as address:
        process = house.start("watch", "firehose", "--service", address)
        try:
            wait_until(lambda: sum(house.unreadable().values()) == len(frames), 60)
            wait_until(lambda: house.ask("select 1 from monitor_source where state = 'connected'"))
        finally:
            assert end(process) == 0, (house.folder / "stderr").read_text()[-3000:]
