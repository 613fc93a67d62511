from portcullis.core.rules.phrase import GAP, HARM, HARMED, counter

rule = counter(
    "negation",
    "The harm is denied, not announced.",
    "not |n't|never|don't|dont|wouldn't|nobody|no one|without",
    rf"\b(?:not|never|don't|dont|didn't|wouldn't|wouldnt|won't|wont|shouldn't|shouldnt|cannot|can't|nobody|no one|isn't|isnt|nor|without){GAP}(?:{HARM}(?:ing)?|{HARMED}|threaten\w*+|hurt|violence|violent|harm)\b(?! you if)",
)
