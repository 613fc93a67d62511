from portcullis.core.rules.phrase import counter

rule = counter(
    "ballot",
    "The menace is electoral: it will happen at the ballot box.",
    "vote|ballot|election|poll|majority|seat|canvass|deselect|doorstep|leaflet|reselect|constituen|elected|electorate|may the|in may|locals|polls|petition",
    r"\b(?:ballot(?: box)?|polling (?:day|station|booth|stations)|at the polls|by[- ]?election|general election|next election|at the election|come election|election (?:day|night|time)|(?:in|with|by) (?:our |your |the )?votes?|vote (?:you|u|him|her|them|this) out|voted out|voting (?:you|them) out|your majority|lose your seat|your seat|unseat|deselect\w*+|reselection|canvass\w*+|exit poll|out on your ear|marginal|in the (?:locals?|polls)|petitions?|target seat|electorate|in may)\b",
)
