"""One labelled text."""

import msgspec

from portcullis.core.assessment import Category


class Row(msgspec.Struct, frozen=True):
    """`labels` holds 0 or 1 for each category that the source annotated. What is not there is unknown, never 0."""

    id: str
    text: str
    source: str
    labels: dict[Category, int]
    pair: str = ""
    kind: str = ""
