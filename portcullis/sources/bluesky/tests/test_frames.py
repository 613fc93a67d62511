"""Firehose frames (DAG-CBOR and CAR): what is kept, what is counted, and that nothing stops the stream."""

import hashlib
from datetime import UTC, datetime, timedelta

import libipld
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portcullis.sources.bluesky.firehose import Repos
from portcullis.sources.bluesky.frames import block, read_frames
from portcullis.sources.bluesky.tests import events
from portcullis.sources.bluesky.tests.events import AUTHOR, NOW, commit, repo_frame
from portcullis.sources.position import Position
from portcullis.sources.stream import Batch
from portcullis.sources.tests.members import GATE, MEMBER

LANE = GATE.on("bluesky")


READ_AT = datetime.fromtimestamp(events.START_US / 1e6, UTC) + timedelta(days=1)


def taken(*frames: bytes, since: datetime | None = None) -> Batch:
    batch = Batch(cursor="")
    read_frames(frames, LANE, READ_AT, batch, since=since)
    return batch


def claiming(time: str) -> bytes:
    """A frame whose server claims this time."""
    header, body = libipld.decode_dag_cbor_multi(commit())
    return events.signed(header) + events.signed(body | {"time": time})


@pytest.mark.parametrize("claimed", ["2001-01-01T00:00:00Z", "2089-12-31T23:59:59Z", "1970-01-01T00:00:00Z"])
def test_a_false_time_is_no_way_round_the_gate(claimed: str) -> None:
    """A server may claim any time for its own posts: one before the Member opted in, or after the opt-out."""
    before = READ_AT - timedelta(minutes=5)
    (directed,) = taken(claiming(claimed), since=before).directed
    assert before <= directed.post.witnessed_at <= READ_AT


def test_one_false_time_does_not_move_the_clock_for_others() -> None:
    repos = Repos("ws://127.0.0.1:1", Position())
    false, true = claiming("2089-12-31T23:59:59Z"), [commit(n=n) for n in range(5)]
    for frames in ([*true, false], true):
        batch = Batch(cursor="")
        repos.read(frames, LANE, READ_AT, batch)
    assert batch.directed[0].post.witnessed_at.timestamp() < events.START_US / 1e6 + 60


def test_more_operations_than_a_commit_may_hold_are_counted() -> None:
    header, body = libipld.decode_dag_cbor_multi(commit(n=4))
    batch = taken(events.signed(header) + events.signed(body | {"ops": body["ops"] * 1_000}))
    assert (batch.posts, batch.unreadable.total()) == (200, 800)


def test_a_post_is_kept_with_the_bytes_that_its_author_signed() -> None:
    batch = taken(commit(n=4))
    (directed,) = batch.directed
    post = directed.post
    assert post.raw == events.signed(events.to_member())
    assert libipld.decode_cid(post.version)["hash"]["digest"] == hashlib.sha256(post.raw).digest()
    assert (post.id, post.author.id) == (f"at://{AUTHOR}/app.bsky.feed.post/3m00000000004", AUTHOR)
    assert post.witnessed_at.timestamp() == events.START_US / 1e6 + 4
    assert post.text[post.mentions[0].start : post.mentions[0].end] == "@carys"


def test_what_is_directed_at_nobody_is_counted_and_forgotten() -> None:
    batch = taken(commit(events.record("Good morning")), commit({"subject": MEMBER}, path="app.bsky.graph.follow/3mf"))
    assert (batch.read, batch.posts, batch.directed, batch.unreadable) == (2, 1, [], {})


def test_edits_deletions_and_new_names() -> None:
    renamed = repo_frame("#identity", {"seq": 9, "did": MEMBER, "time": "2026-11-18T07:00:00Z", "handle": "c.new.test"})
    batch = taken(
        commit(action="update"), commit(events.record("My cat"), action="update"), commit(action="delete"), renamed
    )
    assert [edit.post.text for edit in batch.edits] == ["@carys the bins are late again", ""]
    assert [deletion.id for deletion in batch.deletions] == [f"at://{AUTHOR}/app.bsky.feed.post/3m00000000000"]
    assert [renaming.handle for renaming in batch.renamings] == ["c.new.test"]


