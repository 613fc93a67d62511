"""Invented lines in the files schema."""

import json
from typing import Any

from portcullis.sources.tests.members import MEMBER


def entry(n: int = 0, text: str = "@carys the bins are late again", **fields: object) -> dict[str, Any]:
    return {
        "platform": "bluesky",
        "id": f"at://did:plc:author/app.bsky.feed.post/{n}",
        "version": f"v{n}",
        "url": "https://example.org/1",
        "author": {"id": "did:plc:author", "handle": "author.test", "name": "Author"},
        "text": text,
        "posted_at": f"2026-11-18T07:00:{n % 60:02d}Z",
        "langs": ["en"],
        "mentions": [{"account": MEMBER, "start": 0, "end": 6}],
        "parent": {"post": "at://did:plc:other/app.bsky.feed.post/1", "author": "did:plc:other"},
        "root": None,
        "quoted": None,
        **fields,
    }


def octets(*entries: object) -> bytes:
    return b"".join(json.dumps(each).encode() + b"\n" for each in entries)
