from portcullis.core.rules.phrase import GAP, NEAR, WE, YOU, offence

_ARMS = r"(?:gun|guns|rifle|shotgun|pistol|revolver|crossbow|bullets?|rounds?|ammo|knife|knives|blade|machete|axes?|hatchet|hammers?|baseball bats?|bats?|crowbars?|blades|machetes|acid|sword|sledgehammer|petrol|shank|samurai|air ?rifle|noose|rope|bricks?)"

rule = offence(
    "weapon",
    "It names a weapon together with the person addressed.",
    "gun|rifle|shotgun|pistol|revolver|crossbow|bullet|round|ammo|knife|knives|blade|machete|axe|hatchet|hammer|bat|crowbar|acid|sword|petrol|shank|noose|rope|brick",
    rf"\b{_ARMS}\b{NEAR}(?:{YOU} name|name on it|saving it for|just for you|meant for you|waiting for you|is yours|reserved)\b",
    rf"\b(?:bring|bringing|brought|bought|got|carry|carrying|sharpening|sharpened|loading|loaded|keeping|saving|coming with|turn up with|have|with) (?:a|an|my|me|the|this|some|our|one) (?:\w++ ){{0,2}}?{_ARMS}\b{NEAR}{YOU}\b",
    rf"\b(?:coming|come|turn up|turning up|be there|be round|waiting|outside)\b{NEAR}with (?:\w++ )?{_ARMS}\b",
    rf"\b(?:acid|bleach|ammonia)\b{GAP}(?:in|into|over|on) {YOU}\b",
    rf"\b{WE}\b{GAP}(?:throw|chuck|fling|swing|point|aim)\b{GAP}{_ARMS}\b{GAP}(?:at|in|on|over) {YOU}\b",
)
