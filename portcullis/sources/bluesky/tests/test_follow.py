"""The connectors over a wire: reconnect, resume, gaps, refusals, compression, beats. The services are stand-ins."""

import asyncio
import time
from collections.abc import Callable
from itertools import repeat
from typing import Any

import pytest
import zstandard

from portcullis.sources.bluesky.firehose import Firehose
from portcullis.sources.bluesky.jetstream import REWIND_US, Jetstream
from portcullis.sources.bluesky.tests import events
from portcullis.sources.bluesky.tests.events import START_US, commit, v1, v2
from portcullis.sources.stream import Batch, Connector, Gap, SourceError, State
from portcullis.sources.tests.members import GATE, posts, until
from portcullis.sources.tests.standin import Refusal, StandIn, closed_port, hold, send

QUICK: dict[str, Any] = {"waits": lambda: repeat(0.01)}
Enough = Callable[[list[Batch]], object]


def play(stand_in: StandIn, make: Callable[[str], Connector], enough: Enough, cursor: str = "") -> list[Batch]:
    async def run() -> list[Batch]:
        async with stand_in.running():
            return await asyncio.wait_for(until(make(stand_in.address).batches(cursor, lambda: GATE), enough), 20)

    return asyncio.run(run())


def first(service: str) -> Connector:
    return Jetstream(service, version=1, **QUICK)


def second(service: str) -> Connector:
    return Jetstream(service, **QUICK)


def firehose(service: str) -> Connector:
    return Firehose(service, **QUICK)


def held(number: int) -> Enough:
    return lambda batches: len(posts(batches)) >= number


def gaps(batches: list[Batch]) -> list[Gap]:
    return [gap for batch in batches for gap in batch.gaps]


def seqs(batches: list[Batch]) -> list[str]:
    return [post.id[-2:] for post in posts(batches)]


def test_v1_goes_back_a_few_seconds_and_what_comes_twice_proves_that_there_was_no_gap() -> None:
    stand_in = StandIn(send(v1(n=1), v1(n=2)), send(v1(n=2), v1(n=3), close=False))
    batches = play(stand_in, first, held(4))
    assert stand_in.asked[0] == {"wantedCollections": ["app.bsky.feed.post"]}
    assert stand_in.asked[1]["cursor"] == [str(START_US + 2_000_000 - REWIND_US)]
    assert gaps(batches) == []


def test_v1_records_a_gap_if_the_service_no_longer_has_the_place() -> None:
    batches = play(StandIn(send(v1(n=1)), send(v1(n=900), close=False)), first, held(2))
    (gap,) = gaps(batches)
    assert (gap.end - gap.start).total_seconds() == 899


def test_v2_resumes_at_the_number_and_reads_nothing_twice() -> None:
    stand_in = StandIn(send(v2(n=1), v2(n=2)), send(v2(n=2), v2(n=3), close=False))
    batches = play(stand_in, second, held(3))
    assert stand_in.asked[0] == {"kinds": ["commit", "identity"], "collections": ["app.bsky.feed.post"]}
    assert stand_in.asked[1]["cursor"] == ["1002"]
    assert (seqs(batches), gaps(batches)) == (["01", "02", "03"], [])


def test_v2_resumes_from_a_cursor_that_another_run_recorded() -> None:
    stand_in = StandIn(send(v2(n=1), v2(n=2), close=False), send(v2(n=2), v2(n=7), close=False))

    async def run() -> list[Batch]:
        async with stand_in.running():
            before = await until(second(stand_in.address).batches("", lambda: GATE), held(2))
            return await until(second(stand_in.address).batches(before[-1].cursor, lambda: GATE), held(1))

    batches = asyncio.run(run())
    assert stand_in.asked[1]["cursor"] == ["1002"]
    assert (seqs(batches), gaps(batches)) == (["07"], [])


def test_v2_on_another_service_resumes_by_the_moment() -> None:
    stand_in = StandIn(send(v2(n=2), v2(n=3), close=False))
    cursor = f"1003 {START_US + 3_000_000} wss://elsewhere.test"
    batches = play(stand_in, second, held(2), cursor)
    assert stand_in.asked[0]["cursor"] == [str(START_US + 3_000_000 - REWIND_US)]
    assert gaps(batches) == []


