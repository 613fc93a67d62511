"""@handles in text: exact, never by likeness, because a handle that only looks like a Member's belongs to someone else.

Read are "@name.bsky.social", "@name", "@user@host", the address of a profile (".../profile/name.bsky.social"), and a
bare "name.bsky.social". A Member's own domain without the @ is taken for a web address.
"""

import re
from collections.abc import Iterator

from portcullis.core.text import plain

_HOSTED_BY = ".bsky.social"
_NAME = r"([^\s@＠﹫/,;:!?()\"<>\[\]{}'’“”…]{1,253})"
_SIGNED = re.compile(  # it begins with one set of characters, so that the search for it runs at full speed
    rf"[@＠﹫/](?:(?<=[@＠﹫])(?<![A-Za-z0-9_.@][@＠﹫])|(?<=/)profile/){_NAME}(?:[@＠﹫]{_NAME})?"
)
_HOSTED = re.compile(r"(?<![\w.@＠﹫/-])[a-z0-9-]{1,63}\.bsky\.social(?![\w-])", re.IGNORECASE | re.ASCII)
_WRITTEN = re.compile(r"[a-z0-9_.-]+")


def may_hold(text: str) -> bool:
    """A quick look that is never wrong about "no"."""
    if "@" in text or _HOSTED_BY in text or "/profile/" in text:
        return True
    return not text.isascii() and ("＠" in text or "﹫" in text)


def written_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Everything that might be a handle, in small letters and without the first @, with its span in the text."""
    if not may_hold(text):
        return
    hosted = 0
    for found in _SIGNED.finditer(text):
        hosted += _HOSTED_BY in found[0]
        start = found.start() if found[0][0] != "/" else found.start(1)
        name, length = _bare(found[1])
        if found[2]:
            host, host_length = _bare(found[2])
            yield f"{name}@{host}", start, found.start(2) + host_length
        yield name, start, found.start(1) + length
        if "." in name:  # "@name.Then the next sentence"
            yield name.partition(".")[0], start, found.start(1) + found[1].find(".")
    if hosted < text.count(_HOSTED_BY):
        for bare in _HOSTED.finditer(text):
            yield bare[0].lower(), *bare.span()


def _bare(written: str) -> tuple[str, int]:
    """The handle at the beginning of what stands after the @, and how many characters it takes."""
    if written.isascii():
        start = _WRITTEN.match(written.lower())
        name = start[0].rstrip(".-") if start else ""
        return name, len(name)
    folded = plain(written)
    start = _WRITTEN.match(folded.text)
    name = start[0].rstrip(".-") if start else ""
    return name, folded.origin(0, len(name))[1]


def handle(registered: str) -> str:
    """A handle as the registry holds it, in the form that `written_in` gives."""
    return registered.strip().lower().removeprefix("@").rstrip(".")
