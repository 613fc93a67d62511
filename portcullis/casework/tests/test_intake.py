"""The door in: everything directed is held once, byte for byte, and nothing that a stranger writes can stop it."""

import json
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from portcullis.casework import intake
from portcullis.casework.intake import Receipt
from portcullis.casework.models import Addressing, Item, PlatformEvent
from portcullis.casework.outcomes import Outcome
from portcullis.casework.tests.posts import M1, M2, M3, NOW, TEXT, candidate, post
from portcullis.core.assessment import Band
from portcullis.core.candidate import Candidate
from portcullis.core.post import Deletion, Reference
from portcullis.core.priority import Circumstances

pytestmark = pytest.mark.django_db


def hold(*candidates: Candidate) -> Receipt:
    return intake.hold(candidates, "test", NOW)


def test_an_item_keeps_what_was_captured_and_what_was_thought_of_it() -> None:
    around: dict[str, Any] = {"parent": Reference("p1", "did:m"), "quoted": Reference("q1")}
    given_ = candidate(post(**around, posted_at=NOW - timedelta(minutes=3)), members=(M1, M2))

    receipt = hold(given_)

    item = Item.objects.get()
    assert receipt == intake.Receipt(1, 0, (item.pk,))
    assert bytes(item.raw) == b'{"text":"..."}'
    assert item.sha256 == sha256(item.raw).hexdigest()
    assert (item.text, item.author_handle, item.source, item.captured_at) == (TEXT, "gale.example", "test", NOW)
    assert item.assessment == given_.assessment
    assert item.addressed == given_.addressed
    assert item.conversation == around
    assert set(Addressing.objects.values_list("item", "member")) == {(item.pk, M1), (item.pk, M2)}


def test_another_version_is_another_item_and_the_same_version_is_not() -> None:
    first, again, other = candidate(), candidate(band=Band.LOW), candidate(post(version="v2"))

    assert hold(first, again) == intake.Receipt(1, 1, (Item.objects.get().pk,))
    assert hold(again, other).written == 1
    assert Item.objects.get(version="v1").band == "high"


class Idempotence(TestCase):
    @given(st.lists(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["", "v", "w"])), max_size=8), max_size=5))
    @settings(max_examples=30, deadline=None)
    def test_in_any_order_and_however_often_each_is_held_once(self, batches: list[list[tuple[int, str]]]) -> None:
        written = duplicates = 0
        for batch in batches:
            receipt = hold(*(candidate(post(f"post-{number}", version=version)) for number, version in batch))
            written, duplicates = written + receipt.written, duplicates + receipt.duplicates

        distinct = {key for batch in batches for key in batch}
        assert set(Item.objects.values_list("native_id", "version")) == {(f"post-{n}", v) for n, v in distinct}
        assert (written, written + duplicates) == (len(distinct), sum(map(len, batches)))
        assert Addressing.objects.count() == len(distinct)

    @given(st.text(st.characters(codec=None, categories=("Cs", "Cc", "L", "So")), max_size=40))
    @settings(max_examples=30, deadline=None)
    def test_any_text_is_held_and_the_exact_characters_are_kept(self, text: str) -> None:
        hold(candidate(post(text, text, raw=b"", version=text, url=text)))

        item = Item.objects.get(text__isnull=False)
        assert bytes(item.raw).decode("utf-8", "surrogatepass") == text
        assert len(item.text) == len(text)
        item.text.encode("utf-8")
        assert "\x00" not in item.text


def test_a_claimed_date_outside_the_calendar_does_not_stop_the_batch() -> None:
    from datetime import datetime, timezone

    early = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5)))
    assert hold(candidate(post(posted_at=early)), candidate(post("2"))).written == 2
    assert Item.objects.get(native_id="2").posted_at is None


def test_a_deletion_is_noted_once_on_every_held_version_and_the_words_stay() -> None:
    hold(candidate(), candidate(post(version="v2")), candidate(post("other")))
    deletion = Deletion("bluesky", post().id, NOW)

    assert intake.gone([deletion, Deletion("bluesky", "not held", NOW)]) == 2
    assert intake.gone([deletion]) == 0
    assert {event.item.native_id for event in PlatformEvent.objects.all()} == {post().id}
    assert set(Item.objects.values_list("text", flat=True)) == {TEXT}


def test_an_edit_keeps_the_new_words_only_where_they_are_a_candidate() -> None:
    hold(candidate())
    mild, grave = (
        post(version="v2", text="See you at the debate"),
        candidate(post(version="v3", text=TEXT + " Be afraid.")),
    )

    assert intake.edited([(mild, None), (grave.post, grave.assessment)]) == 2
    assert intake.edited([(mild, None), (grave.post, grave)]) == 0

    changed, worse = PlatformEvent.objects.order_by("version")
    assert (changed.text, bytes(changed.raw), changed.assessment) == ("", b"", None)
    assert (worse.text, worse.assessment) == (grave.post.text, grave.assessment)
    assert Item.objects.get().text == TEXT


def test_an_edit_of_a_post_that_was_not_held_becomes_an_item_only_where_it_is_a_candidate() -> None:
    worse = candidate(post("new", version="v2"))

    assert intake.edited([(post("mild"), None), (worse.post, worse)], "test", NOW) == 1
    assert Item.objects.get().native_id == "new"
    assert not PlatformEvent.objects.exists()


def test_a_thousand_versions_and_an_edit_do_not_become_a_thousand_notes() -> None:
    for n in range(30):
        intake.hold([candidate(post(version=f"v{n}"))], "test", NOW + timedelta(seconds=n))

    assert intake.edited([(post(version="new", text="Good morning"), None)]) == intake.VERSIONS

    noted = {Item.objects.get(pk=pk).version for pk in PlatformEvent.objects.values_list("item", flat=True)}
    assert noted == {f"v{n}" for n in range(30 - intake.VERSIONS, 30)}  # the newest


def test_circumstances_come_from_held_items_and_forget_what_was_lawful() -> None:
    pair = ("bluesky", "did:plc:author", M1)
    hold(candidate(post("1")), candidate(post("2"), members=(M1, M2)), candidate(post("3"), members=(M3,)))

    assert intake.circumstances([pair, ("bluesky", "somebody else", M1)]) == {
        pair: Circumstances(earlier_to_member=2, earlier_to_others=2),
        ("bluesky", "somebody else", M1): Circumstances(),
    }
    Item.objects.filter(native_id="1").update(outcome=Outcome.LAWFUL)
    assert intake.circumstances([pair])[pair] == Circumstances(earlier_to_member=1, earlier_to_others=2)


def test_what_is_stored_beside_an_item_is_plain_json() -> None:
    hold(candidate(post(text="bad \ud800 text"), factors=()))
    assert json.loads(Item.objects.get().stored_assessment)["model"] == "linear-1"
