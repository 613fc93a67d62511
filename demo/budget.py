"""How many posts of each kind the day holds, at whom, and when the scenes begin."""

from datetime import timedelta

OPTED_IN = {
    "criticism": 850, "support": 310, "logistics": 220, "question": 170, "sarcasm": 200, "metaphor": 150,
    "counter-speech": 105, "welfare": 46, "discussion": 330, "welsh": 50, "scots": 50, "abuse": 106, "evasion": 28,
    "threat": 13,
}  # fmt: skip
NOT_OPTED_IN = {
    "criticism": 320, "support": 120, "logistics": 70, "question": 50, "sarcasm": 60, "metaphor": 30, "discussion": 70,
    "counter-speech": 12, "welfare": 6, "welsh": 20, "scots": 20, "abuse": 14,
}  # fmt: skip
NOBODY = {"chatter": 720, "discussion": 60, "welsh": 26, "scots": 34}
MEMBER_POSTS = 210
PILE_ON = {"lawful": 108, "copy": 94, "abuse": 28, "abusive copy": 24}
PILE_ON_AT, PILE_ON_LASTS = timedelta(minutes=8, seconds=20), timedelta(minutes=15)
PILE_ON_TARGET = "Jocasta Venn-Harding"
CONCERN_TARGET = "Rose Underhill"
CONCERN_AT = (timedelta(minutes=34), timedelta(hours=4, minutes=11), timedelta(hours=15, minutes=26))
EARLY = {"abuse": (40, 95, 200), "threat": (130, 350)}  # seconds into the day by which an officer must see something
EDITS, DELETIONS = 44, 68
