"""Texts as a sparse matrix: the very features that the detector sums at run time."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from portcullis.detector.features import BUCKETS, Block, clean, extract

_BATCH = 256
_LONGEST = 1_200


def matrix(texts: Sequence[str], progress: Callable[[int], None] = lambda done: None) -> csr_matrix:
    """One row a text, float32; each family of features is scaled by one over the root of its number of places."""
    batches = []
    for at in range(0, len(texts), _BATCH):
        batch = [clean(text)[:_LONGEST] for text in texts[at : at + _BATCH]]
        features = extract(batch)
        batches.append(_family(features.characters, len(batch)) + _family(features.words, len(batch)))
        progress(len(batch))
    return vstack(batches, format="csr") if batches else csr_matrix((0, BUCKETS), dtype=np.float32)


def rarity(learnt: csr_matrix) -> NDArray[np.float32]:
    """How much a bucket counts: the rarer among the learnt texts, the more."""
    held = np.bincount(learnt.indices, minlength=BUCKETS)
    counts: NDArray[np.float32] = (np.log((learnt.shape[0] + 1) / (held + 1)) + 1).astype(np.float32)
    return counts


def _family(blocks: Sequence[Block], texts: int) -> csr_matrix:
    buckets = np.concatenate([block.buckets for block in blocks])
    rows = np.concatenate([_rows(block, texts) for block in blocks])
    real = buckets < BUCKETS
    buckets, rows = buckets[real], rows[real]
    places = np.maximum(np.bincount(rows, minlength=texts), 1)
    values = (1 / np.sqrt(places))[rows].astype(np.float32)
    family = csr_matrix((values, (rows, buckets)), shape=(texts, BUCKETS))
    family.sum_duplicates()
    return family


def _rows(block: Block, texts: int) -> NDArray[np.int64]:
    lengths = np.diff(np.append(block.starts, len(block.buckets)))
    return np.repeat(np.arange(texts), lengths)
