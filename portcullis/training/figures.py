"""What the model can do, each figure with the number of rows behind it."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score

from portcullis.training.row import Row

Numbers = dict[str, float | int]


def ordering(labels: Sequence[int], scores: Sequence[float]) -> Numbers:
    """Rows, positives, AUC, average precision, recall where 1% and 5% of the negatives score as high."""
    asked, given = np.array(labels), np.array(scores)
    figures: Numbers = {"rows": len(asked), "positive": int(asked.sum())}
    if 0 < asked.sum() < len(asked):
        figures |= {
            "auc": _short(roc_auc_score(asked, given)),
            "average_precision": _short(average_precision_score(asked, given)),
            "recall_at_1%_false": _short(recall(asked, given, 0.01)),
            "recall_at_5%_false": _short(recall(asked, given, 0.05)),
        }
    return figures


def recall(labels: NDArray[np.int64], scores: NDArray[np.float64], false: float) -> float:
    """Share of the positives that score above all but this share of the negatives."""
    return float((scores[labels == 1] > threshold(scores[labels == 0], false)).mean())


def threshold(innocent: NDArray[np.float64], false: float) -> float:
    """The score that at most this share of the innocent exceed."""
    return float(np.sort(innocent)[::-1][int(false * len(innocent))])


def pairs(rows: Sequence[Row], guilty: Sequence[int], scores: Sequence[float], flags: Sequence[bool]) -> Numbers:
    """Minimal pairs: in how many the guilty post scores higher, and in how many both are decided rightly."""
    members = defaultdict[str, list[int]](list)
    for at, row in enumerate(rows):
        if row.pair:
            members[row.pair].append(at)
    mixed = [
        (one, other)
        for found in members.values()
        for one in found
        for other in found
        if guilty[one] and not guilty[other]
    ]
    if not mixed:
        return {"pairs": 0}
    ordered = np.mean([scores[one] > scores[other] for one, other in mixed])
    right = np.mean([flags[one] and not flags[other] for one, other in mixed])
    return {"pairs": len(mixed), "ordered": _short(float(ordered)), "both_right": _short(float(right))}


def decisions(guilty: Sequence[int], flags: Sequence[bool]) -> Numbers:
    """At the operating point: share of the guilty that are flagged, share of the innocent that are."""
    asked, given = np.array(guilty, dtype=bool), np.array(flags, dtype=bool)
    figures: Numbers = {"rows": len(asked), "flagged": int(given.sum())}
    if asked.any():
        figures["recall"] = _short(float(given[asked].mean()))
    if (~asked).any():
        figures["false_flags"] = _short(float(given[~asked].mean()))
    return figures


def _short(figure: float) -> float:
    return round(figure, 4)
