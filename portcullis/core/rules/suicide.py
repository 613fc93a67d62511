from portcullis.core.rules.phrase import YOU, offence

_SELF = r"(?:yourself|urself|yaself|yerself|ursel|yoursel|yersel|your self)"

rule = offence(
    "suicide",
    "It urges the person addressed to end their life.",
    "kys|yourself|urself|yaself|yerself|ursel|yersel|your self|bridge|rope|life|unalive|jump|cliff|pills|wrists",
    r"\bkys\b|\bgo unalive\b",
    rf"(?<!don't )(?<!dont )(?<!not )(?<!never )\b(?:kill|hang|drown|shoot|top|off|neck|unalive|end|gas) {_SELF}\b(?! (?:laughing|over|trying))",
    r"\b(?:do (?:us|everyone|the world|the country) (?:all )?a favou?r (?:and|,)?)[^\w\n]*+(?:\w++ ){0,3}?(?:jump|die|hang|end|drown|top|off|kill|disappear|rope)\b",
    rf"\b(?:jump|walk|throw {_SELF}) (?:off|in front of|under|into) (?:a|the|that|beachy) (?:\w++ )?(?:bridge|cliff|train|bus|roof|head|lorry|building|multi)\b",
    rf"\b(?:slit|cut|open) {YOU} (?:own )?wrists\b",
    r"\b(?:end|take) (?:your|ur|yer) (?:own )?(?:miserable |pathetic |worthless )?life\b",
    sure=True,
)
