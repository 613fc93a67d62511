from portcullis.core.rules.phrase import YOU, approach

rule = approach(
    "plan",
    "It speaks of means, practice or a plan.",
    "bought|practis|practic|plan|route|routine|schedule|sharpen|loaded|boot|mapped|security|searched|reccy|recce|timed|rehears|prepar|ready|list",
    r"\b(?:i've|ive|i|we've|weve|we) (?:\w++ )?(?:mapped|timed|walked|studied|learned|learnt|planned|rehearsed|practised|practiced|scouted|reccied) (?:\w++ ){0,3}?(?:route|routine|run|way in|exits?|doors?|layout|schedule|drive|journey|shot|aim|throw)\b",
    rf"\b(?:no|without) (?:police|security|cameras?|guards?|protection)\b(?:[^\w\n]++\w++){{0,5}}?[^\w\n]++(?:{YOU}|surgery|there|then|home)\b|\bsecurity (?:won't|wont|can't|cant|didn't|didnt) (?:\w++ ){{0,2}}?(?:help|save|stop|find|protect|be there)",
    rf"\b(?:on|to) (?:the|my|our|a) (?:hit|kill|death) ?list\b|\b{YOU} (?:name|names) (?:is |are |is now )?on (?:a|the|my|our) list\b|\byou(?:'re| are|r)? (?:next|top|first) on (?:the|my|our) list\b",
    r"\b(?:bought|got|ordered|cleaned|loaded|sharpened) (?:\w++ ){0,3}?(?:gun|rifle|crossbow|knife|machete|petrol|acid|rope|shotgun|blade|axe)\b",
)
