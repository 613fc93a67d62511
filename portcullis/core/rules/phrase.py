"""What every rule is made of: hints that are cheap to look for, patterns that run in linear time, and a reason in words."""

import re
from collections.abc import Iterator

from portcullis.core.assessment import Axis, Factor
from portcullis.core.text import Folded

# Possessive quantifiers never give back what they took, so no text can make a pattern slow.
GAP = r"(?:[^\w\n]++\w++){0,3}?[^\w\n]++"
NEAR = r"(?:[^\w\n]++\w++){0,7}?[^\w\n]++"
WE = r"(?:i|im|i'm|il|ill|i'll|i'd|id|we|we'll|we're|imma|ima|ah'll|ah|a'll)"
YOU = r"(?:you|u|ya|ye|yer|your|ur|yous|youse|@[\w.]*+|(?:the|this|that|our) (?:mp|member|politician))"
THEM = r"(?:you|u|ya|ye|your|ur|him|her|them|@[\w.]*+|(?:the|this|that|these|all|our) (?:mps?|member|politicians?|traitors?|scum)|mps)"
HARM = (
    r"(?:kill|kll|murder|mrdr|mrder|murdr|stab|stb|shoot|slit|strangle|throttle|behead|butcher|lynch|execute|slaughter|batter|bash|punch|glass|knife"
    r"|gut|torch|maim|drown|choke|kneecap|shank|disembowel|skin|scalp|cripple|bury|smash|deck|hang|hurt|garrotte|dismember)"
)
HARMED = (
    r"(?:killed|murdered|stabbed|shot|strangled|beheaded|butchered|lynched|executed|slaughtered|battered|bashed|punched|glassed"
    r"|knifed|gutted|maimed|drowned|hanged|hung|kneecapped|shanked|beaten|smashed|decked|jumped|hurt|topped|merked)"
)

Pattern = re.Pattern[str]


class Rule:
    """A function over (original text, folded text). `kind` names the idea; `says` is the reason an officer reads."""

    def __init__(
        self, kind: str, axis: Axis, says: str, hints: str, *patterns: str, counter: bool = False, sure: bool = False
    ) -> None:
        self.kind, self.axis, self.says, self.counter, self.sure = kind, axis, says, counter, sure
        self.hints = tuple(hints.split("|"))
        self.patterns: tuple[Pattern, ...] = tuple(re.compile(pattern) for pattern in patterns)

    def __call__(self, text: str, folded: Folded) -> Iterator[Factor]:
        """A factor for the first place where each pattern speaks; the quote is the original's own characters."""
        if not any(hint in folded.text for hint in self.hints):
            return
        for pattern in self.patterns:
            if found := pattern.search(folded.text):
                start, end = folded.origin(*found.span())
                yield Factor(self.kind, self.axis, text[start:end], start, end, self.says, self.counter)


def offence(kind: str, says: str, hints: str, *patterns: str, sure: bool = False) -> Rule:
    """A rule about the content. `sure`: it flags by itself, unless a counter-factor speaks."""
    return Rule(kind, Axis.OFFENCE, says, hints, *patterns, sure=sure)


def approach(kind: str, says: str, hints: str, *patterns: str) -> Rule:
    """A rule about whether this person might come."""
    return Rule(kind, Axis.APPROACH, says, hints, *patterns)


def counter(kind: str, says: str, hints: str, *patterns: str) -> Rule:
    """A rule about what speaks against danger."""
    return Rule(kind, Axis.OFFENCE, says, hints, *patterns, counter=True)
