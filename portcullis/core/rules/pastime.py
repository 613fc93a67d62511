from portcullis.core.rules.phrase import counter

rule = counter(
    "pastime",
    "It speaks of sport, games, food or a hobby.",
    "haddock|photo|midges|e ?mail|derby|sunday league|goal|match|game|league|score|team|penalty|cup|rugby|cricket|football|striker|keeper|fc|united|xbox|fortnite|minecraft|level|boss|cod|darts|chess|golf|bake|recipe|bbq|barbecue|pint|pub quiz|curry|pizza|fish|shooting club|range|clay|butcher|hunt|archery|boxing|gym|quiz|pool|garden|allotment|slug|steak|chicken",
    r"\b(?:goal(?:s|keeper)?|penalt(?:y|ies)|hat[- ]?trick|half[- ]?time|full[- ]?time|injury time|premier league|league (?:one|two)|fa cup|the cup|striker|offside|rugby|cricket|football|(?:united|town|city|rovers|albion) (?:fc|game|match|fans?|won|lost|today|are|away)|darts|chess|bishop|golf|bowls|boxing (?:club|gym|match)|snooker|quiz(?: team| night)?|pool table)\b",
    r"\b(?:xbox|playstation|ps5|fortnite|call of duty|cod|warzone|minecraft|zelda|final boss|boss fight|respawn\w*+|headshots?|level \d++|speedrun|paintball|laser ?(?:tag|quest)|clay (?:pigeon|shoot)\w*+|shooting club|rifle club|archery|the range|re-?enact\w*+)\b",
    r"\b(?:recipe|bbq|barbecue|bake ?off|bake sale|cake|pint|curry|pizza|steak|chicken|lamb chops?|sausages?|pie|brisket|chilli|pancakes?|chef|allotment|slugs?|garden centre|greenhouse|hedge|fishing|anglers?|carp|trout|mackerel|pheasants?|grouse)\b",
)
