from portcullis.core.rules.phrase import GAP, HARM, HARMED, THEM, offence

_OTHERS = r"(?:someone|somebody|anyone|anybody|everyone|everybody|people|patriots|lads|boys|brothers|one of you|some hero|somone|why (?:has|hasn't|hasnt) (?:nobody|no one|anyone|someone))"

rule = offence(
    "incitement",
    "It calls on others to do harm.",
    "someone|somebody|anyone|anybody|everyone|patriots|lads|boys|brothers|one of you|hero|somone|nobody|no one|go and|let's|lets|time to|should be|need to be|needs to be|deserve|must be|ought to be|string",
    rf"\b{_OTHERS}\b{GAP}(?:(?:should|needs? to|has to|ought to|must|please|just|will|gonna|go|better|give|fucking){GAP})?{HARM}\b(?:{GAP}{THEM})?",
    rf"\b{_OTHERS}\b{GAP}(?:jump(?:ed)?|stabbed|shot|sort(?:ed)?|done|petrol|firebomb(?:ed)?|torch(?:ed)?|dropped|put a bullet)\b",
    rf"\b{THEM} (?:should|need to|needs to|deserves? to|ought to|must|has to|have to|wants? to) (?:be|get) (?:\w++ ){{0,2}}?{HARMED}\b",
    rf"\b(?:let's|lets|time to|go and|go|we should|we need to|we must) (?:all )?(?:{HARM}|hunt|string up|drag) (?:down )?{THEM}\b",
    rf"\bstring {THEM} up\b|\bstring up {THEM}\b|\b(?:hang|shoot|behead|burn|kill|execute) (?:all )?(?:the|these|every|all|them|him|her) (?:\w++ )?(?:traitors?|mps?|politicians?|lot)\b",
    sure=True,
)
