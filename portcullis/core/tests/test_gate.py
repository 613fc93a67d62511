"""Who a post is directed at, and how that is known."""

import time
from datetime import timedelta

import pytest

from portcullis.core.addressee import Account, How, Watched
from portcullis.core.gate import Gate
from portcullis.core.tests.parliament import NOW, asked, directed, lane, member

QUILL = member("quill", "Meredith Quillfeather", "Mid Cleddau")
SIAN = member("sian", "Siân Llŷr-Pryce")
ONEILL = member("oneill", "Áine O'Neill")
SMITH = member("smith", "Rt Hon John Smith MP", "Llangarth Vale")
EAST = member("east", "Alun Prothero", "Bro Teifi")
WEST = member("west", "Alun Prothero", "Dyffryn Ogwen")
HOUSE = lane(QUILL, SIAN, ONEILL, SMITH, EAST, WEST)


@pytest.mark.parametrize(
    ("known", "how"),
    [
        ({"mentions": ("did:plc:other", "did:plc:quill")}, "mention"),
        ({"parent": "did:plc:quill"}, "reply"),
        ({"root": "did:plc:quill"}, "thread"),
        ({"parent": "did:plc:other", "root": "did:plc:quill"}, "thread"),
        ({"quoted": "did:plc:quill"}, "quote"),
    ],
)
def test_immutable_ids(known: dict[str, object], how: str) -> None:
    assert directed(HOUSE, "good morning", **known) == [("quill", how, "")]


def test_the_surest_way_wins_and_each_member_counts_once() -> None:
    every = {
        "mentions": ("did:plc:quill",),
        "parent": "did:plc:quill",
        "root": "did:plc:quill",
        "quoted": "did:plc:quill",
    }
    text = "@quill.bsky.social Meredith Quillfeather"
    assert directed(HOUSE, text, **every) == [("quill", "mention", "@quill.bsky.social")]
    assert directed(HOUSE, text) == [("quill", "handle", "@quill.bsky.social")]
    assert directed(HOUSE, text, parent="did:plc:quill")[0][1] == "reply"


def test_nothing_is_directed_at_its_own_author() -> None:
    own = {"author": "did:plc:quill", "mentions": ("did:plc:quill", "did:plc:sian"), "parent": "did:plc:quill"}
    assert directed(HOUSE, "I am Meredith Quillfeather, @quill.bsky.social", **own) == [("sian", "mention", "")]


@pytest.mark.parametrize(
    "text",
    [
        "hello @quill.bsky.social",
        "(@quill.bsky.social)",
        "@quill.bsky.social's office",
        "thanks @Quill.BSKY.social.",
        "ですか@quill.bsky.socialさん",
        "＠quill.bsky.social",
        "@quill\u200b.bsky.social",
        "quill.bsky.social is open",
        "https://bsky.app/profile/quill.bsky.social/post/3m",
    ],
)
def test_handles(text: str) -> None:
    assert [(who, how) for who, how, _ in directed(HOUSE, text)] == [("quill", "handle")]


@pytest.mark.parametrize(
    "text",
    [
        "@quill.bsky.social.evil.example",
        "@notquill.bsky.social",
        "@quil1.bsky.social",
        "me@quill.bsky.social",
        "notquill.bsky.social",
        "@quill is not the whole handle",
    ],
)
def test_what_only_resembles_a_handle(text: str) -> None:
    assert directed(HOUSE, text) == []


def test_handles_of_other_platforms() -> None:
    accounts = (
        Account("x", "1", "quill_mp"),
        Account("mastodon", "2", "@quill@social.example"),
        Account("bluesky", "3", "quill.example"),
    )
    gate = Gate([Watched("quill", "Meredith Quillfeather", accounts)])
    for platform, text, found in (
        ("x", "hi @Quill_MP. Hello", True),
        ("x", "hi @Quill_MPs", False),
        ("mastodon", "hi @quill@social.example!", True),
        ("mastodon", "hi @quill@other.example!", False),
        ("mastodon", "mail quill@social.example", False),
        ("bluesky", "hi @quill.example", True),
        ("bluesky", "see quill.example for the news", False),
        ("bluesky", "hi @quill_mp", False),
    ):
        where = gate.on(platform)
        assert where is not None
        assert bool(directed(where, text)) is found, text


