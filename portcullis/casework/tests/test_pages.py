"""What each role meets on the pages, with JavaScript switched off."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from portcullis.accounts.models import Preferences, User
from portcullis.accounts.roles import Role
from portcullis.audit.models import Entry
from portcullis.casework import actions, intake
from portcullis.casework.models import Decision, Item, SecondReading
from portcullis.casework.outcomes import Outcome
from portcullis.casework.tests.conftest import by, fresh
from portcullis.casework.tests.posts import NOW, TEXT, candidate, post, quoting
from portcullis.core.assessment import Axis, Band
from portcullis.core.post import Author, Deletion, Reference
from portcullis.members.models import Member, PlatformAccount

Pages = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
pytestmark = pytest.mark.django_db


def held_in(*bands: Band) -> list[Item]:
    ids = intake.hold([candidate(post(band.value), band) for band in bands], "test", timezone.now()).item_ids
    return [Item.objects.get(pk=one) for one in ids]


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.OFFICER, Role.SENIOR)])
def test_only_officers_see_the_queue_and_items(page: Pages, held: Item, role: Role) -> None:
    client = page(User.objects.create_user("someone", role))
    for address in (reverse("queue"), reverse("item", args=[held.pk]), reverse("decided"), reverse("alarm")):
        assert client.get(address).status_code == 403
    assert client.post(reverse("decide", args=[held.pk])).status_code == 403


def test_the_queue_is_most_dangerous_first_and_hides_the_words(page: Pages, officer: User) -> None:
    held_in(Band.LOW, Band.IMMEDIATE, Band.HIGH)

    body = text(page(officer).get(reverse("queue")))

    listed = body[body.index('<ol class="govuk-list casework-queue"') :]
    assert re.findall(r"casework-row--(\w+)", listed) == ["immediate", "high", "low"]
    assert "Names a place." in listed
    assert TEXT not in body
    assert not Entry.objects.filter(action="items.listed").exists()


def test_text_in_lists_is_the_officers_choice_and_goes_on_record_once(page: Pages, officer: User, held: Item) -> None:
    client = page(officer)
    client.post(reverse("text-in-lists"))
    assert TEXT in text(client.get(reverse("queue")))
    client.get(reverse("queue"))
    entry = Entry.objects.get(action="items.listed")
    assert entry.detail["items"] == [str(held.pk)]
    client.post(reverse("text-in-lists"))
    assert TEXT not in text(client.get(reverse("queue")))
    assert not Preferences.of(officer).text_in_lists


def test_filters_live_in_the_address_and_nonsense_is_left_out(page: Pages, officer: User) -> None:
    _, high = held_in(Band.LOW, Band.HIGH)
    client = page(officer)

    def shown(query: dict[str, str]) -> list[str]:
        return re.findall(r'data-id="([^"]+)"', text(client.get(reverse("queue"), query)))

    assert shown({"band": "high"}) == [str(high.pk)]
    assert shown({"age": "older"}) == []
    assert len(shown({"band": "scary", "member": "'; --", "after": "x", "age": "9"})) == 2
    assert shown({"mine": "on"}) == []
    actions.claim(by(officer), officer, high.pk)
    assert shown({"mine": "on"}) == [str(high.pk)]


def test_a_long_queue_goes_on_without_counting_or_repeating(page: Pages, officer: User) -> None:
    ids = intake.hold([candidate(post(str(n)), rank=n // 3) for n in range(120)], "test", NOW).item_ids
    client, seen = page(officer), list[str]()
    address: str | None = reverse("queue")
    while address:
        body = text(client.get(address))
        seen += re.findall(r'data-id="([^"]+)"', body)
        further = re.search(r'href="([^"]*after=[^"]*)" rel="next"', body)
        address = further[1].replace("&amp;", "&") if further else None
    assert sorted(seen) == sorted(map(str, ids))


def test_the_poll_says_nothing_while_nothing_changed(page: Pages, officer: User, held: Item) -> None:
    client = page(officer)
    (mark,) = re.findall(r'data-mark="(\w+)"', text(client.get(reverse("queue"))))
    assert client.get(reverse("queue"), {"as": mark}, headers=HTMX).status_code == 204
    held_in(Band.IMMEDIATE)
    changed = client.get(reverse("queue"), {"as": mark}, headers=HTMX)
    assert changed.status_code == 200 and "<html" not in text(changed)


def test_an_item_is_read_in_order_warning_first_and_the_view_is_on_record(
    page: Pages, officer: User, held: Item
) -> None:
    intake.gone([Deletion("bluesky", post().id, NOW)])

    body = text(page(officer).get(reverse("item", args=[held.pk])))

    order = ["Content warning", "Whom it is aimed at", "What it says", "outside your office", "What speaks against",
             "The conversation around it", "Earlier from this author", "The two questions", "Since it was captured",
             "How it was captured", "What do you decide?"]  # fmt: skip
    places = [body.index(words) for words in order]
    assert places == sorted(places)
    assert '<mark class="casework-quote">outside your office</mark>' in body
    assert "Deleted on the platform" in body
    assert held.sha256 in body
    entry = Entry.objects.get(action="item.opened")
    assert (entry.reason, entry.actor_name) == ("assigned", "officer")


def test_why_an_item_was_opened_can_be_said(page: Pages, senior: User, held: Item) -> None:
    page(senior).get(reverse("item", args=[held.pk]), {"why": "member asked"})
    page(senior).get(reverse("item", args=[held.pk]), {"why": "curious"})
    assert list(Entry.objects.filter(action="item.opened").values_list("reason", flat=True)) == [
        "member asked",
        "assigned",
    ]


def test_counter_factors_and_earlier_items_are_shown(page: Pages, officer: User) -> None:
    words = "'You will pay for this' is what the poster said, and that is wrong"
    against = quoting(
        words, "is what the poster said", "quotation", "Reports what somebody else said.", Axis.OFFENCE, True
    )
    intake.hold([candidate(), candidate(post("2", words), factors=(against,))], "test", NOW)
    item = Item.objects.get(native_id="2")

    body = text(page(officer).get(reverse("item", args=[item.pk])))

    assert (
        "Reports what somebody else said." in body[body.index("What speaks against") : body.index("The conversation")]
    )
    assert f"item {Item.objects.exclude(pk=item.pk).get().pk.hex[:6].upper()}" in body


def test_a_decision_needs_an_outcome_and_a_reason_and_leads_to_the_next_item(page: Pages, officer: User) -> None:
    high, low = held_in(Band.HIGH, Band.LOW)
    client, address = page(officer), reverse("decide", args=[high.pk])

    for incomplete in (
        {},
        {"outcome": "refer"},
        {"outcome": "refer", "reason": "  "},
        {"outcome": "jail", "reason": "x"},
    ):
        refused = client.post(address, incomplete)
        assert refused.status_code == 422 and "There is a problem" in text(refused)
    assert not Decision.objects.exists()

    response = client.post(address, {"outcome": "refer", "reason": "Says where and when", "then": "next"})
    decision = Decision.objects.get()
    assert response.headers["Location"] == f"{reverse('item', args=[low.pk])}?done={decision.pk}"
    assert (fresh(high).outcome, fresh(low).held_by) == ("refer", officer)
    assert reverse("undo", args=[decision.pk]) in text(client.get(response.headers["Location"]))


def test_what_another_officer_holds_can_be_read_but_not_decided(
    page: Pages, officer: User, other: User, held: Item
) -> None:
    actions.claim(by(other), other, held.pk)
    client = page(officer)
    body = text(client.get(reverse("item", args=[held.pk])))
    assert "Officer L holds this item" in body and "What do you decide?" not in body
    late = client.post(reverse("decide", args=[held.pk]), {"outcome": "abuse", "reason": "because"})
    assert late.status_code == 409 and "Officer L holds this item" in text(late)
    assert "This is what you wrote" in text(late) and "because" in text(late)
    assert fresh(held).outcome == ""


def test_undo_asks_for_a_reason_and_gives_the_item_back(page: Pages, officer: User, held: Item) -> None:
    decision = actions.decide(by(officer), officer, held.pk, Outcome.LAWFUL, "Politics")
    client, address = page(officer), reverse("undo", args=[decision.pk])
    assert "There is a problem" in text(client.post(address, {"reason": ""}))
    assert client.post(address, {"reason": "Misread"}).headers["Location"] == reverse("item", args=[held.pk])
    body = text(client.get(reverse("item", args=[held.pk])))
    assert "Politics" in body and "Misread" in body


def test_near_identical_posts_are_decided_together_after_a_page_that_shows_them(page: Pages, officer: User) -> None:
    same = [candidate(post(str(n), TEXT + "!" * n)) for n in range(3)]
    ids = intake.hold([*same, candidate(post("x", "Something else altogether, about buses"))], "test", NOW).item_ids
    client, address = page(officer), reverse("together", args=[ids[0]])

    body = text(client.get(address))
    ticked = re.findall(r'name="items" value="([^"]+)" checked', body)
    assert sorted(ticked) == sorted(str(one) for one in ids[:3])
    assert "4 waiting posts were compared" in body

    answer = {"outcome": "abuse", "reason": "Copied text"}
    assert "Choose at least one post" in text(client.post(address, answer))
    assert client.post(address, answer | {"items": [str(ids[3])]}).status_code == 200
    assert not Decision.objects.exists()
    unsure = answer | {"items": [str(ids[0]), str(ids[2])]}
    assert "Confirm that the same answer is right" in text(client.post(address, unsure))
    assert not Decision.objects.exists()
    client.post(address, unsure | {"confirmed": "on"})
    assert set(Decision.objects.values_list("item", flat=True)) == {ids[0], ids[2]}


def test_the_second_reader_does_not_see_the_first_decision(
    settings: Settings, page: Pages, officer: User, other: User, senior: User, held: Item
) -> None:
    settings.SECOND_READING_PERCENT = 100
    actions.decide(by(officer), officer, held.pk, Outcome.WELFARE, "Sounds desperate")
    reading = SecondReading.objects.get()
    client = page(other)
    for address in ("second-reading", "decided"):
        assert "Welfare" not in text(client.get(reverse(address))).split("<tbody", 1)[-1]
    for address in (reverse("reading", args=[reading.pk]), reverse("item", args=[held.pk])):
        assert "Sounds desperate" not in text(client.get(address))
    assert page(officer).get(reverse("reading", args=[reading.pk])).status_code == 404

    client.post(reverse("reading", args=[reading.pk]), {"outcome": "lawful", "reason": "Only angry"})

    body = text(page(senior).get(reverse("agreement")))
    assert "Sounds desperate" in body and "Only angry" in body and "0%" in body
    assert client.get(reverse("agreement")).status_code == 403
    assert "Sounds desperate" in text(client.get(reverse("item", args=[held.pk])))


def test_kappa_is_shown_with_how_many_readings_it_rests_on(
    page: Pages, senior: User, officer: User, other: User, settings: Settings
) -> None:
    settings.SECOND_READING_PERCENT = 100
    ids = intake.hold([candidate(post(str(n))) for n in range(4)], "test", NOW).item_ids
    for n, pk in enumerate(ids):
        actions.decide(by(officer), officer, pk, ["lawful", "abuse"][n % 2], "because")
    for n, reading in enumerate(SecondReading.objects.order_by("asked_at")):
        actions.read_second(by(other), other, reading, ["lawful", "abuse", "lawful", "lawful"][n], "because")
    body = text(page(senior).get(reverse("agreement")))
    assert ">4</dd>" in body and ">75%</dd>" in body and ">0.50</dd>" in body


def test_the_alarm_rings_for_each_officer_until_that_officer_has_seen_it(
    page: Pages, officer: User, other: User
) -> None:
    (item,) = held_in(Band.IMMEDIATE)
    mine, theirs, address = page(officer), page(other), reverse("alarm")
    notice = text(mine.get(address, {"as": ""}, headers=HTMX))
    assert 'role="alert"' in notice and item.pk.hex[:6].upper() in notice and "Waiting: 1 immediate" in notice
    (mark,) = re.findall(r"as=(\w+)", notice)
    assert mine.get(address, {"as": mark}, headers=HTMX).status_code == 204

    mine.post(reverse("acknowledge"), {"item": str(item.pk)})

    assert 'role="alert"' not in text(mine.get(address, {"as": mark}, headers=HTMX))
    assert 'role="alert"' in text(theirs.get(address, {"as": ""}, headers=HTMX))
    assert mine.post(reverse("acknowledge"), {"item": "1"}).status_code == 400


def test_a_lower_band_rings_no_alarm(page: Pages, officer: User) -> None:
    held_in(Band.HIGH)
    assert page(officer).get(reverse("alarm"), {"as": ""}, headers=HTMX).status_code == 204


HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\u202e\u2066 turned around \u200b",
    "Z" + "\u0351" * 400,
    "nul \x00 and half \ud83d",
    "{{ 7 * 7 }} {% include 'x' %}",
    "endless" * 40_000,
    "",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_a_stranger_writes_breaks_or_enters_a_page(page: Pages, officer: User, words: str) -> None:
    author = Author(words or "a", words, words)
    hostile = post(words or "id", words, author=author, url=words, version=words, langs=(words,), raw=b"")
    factors = (quoting(words, words, "x", words),) if words else ()
    pk = intake.hold([candidate(hostile, Band.IMMEDIATE, factors=factors)], "test", NOW).item_ids[0]
    client = page(officer)
    client.post(reverse("text-in-lists"))
    for address in (
        reverse("queue"),
        reverse("item", args=[pk]),
        reverse("item", args=[pk]) + "?all=1",
        reverse("together", args=[pk]),
    ):
        response = client.get(address)
        assert response.status_code == 200
        assert "<script>alert" not in text(response) and "<img src=x" not in text(response)
        assert "\u202e" not in text(response)


def test_a_post_that_answers_the_member_says_so_by_name(page: Pages, officer: User) -> None:
    member = Member.objects.create(name="Asha Verity")
    PlatformAccount.objects.create(
        member=member, platform="bluesky", handle="verity.example", immutable_id="did:plc:m", added_at=NOW
    )
    answer = post(parent=Reference("at://did:plc:m/app.bsky.feed.post/1", "did:plc:m"))
    pk = intake.hold([candidate(answer)], "test", NOW).item_ids[0]

    body = text(page(officer).get(reverse("item", args=[pk])))

    assert "It answers a post by Asha Verity, the Member: not held" in body


def test_a_long_text_is_folded_and_can_be_shown_whole(page: Pages, officer: User) -> None:
    pk = intake.hold([candidate(post("1", "word " * 60_000))], "test", NOW).item_ids[0]
    folded = page(officer).get(reverse("item", args=[pk]))
    assert "297,000 more characters are folded away" in text(folded)
    assert len(folded.content) < 60_000
    assert len(page(officer).get(reverse("item", args=[pk]), {"all": "1"}).content) > 300_000


def test_an_old_claim_does_not_show_as_held(page: Pages, officer: User, other: User, held: Item) -> None:
    actions.claim(by(other), other, held.pk)
    Item.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    assert "Held by" not in text(page(officer).get(reverse("queue")))
