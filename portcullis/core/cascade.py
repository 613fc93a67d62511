"""Cheap stage first, costly stage only where it can change the outcome. The classifier itself lives above the core."""

from collections.abc import Sequence
from typing import Protocol

from portcullis.core.assessment import OperatingPoint, Scores


class Classifier(Protocol):
    """A trained model. `version` names the very weights, so that a score can be replayed years later."""

    @property
    def version(self) -> str: ...

    @property
    def operating_point(self) -> OperatingPoint: ...

    def scores(self, texts: Sequence[str]) -> Sequence[Scores]:
        """One Scores for each text, in the same order."""
        ...
