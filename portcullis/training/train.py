"""From labelled rows to a shipped model: learn, choose, measure on rows never seen, learn once more from all."""

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from portcullis.core.assessment import Category, OperatingPoint
from portcullis.core.cascade import Cascade
from portcullis.detector.features import BUCKETS
from portcullis.detector.files import fingerprint
from portcullis.detector.metadata import Metadata
from portcullis.detector.model import LinearModel
from portcullis.training.figures import threshold
from portcullis.training.fit import Fitted, calibrate, fit
from portcullis.training.matrix import matrix, rarity
from portcullis.training.measure import measure
from portcullis.training.recipe import FALSE_FLAGS, PUBLIC, SEED, WELFARE_FALSE
from portcullis.training.row import Row
from portcullis.training.split import Part, parts

Step = Callable[[str], None]
_FLAGGING = (Category.THREAT, Category.ABUSE)
_SURE = 1e-9


class Trained(msgspec.Struct, frozen=True):
    """What goes to disk."""

    weights: NDArray[np.int16]
    metadata: Metadata


class Stock(msgspec.Struct, frozen=True):
    """The rows with their features, weights and parts. Public rows are only ever learnt from."""

    rows: Sequence[Row]
    features: csr_matrix
    weights: NDArray[np.float64]
    written: NDArray[np.bool_]
    parts: Sequence[Part]

    def of(self, *wanted: Part) -> NDArray[np.bool_]:
        """Which written rows are in these parts."""
        return np.array([part in wanted for part in self.parts]) & self.written


def train(written: Sequence[Row], public: Sequence[Row], data: dict[str, object], licence: str, step: Step) -> Trained:
    """The same rows and the same versions of the libraries give the same bytes. `step` is told what comes next."""
    with threadpool_limits(limits=1):
        stock = _stock(written, public, step)
        chosen = _model(stock, (Part.LEARN,), step, "to choose by")
        settled = _settled(chosen, stock, step)
        measured = _with(_model(stock, (Part.LEARN, Part.CHOOSE), step, "to measure"), settled)
        step("Measuring on rows never seen")
        unseen = [row for row, part in zip(written, stock.parts, strict=False) if part is Part.UNSEEN]
        figures = measure(LinearModel(measured.weights, measured.metadata), unseen)
        shipped = _with(_model(stock, tuple(Part), step, "to ship"), settled)
    said = msgspec.structs.replace(shipped.metadata, figures={"unseen": figures}, data=data, licence=licence, seed=SEED)
    return Trained(shipped.weights, said)


def _stock(written: Sequence[Row], public: Sequence[Row], step: Step) -> Stock:
    rows = [*written, *public]
    step(f"Reading {len(rows):,} texts")
    features = matrix([row.text for row in rows])
    weights = np.array([1.0] * len(written) + [PUBLIC[row.source].weight for row in public])
    own = np.arange(len(rows)) < len(written)
    split = parts(rows, SEED)  # public rows too: a near copy of a held-back post must not teach it
    return Stock(rows, features, weights, own, split)


def _model(stock: Stock, learnt: tuple[Part, ...], step: Step, purpose: str) -> Trained:
    here = np.array([part in learnt for part in stock.parts])
    features, weights = stock.features[here], stock.weights[here]
    rows = [row for row, chosen in zip(stock.rows, here, strict=True) if chosen]
    rare = rarity(stock.features[stock.of(*learnt)])
    fitted = dict[Category, Fitted]()
    for category in Category:
        step(f"Learning {category.value} {purpose}")
        fitted[category] = fit(features, rows, weights, rare, category)
    whole = np.zeros((BUCKETS + 1, len(Category)), dtype=np.int16)
    whole[:-1] = np.stack([fitted[category].whole for category in Category], axis=1)
    metadata = Metadata(
        version=fingerprint(whole),
        operating_point=OperatingPoint(1.0, 1.0, 1.0),
        scales={category: fitted[category].scale for category in Category},
        intercepts={category: fitted[category].intercept for category in Category},
        calibration=dict.fromkeys(Category, (1.0, 0.0)),
    )
    return Trained(whole, metadata)


def _settled(chosen: Trained, stock: Stock, step: Step) -> Metadata:
    """Calibration and operating point, from rows that were not learnt."""
    step("Calibrating and choosing the operating point")
    rows = [row for row, here in zip(stock.rows, stock.of(Part.CHOOSE), strict=True) if here]
    logits = _logits(chosen, rows)
    calibration = {
        category: calibrate(logits[:, at], np.array([row.labels[category] for row in rows]))
        for at, category in enumerate(Category)
    }
    ready = msgspec.structs.replace(chosen.metadata, calibration=calibration)
    assessed = Cascade(LinearModel(chosen.weights, ready)).assess([row.text for row in rows])
    scores = [assessment.scores for assessment in assessed]
    innocent = [not any(row.labels[category] for category in _FLAGGING) for row in rows]
    composed = [not row.labels[Category.WELFARE] for row in rows]
    threat = _least([score.threat for score in scores], innocent, FALSE_FLAGS)
    abuse = _least([score.abuse for score in scores], innocent, FALSE_FLAGS)
    welfare = _least([score.welfare for score in scores], composed, WELFARE_FALSE)
    point = OperatingPoint(threat, abuse, welfare)
    return msgspec.structs.replace(ready, operating_point=point)


def _least(scores: Sequence[float], chosen: Sequence[bool], false: float) -> float:
    """The lowest probability that counts, if this share of the chosen rows may count falsely."""
    return threshold(np.array(scores)[np.array(chosen)], false) + _SURE


def _logits(trained: Trained, rows: Sequence[Row]) -> NDArray[np.float64]:
    """Through the very code that runs in the service, with the calibration still at nought."""
    scores = LinearModel(trained.weights, trained.metadata).scores([row.text for row in rows])
    given = np.array([[getattr(score, category) for category in Category] for score in scores])
    probabilities = np.clip(given, 1e-13, 1 - 1e-13)
    logits: NDArray[np.float64] = np.log(probabilities / (1 - probabilities))
    return logits


def _with(trained: Trained, settled: Metadata) -> Trained:
    said = msgspec.structs.replace(
        trained.metadata, calibration=settled.calibration, operating_point=settled.operating_point
    )
    return Trained(trained.weights, said)
