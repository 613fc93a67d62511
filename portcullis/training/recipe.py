"""What the model is made from, and how much each part counts. Measured one by one; docs/adr tells what was rejected."""

import msgspec

from portcullis.core.assessment import Category

SEED = 20261122
STRENGTH = 3.0
FALSE_FLAGS = 0.0125
"""Share of innocent written posts that each flagging category may flag on the choosing part."""
WELFARE_FALSE = 0.004
"""Share of the other written posts that may reach the welfare path by their score."""

_THREAT, _ABUSE, _HATE, _SEXUAL = Category.THREAT, Category.ABUSE, Category.HATE, Category.SEXUAL


class Take(msgspec.Struct, frozen=True):
    """Which labels of a public set are trusted, the weight of a row beside a written one, and the most rows taken."""

    categories: tuple[Category, ...]
    weight: float
    most: int = 8_000


PUBLIC = {
    "gab_hate_corpus": Take((_THREAT, _ABUSE, _HATE), 0.1),
    "hatemoji_build": Take((_THREAT, _ABUSE, _HATE), 0.1),
    "edos_sexism": Take((_THREAT, _HATE), 0.1),
    "guest_misogyny": Take((_THREAT,), 0.1),
    "jigsaw_toxic_subset": Take((_THREAT, _SEXUAL), 0.03),
    "civil_toxic_spans": Take((_THREAT,), 0.05),
    "dynahate": Take((_ABUSE, _HATE), 0.1),
    "cad_v1_1": Take((_ABUSE, _HATE), 0.1),
    "davidson_2017": Take((_ABUSE, _HATE), 0.05),
    "implicit_hate": Take((_ABUSE, _HATE), 0.05),
    "convabuse": Take((_ABUSE,), 0.1),
}
