from portcullis.core.rules.phrase import approach

_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tonight|tomorrow|tomoz|this (?:week|weekend|morning|afternoon|evening)|next (?:week|month)|by (?:noon|midnight)|christmas)"

rule = approach(
    "time",
    "It names a time.",
    "day|tonight|tomorrow|tomoz|week|noon|midnight|am|pm|o'clock|hours|minutes|christmas|next month|days",
    rf"\b{_DAY}\b(?: (?:at )?\d{{1,2}}(?:[.:]\d\d)? ?(?:am|pm)?\b)?",
    r"\b(?:at )?\d{1,2}(?:[.:]\d\d)? ?(?:am|pm|o'clock)\b|\bin \d{1,3} (?:minutes|hours|days)\b|\b\d{1,3} (?:minutes|hours|days) (?:left|to go)\b",
)
