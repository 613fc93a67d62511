"""Every setting, in one list: read from the environment here, printed into docs/reference/settings.md from here."""

import os
from dataclasses import dataclass
from pathlib import Path

from portcullis.core.errors import PortcullisError


class BadSetting(PortcullisError):
    """A setting has a value that cannot be used. Correct it in the environment and start again."""


@dataclass(frozen=True)
class Setting:
    """One environment variable. A secret may come from the file that NAME_FILE points to."""

    name: str
    default: str
    help: str

    def text(self) -> str:
        file = os.environ.get(f"{self.name}_FILE")
        if file:
            return Path(file).read_text(encoding="utf-8").strip()
        return os.environ.get(self.name, self.default)

    def whole(self) -> int:
        try:
            return int(self.text())
        except ValueError as error:
            raise BadSetting(f"{self.name} must be a whole number, not {self.text()!r}") from error

    def switch(self) -> bool:
        value = self.text().lower()
        if value not in {"on", "off"}:
            raise BadSetting(f"{self.name} must be on or off, not {value!r}")
        return value == "on"

    def list(self) -> list[str]:
        return [part.strip() for part in self.text().split(",") if part.strip()]


VAR = Setting("PORTCULLIS_VAR", "var", "Folder for the embedded database, the secret key and other state.")
DATABASE_URL = Setting(
    "DATABASE_URL",
    "",
    "postgresql://user:password@host:port/name. Empty: SQLite in PORTCULLIS_VAR/portcullis.sqlite3.",
)
SECRET_KEY = Setting(
    "PORTCULLIS_SECRET_KEY", "", "Signs sessions. Empty: made once and kept in PORTCULLIS_VAR/secret-key (mode 600)."
)
HOSTS = Setting(
    "PORTCULLIS_HOSTS", "127.0.0.1,localhost", "Host names that the console answers to, with commas between."
)
BIND = Setting("PORTCULLIS_BIND", "127.0.0.1:8000", "Address and port of the console.")
HTTPS = Setting("PORTCULLIS_HTTPS", "off", "on: cookies go over HTTPS only, and HSTS is set. For any real deployment.")
LOG_LEVEL = Setting("PORTCULLIS_LOG_LEVEL", "info", "debug, info, warning or error.")
SECOND_READING = Setting(
    "PORTCULLIS_SECOND_READING_PERCENT",
    "10",
    "How many of 100 decisions another officer reads again, without seeing the first.",
)

SETTINGS = [VAR, DATABASE_URL, SECRET_KEY, HOSTS, BIND, HTTPS, LOG_LEVEL, SECOND_READING]
