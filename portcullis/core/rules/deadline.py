from portcullis.core.rules.phrase import approach

rule = approach(
    "deadline",
    "It sets a deadline or says that the author has nothing left to lose.",
    "last chance|last warning|final warning|final notice|deadline|nothing to lose|nothing left|no other way|only way|got til|have til|running out|hours left|days left|clock|countdown|counting|tick|last time|last day",
    r"\b(?:last|final) (?:chance|warning|notice)\b(?! (?:to (?:register|vote|apply|book|buy|sign|have)|saloon))",
    r"\b(?:nothing (?:left )?to (?:lose|live for)|got nothing left|no other way(?: left)?|only way left|only language (?:you|they) understand)\b",
    r"\b(?:you(?:'ve)?|u) (?:\w++ )?(?:got|have) (?:til|till|until|\d++ (?:hours|days|minutes))\b|\b(?:your )?(?:clock is ticking|clocks ticking|tick tock|time is (?:up|running out|coming)|time's up|times up|days are numbered)\b",
)
