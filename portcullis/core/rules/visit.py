from portcullis.core.rules.phrase import GAP, NEAR, YOU, approach

rule = approach(
    "visit",
    "It announces that the author will come to the Member, and not to talk.",
    "com|see you|wait|pay |visit|knock|door|face to face|find you|meet|round",
    rf"\b(?:i'm|im|i am|we're|were|we are|i'll be|ill be|we'll be|i will be) (?:\w++ ){{0,2}}?(?:coming|comin|on my way|on our way) (?:to (?:find|get|see|sort|your)|for|after|round|over)(?: {YOU})?\b(?! (?:the (?:meeting|event|debate)|you at the (?:ballot|polls|election)))",
    rf"\b(?:i'll|ill|i will|we'll|we will|i'm|im|gonna) (?:be )?(?:\w++ ){{0,2}}?waiting (?:for {YOU}\b|outside|there|by|at)",
    rf"\b(?:pay(?:ing)?|give) {YOU} (?:\w++ ){{0,2}}?a (?:little |wee )?visit\b|\b(?:knock(?:ing)?|turn(?:ing)? up|show(?:ing)? up|be) (?:on|at|outside|round) (?:your|ur|yer) (?:front )?(?:door|house|home|place|gaff|gate|bedroom)\b",
    rf"\b(?:find|meet|catch|corner|get|sort|see|confront|settle){GAP}(?:{YOU} |this |it |you out )?(?:face to face|in person|man to man|in a dark|when you're alone|when your alone|on your own|alone|outside)\b",
    rf"\b(?:see you|cu|c u|see u) (?:\w++ ){{0,2}}?(?:soon|friday|saturday|sunday|monday|tuesday|wednesday|thursday|tonight|tomorrow|at your|outside|there)\b{NEAR}(?:bring|won't|wont|alone|last|knife|bat|security|pray|ready|sorry|pay|watch)\b",
)
