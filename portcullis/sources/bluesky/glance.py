"""As much of a post as the gate needs, decoded strictly and fast, and the question to the gate itself."""

from datetime import datetime

import msgspec

from portcullis.core.addressee import Addressing
from portcullis.core.gate import Lane
from portcullis.sources.bluesky.record import author_of


class _Subject(msgspec.Struct, gc=False):
    uri: str = ""


class _Reply(msgspec.Struct, gc=False):
    parent: _Subject | None = None
    root: _Subject | None = None


class _Feature(msgspec.Struct, gc=False):
    did: str = ""


class _Facet(msgspec.Struct, gc=False):
    features: list[_Feature] = []


class _Quote(msgspec.Struct, gc=False):
    uri: str = ""
    record: _Subject | None = None


class _Embed(msgspec.Struct, gc=False):
    record: _Quote | None = None


class Glance(msgspec.Struct, gc=False):
    text: str
    reply: _Reply | None = None
    facets: list[_Facet] | None = None
    embed: _Embed | None = None


def addressed(lane: Lane, did: str, record: Glance, witnessed_at: datetime) -> tuple[Addressing, ...]:
    """The Members this post is directed at; () for almost every post."""
    parent = root = quoted = ""
    if record.reply is not None:
        if record.reply.parent is not None:
            parent = author_of(record.reply.parent.uri)
        if record.reply.root is not None:
            root = author_of(record.reply.root.uri)
    if record.embed is not None and record.embed.record is not None:
        quote = record.embed.record
        quoted = author_of(quote.uri or (quote.record.uri if quote.record is not None else ""))
    return lane.directed(
        author=did,
        mentions=[feature.did for facet in record.facets for feature in facet.features if feature.did]
        if record.facets
        else (),
        parent=parent,
        root=root,
        quoted=quoted,
        text=record.text,
        witnessed_at=witnessed_at,
    )