@pytest.mark.parametrize(
    ("text", "who", "words"),
    [
        ("Meredith Quillfeather is wrong", "quill", "Meredith Quillfeather"),
        ("ask MEREDITH QUILLFEATHER's office", "quill", "MEREDITH QUILLFEATHER"),
        ("#MeredithQuillfeather", "quill", "MeredithQuillfeather"),
        ("M3redith Qu1llfeath3r", "quill", "M3redith Qu1llfeath3r"),
        ("Ｍｅｒｅｄｉｔｈ　Ｑｕｉｌｌｆｅａｔｈｅｒ！", "quill", "Ｍｅｒｅｄｉｔｈ　Ｑｕｉｌｌｆｅａｔｈｅｒ"),
        ("Mere\u200bdith Quill\u00adfeather", "quill", "Mere\u200bdith Quill\u00adfeather"),
        ("Mеrеdith Quillfеаther", "quill", "Mеrеdith Quillfеаther"),
        ("M.e.r.e.d.i.t.h Q.u.i.l.l.f.e.a.t.h.e.r", "quill", "M.e.r.e.d.i.t.h Q.u.i.l.l.f.e.a.t.h.e.r"),
        ("M e r e d i t h  Q u i l l f e a t h e r", "quill", "M e r e d i t h  Q u i l l f e a t h e r"),
        ("anti-Meredith Quillfeather", "quill", "Meredith Quillfeather"),
        ("a Meredith Quillfeather-led review", "quill", "Meredith Quillfeather"),
        ("a\ud800\x00\u202e Meredith Quillfeather", "quill", "Meredith Quillfeather"),
        ("Sian Llyr Pryce", "sian", "Sian Llyr Pryce"),
        ("SIÂN LLŶR-PRYCE", "sian", "SIÂN LLŶR-PRYCE"),
        ("Sia\u0302n Lly\u0302r-Pryce", "sian", "Sia\u0302n Lly\u0302r-Pryce"),
        ("Aine O’Neill", "oneill", "Aine O’Neill"),
        ("Áine ONeill", "oneill", "Áine ONeill"),
    ],
)
def test_names(text: str, who: str, words: str) -> None:
    assert directed(HOUSE, text) == [(who, "name", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Meredith Quillfeathers",
        "AMeredith Quillfeather",
        "Meredith Quillfeather-Jones",
        "Mary-Meredith Quillfeather",
        "Ask Meredith. Quillfeather knows",
        "Meredith, Quillfeather and the rest",
        "@MeredithQuillfeather",
        "https://meredithquillfeather.example/news",
        "example.org/meredithquillfeather",
        "Meredith or Quillfeather",
        "Quillfeather",
        "me redith quill feather",
    ],
)
def test_what_only_resembles_a_name(text: str) -> None:
    assert directed(HOUSE, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("John Smith mended my boiler", False),
        ("J0hn Sm1th mended my boiler", False),
        ("John Smith MP is wrong", True),
        ("J0hn Sm1th, the minister", True),
        ("when John Smith votes again", True),
        ("John Smith came to Llangarth Vale", True),
        ("John Smith came to Llangarth Valeside", False),
        ("John Smith. " + "So it goes. " * 12 + "And Parliament rose.", False),
    ],
)
def test_a_common_name_needs_context(text: str, found: bool) -> None:
    assert bool(directed(HOUSE, text)) is found


def test_a_shared_name_is_told_apart_by_the_constituency() -> None:
    assert directed(HOUSE, "Alun Prothero") == []
    assert [who for who, _, _ in directed(HOUSE, "Alun Prothero of Dyffryn Ogwen")] == ["west"]
    assert [who for who, _, _ in directed(HOUSE, "Alun Prothero MP")] == ["east", "west"]
    assert directed(HOUSE, "Alun Prothero MP", parent="did:plc:east") == [("east", "reply", "")]


def test_a_name_is_not_shared_with_somebody_whose_enrolment_ended() -> None:
    left = member("left", "Meredith Quillfeather", "Cwm Elan", until=NOW)
    assert directed(lane(QUILL, left), "Meredith Quillfeather") == [("quill", "name", "Meredith Quillfeather")]


