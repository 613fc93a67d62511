from portcullis.core.rules.phrase import GAP, HARM, HARMED, WE, YOU, offence

_WILL = r"(?:will|shall|would|gonna|gunna|gan|going|want|wanna|about|swear|promise|am|could)"

rule = offence(
    "violence",
    "It speaks of killing or hurting the person addressed.",
    "kill|kll|murder|mrd|murdr|stb|stab|shoot|slit|strangle|throttle|behead|butcher|lynch|execut|slaughter|batter|bash|punch|glass|knife|gut|torch"
    "|maim|drown|chok|kneecap|shank|skin|scalp|cripple|bury|smash|deck|hang|hurt|dead|break|cut|shot|beat|jumped|hospital|neck|throat|head",
    rf"\b{WE}\b{GAP}(?:{_WILL}{GAP})?{HARM}(?:in|ing)?\b{GAP}{YOU}\b(?! (?:votes?|majority|seat|party|argument))",
    rf"\b(?:will|gonna|going to|i'll|ill|we'll|imma) (?:\w++ )?{HARM} {YOU}\b",
    rf"\b(?:you're|youre|your|ur|you are|u r|you|u) (?:\w++ ){{0,2}}?(?:getting|gettin|gonna get|gonna be|going to be|going to get|will be|will get|gets?|about to be|deserve to be|need to be|needs? to get) (?:\w++ )?{HARMED}\b",
    r"\b(?:you're|youre|ur|you are|u r) (?:a )?(?:fuckin\w*+ )?dead(?: m[ae]n| meat| w[oa]m[ae]n)?\b(?! (?:right|wrong|to me|against|set|in the water|end|tired))",
    rf"\b(?:break|snap|cut|slit|smash|cave|kick|punch|bash|crack|rip|wring) {YOU} (?:\w++ )?(?:neck|throat|legs?|arms?|head|skull|face|teeth|jaw|fingers|spine|knees|kneecaps|nose|ribs|brains?)\b",
    rf"\bput {YOU} in (?:a |the )?(?:hospital|coffin|box|ground|grave|wheelchair|morgue|body ?bag|icu|a&e)\b",
    rf"\b(?:bullet|knife|blade|axe|hammer|brick|machete|rope|noose)\b{GAP}(?:in|into|through|across|round|around|to|for|with) {YOU} (?:\w++ )?(?:name|neck|throat|head|skull|face|back|heart|chest|brain)\b",
    sure=True,
)