def test_v2_cursor_too_old_goes_on_from_the_floor_and_records_the_gap() -> None:
    said = "subscribe: cursor too old: cursor 1001 below lookback floor 1040; re-backfill from your last seq"
    stand_in = StandIn(send(v2(n=1)), Refusal(400, error="CursorTooOld", message=said), send(v2(n=40), close=False))
    batches = play(stand_in, second, held(2))
    assert stand_in.asked[2]["cursor"] == ["1040"]
    (gap,) = gaps(batches)
    assert (gap.end - gap.start).total_seconds() == 39
    assert "oldest posts" in gap.why


@pytest.mark.parametrize("name", ["OutdatedCursor", "FutureCursor"])
def test_v2_notices_about_the_cursor_are_gaps(name: str) -> None:
    info = events.frame("info", {"name": name, "message": "resumed from 7"})
    stand_in = StandIn(send(v2(n=5)), send(info, v2(n=9).replace(b'"seq":1009', b'"seq":7'), close=False))
    batches = play(stand_in, second, held(2))
    assert [gap.end - gap.start for gap in gaps(batches)] == [
        posts(batches)[1].witnessed_at - posts(batches)[0].witnessed_at
    ]
    assert batches[-1].cursor.startswith("7 ")


@pytest.mark.parametrize(
    ("make", "event", "error"),
    [
        (second, v2, b'{"$type":"error","error":"ConsumerTooSlow","message":"m"}'),
        (firehose, commit, events.error_frame("ConsumerTooSlow")),
    ],
)
def test_too_slow_is_throttled_and_comes_back(
    make: Callable[[str], Connector], event: Callable[..., bytes], error: bytes
) -> None:
    messages = [
        send(event(n=1), error, binary=make is firehose),
        send(event(n=1), event(n=2), close=False, binary=make is firehose),
    ]
    batches = play(StandIn(*messages), make, held(2))
    assert State.THROTTLED in [batch.state for batch in batches]
    assert (seqs(batches), gaps(batches)) == (["01", "02"], [])


def dictionary() -> bytes:
    samples: list[bytes | bytearray | memoryview] = [
        v2(events.to_member(f"@carys number {n} of many"), n) for n in range(400)
    ]
    return zstandard.train_dictionary(4_000, samples).as_bytes()


@pytest.mark.parametrize(("version", "make"), [(1, v1), (2, v2)])
def test_compression_with_a_dictionary(version: int, make: Callable[..., bytes]) -> None:
    shared = dictionary()
    compressor = zstandard.ZstdCompressor(dict_data=zstandard.ZstdCompressionDict(shared))
    messages = [compressor.compress(make(n=n)) for n in (1, 2)]
    bomb = compressor.compress(b" " * 17_000_000)
    stand_in = StandIn(send(messages[0], messages[1][:-9], bomb, messages[1], close=False, binary=True))
    batches = play(stand_in, lambda service: Jetstream(service, version=version, dictionary=shared, **QUICK), held(2))
    assert ("compress" if version == 1 else "zstdDictionary") in stand_in.asked[0]
    assert sum((batch.unreadable for batch in batches), start=type(batches[0].unreadable)()) == {
        "damaged compressed event": 2
    }


def test_a_dictionary_that_the_service_does_not_know_is_given_up() -> None:
    stand_in = StandIn(Refusal(400, error="UnknownZstdDictionary", message="current is 9"), send(v2(), close=False))
    play(stand_in, lambda service: Jetstream(service, dictionary=dictionary(), **QUICK), held(1))
    assert "zstdDictionary" not in stand_in.asked[1]


def test_firehose_resumes_one_before_and_reads_nothing_twice() -> None:
    stand_in = StandIn(send(commit(n=1), binary=True), send(commit(n=1), commit(n=2), close=False, binary=True))
    batches = play(stand_in, firehose, held(2))
    assert [query.get("cursor") for query in stand_in.asked] == [None, ["1000"]]
    assert (seqs(batches), gaps(batches)) == (["01", "02"], [])


