from portcullis.core.rules.phrase import approach

_WHO = r"(?:kids?|child|children|son|sons|daughter|daughters|wife|husband|mum|mam|mother|dad|father|family|partner|dog|cat|baby|girls|boys|nan|gran|staff|secretary|caseworkers?|assistant|office (?:girl|manager|staff)|bairns?|wains|weans)"

rule = approach(
    "household",
    "It brings in the Member's home, family or staff.",
    "kid|child|son|daughter|wife|husband|mum|mam|mother|dad|father|family|partner|dog|cat|baby|girls|boys|nan|gran|staff|secretary|casework|assistant|office|bairn|wain|wean|home|house|live",
    rf"\b(?:your|ur|yer|his|her|their) (?:\w++ ){{0,2}}?{_WHO}\b(?:[^\w\n]++\w++){{0,8}}?[^\w\n]++(?:school|walks?|home alone|alone|next|watch|safe|hurt|pay|touch|careful|tucked|bus|nursery|find|visit|kill|stab|burn|rape|get it|first|target|fair game|pick(?:s|ed)? up|miss)\b",
    rf"\b(?:start with|starting with|begin with|come for|coming for|go for|going for|get|hurt|kill|touch|visit|find|meet|follow(?:ed)?|saw|seen|watch(?:ing|ed)?|pay) (?:your|ur|yer) (?:\w++ ){{0,2}}?{_WHO}\b",
    r"\b(?:your|ur|yer) (?:home|house|private) (?:address|postcode|number)\b",
    r"\b(?:where|the street|the road) (?:you|u|your \w++) live\b",
)
