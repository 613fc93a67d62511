from portcullis.core.rules.phrase import offence
from portcullis.core.rules.wordlist import alternatives, words

rule = offence(
    "slur",
    "It uses a word that degrades people for who they are.",
    "|".join(words("slurs")),
    alternatives("slurs"),
)
