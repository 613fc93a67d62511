"""The single keys of the console. Each can be changed or switched off (WCAG 2.1.4), under "Keyboard shortcuts"."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shortcut:
    """`name` is what a template writes as data-shortcut; next and previous move among data-shortcut-item."""

    name: str
    key: str
    does: str


SHORTCUTS = [
    Shortcut("next", "j", "Go to the next item in the list"),
    Shortcut("previous", "k", "Go to the item before"),
    Shortcut("open", "o", "Open the item"),
    Shortcut("claim", "c", "Claim the item, so that no one else takes it"),
    Shortcut("release", "x", "Give the item back to the queue"),
    Shortcut("decide", "d", "Go to the decision"),
    Shortcut("lawful", "1", "Choose: lawful criticism"),
    Shortcut("elsewhere", "2", "Choose: not directed at the Member"),
    Shortcut("abuse", "3", "Choose: abuse, logged"),
    Shortcut("advice", "4", "Choose: advice to the Member"),
    Shortcut("welfare", "5", "Choose: welfare concern"),
    Shortcut("refer", "6", "Choose: refer to police"),
    Shortcut("reason", "r", "Write the reason"),
    Shortcut("undo", "u", "Undo the last decision"),
    Shortcut("queue", "q", "Go back to the queue"),
    Shortcut("text", "t", "Show or hide the text in lists"),
    Shortcut("help", "?", "Open this page"),
]
