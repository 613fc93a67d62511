from portcullis.core.rules.phrase import approach

rule = approach(
    "grievance",
    "It tells of a grievance that will not let go, or of repeated unanswered letters.",
    "ruined my|destroyed my|took my|my life|my home|my kids|letters|emails|ignored|ignore me|years|owe me|you will listen|you'll listen|listen to me|day \\d|everything i",
    r"\b(?:you|u|your \w++|they) (?:\w++ ){0,2}?(?:ruined|destroyed|wrecked|took|stole|cost me) (?:my (?:life|home|house|kids|children|family|marriage|business|job|wife|husband|farm|mum|dad|son|daughter)|everything)\b",
    r"\b(?:\d++|hundred|dozens? of|so many|all my|my) (?:letters|emails|messages|calls)\b(?:[^\w\n]++\w++){0,6}?[^\w\n]++(?:ignored?|unanswered|no reply|nothing|never (?:answered|replied)|bin)\b",
    r"\b(?:you will|you'll|youll|ul|make you|going to make you) (?:\w++ )?(?:listen|hear me|see me|talk to me|look at me|remember (?:me|my name))\b|\byou owe me\b|\bday \d{2,4}\b",
)
