"""Jetstream JSON, v1 and v2: what is kept, what is counted, and that nothing stops the stream."""

import json
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portcullis.core.addressee import How
from portcullis.core.post import Reference
from portcullis.sources.bluesky.parse import place_v1, place_v2, read_v1, read_v2
from portcullis.sources.bluesky.tests import events
from portcullis.sources.bluesky.tests.events import AUTHOR, NOW, OTHER, v1, v2
from portcullis.sources.stream import Batch, Directed
from portcullis.sources.tests.members import GATE, MEMBER

LANE = GATE.on("bluesky")
VERSIONS = pytest.mark.parametrize(("make", "read"), [(v1, read_v1), (v2, read_v2)], ids=["v1", "v2"])
Make = Callable[..., bytes]
Read = Callable[..., object]


def taken(*lines: bytes, read: Read = read_v1) -> Batch:
    batch = Batch(cursor="")
    read(lines, LANE, NOW, batch)
    return batch


def only(batch: Batch) -> Directed:
    assert not batch.unreadable
    (directed,) = batch.directed
    return directed


@VERSIONS
def test_a_mention_counts_bytes_and_we_count_characters(make: Make, read: Read) -> None:
    facets = [events.mention(start=len("Dŵr 🌊 ".encode()), end=len("Dŵr 🌊 @carys".encode()))]
    post = only(taken(make(events.record("Dŵr 🌊 @carys, pryd?", facets=facets)), read=read)).post
    (mention,) = post.mentions
    assert mention.account == MEMBER
    assert post.text[mention.start : mention.end] == "@carys"


@VERSIONS
def test_a_post_keeps_what_identifies_it(make: Make, read: Read) -> None:
    event = make(n=3, rkey="3mrkey")
    post = only(taken(event, read=read)).post
    assert (post.platform, post.id, post.version) == ("bluesky", f"at://{AUTHOR}/app.bsky.feed.post/3mrkey", events.CID)
    assert post.url == f"https://bsky.app/profile/{AUTHOR}/post/3mrkey"
    assert (post.author.id, post.langs, post.raw) == (AUTHOR, ("en",), event)
    assert post.witnessed_at.timestamp() == events.START_US / 1e6 + 3
    assert post.posted_at is not None


@VERSIONS
@pytest.mark.parametrize(
    ("fields", "how"),
    [
        ({"reply": {"parent": events.subject(MEMBER), "root": events.subject(OTHER)}}, How.REPLY),
        ({"reply": {"parent": events.subject(OTHER), "root": events.subject(MEMBER)}}, How.THREAD),
        ({"embed": {"$type": "app.bsky.embed.record", "record": events.subject(MEMBER)}}, How.QUOTE),
        ({"embed": {"media": {}, "record": {"record": events.subject(MEMBER)}}}, How.QUOTE),
        ({"facets": [events.mention()]}, How.MENTION),
    ],
)  # fmt: skip
def test_every_way_to_address_a_member(make: Make, read: Read, fields: dict[str, object], how: How) -> None:
    directed = only(taken(make(events.record("Where were you?", **fields)), read=read))
    assert [addressing.how for addressing in directed.addressed] == [how]
    expected = Reference(events.post_uri(MEMBER), MEMBER)
    assert how is How.MENTION or expected in (directed.post.parent, directed.post.root, directed.post.quoted)


@VERSIONS
def test_what_is_directed_at_nobody_is_counted_and_forgotten(make: Make, read: Read) -> None:
    batch = taken(make(events.record("Good morning", facets=[events.mention(OTHER)])), events.like(), read=read)
    assert (batch.directed, batch.edits, batch.deletions) == ([], [], [])
    assert batch.posts == 1


def test_other_records_are_read_and_no_more() -> None:
    batch = taken(*[events.like(n) for n in range(5)])
    assert (batch.read, batch.posts, batch.unreadable) == (5, 0, {})


@VERSIONS
def test_an_edit_comes_as_a_post_and_as_an_edit(make: Make, read: Read) -> None:
    batch = taken(make(operation="update"), read=read)
    assert only(batch).edited
    assert [edit.post for edit in batch.edits] == [batch.directed[0].post]


@VERSIONS
def test_of_an_edit_that_is_directed_at_nobody_only_the_fact_is_kept(make: Make, read: Read) -> None:
    batch = taken(make(events.record("Now about my cat"), operation="update"), read=read)
    (edit,) = batch.edits
    assert (batch.directed, edit.post.text, edit.post.raw) == ([], "", b"")


@VERSIONS
def test_a_deletion_is_passed_on(make: Make, read: Read) -> None:
    (deletion,) = taken(make(operation="delete", rkey="3mgone"), read=read).deletions
    assert deletion.id == f"at://{AUTHOR}/app.bsky.feed.post/3mgone"


def test_a_new_name_is_passed_on() -> None:
    (renaming,) = taken(events.identity()).renamings
    assert (renaming.account, renaming.handle) == (MEMBER, "carys.new.test")


