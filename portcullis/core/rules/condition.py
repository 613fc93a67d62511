from portcullis.core.rules.phrase import HARM, HARMED, NEAR, YOU, offence

_END = rf"(?:{HARM}|{HARMED}|regret|sorry|pay for|dead|die|bleed|burn|suffer|find {YOU}|come (?:for|after|to) {YOU}|coming (?:for|after|to) {YOU}|know where|visit|consequences|swinging|funeral|coffin|grave)"

rule = offence(
    "condition",
    "It makes harm depend on what the Member does.",
    "if |or else|unless|next time|one more|vote|dare|keep |let ",
    rf"\b(?:if {YOU}|unless {YOU}|next time {YOU}|vote (?:for|against)|one more|carry on|keep (?:talking|going|pushing|voting|lying|this up))\b{NEAR}(?:\w++[^\w\n]++){{0,8}}?{_END}\b",
    r"\bor else\b(?! (?:\w++ ){0,2}(?:lose|voters|election))",
    rf"\b(?:do|try|say|touch|vote)\b{NEAR}(?:and|see what happens|then) (?:i|we|i'll|we'll|you'll|ill) (?:\w++ ){{0,3}}?{_END}\b",
)
