"""The digest of an entry: SHA-256 over its canonical JSON, the previous digest included."""

import hashlib
import json
from datetime import UTC

from portcullis.audit.models import Entry

GENESIS = "0" * 64


def digest(entry: Entry) -> str:
    content = {
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "actor_name": entry.actor_name,
        "action": entry.action,
        "subject": entry.subject,
        "reason": entry.reason,
        "detail": entry.detail,
        "previous": entry.previous,
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
