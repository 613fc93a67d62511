"""The day: who says what to whom, in order of time."""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from demo import budget
from demo.people import Person, people, voiced
from demo.places import Seat, seats
from demo.post import Note
from demo.rhythm import START, moments
from demo.texts import Text, Texts
from demo.threads import Thread, Threads, fill

Slot = tuple[str, str]  # whom ("in", "out", "nobody", "member") and kind
NAMEABLE = {"criticism", "sarcasm", "metaphor", "support", "question", "abuse"}
LANGUAGES = {"welsh": "cy", "scots": "sco"}
TAGS = {"crit": "criticism", "counter": "counter-speech"}
NAMED = (
    ("", " Looking at you, {m} MP."),
    ("", " This one is for {m}, MP for {c}."),
    ("{m} MP: ", ""),
    ("{m} MP. ", ""),
)


class Day:
    """Made anew from a seed, the same every time."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.texts, self.threads = Texts(self.dice), Threads(self.dice)
        self.people = people(self.dice, 1400)
        self.seats = seats()
        self._busy = [1 / (place + 3) for place in range(len(self.people))]
        self._attention = {seat.name: min(self.dice.paretovariate(1.4), 6.0) for seat in self.seats}
        for seat in self.seats:
            for _ in range(2):
                self.member_post(seat, START - timedelta(minutes=self.dice.uniform(20, 400)))

    def notes(self) -> list[Note]:
        """Every post but the scenes', in order of time."""
        return [self._one(at, *slot) for at, slot in self._slots()]

    def _slots(self) -> Iterator[tuple[datetime, Slot]]:
        deck: list[Slot] = [("member", "members")] * budget.MEMBER_POSTS
        for whom, kinds in (("in", budget.OPTED_IN), ("out", budget.NOT_OPTED_IN), ("nobody", budget.NOBODY)):
            deck += [(whom, kind) for kind, count in kinds.items() for _ in range(count)]
        for kind, early in budget.EARLY.items():
            for second in early:
                deck.remove(("in", kind))
                yield START + timedelta(seconds=second), ("in", kind)
        self.dice.shuffle(deck)
        yield from zip(moments(self.dice, len(deck)), deck, strict=True)

    def _one(self, at: datetime, whom: str, kind: str) -> Note:
        if whom == "member":
            busier = [seat for seat in self.seats if seat.opted_in]
            return self.member_post(self.dice.choice([*self.seats, *busier]), at)
        if whom == "nobody":
            return self._at_nobody(at, kind)
        return self._at_member(at, kind, opted_in=whom == "in")

    def someone(self, kind: str = "") -> Person:
        """A few post often. Those who abuse are other people than those who chat about their bins."""
        if kind in {"abuse", "evasion", "threat"}:
            return self.dice.choice(self.people[-230:])
        return self.dice.choices(self.people[:-230], self._busy[:-230])[0]

    def seat(self, name: str) -> Seat:
        return next(seat for seat in self.seats if seat.name == name)

    def member_post(self, seat: Seat, at: datetime) -> Note:
        text = self._pick("members", lambda text: seat.talks_of(text.tag) and _in_the_tongue_of(seat, text.text))
        handle, account = seat.accounts[0]
        who = Person(account, handle, seat.name, "plain")
        note = Note(at, who, fill(text.text, seat, self.dice), "member", key=self.threads.key(at))
        self.threads.begin(seat, text.tag, note.reference)
        return note

    def _at_nobody(self, at: datetime, kind: str) -> Note:
        text = self._pick(kind, lambda text: text.tag == ("chat" if kind in LANGUAGES else ""))
        who, other = self.someone(), self.someone()
        words = fill(voiced(text.text, who, self.dice, again=False), self.dice.choice(self.seats), self.dice)
        answered = kind == "discussion" or self.dice.random() < 0.2
        parent = (f"at://{other.id}/app.bsky.feed.post/{self.threads.key(at)}", other.id) if answered else None
        return Note(
            at, who, words, "ordinary", key=self.threads.key(at), parent=parent, root=parent,
            lang=LANGUAGES.get(kind, "en"),
        )  # fmt: skip

    def _at_member(self, at: datetime, kind: str, opted_in: bool) -> Note:
        speech = LANGUAGES.get(kind, "")
        chosen = [seat for seat in self.seats if seat.opted_in == opted_in and (not speech or seat.speech == speech)]
        seat = self.dice.choices(chosen, [self._attention[one.name] for one in chosen])[0]
        thread = self.threads.recent(seat)
        text = self._pick(kind, self._fitting(kind, thread))
        how = self.threads.way(thread, "{m}" in text.text)
        if how == "name" and "{m}" not in text.text and kind not in NAMEABLE:
            how = "reply"
        return self.say(at, self.someone(kind), text, _kind(kind, text), thread, how, speech or "en")

    def say(self, at: datetime, who: Person, text: Text, kind: str, thread: Thread, how: str, lang: str = "en") -> Note:
        words = self.voice(text, who)
        if how == "name" and "{m}" not in words:
            before, after = self.dice.choice(NAMED)
            words = f"{before}{words}{after}"
        elif how == "name":
            words = words.replace("{m}", "{m} MP", 1)
        return self.threads.place(at, who, words, kind, thread, how, lang)

    def voice(self, text: Text, who: Person) -> str:
        return voiced(text.text, who, self.dice, again=self.texts.times(text) > 1)

    def _pick(self, kind: str, fits: Callable[[Text], bool]) -> Text:
        text = self.texts.pick(kind, fits) or self.texts.pick(kind)
        if text is None:
            raise SystemExit(f"There is no text of the kind {kind}.")
        return text

    def _fitting(self, kind: str, thread: Thread) -> Callable[[Text], bool]:
        if kind in {"criticism", "support"}:
            topic = thread.topic if self.dice.random() < 0.6 else "general"
            return lambda text: text.tag == topic
        if kind in LANGUAGES:
            return lambda text: text.tag not in {"chat", "threat"}
        return lambda _: True


def _kind(kind: str, text: Text) -> str:
    if kind in LANGUAGES:
        return TAGS.get(text.tag, text.tag)
    return "abuse" if kind == "evasion" else kind


def _in_the_tongue_of(seat: Seat, text: str) -> bool:
    if text.startswith("Bore da"):
        return seat.speech == "cy"
    return seat.speech == "sco" if text.startswith("Tha ") else True
