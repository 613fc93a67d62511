"""The harmless words that always fire, for checking the whole way in production: PORTCULLIS-TEST-4f1c."""

from portcullis.core.rules.phrase import offence

rule = offence(
    "test",
    "This is the service's own test string. It always comes first, so that the whole way can be checked.",
    "portcullis",
    r"portcullis\W?test\W?[4a]f[1il]c\b",
    sure=True,
)
