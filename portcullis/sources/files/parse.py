"""One line of the files schema (docs/reference/files-schema.md) to a post or a deletion. Pure."""

from datetime import datetime

import msgspec

from portcullis.core.post import Author, Deletion, Mention, Post, Reference
from portcullis.sources import reading
from portcullis.sources.reading import UnreadableError


class Entry(msgspec.Struct, frozen=True):
    """A post or a deletion; whether the post is a new version of an earlier one; and the moment that its writer
    claims."""

    what: Post | Deletion
    edited: bool
    at: datetime | None


def parse(line: bytes, now: datetime) -> Entry:
    """One line, read at `now`.

    Raises UnreadableError if the line is not JSON or lacks platform, id, author.id or text. A wrong type in any other
    field, or a date that is none, is read as if the field were absent.
    """
    value = reading.decode(line)
    if not isinstance(value, dict):
        raise UnreadableError("not a JSON object")
    if "delete" in value:
        deletion = reading.mapping(value["delete"])
        return Entry(_deletion(deletion, now), edited=False, at=reading.moment(deletion.get("at")))
    post = _post(value, line, now)
    return Entry(post, value.get("edited") is True, post.posted_at)


def _required(value: dict[str, object], key: str, name: str) -> str:
    if key not in value:
        raise UnreadableError(f"no {name}")
    if not isinstance(value[key], str):
        raise UnreadableError(f"{name} is not text")
    found = reading.text(value[key])
    if not found and name != "text":
        raise UnreadableError(f"{name} is empty")
    return found


def _deletion(value: dict[str, object], now: datetime) -> Deletion:
    return Deletion(_required(value, "platform", "platform"), _required(value, "id", "id"), now)


def _post(value: dict[str, object], line: bytes, now: datetime) -> Post:
    author, text = reading.mapping(value.get("author")), _required(value, "text", "text")
    return Post(
        platform=_required(value, "platform", "platform"),
        id=_required(value, "id", "id"),
        version=reading.text(value.get("version")),
        url=reading.text(value.get("url")),
        author=Author(
            _required(author, "id", "author.id"), reading.text(author.get("handle")), reading.text(author.get("name"))
        ),
        text=text,
        witnessed_at=now,
        posted_at=reading.moment(value.get("posted_at")),
        langs=reading.strings(value.get("langs")),
        mentions=_mentions(value.get("mentions"), len(text)),
        parent=_reference(value.get("parent")),
        root=_reference(value.get("root")),
        quoted=_reference(value.get("quoted")),
        raw=line,
    )


def _mentions(value: object, length: int) -> tuple[Mention, ...]:
    """A place outside the text is left out; the mention stands."""
    found = []
    for each in map(reading.mapping, reading.items(value)):
        start, end = reading.whole(each.get("start")), reading.whole(each.get("end"))
        if account := reading.text(each.get("account")):
            found.append(Mention(account, start, end) if start < end <= length else Mention(account))
    return tuple(found)


def _reference(value: object) -> Reference | None:
    reference = reading.mapping(value)
    post, author = reading.text(reference.get("post")), reading.text(reference.get("author"))
    return Reference(post, author) if post or author else None
