from portcullis.core.rules.phrase import counter

rule = counter(
    "policy",
    "The death or harm is what a policy does, or the subject of a law.",
    "cuts|policy|policies|nhs|waiting|ambulance|austerity|benefit|pip|crime|homeless|blood on|people (?:are )?d|arms|gaza|bill|sanction|pollution|road|cladding|migra|palestin|assisted|closure|a&e|hospital|knife|veteran|killing|war",
    r"\b(?:cuts?|policy|policies|austerity|sanctions?|decisions?|government|vote|closures?|waiting lists?|budget|bill|law|tories|labour|party|system|delays?|benefits?|pip|dwp|cladding|pollution|sewage|arms sales|your lot|this (?:government|lot|country)|these) (?:\w++ ){0,3}?(?:kill(?:s|ed|ing)?|cost(?:s|ing)? lives|murder(?:s|ed|ing)?|hurt(?:s|ing)?|destroy(?:s|ed|ing)?|bleed(?:s|ing)?|starv(?:e|ed|ing)|cripp\w++|strangl\w++)\b",
    r"\b(?:people|patients|pensioners|children|kids|folk|men|women|veterans|babies|they|he|she|farmers|constituents|mum|dad|uncle|grandad|nan|brother|sister) (?:\w++ ){0,2}?(?:are dying|is dying|will die|have died|died|dying|could die|are being killed|were killed|froze)\b",
    r"\b(?:blood on (?:your|their|his|her) hands|knife crime|gun crime|violent crime|domestic (?:violence|abuse)|assisted dying|arms (?:sales|exports|trade|dealers?)|hate crime|death penalty|capital punishment|suicide prevention|animal slaughter|badger cull|road deaths?|road safety|war crimes?|genocide|waiting list)\b",
)
