"""Cheap stage first, costly stage only where it can change the outcome. The classifier itself lives above the core."""

from collections.abc import Sequence
from typing import Protocol

from portcullis.core.assessment import Assessment, Axis, Category, Factor, OperatingPoint, Scores
from portcullis.core.priority import weigh
from portcullis.core.rules import RULES
from portcullis.core.rules.reading import factors
from portcullis.core.weighing import weighed


class Classifier(Protocol):
    """A trained model. `version` names the very weights, so that a score can be replayed years later."""

    @property
    def version(self) -> str: ...

    @property
    def operating_point(self) -> OperatingPoint: ...

    def scores(self, texts: Sequence[str]) -> Sequence[Scores]:
        """One Scores for each text, in the same order."""
        ...

    def telling(self, text: str, category: Category) -> Sequence[tuple[int, int]]:
        """Stretches (start, end) of the text that carry its score in this category, weightiest first; () if none."""
        ...


_SURE = frozenset(rule.kind for rule in RULES if rule.sure)
_WORDING = {
    Category.THREAT: "The trained model reads these words as a threat.",
    Category.ABUSE: "The trained model reads these words as abuse.",
    Category.WELFARE: "The trained model reads these words as despair or danger to the author or their family.",
}


class Cascade:
    """Rules and classifier together: scores, the decision to flag, every factor, and the band."""

    def __init__(self, classifier: Classifier) -> None:
        self._classifier = classifier
        self._point = classifier.operating_point
        self._version = classifier.version

    def assess(self, texts: Sequence[str]) -> list[Assessment]:
        """One Assessment for each text, in the same order; the same text gets the same answer in any company."""
        return [self._assess(text, scores) for text, scores in zip(texts, self._classifier.scores(texts), strict=True)]

    def _assess(self, text: str, read: Scores) -> Assessment:
        found = factors(text)
        scores = weighed(read, found)
        threat = scores.threat >= self._point.threat or _speaks_for_itself(found)
        abuse = scores.abuse >= self._point.abuse
        welfare = scores.welfare >= self._point.welfare
        found += self._wording(text, found, threat, abuse, welfare)
        band = weigh(scores, threat or abuse, found).band
        return Assessment(scores, threat or abuse, band, found, self._version)

    def _wording(
        self, text: str, found: Sequence[Factor], threat: bool, abuse: bool, welfare: bool
    ) -> tuple[Factor, ...]:
        """Where no rule says why, the words that carry the score do."""
        said = {factor.axis for factor in found if not factor.counter}
        kinds = {factor.kind for factor in found}
        missing = list[tuple[str, Axis, Category]]()
        if (threat or abuse) and Axis.OFFENCE not in said:
            missing.append(("wording", Axis.OFFENCE, Category.THREAT if threat else Category.ABUSE))
        if welfare and "welfare" not in kinds:
            missing.append(("welfare", Axis.APPROACH, Category.WELFARE))
        return tuple(
            Factor(kind, axis, text[start:end], start, end, _WORDING[category])
            for kind, axis, category in missing
            for start, end in self._classifier.telling(text, category) or [(0, len(text))]
        )


def _speaks_for_itself(found: Sequence[Factor]) -> bool:
    """An explicit threat needs no score, unless something speaks against it; the test string always counts."""
    kinds = {factor.kind for factor in found if not factor.counter}
    return "test" in kinds or (not kinds.isdisjoint(_SURE) and not any(factor.counter for factor in found))
