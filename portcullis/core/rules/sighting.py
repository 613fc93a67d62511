from portcullis.core.rules.phrase import YOU, approach

rule = approach(
    "sighting",
    "It says that the author watches the Member or knows where they are.",
    "saw |seen |watch|follow|see you|know where|know what|know which|found out|outside|your street|your road|camera|photo|window|curtain|parked|neighbour|number plate|reg ",
    rf"\b(?:i|we|ive|i've|we've|been) (?:\w++ ){{0,2}}?(?:watching|following|watched|followed|tailing|tracking) {YOU}\b(?! (?:on (?:tv|telly|question|the news|youtube|twitter|here|x)|speech|career|page|account|debate))",
    rf"\b(?:i|we) (?:know|found out|worked out) (?:exactly )?(?:where|which (?:house|street|road|door|train|school|gym|pub|church)|what (?:time|car|train|school)) (?:{YOU}|your \w++|the kids|they) (?:\w++ ){{0,2}}?(?:live|lives|park|parks|sleep|sleeps|walk|walks|drive|drives|go|goes|work|works|play|plays|shop|train|run|drink|drinks|get|leave|leaves|is|are)\b",
    r"\b(?:i )?know where (?:you|u|your \w++) (?:live|lives|sleep|sleeps|work|works|stay|go|goes|park|parks)\b",
    r"\b(?:i|we) (?:can )?see you(?:r (?:lights?|car|curtains?|window|house|kids|bedroom|wife|husband|dog))\b",
    r"\b(?:i'm|im|i am|been|sat|sitting|parked|standing|stood|waiting|was|we're|were) (?:\w++ ){0,2}?(?:outside|opposite|across from|behind|at the end of) (?:your|ur|yer) (?:\w++ )?(?:house|home|flat|window|office|gate|drive|road|street|door|garden|car|place|surgery|work)\b",
    r"\b(?:nice|lovely|love|liked|like) (?:\w++ ){0,2}?(?:your (?:new )?(?:house|home|front door|drive|garden|car|curtains|bedroom|gate)|house you (?:have|got))\b",
    r"\b(?:moved (?:in )?(?:to|onto|on) your (?:street|road)|look (?:out (?:of )?)?(?:your|the) window|check (?:under )?your (?:car|brakes|locks|windows?)|your number plate|your reg(?:istration)? (?:is|ends))",
)
