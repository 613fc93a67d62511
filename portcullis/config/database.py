"""The DATABASES entry: SQLite in one file, or PostgreSQL by one setting."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from portcullis.config.environment import BadSetting

SQLITE_OPTIONS = {
    # IMMEDIATE: a writer waits its turn instead of failing half-way; FULL: what is committed survives a power cut.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; "
    "PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728;",
}


def database(url: str, var: Path) -> dict[str, Any]:
    if not url:
        file = var / "portcullis.sqlite3"
        file.touch(mode=0o600)  # whatever the folder allows; SQLite's other files take the mode of this one
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": SQLITE_OPTIONS}
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise BadSetting(f"DATABASE_URL must begin with postgresql://, not {parts.scheme!r}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
    }
