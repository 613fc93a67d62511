"""Invented events in the shape of Jetstream's (69% likes, 11% posts, the rest follows, reposts and such), and Members.

Seeded, so that every run reads the same bytes. Means are near those of the real stream: 546 bytes an event, 802 a post.
"""

import json
import random
from collections.abc import Iterator

from portcullis.core.addressee import Account, Watched


def _each(words: str) -> list[str]:
    return words.split()


_SYLLABLES = _each("""
    al an ar bar bel ben bor bry cad cal car cor cul dal dan del dor dun ed el er fen fer gal gar gil hal har hol
    il is jor kel ken kil lan len lin lor mal mar mel mor nan nel nor ol or pen per pol quil ran rel ros sal san
    sel sor tal tan thor tor ul var ven vor wen wil yar zel
""")
_ENDINGS = _each("""
    by combe dale den feather field ford gate ham hurst ley lock man more rick shaw stead ton wick worth
""")
_WORDS = _each("""
    the to and of is a in for it you that on with this have be are not was but they just so my all if what about
    like or people can get one time when up out we do your from good more how now think know there would really go
    no day see been too make because want could much going than some new other still right even here love thing
    today work them way who over back going lovely morning cat garden train late again council bus road bins
    weather football tea kettle rain finally coffee album photo drawing update game stream friend thanks sorry
    happy birthday week month year price rent school teacher hospital queue
""")
_OTHER = ["’s", "😂", "✨", "“quoted”", "café", "—", "😭😭", "não", "für", "🙏🏽"]
_JAPANESE = "今日は良い天気ですね散歩に行きましたとても楽しかった新しい写真を見てください明日も仕事です"
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_START_US = 1_795_000_000_000_000
_SHARES = {"like": 69, "post": 11, "follow": 10.5, "repost": 7, "block": 1, "profile": 1, "identity": 0.5}


def account(source: random.Random) -> str:
    return "did:plc:" + "".join(source.choices(_BASE32, k=24))


def members(count: int, seed: int = 7) -> list[Watched]:
    """Invented Members, each with a Bluesky account and the name of an invented constituency."""
    source = random.Random(seed)
    return [_member(source, number) for number in range(count)]


def _member(source: random.Random, number: int) -> Watched:
    given = _invented(source, "")
    family = _invented(source, source.choice(_ENDINGS))
    handle = f"{given}{family}{number}.bsky.social".lower()
    return Watched(
        member=f"m{number}",
        name=f"{given} {family}",
        accounts=(Account("bluesky", account(source), handle),),
        context=(f"{_invented(source, source.choice(_ENDINGS))} and {_invented(source, 'ton')}",),
    )


def _invented(source: random.Random, ending: str) -> str:
    return ("".join(source.choices(_SYLLABLES, k=2)) + ending).capitalize()


def texts(count: int, seed: int = 11) -> list[str]:
    """Post texts: most in English, a third with characters beyond ASCII, one in twelve in Japanese."""
    source = random.Random(seed)
    return [_text(source) for _ in range(count)]


def _text(source: random.Random) -> str:
    kind = source.random()
    if kind < 0.08:
        return "".join(source.choices(_JAPANESE, k=source.randint(20, 90)))
    words = source.choices(_WORDS, k=max(1, int(source.lognormvariate(2.7, 0.7))))
    if kind < 0.36:
        words.insert(source.randrange(len(words) + 1), source.choice(_OTHER))
    if kind > 0.93:
        words.insert(0, f"@{source.choice(_WORDS)}{source.randint(1, 999)}.bsky.social")
    return " ".join(words).capitalize()[:300]


def mixed(count: int, seed: int = 3) -> list[bytes]:
    """`count` events as they come over the wire (version 1 of the protocol)."""
    source = random.Random(seed)
    kinds = source.choices(list(_SHARES), list(_SHARES.values()), k=count)
    return [_line(_event(source, kind, number)) for number, kind in enumerate(kinds)]


def posts(count: int, seed: int = 5) -> list[bytes]:
    source = random.Random(seed)
    return [_line(_event(source, "post", number)) for number in range(count)]


def _line(event: dict[str, object]) -> bytes:
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()


def as_v2(lines: list[bytes]) -> list[bytes]:
    """The same events as version 2 of the protocol says them."""
    return [_line(_second(json.loads(line), number)) for number, line in enumerate(lines)]


