"""One post of the day, its line in the files schema, and its row of truth."""

import base64
import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from demo.people import Person

ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"
Reference = tuple[str, str]  # a post's id and its author's id


@dataclass(frozen=True)
class Note:
    """`kind` and `members` (names of those with an enrolment in force whom it is directed at) go to the truth only."""

    at: datetime
    who: Person
    text: str
    kind: str
    members: tuple[str, ...] = ()
    how: str = ""
    mentions: tuple[tuple[str, int, int], ...] = ()
    parent: Reference | None = None
    root: Reference | None = None
    quoted: Reference | None = None
    lang: str = "en"
    edition: int = 0
    key: str = field(default="")

    @property
    def id(self) -> str:
        return f"at://{self.who.id}/app.bsky.feed.post/{self.key}"

    @property
    def reference(self) -> Reference:
        return self.id, self.who.id

    @property
    def version(self) -> str:
        digest = hashlib.sha256(f"{self.id} {self.edition} {self.text}".encode()).digest()
        return "bafyrei" + base64.b32encode(digest).decode().lower().rstrip("=")

    def line(self) -> str:
        value: dict[str, object] = {"platform": "bluesky", "id": self.id, "version": self.version}
        value["url"] = f"https://social.example/profile/{self.who.handle}/post/{self.key}"
        value["author"] = {"id": self.who.id, "handle": self.who.handle, "name": self.who.name}
        value |= {"text": self.text, "posted_at": stamp(self.at), "langs": [self.lang]}
        if self.mentions:
            value["mentions"] = [{"account": who, "start": start, "end": end} for who, start, end in self.mentions]
        for name in ("parent", "root", "quoted"):
            if reference := getattr(self, name):
                value[name] = {"post": reference[0], "author": reference[1]}
        if self.edition:
            value["edited"] = True
        return json.dumps(value, ensure_ascii=False)

    def truth(self) -> list[str]:
        return [self.id, self.version, self.kind, ";".join(self.members), self.how]

    def edited(self, text: str, at: datetime, kind: str) -> "Note":
        """A new version. Mentions keep their places only if they come first."""
        kept = tuple(one for one in self.mentions if text[one[1] : one[2]] == self.text[one[1] : one[2]])
        return replace(self, text=text, at=at, kind=kind, edition=self.edition + 1, mentions=kept)


def stamp(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def key(at: datetime, number: int) -> str:
    """A record key in the platform's manner: 13 characters that sort by time."""
    value = (int(at.timestamp() * 1e6) << 10) + number % 1024
    return "".join(ALPHABET[value >> shift & 31] for shift in range(60, -1, -5))


def deletion(note: Note, after: timedelta) -> tuple[datetime, str]:
    at = note.at + after
    return at, json.dumps({"delete": {"platform": "bluesky", "id": note.id, "at": stamp(at)}})
