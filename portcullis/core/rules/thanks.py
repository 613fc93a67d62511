from portcullis.core.rules.phrase import counter

rule = counter(
    "thanks",
    "It thanks, praises or wishes well.",
    "thank|well done|well said|congrat|good luck|keep up|keep it up|keep going|proud of you|cheers for|grateful|diolch|brilliant speech|great speech",
    r"\b(?:thanks|thank you|thankyou|diolch|cheers|grateful) (?:so much |a lot |again |very much |o galon )?(?:for|am)\b|\b(?:well done|well said|congratulations|congrats|good luck|keep it up|keep up the (?:good|great)|proud of you|great speech|brilliant speech)\b",
)
