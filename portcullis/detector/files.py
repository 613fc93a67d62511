"""A model on disk: weights.npz (plain arrays) and model.json (what it says of itself)."""

import hashlib
import zipfile
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from portcullis.detector.errors import ModelError
from portcullis.detector.features import BUCKETS
from portcullis.detector.metadata import Metadata
from portcullis.detector.model import LinearModel

SHIPPED = Path(__file__).parent / "weights"
_TRAIN = "Train it anew with `portcullis train`, or install the package again."


def load(folder: Path = SHIPPED) -> LinearModel:
    """The shipped model, or another one in `folder`. Raises ModelError where files are missing or damaged."""
    weights, metadata = _weights(folder / "weights.npz"), _metadata(folder / "model.json")
    if fingerprint(weights) != metadata.version:
        raise ModelError(f"The weights in {folder} are not those that model.json names. {_TRAIN}")
    return LinearModel(weights, metadata)


def save(folder: Path, weights: NDArray[np.int16], metadata: Metadata) -> None:
    """Write both files; the same model gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / "weights.npz", weights=weights)
    (folder / "model.json").write_bytes(msgspec.json.format(msgspec.json.encode(metadata, order="sorted")) + b"\n")


def fingerprint(weights: NDArray[np.int16]) -> str:
    """The model's version: the first 16 hexadecimal digits of the SHA-256 of its weights."""
    return hashlib.sha256(np.ascontiguousarray(weights).tobytes()).hexdigest()[:16]


def _weights(path: Path) -> NDArray[np.int16]:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            weights: NDArray[np.int16] = archive["weights"]
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise ModelError(f"The model's weights at {path} cannot be read ({error}). {_TRAIN}") from error
    if weights.dtype != np.int16 or weights.ndim != 2 or len(weights) != BUCKETS + 1:
        raise ModelError(f"The model's weights at {path} are of another make. {_TRAIN}")
    return weights


def _metadata(path: Path) -> Metadata:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Metadata)
    except (OSError, msgspec.MsgspecError) as error:
        raise ModelError(f"The model's description at {path} cannot be read ({error}). {_TRAIN}") from error