@pytest.mark.parametrize(
    ("frame", "why"),
    [
        (commit()[:-40], "damaged frame"),
        (commit()[:10], "damaged frame"),
        (b"", "damaged frame"),
        (b"\x81" * 200_000, "damaged frame"),
        (events.signed({"op": 1}), "damaged frame"),
        (events.signed({"op": 1}) + events.signed({}), "frame of an unknown kind"),
        (repo_frame("#party", {}), "frame of an unknown kind"),
        (commit(blocks=b""), "damaged CAR file in a commit"),
        (commit(blocks=b"\x01\x02\x03"), "damaged CAR file in a commit"),
        (commit(blocks=events.car(events.signed({"other": 1}))), "post missing from its commit"),
        (commit(blocks="text"), "damaged CAR file in a commit"),
        (commit(tooBig=True), "commit too big for the stream"),
        (commit({"text": 5}), "post without text"),
        (commit({"langs": ["en"]}), "post without text"),
        (commit(did="nobody"), "post without an author or a key"),
        (commit(path="app.bsky.feed.post/"), "post without an author or a key"),
        (commit(action="bless"), "unknown operation on a post"),
        (commit(events.to_member("@carys " + "x" * 5_000_000)), "frame longer than 5 MB"),
    ],
)
def test_what_cannot_be_read_is_counted_with_a_plain_reason(frame: bytes, why: str) -> None:
    batch = taken(frame, commit())
    assert batch.unreadable == {why: 1}
    assert (batch.read, len(batch.directed)) == (2, 1)


@pytest.mark.parametrize("fields", [{"langs": "en"}, {"createdAt": 7}, {"facets": 3, "reply": []}, {"embed": [1]}])
def test_a_wrong_type_does_not_hide_a_post(fields: dict[str, object]) -> None:
    batch = taken(commit({**events.record("Carys Llewellyn-Voss, answer me"), **fields}))
    assert [directed.post.text for directed in batch.directed] == ["Carys Llewellyn-Voss, answer me"]


def test_one_bad_operation_does_not_spoil_the_others_in_its_commit() -> None:
    good, path = events.signed(events.to_member()), "app.bsky.feed.post/"
    ops = [
        {"action": "create", "path": path + "3mone", "cid": None},
        {"action": "create", "path": path + "3mtwo", "cid": events.cid_of(good)},
        "not an operation",
    ]
    batch = taken(commit(ops=ops))
    assert [directed.post.id[-5:] for directed in batch.directed] == ["3mtwo"]
    assert batch.unreadable == {"post missing from its commit": 1}


def test_frames_read_before_are_passed_over_and_notices_told_apart() -> None:
    batch, frames = Batch(cursor=""), [events.error_frame("ConsumerTooSlow"), commit(n=1), commit(n=2)]
    notices, places = read_frames(frames, LANE, NOW, batch, after=1001)
    assert [notice.name for notice in notices] == ["ConsumerTooSlow"]
    assert [place.seq for place in places] == [1001, 1002]
    assert (batch.read, len(batch.directed)) == (1, 1)


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_stream(octets: bytes) -> None:
    assert taken(octets, commit()).directed
    assert block(octets, events.cid_of(b"")) == b"" or octets


@settings(max_examples=200)
@given(st.data())
def test_no_damage_stops_the_stream(data: st.DataObject) -> None:
    frame = commit()
    at = data.draw(st.integers(0, len(frame)))
    damaged = frame[:at] + data.draw(st.binary(max_size=4)) + frame[at + data.draw(st.integers(0, 30)) :]
    batch = taken(damaged, commit(n=1))
    assert batch.directed
    assert all("bins" not in why for why in batch.unreadable)
    assert all(
        len(block(damaged, events.cid_of(part))) <= len(damaged) for part in (b"", events.signed(events.to_member()))
    )
