"""A linear model on hashed n-grams. Weights are whole numbers, so that sums are exact and a score can be replayed."""

import math
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from portcullis.core.assessment import Category, OperatingPoint, Scores
from portcullis.detector.features import Block, clean, extract, legible, windows
from portcullis.detector.metadata import Metadata

BATCH = 256
NOTHING = Scores(0.0, 0.0, 0.0, 0.0, 0.0)
_PIECE, _RUN, _TOLD = 120, 3, 2
_WORD = re.compile(r"\S+")


class LinearModel:
    """Implements core's Classifier. `weights` is (buckets + 1, categories), int16; the last row is nought."""

    def __init__(self, weights: NDArray[np.int16], metadata: Metadata) -> None:
        self._weights = weights
        self._metadata = metadata
        self._scales = np.array([metadata.scales[category] for category in Category])

    @property
    def version(self) -> str:
        return self._metadata.version

    @property
    def operating_point(self) -> OperatingPoint:
        return self._metadata.operating_point

    @property
    def metadata(self) -> Metadata:
        return self._metadata

    def scores(self, texts: Sequence[str]) -> list[Scores]:
        """Calibrated probabilities; a long text scores as its worst window, an empty one scores nought."""
        pieces = [windows(clean(text)) for text in texts]
        flat = [piece for text in pieces for piece in text]
        logits = [row for at in range(0, len(flat), BATCH) for row in self.logits(flat[at : at + BATCH]).tolist()]
        answers, at = [], 0
        for text in pieces:
            rows = logits[at : at + len(text)]
            at += len(text)
            read = Scores(*map(self._probability, Category, map(max, zip(*rows, strict=True))))
            answers.append(read if text != [""] else NOTHING)
        return answers

    def logits(self, cleaned: Sequence[str]) -> NDArray[np.float64]:
        """One row of raw sums, before calibration, for each cleaned text of one window."""
        features = extract(cleaned)
        characters = self._sum(features.characters, len(cleaned))
        words = self._sum(features.words, len(cleaned))
        intercepts = np.array([self._metadata.intercepts[category] for category in Category])
        logits: NDArray[np.float64] = (characters + words) * self._scales + intercepts
        return logits

    def _sum(self, blocks: Sequence[Block], texts: int) -> NDArray[np.float64]:
        total = np.zeros((texts, len(Category)), dtype=np.int64)
        places = np.zeros(texts, dtype=np.int64)
        for buckets, starts in blocks:
            total += np.add.reduceat(self._weights[buckets], starts, axis=0, dtype=np.int64)
            places += np.add.reduceat(buckets < len(self._weights) - 1, starts, dtype=np.int64)
        return total / np.sqrt(np.maximum(places, 1))[:, None]

    def _probability(self, category: Category, logit: float) -> float:
        slope, offset = self._metadata.calibration[category]
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, slope * logit + offset))))

    def telling(self, text: str, category: Category) -> list[tuple[int, int]]:
        """The few words on end without which the score falls most, weightiest first; two stretches at most."""
        folded = legible(text)
        words = [word.span() for word in _WORD.finditer(folded.text)]
        if not words:
            return []
        chosen = self._weightiest([folded.text[start:end] for start, end in words], category)
        return [folded.origin(words[run[0]][0], words[run[-1]][1]) for run in chosen]

    def _weightiest(self, words: Sequence[str], category: Category) -> list[range]:
        """Runs of places in `words`; a long text is read where it scores worst."""
        column = list(Category).index(category)
        pieces = [range(at, min(at + _PIECE, len(words))) for at in range(0, len(words), _PIECE)]
        scored = self._column([" ".join(words[at] for at in piece) for piece in pieces], column)
        worst = pieces[int(np.argmax(scored))]
        runs = [
            range(at, min(at + _RUN, worst.stop))
            for at in range(worst.start, max(worst.start + 1, worst.stop - _RUN + 1))
        ]
        without = [" ".join(words[at] for at in worst if at not in run) for run in runs]
        falls = max(scored) - self._column(without, column)
        chosen = list[range]()
        for at in np.argsort(-falls, kind="stable").tolist():
            apart = all(runs[at].stop <= run.start or run.stop <= runs[at].start for run in chosen)
            if apart and falls[at] > 0 and len(chosen) < _TOLD:
                chosen.append(runs[at])
        return chosen

    def _column(self, cleaned: Sequence[str], column: int) -> NDArray[np.float64]:
        batches = [self.logits(cleaned[at : at + BATCH])[:, column] for at in range(0, len(cleaned), BATCH)]
        return np.concatenate(batches)
