from portcullis.core.rules.phrase import counter

rule = counter(
    "removal",
    "It asks for removal by lawful means.",
    "resign|sack|step down|stand down|recall|prosecut|jail|prison|locked up|inquiry|investigat|police|court|suspended|standards|solicitor|legal|sue|ombudsman|petition|whip",
    r"\b(?:resign(?:ation)?|be sacked|sack (?:him|her|them|this|the)|step(?:ping)? down|stand(?:ing)? down|recall(?:ed)? (?:petition|vote|by)|recall petition|be recalled|prosecuted?|in (?:jail|prison)|jailed|locked up|behind bars|(?:public|judge[- ]led|full) inquiry|be investigated|standards (?:commissioner|committee)|suspended|lose the whip|solicitors?|judicial review|see you in court|sue|suing|ombudsman|petition|legal action|small claims)\b",
)
