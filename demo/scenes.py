"""The scenes of the day: a pile-on after a vote, one author's growing concern, and what people change or take back."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from demo import budget
from demo.day import Day
from demo.people import Person, did, people
from demo.post import Note, deletion
from demo.rhythm import START, burst
from demo.texts import Text

COPIED = ("", "", "", " 😡", "!!", " #NotMyLevy", " Pass it on.", " ...", " 👏", " RT", ".", " Millhaven says no")
HEATED = {"abuse", "threat"}
CORRECTIONS = (" (Edited: spelling.)", " Edit: typo, sorry.", " EDIT: fixed the link")


def pile_on(day: Day) -> Iterator[Note]:
    """At one Member after a vote: harsh lawful criticism, near-identical copies, and abuse among them."""
    seat = day.seat(budget.PILE_ON_TARGET)
    vote = day.member_post(seat, START + budget.PILE_ON_AT - timedelta(seconds=50))
    yield vote
    thread = day.threads.of[seat.name][-1]
    thread.topic = "levy"
    crowd = [*people(day.dice, 150), *day.dice.sample(day.people, 60)]
    deck = [part for part, count in budget.PILE_ON.items() for _ in range(count)]
    day.dice.shuffle(deck)
    for at, part in zip(burst(day.dice, len(deck), budget.PILE_ON_AT, budget.PILE_ON_LASTS), deck, strict=True):
        text = day.texts.pick("pile-on", lambda text, part=part: text.tag == part)  # type: ignore[misc]
        assert text is not None
        how = day.dice.choices(("reply", "thread", "mention", "quote"), (60, 12, 20, 8))[0]
        yield _piled(day, at, day.dice.choice(crowd), text, part, how)
    text = day.texts.pick("pile-on", lambda text: text.tag == "threat")
    assert text is not None
    at = START + budget.PILE_ON_AT + timedelta(minutes=11)
    yield day.say(at, day.dice.choice(crowd), text, "threat", thread, "reply")


def _piled(day: Day, at: datetime, who: Person, text: Text, part: str, how: str) -> Note:
    thread = day.threads.of[budget.PILE_ON_TARGET][-1]
    if part.endswith("copy"):
        text = Text(text.text + day.dice.choice(COPIED), text.tag)
    kind = "abuse" if part.startswith("abus") else "criticism"
    return day.say(at, who, text, kind, thread, "reply" if how == "thread" and not thread.answers else how)


def concern(day: Day) -> Iterator[Note]:
    """One author, three posts at one Member, each more worrying than the one before."""
    handle = "n-pell-1951.example"
    who = Person(did(handle), handle, "N. Pell", "plain")
    seat = day.seat(budget.CONCERN_TARGET)
    for after, text in zip(budget.CONCERN_AT, day.texts.by_kind["concern"], strict=True):
        yield day.say(START + after, who, text, "concern", day.threads.recent(seat), "reply")


def island(day: Day) -> Iterator[Note]:
    """A threat in Scots at the Member for the islands."""
    text = day.texts.pick("scots", lambda text: text.tag == "threat")
    assert text is not None
    thread = day.threads.recent(day.seat("Mairi MacAskerrin"))
    yield day.say(START + timedelta(hours=5, minutes=7), day.someone(), text, "threat", thread, "reply", "sco")


def edits(day: Day, notes: list[Note]) -> Iterator[Note]:
    """New versions: a correction, or heated words taken back."""
    for note in day.dice.sample([note for note in notes if note.kind not in {"member", "concern"}], budget.EDITS):
        at = note.at + timedelta(seconds=day.dice.uniform(25, 900))
        if note.kind in HEATED and note.how in {"reply", "thread", "quote"}:
            yield note.edited("I've taken down what I wrote here. I was angry about the vote.", at, "criticism")
        else:
            yield note.edited(note.text + day.dice.choice(CORRECTIONS), at, note.kind)


def deletions(day: Day, notes: list[Note]) -> Iterator[tuple[datetime, str]]:
    """Posts taken away again, heated ones more often."""
    heated = [note for note in notes if note.kind in HEATED]
    others = [note for note in notes if note.kind not in {*HEATED, "member", "concern"}]
    third = budget.DELETIONS // 3
    for note in (*day.dice.sample(heated, third), *day.dice.sample(others, budget.DELETIONS - third)):
        yield deletion(note, timedelta(seconds=day.dice.expovariate(1 / 1500) + 20))
