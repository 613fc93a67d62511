"""People who post: invented accounts, each with a way of writing."""

import base64
import hashlib
import random
from dataclasses import dataclass

FIRST = [
    "gail",
    "tam",
    "bron",
    "dilys",
    "ron",
    "sheila",
    "kev",
    "mags",
    "owain",
    "nia",
    "fergus",
    "morven",
    "pat",
    "des",
    "lorna",
    "viv",
    "gwil",
    "moira",
    "stan",
    "bev",
    "col",
    "jan",
    "hugh",
    "tess",
    "nell",
    "arthur",
    "ivy",
    "cliff",
    "joan",
    "barney",
    "fay",
    "glyn",
    "una",
    "mo",
    "rab",
    "cath",
    "sid",
    "effie",
    "len",
    "dot",
    "reg",
    "val",
    "ken",
    "shona",
    "huw",
    "meg",
    "bill",
]
THING = [
    "kettle",
    "heron",
    "gull",
    "moss",
    "otter",
    "bracken",
    "pasty",
    "whippet",
    "trowel",
    "lantern",
    "sprout",
    "ferret",
    "bobble",
    "anorak",
    "ladle",
    "turnip",
    "crumpet",
    "puffin",
    "gaiter",
    "flask",
    "biscuit",
    "pylon",
    "nettle",
    "tram",
    "pebble",
    "bagpipe",
    "trellis",
    "teapot",
    "wellie",
    "hedge",
    "spanner",
    "gravy",
    "thimble",
]
MOOD = [
    "soggy",
    "grumpy",
    "mild",
    "brisk",
    "northern",
    "sleepy",
    "quiet",
    "muddy",
    "wry",
    "plain",
    "dour",
    "jolly",
    "rusty",
    "windy",
    "cross",
    "tired",
    "local",
    "spare",
    "odd",
    "late",
    "humble",
    "loud",
    "salty",
    "blunt",
    "chilly",
    "tidy",
    "half",
    "early",
    "honest",
]
TAILS = ("🙄", "😡", "🤷", "😂", "👀", "🙏", "💙", "😔", "🤦‍♀️", "✊")
CLOSERS = (
    "Just saying.", "There.", "That's all.", "Rant over.", "Cheers.", "From a constituent.", "Regards.", "Thanks.",
    "And breathe.", "Sorry, long day.", "Sent from the bus.", "x", "I'll leave it there.", "Night.",
)  # fmt: skip
OPENERS = (
    "Honestly.", "Right.", "Look.", "Sorry.", "Hi {f}.", "Hello.", "Oh {f}.", "Again:", "Evening.", "OK.", "Well.",
    "Just seen this.", "Hmm.", "Wow.", "Ugh.", "Constituent here.", "Long-time lurker.", "Not being funny.",
)  # fmt: skip


def did(name: str) -> str:
    """An invented DID: 24 base32 characters, from the name."""
    return "did:plc:" + base64.b32encode(hashlib.sha256(f"invented {name}".encode()).digest()).decode().lower()[:24]


@dataclass(frozen=True)
class Person:
    id: str
    handle: str
    name: str
    habit: str


def person(dice: random.Random) -> Person:
    first, thing, mood = dice.choice(FIRST), dice.choice(THING), dice.choice(MOOD)
    number = dice.choice(("", "", "", str(dice.randrange(2, 99)), str(dice.randrange(1948, 2009))))
    stem = dice.choice((f"{mood}{thing}{number}", f"{first}{number or dice.randrange(9)}", f"{first}-{thing}{number}"))
    handle = f"{stem}.{dice.choice(('example', 'example', 'test', 'posts.example', 'hello.example'))}"
    name = dice.choice((first.title(), f"{first.title()} {thing.title()}", f"{mood} {thing}", "", f"{first} ✨"))
    habit = dice.choices(("plain", "lower", "bare", "loud", "dots", "emoji"), (64, 10, 9, 2, 5, 10))[0]
    return Person(did(handle), handle, name, habit)


def people(dice: random.Random, count: int) -> list[Person]:
    """Accounts with different handles."""
    found: dict[str, Person] = {}
    while len(found) < count:
        one = person(dice)
        found.setdefault(one.handle, one)
    return list(found.values())


def voiced(text: str, who: Person, dice: random.Random, again: bool) -> str:
    """The text as this person would type it. One that was used before may get words before or after it."""
    if again and len(text) > 14 and dice.random() < 0.75:
        text = f"{dice.choice(OPENERS)} {text}" if dice.random() < 0.5 else f"{text} {dice.choice(CLOSERS)}"
    if who.habit == "lower":
        text = text.lower() if "{" not in text else text[0].lower() + text[1:]
    elif who.habit == "bare":
        text = text.replace("'", "").rstrip(".")
    elif who.habit == "loud" and "{" not in text:
        text = text.upper()
    elif who.habit == "dots":
        text = text.replace(". ", "... ").rstrip(".") + "..."
    elif who.habit == "emoji" and dice.random() < 0.6:
        text = f"{text} {dice.choice(TAILS)}"
    return _typo(text, dice) if dice.random() < 0.05 else text


def _typo(text: str, dice: random.Random) -> str:
    """Two neighbouring letters change places, outside any {slot}."""
    if "{" in text or len(text) < 20:
        return text
    at = dice.randrange(5, len(text) - 5)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :] if text[at : at + 2].isalpha() else text
