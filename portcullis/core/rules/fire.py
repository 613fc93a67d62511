from portcullis.core.rules.phrase import GAP, NEAR, WE, YOU, offence

_BUILDING = r"(?:house|home|office|surgery|car|front door|letterbox|letter box|flat|constituency office|building|place|gaff|van)"

rule = offence(
    "fire",
    "It threatens fire, a bomb or a dangerous parcel.",
    "burn|petrol|torch|fire|bomb|explo|molotov|match|blow|device|package|parcel|powder|anthrax|arson|grenade",
    rf"\b(?:{WE}|gonna|going to|will|someone|let's|lets|should)\b{GAP}(?<!photo )(?:burn|torch|firebomb|petrol ?bomb|bomb|blow up|light up|set fire to)\b{GAP}(?:{YOU} (?:\w++ )?{_BUILDING}|{_BUILDING}|{YOU}|it down)\b",
    rf"\b(?:petrol|molotov|firebombs?|petrol bombs?|lit match|matches|lighter|nail bomb|pipe bomb|bomb|grenade|device|fireworks?)\b{NEAR}(?:through|under|in|into|outside|at|on|for|behind) (?:{YOU} |the )(?:\w++ )?{_BUILDING}\b",
    r"\b(?:there's|theres|there is|i've left|ive left|left|planted|sent|posting) (?:\w++ ){0,2}?(?:bomb|device|bombs)\b",
    rf"\b{YOU} (?:\w++ )?{_BUILDING} (?:will|is going to|is gonna|gonna|'s gonna|should|needs to|is about to) (?:\w++ )?(?:burn|go up|be burnt|explode|get torched|be torched|get firebombed)\b",
    r"\b(?:smell|smelling) (?:the )?petrol\b",
    sure=True,
)
