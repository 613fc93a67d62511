"""What the service thinks of one text, and why."""

from enum import StrEnum

import msgspec


class Category(StrEnum):
    """What a text may hold. `welfare` is concern for the author or their family; it is never a flag."""

    THREAT = "threat"
    ABUSE = "abuse"
    HATE = "hate"
    SEXUAL = "sexual"
    WELFARE = "welfare"


class Band(StrEnum):
    """How soon an officer should see it, gravest first."""

    IMMEDIATE = "immediate"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class Axis(StrEnum):
    """The two questions that are kept apart (Dietz 1991; Scalora 2002): is this an offence; might this person come?"""

    OFFENCE = "offence"
    APPROACH = "approach"


class Scores(msgspec.Struct, frozen=True):
    """A probability from 0 to 1 for each category."""

    threat: float
    abuse: float
    hate: float
    sexual: float
    welfare: float


class Factor(msgspec.Struct, frozen=True):
    """One reason, with the words of the original text that carry it (text[start:end] == quote).

    `counter` is true where the words speak against danger (quotation, negation, idiom, metaphor, history).
    `says` is the reason in plain English.
    """

    kind: str
    axis: Axis
    quote: str
    start: int
    end: int
    says: str
    counter: bool = False


class Assessment(msgspec.Struct, frozen=True):
    """Scores, the decision to flag at the shipped operating point, the band, every factor, and the model that spoke."""

    scores: Scores
    flag: bool
    band: Band
    factors: tuple[Factor, ...]
    model: str


class OperatingPoint(msgspec.Struct, frozen=True):
    """The lowest probability at which a category counts. `threat` and `abuse` flag; `welfare` has a path of its own."""

    threat: float
    abuse: float
    welfare: float
