from portcullis.core.rules.phrase import counter

rule = counter(
    "quotation",
    "It quotes or reports what someone else said or did.",
    '"|said|says|told|wrote|sent|charged|court|jailed|convicted|guilty|arrested|police|trial|sentenced|threaten|threats|breaking|report|accused|pleaded|headline|remanded|messages|someone',
    r"\b(?:charged with|pleaded guilty|found guilty|jailed|sentenced|convicted|remanded|arrested|trial hears|court (?:hears|heard|told)|in court|magistrates|crown court|before (?:the )?court|police (?:are )?(?:investigat|appeal|arrest|say)\w*+)\b",
    r"\b(?:he|she|they|someone|somebody|man|woman|troll|person|people|who(?:ever)?|which|that|account|emails?|messages?|letters?|graffiti|post|caller) (?:\w++ ){0,2}?(?:said|says|told|wrote|sent|saying|shouted|threatened|threatening|posted|tweeted|texted|sprayed|reads?)\b(?:[^\w\n]++\w++){0,8}?(?:[^\w\n]*+\"|[^\w\n]++(?:you|her|him|them|mps?|member|that|to|@\w*+)\b)",
    r"\b(?:threats?|threatening|abuse|abusive|death threats?) (?:to|against|at|towards?|on|sent to|aimed at|like|from|made|messages?)\b",
    r"\"[^\"\n]{3,300}\"",
    r"(?<!\w)'[^'\n]{3,200}'(?!\w)",
    r"\b(?:threatened|threatening|threatens) (?:to|with|her|him|them|@|an mp|the mp|our mp|your|mps)",
)
