"""The whole cascade, as the service runs it, on labelled rows."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from portcullis.core.assessment import Assessment, Category
from portcullis.core.cascade import Cascade, Classifier
from portcullis.training.figures import decisions, ordering, pairs
from portcullis.training.row import Row

_FLAGGING = (Category.THREAT, Category.ABUSE)


def measure(classifier: Classifier, rows: Sequence[Row]) -> dict[str, Any]:
    """Ordering by category, decisions at the operating point, minimal pairs, false flags by source."""
    assessed = Cascade(classifier).assess([row.text for row in rows])
    known = [at for at, row in enumerate(rows) if any(category in row.labels for category in _FLAGGING)]
    rows, assessed = [rows[at] for at in known], [assessed[at] for at in known]
    guilty = [int(any(row.labels.get(category) for category in _FLAGGING)) for row in rows]
    flags = [assessment.flag for assessment in assessed]
    gravest = [max(assessment.scores.threat, assessment.scores.abuse) for assessment in assessed]
    return {
        **{category.value: _category(category, rows, assessed) for category in Category},
        "flag": ordering(guilty, gravest),
        "operating_point": decisions(guilty, flags),
        "pairs": pairs(rows, guilty, gravest, flags),
        "by_source": _by_source(rows, guilty, flags),
    }


def _category(category: Category, rows: Sequence[Row], assessed: Sequence[Assessment]) -> dict[str, float | int]:
    known = [at for at, row in enumerate(rows) if category in row.labels]
    scores = [getattr(assessed[at].scores, category) for at in known]
    return ordering([rows[at].labels[category] for at in known], scores)


def _by_source(rows: Sequence[Row], guilty: Sequence[int], flags: Sequence[bool]) -> dict[str, Any]:
    places = defaultdict[str, list[int]](list)
    for at, row in enumerate(rows):
        places[row.source].append(at)
    return {
        source: decisions([guilty[at] for at in found], [flags[at] for at in found])
        for source, found in sorted(places.items())
    }
