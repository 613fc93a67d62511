from portcullis.core.rules.phrase import offence
from portcullis.core.rules.wordlist import alternatives, words

_THING = alternatives("dehumanising")

rule = offence(
    "dehumanising",
    "It speaks of the person as vermin, disease or a thing.",
    "|".join(words("dehumanising")),
    rf"\b(?:you(?:'re)?|u|youre|ur|you are|your|she's|he's|they're|theyre|he is|she is|they are|these|such|like|this|ya|filthy|dirty|disgusting|little|fat|utter|absolute|total|human)(?:[^\w\n]++\w++){{0,3}}?[^\w\n]++{_THING}",
    rf"^\W*+(?:@[\w.]*+\W++)?{_THING}\W*+(?:@[\w.]*+\W*+)?$",
    r"\b(?:not|isn't|aren't|hardly|less than|barely) (?:even )?(?:a )?(?:human|person)\b(?! (?:right|error))",
)
