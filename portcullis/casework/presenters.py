"""How items are put into words. No query here: what is shown was fetched by the view."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import msgspec

from portcullis.accounts.models import User
from portcullis.casework.models import Item
from portcullis.casework.outcomes import Outcome
from portcullis.core.addressee import Addressing, How
from portcullis.core.assessment import Assessment, Axis, Band, Factor
from portcullis.core.priority import Concern
from portcullis.govuk.text import ago

SHAPES = {"immediate": "◆", "high": "▲", "medium": "■", "low": "●", "none": "○"}
COLOURS = {"immediate": "red", "high": "orange", "medium": "yellow", "low": "grey", "none": "grey"}
KINDS = {
    "threat": "a possible threat",
    "abuse": "abuse",
    "hate": "hatred of a group",
    "sexual": "sexual content",
    "welfare": "a person who may be at risk",
}
KNOWN_BY = {
    How.MENTION: "the post names their account",
    How.REPLY: "it answers the Member's own post",
    How.THREAD: "it is further down a conversation that the Member began",
    How.QUOTE: "it quotes the Member's post",
    How.HANDLE: "their handle is in the text",
    How.NAME: "their full name is in the text",
}
CONCERNS = {
    Concern.NONE: "No concern",
    Concern.SOME: "Some concern",
    Concern.SERIOUS: "Serious concern",
    Concern.GRAVE: "Grave concern",
}
AXES = {Axis.OFFENCE: "Possible offence in this content", Axis.APPROACH: "That this person may come"}


def reference(item: Item) -> str:
    """Six random characters that two officers can read to each other."""
    return item.pk.hex[:6].upper()


def age(then: datetime, now: datetime) -> str:
    return "less than a minute" if now - then < timedelta(minutes=1) else ago(then, now)


def called(members: Sequence[str], names: Mapping[str, str]) -> str:
    """The Members' names, at most three of them: a post can name them all."""
    shown = [names.get(member, "a Member who is no longer listed") for member in members[:3]]
    left = len(members) - len(shown)
    return ", ".join(shown) + (f" and {left} more" if left else "")


def members_of(item: Item) -> list[str]:
    return list(dict.fromkeys(one.member for one in item.addressed))


def kinds(view: Assessment) -> str:
    """What the post may hold, in words: every category that is more likely than not, else the likeliest."""
    scores = msgspec.structs.asdict(view.scores)
    likely = [name for name, score in scores.items() if score >= 0.5] or [max(scores, key=lambda name: scores[name])]
    words = [KINDS[name] for name in likely]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


class BandMark:
    """A band as word, shape and colour."""

    def __init__(self, value: str) -> None:
        self.value, self.word = value, value.capitalize()
        self.shape, self.colour = SHAPES[value], COLOURS[value]


class Row:
    """One line of a list. `line` is the first line of the post, None unless the officer chose to see text in lists."""

    def __init__(self, item: Item, names: Mapping[str, str], user: User, now: datetime, text: bool) -> None:
        self.item, self.id, self.reference = item, item.pk, reference(item)
        self.band = BandMark(item.band)
        self.members = called(members_of(item), names)
        self.platform, self.age = item.platform.capitalize(), age(item.captured_at, now)
        self.because = list(dict.fromkeys(one.says for one in item.assessment.factors if not one.counter))[:2]
        held = item.held_by if item.held_until and item.held_until > now else None
        self.mine, self.held_by = held == user, held
        self.line = item.text.strip().split("\n", 1)[0][:160] if text else None
        self.outcome = Outcome(item.outcome).label
        self.mark = f"{self.id} {self.age} {held} {self.members}"


class Segment:
    """A run of the text, the numbers of the factors that quote it, and of those that end with it."""

    def __init__(self, text: str, notes: list[int], ends: list[int]) -> None:
        self.text, self.notes, self.ends = text, notes, ends


def segments(text: str, factors: Sequence[Factor]) -> list[Segment]:
    """The text cut wherever a quotation begins or ends; quotations may overlap. Factors are numbered from 1."""
    spans = [(one.start, min(one.end, len(text)), number) for number, one in enumerate(factors, 1)]
    spans = [(start, end, number) for start, end, number in spans if 0 <= start < end]
    cuts = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    return [
        Segment(
            text[start:end],
            [number for first, last, number in spans if first <= start and end <= last],
            [number for _, last, number in spans if last == end],
        )
        for start, end in pairwise(cuts)
    ]


def told_once(factors: Sequence[Factor]) -> list[Factor]:
    """Without a factor whose words lie within a longer (or the same, earlier) quotation for the same reason."""
    kept: list[Factor] = []
    for one in sorted(dict.fromkeys(factors), key=lambda each: each.start - each.end):
        if not any(each.says == one.says and each.start <= one.start and one.end <= each.end for each in kept):
            kept.append(one)
    return sorted(kept, key=list(factors).index)


class Aimed:
    """One Member that the post is directed at, and how we know."""

    def __init__(self, member: str, found: Sequence[Addressing], names: Mapping[str, str], text: str) -> None:
        self.name = called([member], names)
        self.because = "; ".join(dict.fromkeys(KNOWN_BY[one.how] for one in found))
        self.quotes = list(dict.fromkeys(text[one.start : one.end] for one in found if one.end > one.start))


class Page:
    """An item as its page shows it, in reading order. `whole` unfolds a long text."""

    FOLD = 3_000
    MEMBERS = 20

    def __init__(self, item: Item, names: Mapping[str, str], whole: bool) -> None:
        view = item.assessment
        self.item, self.reference, self.band = item, reference(item), BandMark(item.band)
        self.kinds = kinds(view)
        self.called = called(members_of(item), names)
        shown = members_of(item)[: self.MEMBERS]
        self.aimed = [Aimed(m, [one for one in item.addressed if one.member == m], names, item.text) for m in shown]
        self.more_members = len(members_of(item)) - len(shown)
        told = told_once(view.factors)
        self.factors = list(enumerate(told, 1))
        self.concerns = [(number, one) for number, one in self.factors if not one.counter]
        self.counters = [(number, one) for number, one in self.factors if one.counter]
        text = item.text if whole else item.text[: self.FOLD]
        self.folded = len(item.text) - len(text)
        self.segments = segments(text, told)
        self.axes = [
            (AXES[Axis.OFFENCE], CONCERNS[Concern(item.offence)], self._reasons(Axis.OFFENCE)),
            (AXES[Axis.APPROACH], CONCERNS[Concern(item.approach)], self._reasons(Axis.APPROACH)),
        ]
        self.scores = [(name, f"{score:.0%}") for name, score in msgspec.structs.asdict(view.scores).items()]

    def _reasons(self, axis: Axis) -> list[str]:
        return list(dict.fromkeys(one.says for _, one in self.concerns if one.axis is axis))


def bands(counts: Sequence[tuple[str, str]]) -> list[tuple[BandMark, str]]:
    return [(BandMark(Band(value).value), count) for value, count in counts]
