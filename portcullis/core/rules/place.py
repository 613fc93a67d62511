from portcullis.core.rules.phrase import approach

rule = approach(
    "place",
    "It names a place where the Member can be found.",
    "surgery|office|house|home|street|road|school|station|train|church|pub|gym|car park|market|library|hall|door|platform|drive|garden",
    r"\b(?:your|ur|yer|the|his|her|at|outside|by) (?:\w++ ){0,2}?(?:surgery|office|house|home|street|road|school|nursery|station|church|pub|gym|car park|market|library|(?:church|town|village|community) hall|front door|platform|driveway|garden)\b",
)
