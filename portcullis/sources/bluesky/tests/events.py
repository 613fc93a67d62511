"""Invented events in the shapes that real services send (no real person's post is in this repository)."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import libipld

from portcullis.sources.tests.members import MEMBER

AUTHOR = "did:plc:authorauthorauthorauthor"
OTHER = "did:plc:otherotherotherotherothe"
CID = "bafyreigaknpexyvxt76zgkitavbwx6ejgfheup5oybpm77f3pxzrvwpfdi"
START_US = 1_795_000_000_000_000
NOW = datetime(2026, 11, 18, 7, tzinfo=UTC)


def post_uri(did: str, rkey: str = "3mabcdefghi2k") -> str:
    return f"at://{did}/app.bsky.feed.post/{rkey}"


def subject(did: str) -> dict[str, str]:
    return {"cid": CID, "uri": post_uri(did)}


def record(text: str = "@carys the bins are late again", **fields: object) -> dict[str, object]:
    return {
        "$type": "app.bsky.feed.post",
        "createdAt": "2026-11-18T07:00:00.000Z",
        "langs": ["en"],
        "text": text,
        **fields,
    }


def mention(did: str = MEMBER, start: int = 0, end: int = 6) -> dict[str, object]:
    features = [{"$type": "app.bsky.richtext.facet#mention", "did": did}]
    return {"features": features, "index": {"byteStart": start, "byteEnd": end}}


def to_member(text: str = "@carys the bins are late again", **fields: object) -> dict[str, object]:
    return record(text, facets=[mention()], **fields)


def _commit(operation: str, value: object, rkey: str, collection: str) -> dict[str, Any]:
    commit: dict[str, Any] = {"rev": "3mrev", "operation": operation, "collection": collection, "rkey": rkey}
    return commit if operation == "delete" else {**commit, "record": value, "cid": CID}


def v1(
    value: object = None,
    n: int = 0,
    *,
    operation: str = "create",
    did: str = AUTHOR,
    collection: str = "app.bsky.feed.post",
    rkey: str = "",
) -> bytes:
    commit = _commit(operation, to_member() if value is None else value, rkey or f"3m{n:011d}", collection)
    return line({"did": did, "time_us": START_US + n * 1_000_000, "kind": "commit", "commit": commit})


def v2(
    value: object = None,
    n: int = 0,
    *,
    operation: str = "create",
    did: str = AUTHOR,
    collection: str = "app.bsky.feed.post",
    rkey: str = "",
) -> bytes:
    commit = _commit(operation, to_member() if value is None else value, rkey or f"3m{n:011d}", collection)
    moment = datetime.fromtimestamp(START_US // 1_000_000 + n, UTC).strftime("%Y-%m-%dT%H:%M:%S.000000Z")
    return frame("commit", {"seq": 1000 + n, "did": did, "time": moment, "witnessedAt": moment, **commit})


def frame(kind: str, payload: dict[str, object]) -> bytes:
    return line({"$type": "message", "payload": {"$type": f"network.bsky.jetstream.subscribeEvents#{kind}", **payload}})


def line(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")


def like(n: int = 0) -> bytes:
    value = {"$type": "app.bsky.feed.like", "createdAt": "2026-11-18T07:00:00Z", "subject": subject(MEMBER)}
    return v1(value, n, collection="app.bsky.feed.like")


def identity(did: str = MEMBER, handle: str = "carys.new.test", n: int = 0) -> bytes:
    body = {"did": did, "handle": handle, "seq": 1, "time": "2026-11-18T07:00:00Z"}
    return line({"did": did, "time_us": START_US + n * 1_000_000, "kind": "identity", "identity": body})


def cid_of(block: bytes) -> bytes:
    return b"\x01\x71\x12\x20" + hashlib.sha256(block).digest()


def _varint(number: int) -> bytes:
    octets = b""
    while number > 0x7F:
        octets, number = octets + bytes([number & 0x7F | 0x80]), number >> 7
    return octets + bytes([number])


def car(*blocks: bytes) -> bytes:
    head = libipld.encode_dag_cbor({"version": 1, "roots": [cid_of(blocks[0])] if blocks else []})
    parts = [head, *(cid_of(block) + block for block in blocks)]
    return b"".join(_varint(len(part)) + part for part in parts)


def signed(value: object) -> bytes:
    """The record as its author signed it."""
    return bytes(libipld.encode_dag_cbor(value))


def repo_frame(kind: str, body: dict[str, object]) -> bytes:
    return bytes(libipld.encode_dag_cbor({"op": 1, "t": kind}) + libipld.encode_dag_cbor(body))


def error_frame(name: str) -> bytes:
    return bytes(libipld.encode_dag_cbor({"op": -1}) + libipld.encode_dag_cbor({"error": name, "message": "why"}))


def commit(
    value: object = None, n: int = 0, *, action: str = "create", did: str = AUTHOR, path: str = "", **fields: object
) -> bytes:
    block = signed(to_member() if value is None else value)
    operation: dict[str, object] = {
        "action": action,
        "path": path or f"app.bsky.feed.post/3m{n:011d}",
        "cid": cid_of(block),
    }
    if action == "delete":
        operation["cid"] = None
    body: dict[str, object] = {
        "seq": 1000 + n,
        "repo": did,
        "rev": "3mrev",
        "since": None,
        "time": datetime.fromtimestamp(START_US // 1_000_000 + n, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "blocks": car(block) if action != "delete" else car(signed({"commit": 1})),
        "ops": [operation],
        "blobs": [],
        "tooBig": False,
        "rebase": False,
    }
    return repo_frame("#commit", body | fields)
