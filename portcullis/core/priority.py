"""Two axes kept apart (possible offence in this content; approach concern) and the place in the queue they lead to."""

from enum import IntEnum

import msgspec

from portcullis.core.assessment import Band, Factor


class Concern(IntEnum):
    """How much one axis worries us."""

    NONE = 0
    SOME = 1
    SERIOUS = 2
    GRAVE = 3


class Circumstances(msgspec.Struct, frozen=True):
    """What held items alone say about this author and this Member: never an author score, never kept for itself."""

    earlier_to_member: int = 0
    earlier_to_others: int = 0


class Priority(msgspec.Struct, frozen=True):
    """A band, the two axes, and `rank`: the place within the queue (higher is more dangerous; 0 to 1,000,000)."""

    band: Band
    offence: Concern
    approach: Concern
    rank: int
    factors: tuple[Factor, ...] = ()
