"""Waiting before the next try: longer each time, never longer than a minute, and not at the same moment as others."""

from itertools import islice

from portcullis.sources.backoff import pauses


def test_the_ceiling_doubles_up_to_a_minute() -> None:
    ceilings = list(islice(pauses(lambda _, most: most), 10))
    assert ceilings == [0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_clients_that_were_cut_off_together_do_not_come_back_together() -> None:
    waits = [next(islice(pauses(), 7, 8)) for _ in range(200)]
    assert len(set(waits)) > 190 and all(0 <= wait <= 60 for wait in waits)
    assert min(waits) < 15 and max(waits) > 45
