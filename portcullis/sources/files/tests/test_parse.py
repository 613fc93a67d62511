"""The files schema: what is required, what is harmless, and that nothing stops the reading."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portcullis.core.post import Author, Deletion, Mention, Post, Reference
from portcullis.sources.files.parse import parse
from portcullis.sources.files.tests.lines_of import entry
from portcullis.sources.reading import UnreadableError
from portcullis.sources.tests.members import MEMBER

NOW = datetime(2026, 11, 18, 7, tzinfo=UTC)


def post(**fields: object) -> Post:
    what = parse(json.dumps({**entry(), **fields}).encode(), NOW).what
    assert isinstance(what, Post)
    return what


def test_every_field_arrives() -> None:
    read = post()
    assert (read.platform, read.version, read.url, read.langs) == ("bluesky", "v0", "https://example.org/1", ("en",))
    assert read.author == Author("did:plc:author", "author.test", "Author")
    assert read.mentions == (Mention(MEMBER, 0, 6),)
    assert read.parent == Reference("at://did:plc:other/app.bsky.feed.post/1", "did:plc:other")
    assert read.posted_at is not None
    assert json.loads(read.raw) == entry()


def test_the_least_that_is_needed() -> None:
    least = {"platform": "x", "id": "1", "author": {"id": "7"}, "text": ""}
    assert isinstance(parse(json.dumps(least).encode(), NOW).what, Post)


def test_a_deletion_and_an_edit() -> None:
    gone = parse(b'{"delete": {"platform": "bluesky", "id": "at://1", "at": "2026-11-18T08:00:00Z"}}', NOW)
    assert gone.what == Deletion("bluesky", "at://1", NOW)
    assert gone.at is not None
    assert parse(json.dumps({**entry(), "edited": True}).encode(), NOW).edited


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{", "broken JSON"),
        (b"\xff\xfe", "broken JSON"),
        (b"[1]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b"[" * 90_000, "nested too deeply"),
        (b'{"id":"1","author":{"id":"2"},"text":"t"}', "no platform"),
        (b'{"platform":"x","author":{"id":"2"},"text":"t"}', "no id"),
        (b'{"platform":"x","id":"1","text":"t"}', "no author.id"),
        (b'{"platform":"x","id":"1","author":"me","text":"t"}', "no author.id"),
        (b'{"platform":"x","id":"1","author":{"id":"2"}}', "no text"),
        (b'{"platform":"x","id":"1","author":{"id":"2"},"text":null}', "text is not text"),
        (b'{"platform":"x","id":1,"author":{"id":"2"},"text":"t"}', "id is not text"),
        (b'{"platform":"","id":"1","author":{"id":"2"},"text":"t"}', "platform is empty"),
        (b'{"delete":{"platform":"x"}}', "no id"),
        (b'{"delete":7}', "no platform"),
    ],
)
def test_what_cannot_be_read_has_a_plain_reason(line: bytes, why: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse(line, NOW)
    assert str(caught.value) == why


@pytest.mark.parametrize(
    "date", ["1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "soon", "", 5, None, "2026-13-40T00:00:00Z"]
)
def test_a_false_date_is_no_reason_to_lose_a_post(date: object) -> None:
    assert post(posted_at=date).posted_at is None


def test_a_date_without_a_zone_is_utc() -> None:
    read = post(posted_at="2026-11-18T07:00:00").posted_at
    assert read is not None
    assert read.isoformat() == "2026-11-18T07:00:00+00:00"


@pytest.mark.parametrize("mentions", ["all", [1], [{"account": 5}], [{"start": 0}]])
def test_mentions_of_a_wrong_type_are_left_out(mentions: object) -> None:
    assert post(mentions=mentions).mentions == ()


def test_a_mention_outside_the_text_keeps_the_account() -> None:
    assert post(mentions=[{"account": MEMBER, "start": 3, "end": 9_000}]).mentions == (Mention(MEMBER),)


def test_characters_that_no_database_takes_are_stood_in_for() -> None:
    line = json.dumps(entry(text="a\ud800b\x00c")).encode()
    what = parse(line, NOW).what
    assert isinstance(what, Post)
    assert what.text == "a\ufffdb\u200bc"


@settings(max_examples=150)
@given(st.data())
def test_no_damage_stops_the_reading(data: st.DataObject) -> None:
    line = json.dumps(entry(), ensure_ascii=False).encode()
    at = data.draw(st.integers(0, len(line)))
    damaged = line[:at] + data.draw(st.binary(max_size=4)) + line[at + data.draw(st.integers(0, 20)) :]
    try:
        what = parse(damaged, NOW).what
    except UnreadableError as error:
        assert "bins" not in str(error)
    else:
        assert isinstance(what, Post)
        what.text.encode()
