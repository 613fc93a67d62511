"""One logistic regression a category, its weights made whole numbers, its scores made probabilities."""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from portcullis.core.assessment import Category
from portcullis.detector.features import BUCKETS
from portcullis.training.recipe import SEED, STRENGTH
from portcullis.training.row import Row

Floats = NDArray[np.float64]
_LARGEST = 32_767
_ROUNDS = 300


class Fitted(msgspec.Struct, frozen=True):
    """The weights of one category, as the model keeps them: whole numbers, a scale, an intercept."""

    whole: NDArray[np.int16]
    scale: float
    intercept: float


def fit(
    features: csr_matrix, rows: Sequence[Row], weights: Floats, rarity: NDArray[np.float32], category: Category
) -> Fitted:
    """Learn one category from the rows that are labelled for it."""
    labelled = np.array([category in row.labels for row in rows])
    labels = np.array([row.labels.get(category, 0) for row in rows])[labelled]
    if len(set(labels.tolist())) < 2:
        return Fitted(np.zeros(BUCKETS, np.int16), 1.0, -30.0)
    scaled = features[labelled] @ diags(rarity)
    regression = LogisticRegression(C=STRENGTH, max_iter=_ROUNDS, random_state=SEED)
    regression.fit(scaled, labels, sample_weight=weights[labelled])
    coefficients = regression.coef_[0] * rarity
    scale = float(np.abs(coefficients).max() / _LARGEST)
    return Fitted(np.round(coefficients / scale).astype(np.int16), scale, float(regression.intercept_[0]))


def calibrate(logits: Floats, labels: NDArray[np.int64]) -> tuple[float, float]:
    """Slope and offset (Platt) that make the logits of unlearnt rows into honest probabilities."""
    if len(set(labels.tolist())) < 2:
        return 1.0, 0.0
    regression = LogisticRegression(C=1e6, random_state=SEED).fit(logits[:, None], labels)
    return float(regression.coef_[0, 0]), float(regression.intercept_[0])
