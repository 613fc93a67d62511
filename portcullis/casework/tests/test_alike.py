from portcullis.casework.alike import alike

TEXT = "Everyone who voted for this bill should be ashamed of themselves, starting with you"


def test_small_changes_are_seen_through_and_other_texts_are_not() -> None:
    others = [
        ("shouted", TEXT.upper() + "!!!"),
        ("signed", TEXT + " #shame"),
        ("other", "Thank you for coming to the school fair on Saturday, the children loved it"),
        ("half", TEXT[:40]),
    ]
    assert alike(TEXT, others) == ["shouted", "signed"]


def test_texts_without_letters_and_very_long_texts_are_compared_too() -> None:
    assert alike("!!!", [("same", "?!"), ("words", "hello there")]) == ["same"]
    assert alike("a b " * 100_000, [("long", "a b " * 100_000)]) == ["long"]
