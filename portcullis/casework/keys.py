"""Digests that stand for a platform's ids, and text that any database can hold."""

import re
from hashlib import blake2b

REFUSED = re.compile("[\x00\ud800-\udfff]")


def digest(first: str, second: str = "") -> bytes:
    """16 bytes for one or two strings of any length and content; no two pairs run together."""
    framed = f"{len(first)}:{first}{second}"
    return blake2b(framed.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def post_key(platform: str, native_id: str) -> bytes:
    return digest(platform, native_id)


def storable(text: str) -> str:
    """NUL and lone surrogates, which PostgreSQL and UTF-8 refuse, as U+FFFD one for one: every offset stays true."""
    return text if text.isascii() and "\x00" not in text else REFUSED.sub("\ufffd", text)
