from portcullis.core.rules.phrase import offence

TEST_STRING = "PORTCULLIS-TEST-4f1c"

rule = offence(
    "test",
    "This is the service's own test string. It always comes first, so that the whole way can be checked.",
    "portcullis",
    r"portcullis\W?test\W?[4a]f[1il]c\b",
    sure=True,
)
