"""What was typed when the session had ended: carried through the sign-in page, signed, and offered back after it.

Nothing is stored on the server. Only text fields are kept, 64 kB of them at most, and never a form with a password.
"""

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest

SALT = "portcullis.kept"
MOST = 64_000
HOURS_12 = 12 * 60 * 60


@dataclass(frozen=True)
class Kept:
    path: str
    pairs: list[tuple[str, str]]

    def shown(self) -> list[tuple[str, str]]:
        """Field names as people read them, with what they typed."""
        return [(name.replace("_", " ").replace("-", " ").capitalize(), value) for name, value in self.pairs if value]


def keep(request: HttpRequest) -> str:
    """A signed token of this POST; empty when there is nothing to keep or it is too long."""
    pairs = [
        (name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"
    ]
    if any("password" in name for name, _ in pairs):
        return ""
    if not pairs or sum(len(name) + len(value) for name, value in pairs) > MOST:
        return ""
    return signing.dumps({"path": request.get_full_path(), "pairs": pairs}, salt=SALT, compress=True)


def kept(token: str) -> Kept | None:
    """None when the token is empty, was changed, or is older than 12 hours."""
    try:
        found = signing.loads(token, salt=SALT, max_age=HOURS_12)
    except signing.BadSignature:
        return None
    return Kept(found["path"], [(name, value) for name, value in found["pairs"]])
