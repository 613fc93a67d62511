"""As much of a post as the gate needs, decoded strictly and fast, and the question to the gate itself."""

import msgspec

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


def near(lane: Lane, record: Glance) -> bool:
    """Might this post be directed at a Member? Never wrong about "no", which is the answer to almost every post."""
    accounts = []
    if record.reply is not None:
        accounts = [author_of(one.uri) for one in (record.reply.parent, record.reply.root) if one is not None]
    if record.embed is not None and (quote := record.embed.record) is not None:
        accounts.append(author_of(quote.uri or (quote.record.uri if quote.record is not None else "")))
    if record.facets:
        accounts += [feature.did for facet in record.facets for feature in facet.features]
    return lane.near(accounts, record.text)
