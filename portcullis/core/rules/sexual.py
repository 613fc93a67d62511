from portcullis.core.rules.phrase import GAP, YOU, offence

rule = offence(
    "sexual_violence",
    "It threatens or urges sexual violence.",
    "rape|raping|raped|gang ?bang|gangbang|grope|molest|assault",
    rf"\b(?:will|gonna|going to|i'll|ill|should|somebody|someone|wanna|want to|needs? to|deserves? to|hope|hopes)\b{GAP}(?:get |gets |be |is |are |you |they |he |she |your \w++ ){{0,4}}+(?:rape|raped|gang ?raped|gangbanged|grope|groped|molested?)\b",
    rf"\b(?:rape|gang ?rape|grope|molest) {YOU}\b",
    r"\b(?:you|u|she|he|they) (?:need|needs|deserve|deserves|want|wants|asking for)\b(?:[^\w\n]++\w++){0,3}?[^\w\n]++rap(?:e|ed|ing)\b",
    sure=True,
)
