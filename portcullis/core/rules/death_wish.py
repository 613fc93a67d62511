from portcullis.core.rules.phrase import YOU, offence

_END = r"(?:die|dies|dead|dying|died|drop dead|rot|get cancer|gets cancer|gets? hit|gets? run over|choke|chokes|perish|drown|burn in hell|suffer|crash|crashes)"

rule = offence(
    "death_wish",
    "It wishes death or serious harm on the person addressed.",
    "hope|wish|die|dead|rot|hell|pity|shame|grave",
    rf"\b(?:hope|hoping|wish|praying|pray|cant wait|can't wait)\b(?:[^\w\n]++\w++){{0,2}}?[^\w\n]++(?:{YOU}|your (?:plane|car|train|family|kids|children)|he|she|they|it|till you|until you)(?:[^\w\n]++\w++){{0,4}}?[^\w\n]++{_END}\b",
    r"\b(?:just |please |go |fuck off and |hurry up and ){1,3}(?:die|rot|drop dead)\b(?! (?:hard|out|down))",
    r"\b(?:drop dead|rot in hell|burn in hell|rot in your grave|dance on your grave|piss on your grave|spit on your grave)\b",
    rf"\b(?:wish|shame|pity) (?:\w++ ){{0,3}}?(?:killed|finished|got|took|taken|had|missed|shot|hit) {YOU}\b",
    r"\b(?:you|u) (?:should|deserve to|need to|ought to) (?:just )?(?:die|be dead|rot|drop dead|get cancer)\b",
)
