from portcullis.core.rules.phrase import YOU, offence
from portcullis.core.rules.wordlist import alternatives, words

_INSULT = alternatives("insults")

rule = offence(
    "insult",
    "It insults the person, not what they did.",
    "|".join(words("insults")),
    rf"\b(?:you(?:'re)?|u|youre|ur|your|he's|she's|hes|shes|@[\w.]*+|such|absolute|fucking|fuckin|ya|total|useless|fat|ugly|stupid|lying|dirty|filthy|thick|daft|worthless|vile|horrible)(?:[^\w\n]++\w++){{0,4}}?[^\w\n]++{_INSULT}",
    rf"^\W*+(?:@[\w.]*+\W++)?{_INSULT}(?:\W|$)",
    rf"{_INSULT}[^\w\n]++(?:@|{YOU}\b)",
)
