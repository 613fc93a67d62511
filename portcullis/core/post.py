"""The frozen values that every source produces. All text offsets are in characters (code points), end exclusive."""

from datetime import datetime

import msgspec


class Author(msgspec.Struct, frozen=True):
    """Who wrote a post, as the platform named them at capture. `id` never changes; `handle` and `name` may."""

    id: str
    handle: str = ""
    name: str = ""


class Mention(msgspec.Struct, frozen=True):
    """An account named in a post by the platform's own markup, with the place in the text."""

    account: str
    start: int = 0
    end: int = 0


class Reference(msgspec.Struct, frozen=True):
    """Another post that this one answers or quotes: its immutable id, and its author's immutable id ("" if unknown)."""

    post: str
    author: str = ""


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """One version of one public post. `platform` + `id` + `version` identify it for ever.

    `posted_at` is what the author's software claimed (it may be wrong or absent); `witnessed_at` is when the source
    saw it. `raw` is the platform's record byte for byte.
    """

    platform: str
    id: str
    version: str
    url: str
    author: Author
    text: str
    witnessed_at: datetime
    posted_at: datetime | None = None
    langs: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    parent: Reference | None = None
    root: Reference | None = None
    quoted: Reference | None = None
    raw: bytes = b""


class Deletion(msgspec.Struct, frozen=True):
    """The platform says that a post is gone."""

    platform: str
    id: str
    witnessed_at: datetime


class Edit(msgspec.Struct, frozen=True):
    """The platform says that a post was changed; `post` is the new version."""

    post: Post


class Renaming(msgspec.Struct, frozen=True):
    """The platform says that an account's handle changed."""

    platform: str
    account: str
    handle: str
    witnessed_at: datetime