def test_firehose_with_a_cursor_from_the_future_begins_with_the_newest() -> None:
    acts = [send(commit(n=9), binary=True), send(events.error_frame("FutureCursor"), binary=True),
            send(commit(n=12), close=False, binary=True)]  # fmt: skip
    stand_in = StandIn(*acts)
    batches = play(stand_in, firehose, held(2))
    assert [query.get("cursor") for query in stand_in.asked] == [None, ["1008"], None]
    assert [(gap.end - gap.start).total_seconds() for gap in gaps(batches)] == [3]


def test_firehose_outdated_cursor_is_a_gap() -> None:
    info = events.repo_frame("#info", {"name": "OutdatedCursor"})
    stand_in = StandIn(send(commit(n=1), binary=True), send(info, commit(n=50), close=False, binary=True))
    assert [gap.why for gap in gaps(play(stand_in, firehose, held(2)))] == [
        "the service no longer had the oldest posts asked for"
    ]


def test_a_quiet_line_beats_and_stops_at_once() -> None:
    start = time.monotonic()
    batches = play(StandIn(hold), second, lambda batches: len(batches) >= 2 and batches[-1].state is State.CONNECTED)
    assert time.monotonic() - start < 3
    assert batches[-1].read == 0


def test_a_service_that_is_away_beats_as_a_gap() -> None:
    async def run() -> list[Batch]:
        service = f"ws://127.0.0.1:{await closed_port()}"
        return await until(second(service).batches("", lambda: GATE), lambda batches: len(batches) >= 5)

    assert {batch.state for batch in asyncio.run(run())} == {State.GAP}


def test_a_message_too_long_to_hold_is_counted_and_left_behind() -> None:
    stand_in = StandIn(send(v2(n=1), b"x" * 17_000_000, close=False), send(v2(n=30), close=False))
    batches = play(stand_in, second, held(2))
    assert "cursor" not in stand_in.asked[1]
    assert any(batch.unreadable == {"message longer than 16 MB": 1} for batch in batches)
    assert len(gaps(batches)) == 1


def test_latency_from_the_wire_to_the_batch_is_short() -> None:
    async def send_slowly(connection: Any) -> None:
        for n in range(20):
            await asyncio.sleep(0.02)
            await connection.send(v2(n=n), text=True)
        await connection.wait_closed()

    delays: list[float] = []

    def enough(batches: list[Batch]) -> bool:
        if batches[-1].received_at:
            delays.append(time.time() - batches[-1].received_at)
        return len(posts(batches)) >= 20

    play(StandIn(send_slowly), second, enough)
    assert sorted(delays)[len(delays) // 2] < 0.05


def test_a_refusal_for_good_says_what_to_check() -> None:
    with pytest.raises(SourceError, match=r"answered 404\. Check the address"):
        play(StandIn(Refusal(404)), second, held(1))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_refusal_for_now_is_tried_again(status: int) -> None:
    stand_in = StandIn(Refusal(status), send(v2(), close=False))
    assert len(posts(play(stand_in, second, held(1)))) == 1


def test_new_names_of_other_accounts_are_left_out() -> None:
    stand_in = StandIn(send(events.identity(events.OTHER, "someone.test"), events.identity(n=1), v1(n=2), close=False))
    batches = play(stand_in, first, held(1))
    assert [renaming.handle for batch in batches for renaming in batch.renamings] == ["carys.new.test"]


@pytest.mark.parametrize("service", ["", "ftp://x", "wss://", "http:///path"])
def test_an_address_that_is_none_is_refused(service: str) -> None:
    with pytest.raises(SourceError, match="is not the address of a service"):
        Jetstream(service)


def test_a_source_needs_its_lawful_access() -> None:
    for make in (Jetstream, Firehose):
        with pytest.raises(SourceError, match="lawful"):
            make("wss://x.test", lawful_access=" ")


def test_a_cursor_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(SourceError, match="cursor"):
        second("wss://x.test").batches("rhubarb", lambda: GATE)