@pytest.mark.parametrize(
    "fields",
    [
        {"langs": "en"},
        {"langs": [1, None, "cy"]},
        {"createdAt": 5},
        {"createdAt": "yesterday"},
        {"createdAt": "0001-01-01T00:00:00+23:59"},
        {"createdAt": "1970-01-01T00:00:00Z"},
        {"createdAt": "2099-12-31T00:00:00Z"},
        {"embed": "none", "tags": {"a": [1]}},
        {"reply": []},
        {"facets": [None, 3, {"features": 1}, events.mention(start=-4, end=10**30)]},
    ],
)
def test_a_wrong_type_does_not_hide_a_post(fields: dict[str, object]) -> None:
    value = {**events.record("Carys Llewellyn-Voss, answer me"), **fields}
    post = only(taken(v1(value))).post
    if "createdAt" in fields:
        assert post.posted_at is None
    assert all(mention.end <= len(post.text) for mention in post.mentions)


@VERSIONS
def test_order_of_fields_and_white_space_do_not_matter(make: Make, read: Read) -> None:
    value = json.loads(make())
    shuffled = json.dumps(dict(sorted(value.items(), reverse=True)), indent=2).encode()
    assert only(taken(shuffled, read=read)).post.text == "@carys the bins are late again"


@pytest.mark.parametrize("escape", ["\\ud800", "\\udc00x", "\\u0000"])
def test_characters_that_no_database_takes_are_stood_in_for(escape: str) -> None:
    event = v1().replace(b"bins are", f"bins{escape}are".encode())
    post = only(taken(event)).post
    post.text.encode()
    assert "\x00" not in post.text
    assert len(post.text) == len("@carys the bins are late again") + escape.count("x")


def test_bytes_that_are_not_utf8_are_read() -> None:
    assert "bins" in only(taken(v1().replace(b"late", b"l\xffte"))).post.text


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (v1()[:-20], "broken JSON"),
        (v1()[:120], "broken JSON"),
        (b"", "broken JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b"[]", "event of an unknown kind"),
        (b"null", "event of an unknown kind"),
        (v1().replace(b'"commit","commit"', b'"party","commit"'), "event of an unknown kind"),
        (v1({"text": 5}), "post without text"),
        (v1([]), "post without text"),
        (v1().replace(b'"create"', b'"bless"'), "unknown operation on a post"),
        (v1(did="nobody"), "post without an author or a key"),
        (v1(events.to_member("@carys " + "x" * 10_000_000)), "event longer than 1 MB"),
    ],
)
def test_what_cannot_be_read_is_counted_with_a_plain_reason(event: bytes, why: str) -> None:
    batch = taken(event, v1())
    assert batch.unreadable == {why: 1}
    assert (batch.read, len(batch.directed)) == (2, 1)


def test_very_many_mentions_in_a_long_text_do_not_hold_up_the_stream() -> None:
    line = v1(events.record("é" * 200_000, facets=[events.mention(start=390_000, end=399_000)] * 3_000))
    began = time.perf_counter()
    last = only(taken(line)).post.mentions[-1]
    assert (last.start, last.end) == (195_000, 199_500)
    assert time.perf_counter() - began < 2


def test_a_post_that_mentions_everyone_is_one_post() -> None:
    facets = [events.mention(f"did:plc:{n:024d}") for n in range(650)] + [events.mention()]
    assert only(taken(v1(events.record(facets=facets)))).addressed[0].member == "m-1"


def test_notices_about_the_stream_are_told_apart() -> None:
    batch = Batch(cursor="")
    lines = [events.frame("info", {"name": "OutdatedCursor"}), b'{"$type":"error","error":"ConsumerTooSlow"}', v2()]
    assert [notice.name for notice in read_v2(lines, LANE, NOW, batch)] == ["OutdatedCursor", "ConsumerTooSlow"]
    assert (batch.read, len(batch.directed), batch.unreadable) == (1, 1, {})


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_stream(octets: bytes) -> None:
    for read, place in ((read_v1, place_v1), (read_v2, place_v2)):
        batch = taken(octets, read=read)
        assert batch.read <= 1
        assert not batch.directed
        place(octets)


@settings(max_examples=150)
@given(st.sampled_from([v1(), v2(), v1(operation="delete"), events.identity()]), st.data())
def test_no_damage_stops_the_stream(event: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(event)))
    damaged = event[:at] + data.draw(st.binary(max_size=4)) + event[at + data.draw(st.integers(0, 30)) :]
    for read, place in ((read_v1, place_v1), (read_v2, place_v2)):
        batch = taken(damaged, v1(), v2(), read=read)
        place(damaged)
        assert batch.directed
        assert all("bins" not in why and AUTHOR not in why for why in batch.unreadable)


ENVELOPE = ["did", "time_us", "kind", "commit", "operation", "collection", "rkey", "cid", "seq", "time", "witnessedAt"]
WRITTEN = ["record", "text", "facets", "features", "index", "byteStart", "byteEnd", "reply", "langs", "createdAt"]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150)
@given(json_values, st.sampled_from(ENVELOPE + WRITTEN))
def test_no_wrong_value_stops_the_stream(value: object, name: str) -> None:
    for make, read, place in ((v1, read_v1, place_v1), (v2, read_v2, place_v2)):
        reply = {"parent": events.subject(MEMBER)}
        event = json.dumps(_with(json.loads(make(events.to_member(reply=reply))), name, value)).encode()
        batch = taken(event, make(), read=read)
        place(event)
        assert batch.read + len(batch.unreadable) >= 1
        assert batch.directed


def _with(tree: object, name: str, value: object) -> object:
    """The tree with every field of that name set to the value."""
    if isinstance(tree, dict):
        return {key: value if key == name else _with(inner, name, value) for key, inner in tree.items()}
    return [_with(inner, name, value) for inner in tree] if isinstance(tree, list) else tree
