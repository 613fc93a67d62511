from portcullis.core.rules.phrase import counter

rule = counter(
    "history",
    "It speaks of history, fiction or a song.",
    "history|century|war|king|queen|guy fawkes|guillotine|revolution|novel|film|book|episode|series|play|song|lyric|album|museum|statue|anniversary|memorial|18|17|16|19|chartist|peterloo|cromwell|shakespeare|macbeth|caesar|bonfire night|on this day|character",
    r"\b(?:1[0-9]\d\d|in the (?:war|blitz|troubles)|(?:first|second) world war|ww(?:1|2|i|ii)|guy fawkes|gunpowder plot|peterloo|chartists?|cromwell|charles i|anne boleyn|french revolution|robespierre|guillotine|suffragettes?|spencer perceval|airey neave|macbeth|julius caesar|caesar|hamlet|shakespeare|poirot|agatha christie|midsomer|game of thrones|line of duty|bodyguard|on this day|museum|history (?:lesson|book|teacher|society|podcast)|historian|memorial|anniversary|bonfire night|\w++(?:teenth| century))\b",
    r"\b(?:in|the|this|that|a|my|his|her|new) (?:\w++ )?(?:novel|film|movie|episode|box set|thriller|whodunnit|drama|panto|pantomime|musical|opera|lyrics?|song|album|video game|podcast|series|documentary|am[- ]?dram|theatre)\b",
)
