"""Word lists that belong in data, not in code: they are offensive."""

import re
from importlib.resources import files


def words(name: str) -> tuple[str, ...]:
    """The lines of words/<name>.txt, longest first, without comments."""
    lines = files("portcullis.core.rules").joinpath("words", f"{name}.txt").read_text("utf-8").splitlines()
    listed = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    return tuple(sorted(listed, key=lambda word: (-len(word), word)))


def alternatives(name: str) -> str:
    """A pattern that matches any word of the list, as a whole word."""
    return r"\b(?:" + "|".join(re.escape(word) for word in words(name)) + r")\b"
