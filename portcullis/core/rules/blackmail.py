from portcullis.core.rules.phrase import NEAR, offence

_HELD = r"(?:photos?|pics?|pictures?|video|videos|footage|recordings?|emails?|messages|texts|screenshots|tape|tapes|secret|affair|dirt|file|files|everything)"

rule = offence(
    "blackmail",
    "It demands something and threatens to reveal or publish.",
    "photo|pic|video|footage|record|email|message|text|screenshot|tape|secret|affair|dirt|file|everything|bitcoin|grand|pay |transfer|crypto",
    rf"\b{_HELD}\b{NEAR}(?:\w++[^\w\n]++){{0,4}}?(?:go|goes|going|get|gets|lands?|sent|released|leaked|out|public|viral|posted|find|see|sees|hear)\b{NEAR}(?:unless|if you|if u|or|pay|transfer|bitcoin|resign|vote|drop)\b",
    rf"\b(?:unless|if you don't|if u dont|if you dont|pay|transfer|send|resign|vote|stand down|drop)\b{NEAR}(?:\w++[^\w\n]++){{0,4}}?(?:or|and|then)\b{NEAR}{_HELD}\b",
    rf"\b(?:bitcoin|grand|crypto|\d++ ?k|cash|£ ?\d[\d,]*+)\b{NEAR}(?:\w++[^\w\n]++){{0,4}}?(?:or|and)\b{NEAR}(?:{_HELD}|viral|wife|husband|papers|press|know)\b",
    r"\bi(?:'ve| have) (?:got )?(?:\w++ ){0,2}?(?:photos|footage|recordings?|pics|video|tapes?) of you\b",
)
