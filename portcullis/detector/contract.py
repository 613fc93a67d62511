"""An assessment as the command line writes it. The shape is kept stable."""

from typing import Any

from portcullis.core.assessment import Assessment


def contract(identity: Any, assessment: Assessment) -> dict[str, Any]:
    """One line of `portcullis assess`: id, a probability for each category, flag, band, factors, model.

    Counter-factors carry "counter": true.
    """
    scores = assessment.scores
    return {
        "id": identity,
        "threat": scores.threat,
        "abuse": scores.abuse,
        "hate": scores.hate,
        "sexual": scores.sexual,
        "welfare": scores.welfare,
        "flag": assessment.flag,
        "band": assessment.band.value,
        "factors": [
            {"kind": factor.kind, "quote": factor.quote, "start": factor.start, "end": factor.end}
            | ({"counter": True} if factor.counter else {})
            for factor in assessment.factors
        ],
        "model": assessment.model,
    }