def _second(event: dict[str, object], number: int) -> dict[str, object]:
    kind = str(event.pop("kind"))
    body = event.pop(kind)
    assert isinstance(body, dict)
    name = f"network.bsky.jetstream.subscribeEvents#{kind}"
    event.pop("time_us")
    moment = "2026-11-18T07:00:03.123456Z"
    payload = {"$type": name, "seq": 90_000_000 + number, **event, "time": moment, "witnessedAt": moment, **body}
    return {"$type": "message", "payload": payload}


def _event(source: random.Random, kind: str, number: int) -> dict[str, object]:
    event: dict[str, object] = {"did": account(source), "time_us": _START_US + number * 1700}
    if kind == "identity":
        return {**event, "kind": "identity", "identity": {"did": event["did"], "handle": "name.example", "seq": number}}
    record = _post(source) if kind == "post" else _gesture(source, kind)
    commit = {
        "rev": _key(source), "operation": "create", "collection": _COLLECTIONS[kind], "rkey": _key(source),
        "record": record, "cid": "bafyrei" + "".join(source.choices(_BASE32, k=52)),
    }  # fmt: skip
    return {**event, "kind": "commit", "commit": commit}


_COLLECTIONS = {
    "like": "app.bsky.feed.like", "post": "app.bsky.feed.post", "repost": "app.bsky.feed.repost",
    "follow": "app.bsky.graph.follow", "block": "app.bsky.graph.block", "profile": "app.bsky.actor.profile",
}  # fmt: skip


def _gesture(source: random.Random, kind: str) -> dict[str, object]:
    record: dict[str, object] = {"$type": _COLLECTIONS[kind], "createdAt": "2026-11-18T07:00:02.123Z"}
    if kind in ("follow", "block"):
        return {**record, "subject": account(source)}
    if kind == "profile":
        return {**record, "displayName": "A name", "description": _text(source)}
    if source.random() < 0.3:
        record["via"] = _reference(source, "repost")
    return {**record, "subject": _reference(source, "post")}


def _post(source: random.Random) -> dict[str, object]:
    text = _text(source)
    record: dict[str, object] = {"$type": _COLLECTIONS["post"], "createdAt": "2026-11-18T07:00:02.123Z"}
    record |= dict(_parts(source, text))
    return {**record, "langs": ["en"], "text": text}


def _parts(source: random.Random, text: str) -> Iterator[tuple[str, object]]:
    if source.random() < 0.45:
        yield "reply", {"parent": _reference(source, "post"), "root": _reference(source, "post")}
    if text.startswith("@"):
        yield (
            "facets",
            [
                _facet(
                    text.index(" ") if " " in text else len(text), {"$type": f"{_RICH}#mention", "did": account(source)}
                )
            ],
        )
    elif source.random() < 0.15:
        yield "facets", [_facet(12, {"$type": f"{_RICH}#link", "uri": "https://news.example/story/of-the-day"})]
    kind = source.random()
    if kind < 0.12:
        yield "embed", {"$type": "app.bsky.embed.record", "record": _reference(source, "post")}
    elif kind < 0.55:
        yield "embed", {"$type": "app.bsky.embed.images", "images": [_image(source)]}


_RICH = "app.bsky.richtext.facet"


def _facet(end: int, feature: dict[str, object]) -> dict[str, object]:
    return {"$type": _RICH, "features": [feature], "index": {"byteStart": 0, "byteEnd": end}}


def _image(source: random.Random) -> dict[str, object]:
    link = {"$link": "bafkrei" + "".join(source.choices(_BASE32, k=52))}
    blob = {"$type": "blob", "ref": link, "mimeType": "image/jpeg", "size": source.randint(9_000, 900_000)}
    return {"alt": "", "aspectRatio": {"height": 1500, "width": 2000}, "image": blob}


def _reference(source: random.Random, kind: str) -> dict[str, object]:
    cid = "bafyrei" + "".join(source.choices(_BASE32, k=52))
    return {"cid": cid, "uri": f"at://{account(source)}/app.bsky.feed.{kind}/{_key(source)}"}


def _key(source: random.Random) -> str:
    return "3m" + "".join(source.choices(_BASE32, k=11))
