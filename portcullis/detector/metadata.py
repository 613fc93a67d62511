"""What a model file says of itself."""

from typing import Any

import msgspec

from portcullis.core.assessment import Category, OperatingPoint


class Metadata(msgspec.Struct, frozen=True):
    """Read from model.json. `version` is the fingerprint of the weights; `figures` say which split they come from."""

    version: str
    operating_point: OperatingPoint
    scales: dict[Category, float]
    intercepts: dict[Category, float]
    calibration: dict[Category, tuple[float, float]]
    figures: dict[str, Any] = {}
    data: dict[str, Any] = {}
    licence: str = ""
    seed: int = 0
