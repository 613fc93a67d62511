"""Where a post goes: at a Member by reply, further down a thread, mention, quote, handle or name; or at nobody."""

import random
from dataclasses import dataclass, field
from datetime import datetime

from demo.people import Person
from demo.places import Seat
from demo.post import Note, Reference, key

WAYS = ("reply", "thread", "mention", "quote", "handle", "name")
WEIGHTS = (54, 16, 17, 5, 3, 5)


@dataclass
class Thread:
    """A Member's post and what was said below it."""

    seat: Seat
    topic: str
    post: Reference
    answers: list[Reference] = field(default_factory=list)


class Threads:
    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._number = 0
        self.of: dict[str, list[Thread]] = {}

    def begin(self, seat: Seat, topic: str, post: Reference) -> Thread:
        thread = Thread(seat, topic, post)
        self.of.setdefault(seat.name, []).append(thread)
        return thread

    def recent(self, seat: Seat) -> Thread:
        """One of the last three, the newest most often."""
        latest = self.of[seat.name][-3:]
        return self._dice.choices(latest, (1, 2, 5)[-len(latest) :])[0]

    def key(self, at: datetime) -> str:
        self._number += 1
        return key(at, self._number)

    def place(
        self, at: datetime, who: Person, text: str, kind: str, thread: Thread, how: str, lang: str = "en"
    ) -> Note:
        """The post on its way. A text that names the Member keeps its words; others get a handle if one is needed."""
        seat = thread.seat
        account = self._dice.choice(seat.accounts)
        handle = f"@{account[0]}" if how in {"mention", "handle"} else ""
        text, spot = _addressed(fill(text, seat, self._dice, handle), handle)
        note = Note(
            at=at, who=who, text=text, kind=kind, lang=lang, key=self.key(at), how=how if seat.opted_in else "",
            members=(seat.name,) if seat.opted_in else (),
            mentions=((account[1], *spot),) if how == "mention" else (),
            parent={"reply": thread.post, "thread": self._above(thread)}.get(how),
            root=thread.post if how in {"reply", "thread"} else None,
            quoted=thread.post if how == "quote" else None,
        )  # fmt: skip
        if how in {"reply", "thread"}:
            thread.answers.append(note.reference)
        return note

    def _above(self, thread: Thread) -> Reference:
        return self._dice.choice(thread.answers[-6:]) if thread.answers else thread.post

    def way(self, thread: Thread, names: bool) -> str:
        """How to address the Member. A text with the Member's name in it goes by a way that shows it."""
        if names:
            return self._dice.choices(("mention", "name", "quote", "handle"), (8, 7, 3, 2))[0]
        how = self._dice.choices(WAYS, WEIGHTS)[0]
        return "reply" if how == "thread" and not thread.answers else how


def fill(text: str, seat: Seat, dice: random.Random, handle: str = "") -> str:
    """The Member's name or handle, constituency, party and a place there, put into the text."""
    words = {
        "{m}": handle or seat.name, "{f}": seat.first, "{c}": seat.constituency,
        "{p}": seat.party, "{t}": dice.choice(seat.places),
    }  # fmt: skip
    for slot, word in words.items():
        text = text.replace(slot, word)
    return text


def _addressed(text: str, handle: str) -> tuple[str, tuple[int, int]]:
    """The text with the handle in it where the way needs one, and the place of the handle."""
    if not handle:
        return text, (0, 0)
    if handle not in text:
        text = f"{handle} {text}"
    start = text.index(handle)
    return text, (start, start + len(handle))
