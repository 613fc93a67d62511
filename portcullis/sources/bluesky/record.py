"""One `app.bsky.feed.post` record, decoded from JSON or DAG-CBOR, to a Post. Tolerant: only what the gate cannot do
without is asked."""

from datetime import datetime

import msgspec

from portcullis.core.gate import Lane
from portcullis.core.post import Author, Deletion, Mention, Post, Reference
from portcullis.sources import reading
from portcullis.sources.admit import admit
from portcullis.sources.bluesky import PLATFORM, POSTS
from portcullis.sources.reading import UnreadableError
from portcullis.sources.stream import Batch


class Change(msgspec.Struct, frozen=True):
    """What a service says happened to one record. `record` is None for a deletion; `raw` is what we keep byte for
    byte."""

    did: str
    operation: str
    rkey: str
    cid: str
    record: object
    witnessed_at: datetime
    raw: bytes


def author_of(uri: str) -> str:
    """The account in an at:// address: at://did:plc:abc/app.bsky.feed.post/1 -> did:plc:abc; "" if this is no such
    address."""
    parts = uri.split("/", 3)
    return parts[2] if len(parts) > 2 and parts[0] == "at:" else ""


def take(change: Change, lane: Lane | None, batch: Batch) -> None:
    """Count one change to a post and, if the gate lets it through, keep it.

    Raises UnreadableError if it is not to be understood.
    """
    if not change.did.startswith("did:") or not change.rkey:
        raise UnreadableError("post without an author or a key")
    uri = f"at://{reading.text(change.did)}/{POSTS}/{reading.text(change.rkey)}"
    batch.posts += 1
    if change.operation == "delete":
        batch.deletions.append(Deletion(PLATFORM, uri, change.witnessed_at))
    elif change.operation in ("create", "update"):
        admit(_post(change, uri), change.operation == "update", lane, batch)
    else:
        raise UnreadableError("unknown operation on a post")


def _post(change: Change, uri: str) -> Post:
    record = reading.mapping(change.record)
    if not isinstance(record.get("text"), str):
        raise UnreadableError("post without text")
    text, reply = reading.text(record["text"]), reading.mapping(record.get("reply"))
    did, rkey = reading.text(change.did), reading.text(change.rkey)
    return Post(
        platform=PLATFORM,
        id=uri,
        version=reading.text(change.cid),
        url=f"https://bsky.app/profile/{did}/post/{rkey}",
        author=Author(did),
        text=text,
        witnessed_at=change.witnessed_at,
        posted_at=reading.moment(record.get("createdAt")),
        langs=reading.strings(record.get("langs")),
        mentions=_mentions(record.get("facets"), text),
        parent=_reference(reply.get("parent")),
        root=_reference(reply.get("root")),
        quoted=_quoted(reading.mapping(record.get("embed"))),
        raw=change.raw,
    )


def _reference(value: object) -> Reference | None:
    uri = reading.text(reading.mapping(value).get("uri"))
    return Reference(uri, author_of(uri)) if uri else None


def _quoted(embed: dict[str, object]) -> Reference | None:
    """`app.bsky.embed.record` holds the reference itself; `app.bsky.embed.recordWithMedia` one level further down."""
    record = reading.mapping(embed.get("record"))
    return _reference(record) or _reference(record.get("record"))


def _mentions(facets: object, text: str) -> tuple[Mention, ...]:
    """Facets count in bytes of UTF-8; we count in characters."""
    found = [
        (did, reading.mapping(reading.mapping(facet).get("index")))
        for facet in reading.items(facets)
        for feature in reading.items(reading.mapping(facet).get("features"))
        if (did := reading.text(reading.mapping(feature).get("did")))
    ]
    if not found:
        return ()
    octets = text.encode()
    ranges = [_range(index, len(octets)) for _, index in found]
    at = _characters(octets, {place for one in ranges for place in one})
    return tuple(Mention(did, at[start], at[end]) for (did, _), (start, end) in zip(found, ranges, strict=True))


def _range(index: dict[str, object], length: int) -> tuple[int, int]:
    """A byte range; (0, 0) if it lies outside the text."""
    start, end = reading.whole(index.get("byteStart")), reading.whole(index.get("byteEnd"))
    return (start, end) if start < end <= length else (0, 0)


def _characters(octets: bytes, places: set[int]) -> dict[int, int]:
    """How many characters are complete before each of these bytes. One pass, for as many places as a stranger likes."""
    found, count, reached = dict[int, int](), 0, 0
    for place in sorted(places):
        whole = place
        while 0 < whole < len(octets) and octets[whole] & 0xC0 == 0x80:
            whole -= 1
        count += len(octets[reached:whole].decode())
        found[place], reached = count, whole
    return found