def test_an_alias_in_another_script() -> None:
    house = lane(member("oksana", "Oksana Verbytska", aliases=("Оксана Вербицька", "川瀬 みどり")))
    for text, words in (("дякую, Оксана Вербицька!", "Оксана Вербицька"), ("川瀬みどり さん", "川瀬みどり")):
        assert directed(house, text) == [("oksana", "name", words)]


def test_middle_names_aliases_and_the_longer_name() -> None:
    house = lane(
        member("anwen", "Anwen Mair Threlkeld", aliases=("Wennie", "Anwen Penhallow")),
        member("mair", "Mair Threlkeld"),
    )
    assert directed(house, "Anwen Mair Threlkeld") == [("anwen", "name", "Anwen Mair Threlkeld")]
    assert directed(house, "Anwen Threlkeld") == []
    assert directed(house, "Anwen Threlkeld, your MP") == [("anwen", "name", "Anwen Threlkeld")]
    assert directed(house, "Anwen Penhallow") == [("anwen", "name", "Anwen Penhallow")]
    assert directed(house, "good old Wennie") == []
    assert directed(house, "good old Wennie, minister") == [("anwen", "name", "Wennie")]


def test_only_while_the_account_is_enrolled_and_by_the_time_it_was_witnessed() -> None:
    hour = timedelta(hours=1)
    house = lane(member("quill", "Meredith Quillfeather", since=NOW, until=NOW + hour))
    for text, known in (
        ("", {"mentions": ("did:plc:quill",)}),
        ("@quill.bsky.social", {}),
        ("Meredith Quillfeather", {}),
    ):
        seen = [
            bool(directed(house, text, witnessed_at=NOW + shift, **known))
            for shift in (-hour, timedelta(), hour - timedelta(microseconds=1), hour)
        ]
        assert seen == [False, True, True, False]


def test_names_and_handles_count_only_where_an_account_is_enrolled() -> None:
    gate = Gate([QUILL, Watched("other", "Ferelith Underhay", (Account("mastodon", "9", "@f@social.example"),))])
    bluesky = gate.on("bluesky")
    assert bluesky is not None
    assert directed(bluesky, "Ferelith Underhay") == []
    assert gate.on("x") is None


def test_an_account_not_yet_resolved_has_no_id() -> None:
    house = lane(Watched("quill", "Meredith Quillfeather", (Account("bluesky", "", "quill.bsky.social"),)))
    assert asked(house, "good morning") == ()
    assert directed(house, "@quill.bsky.social")[0][1] == "handle"


def test_a_post_that_mentions_everyone() -> None:
    everyone = [
        member(f"m{number}", f"Meredith Quillfeather{'abcdefghij'[number % 10] * (number // 10 + 1)}")
        for number in range(650)
    ]
    house = lane(*everyone)
    text = ", ".join(one.name for one in everyone)
    assert len(asked(house, text)) == 650
    mentioned = asked(house, text, mentions=tuple(one.accounts[0].id for one in everyone))
    assert {one.member for one in mentioned} == {one.member for one in everyone}
    assert {one.how for one in mentioned} == {How.MENTION}


def test_a_gate_without_members_or_with_empty_names() -> None:
    assert Gate([]).on("bluesky") is None
    assert asked(lane(member("blank", "")), "anything @ all") == ()


@pytest.mark.parametrize("between", ["－", "‐", "‑", "-", "＿", "．", "\u200b-\u200b"])
def test_a_hyphen_of_another_kind_does_not_hide_a_name(between: str) -> None:
    assert [who for who, *_ in directed(HOUSE, f"Siân Llŷr{between}Pryce")] == ["sian"]


def test_a_name_written_very_often_costs_little() -> None:
    """A megabyte of nothing but names: read once each, not once for every time that they are written."""
    text = "Meredith Quillfeather, Rt Hon John Smith, Siân Llŷr-Pryce. " * 17_000
    began = time.perf_counter()
    found = directed(HOUSE, text)
    assert [who for who, *_ in found] == ["quill", "sian"]
    assert time.perf_counter() - began < 10
