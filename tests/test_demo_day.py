"""The bundled day is what the truth file says: shares, shape, and whom each post is directed at."""

import csv
import gzip
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from portcullis.config.demo import DATA, day
from portcullis.core.addressee import Account, Watched
from portcullis.core.gate import Gate
from portcullis.core.post import Deletion, Post
from portcullis.sources.files.parse import Entry, parse

TRUTH = Path(__file__).parent / "captures" / "day-truth.csv"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
START = datetime(2026, 11, 18, 17, tzinfo=UTC)
ALLOWED = re.compile(r"(?:[\w-]+\.)*(?:example|test)")
Row = dict[str, str]


@pytest.fixture(scope="module")
def lines() -> list[bytes]:
    return gzip.decompress(day().read_bytes()).splitlines()


@pytest.fixture(scope="module")
def entries(lines: list[bytes]) -> list[Entry]:
    return [parse(line, NOW) for line in lines]


@pytest.fixture(scope="module")
def posts(entries: list[Entry]) -> list[Post]:
    return [entry.what for entry in entries if isinstance(entry.what, Post)]


@pytest.fixture(scope="module")
def truth() -> dict[tuple[str, str], Row]:
    with TRUTH.open(encoding="utf-8", newline="") as file:
        return {(row["id"], row["version"]): row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def parliament() -> list[Row]:
    with (DATA / "parliament.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_it_is_a_day_of_at_least_4800_lines_and_small(lines: list[bytes], entries: list[Entry]) -> None:
    assert len(lines) >= 4_800
    assert day().stat().st_size < 1_500_000
    moments = [entry.at for entry in entries]
    assert all(moment is not None and START <= moment < START + timedelta(days=1) for moment in moments)
    assert moments == sorted(moment for moment in moments if moment is not None)


def test_every_line_keeps_what_was_written(lines: list[bytes], entries: list[Entry]) -> None:
    for line, entry in zip(lines, entries, strict=True):
        if isinstance(entry.what, Post):
            written = msgspec.json.decode(line)
            assert written["text"] == entry.what.text
            assert len(entry.what.text) <= 300, "longer than the platform allows"
            for mention in entry.what.mentions:
                assert entry.what.text[mention.start : mention.end].startswith("@")


def test_ids_are_unique_and_what_is_edited_or_deleted_was_there(entries: list[Entry]) -> None:
    first = [entry.what.id for entry in entries if isinstance(entry.what, Post) and not entry.edited]
    assert len(first) == len(set(first))
    later = {entry.what.id for entry in entries if entry.edited or isinstance(entry.what, Deletion)}
    assert len(later) > 80
    assert later <= set(first)


def test_the_shares_are_as_stated(truth: dict[tuple[str, str], Row]) -> None:
    kinds = Counter(row["kind"] for row in truth.values())
    assert 0.035 <= kinds["abuse"] / len(truth) <= 0.045
    assert 0.0025 <= kinds["threat"] / len(truth) <= 0.0035
    assert kinds["criticism"] > 1_000
    assert kinds["concern"] == 3
    assert min(kinds[kind] for kind in ("welfare", "counter-speech", "metaphor", "sarcasm", "logistics")) >= 40


def test_every_post_is_directed_as_the_truth_says(
    posts: list[Post], truth: dict[tuple[str, str], Row], parliament: list[Row]
) -> None:
    lane = Gate([_watched(row) for row in parliament if row["opted_in_from"]]).on("bluesky")
    assert lane is not None
    wrong = []
    for post in posts:
        found = lane.directed(
            author=post.author.id, mentions=[mention.account for mention in post.mentions],
            parent=post.parent.author if post.parent else "", root=post.root.author if post.root else "",
            quoted=post.quoted.author if post.quoted else "", text=post.text, witnessed_at=NOW,
        )  # fmt: skip
        row = truth[post.id, post.version]
        said = {row["members"]: row["how"]} if row["members"] else {}
        if {one.member: one.how.value for one in found} != said:
            wrong.append((post.text, said, found))
    assert not wrong


def _watched(row: Row) -> Watched:
    pairs = zip(row["bluesky_id"].split(";"), row["bluesky"].split(";"), strict=True)
    accounts = tuple(Account("bluesky", immutable_id, handle) for immutable_id, handle in pairs)
    return Watched(row["name"], row["name"], accounts, (), (row["constituency"], row["party"]))


def test_the_first_minutes_are_lively(posts: list[Post], truth: dict[tuple[str, str], Row]) -> None:
    early = [post for post in posts if post.posted_at and post.posted_at < START + timedelta(minutes=3)]
    kinds = Counter(truth[post.id, post.version]["kind"] for post in early)
    assert len(early) >= 30
    assert kinds["abuse"] >= 1
    assert kinds["threat"] >= 1


def test_one_member_is_piled_on(posts: list[Post], truth: dict[tuple[str, str], Row]) -> None:
    begin = START + timedelta(minutes=8)
    during = [post for post in posts if post.posted_at and begin <= post.posted_at < begin + timedelta(minutes=16)]
    rows = [truth[post.id, post.version] for post in during]
    at_one = [row for row in rows if row["members"] == "Jocasta Venn-Harding"]
    assert len(at_one) >= 240
    assert {"criticism", "abuse", "threat"} <= {row["kind"] for row in at_one}


def test_one_author_grows_more_worrying(posts: list[Post], truth: dict[tuple[str, str], Row]) -> None:
    three = [post for post in posts if truth[post.id, post.version]["kind"] == "concern"]
    assert len({post.author.id for post in three}) == 1
    assert {truth[post.id, post.version]["members"] for post in three} == {"Rose Underhill"}


def test_it_does_not_look_like_a_template(posts: list[Post]) -> None:
    assert len({post.text for post in posts}) > 4_000


def test_every_account_and_address_is_invented(lines: list[bytes], posts: list[Post], parliament: list[Row]) -> None:
    handles = {post.author.handle for post in posts}
    handles |= {handle for row in parliament for handle in row["bluesky"].split(";")}
    handles |= {word for post in posts for word in re.findall(r"(?<!\w)@([\w.-]+\w)", post.text)}
    assert not [handle for handle in handles if not ALLOWED.fullmatch(handle)]
    hosts = set(re.findall(rb"https?://([^/\"]+)", b"\n".join(lines)))
    assert hosts == {b"social.example"}


def test_dids_have_the_shape_of_dids(posts: list[Post], parliament: list[Row]) -> None:
    dids = {post.author.id for post in posts} | {did for row in parliament for did in row["bluesky_id"].split(";")}
    assert all(re.fullmatch(r"did:plc:[a-z2-7]{24}", did) for did in dids)


def test_the_parliament_has_40_members_of_whom_24_opted_in(parliament: list[Row]) -> None:
    assert len(parliament) == 40
    assert sum(bool(row["opted_in_from"]) for row in parliament) == 24
    surnames = Counter(row["name"].split()[-1] for row in parliament)
    assert [name for name, count in surnames.items() if count > 1] == ["Wraxby"]
