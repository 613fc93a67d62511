"""The digest of an entry: SHA-256 over its canonical JSON, the previous digest included."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64
_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode


def digest(
    sequence: int, at: datetime, actor: str, actor_name: str, action: str, subject: str, reason: str,
    detail: dict[str, Any], previous: str,
) -> str:  # fmt: skip
    """64 hexadecimal digits. The arguments are an Entry's fields, in their order."""
    content = {
        "sequence": sequence,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": actor,
        "actor_name": actor_name,
        "action": action,
        "subject": subject,
        "reason": reason,
        "detail": detail,
        "previous": previous,
    }
    return hashlib.sha256(_canonical(content).encode("ascii")).hexdigest()
