from portcullis.core.rules.phrase import counter

rule = counter(
    "condemnation",
    "It condemns violence or abuse, or stands by its target.",
    "no excuse|no place|disgust|wrong|condemn|deserve|unacceptable|shouldn't|should not|nobody|no one|no mp|solidarity|sorry to|thinking of|safe|appalling|vile|report|locking up|stop|awful|horrified|shame|horrible|support|hope you",
    r"\b(?:no (?:excuse|place|room) for|never (?:ok|okay|acceptable|right)|not (?:ok|okay|acceptable)|isn't (?:ok|okay|acceptable)|is (?:wrong|unacceptable|disgusting|vile|appalling|never right)|i condemn|we condemn|condemning|utterly condemn)\b",
    r"\b(?:nobody|no ?one|no mp|no member|none of (?:you|us)|no politician|noone|they|she|he|you) (?:\w++ )?(?:deserves?|should (?:have to )?(?:face|fear|be (?:threatened|attacked|abused|scared|afraid|punched|stabbed|sent))|shouldn't (?:have to|be)|don't deserve|doesn't deserve|should (?:ever )?(?:have|get|need|feel|open|be))\b",
    r"\b(?:solidarity|thinking of you|so sorry (?:to hear|this|you|that)|sorry to (?:hear|read|see)|stay safe|hope you(?:'re| are)? (?:ok|okay|safe|all right|alright|recover|get well|and)|get well soon|glad you(?:'re| are) (?:ok|okay|safe)|sending (?:love|best|strength))\b",
    r"\b(?:wants? locking up|reported (?:it|this|him|her|them|that)|stop (?:the )?(?:threat|threats|abuse|violence|threatening))\b",
)
