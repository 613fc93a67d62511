"""Bad input through the real command: counted on the coverage page with why; the stream goes on; nothing is lost."""

import json
from pathlib import Path

import pytest

from tests.portcullis_process import DANGER, MEMBERS, House, line, write

LARKSPUR = "did:plc:larkspur"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
ZALGO = "h" + "\u0300\u0301\u0315" * 60 + "ello"


def test_each_kind_is_counted_and_the_stream_goes_on(house: House, tmp_path: Path) -> None:
    good = [
        line("nul", f"{DANGER} a\x00b"), line("rtl", f"{DANGER} \u202etfel"), line("zalgo", f"{DANGER} {ZALGO}"),
        line("script", f"{DANGER} {SCRIPT}", author={"id": f"d:{SCRIPT}", "handle": SCRIPT, "name": SCRIPT}),
        line("old", posted_at="1970-01-01T00:00:00Z"), line("late", posted_at="2099-12-31T23:59:59Z"),
        line("no date", posted_at="the day before yesterday"), line("more", unknown={"field": [1, 2, {"x": None}]}),
        line("langs", langs="en"), line("mentions", mentions=[{"account": LARKSPUR, "start": -5, "end": 10**30}]),
        line("many", mentions=[{"account": f"did:plc:{number}"} for number in range(3000)] + [{"account": LARKSPUR}]),
    ]  # fmt: skip
    surrogate = json.dumps(line("surrogate", f"{DANGER} X")).replace("X", "\\ud800").encode()
    bad = [
        b"{not json", b"[1, 2]", b"null", b"\xff\xfe\x00", b"[" * 100_000, b'{"platform": "bluesky"}',
        json.dumps({**line("x"), "author": {}}).encode(), json.dumps({**line("y"), "text": 7}).encode(),
        json.dumps(line("huge", f"{DANGER} " + "x" * 10_000_000)).encode(), b'{"delete": {}}',
    ]  # fmt: skip
    mixed: list[dict[str, object] | bytes] = []
    for number in range(max(len(good), len(bad))):
        mixed += [*good[number : number + 1], *bad[number : number + 1]]
    report = house.replay(write(tmp_path / "posts.jsonl", [*mixed, surrogate, line("last")]))
    assert len(house.held()) == len(good) + 2, report
    assert report["unreadable"] == len(bad) == sum(house.unreadable().values())
    assert report["read"] == len(good) + len(bad) + 2
    assert {"broken JSON", "line longer than 1 MB", "not a JSON object"} <= set(house.unreadable())
    assert "alert" not in "".join(house.unreadable())


@pytest.mark.slow
def test_a_post_that_names_every_member(tmp_path: Path) -> None:
    house = House(tmp_path / "house")
    header, *_ = MEMBERS.splitlines()
    rows = [f"Member Number{n},,Commons,m{n}.example.org,did:plc:m{n},2026-01-01,form" for n in range(650)]
    house.members("\n".join([header, *rows, ""]))
    everyone = [{"account": f"did:plc:m{number}"} for number in range(650)]
    posts = [line("all", mentions=everyone), line("one", to="did:plc:m3")]
    assert house.replay(write(tmp_path / "posts.jsonl", posts))["written"] == 2
    assert house.ask("select count(*) from casework_addressing")[0][0] == 651


def test_a_cut_file_and_a_missing_file(house: House, tmp_path: Path) -> None:
    whole = json.dumps(line(1)).encode() + b"\n" + json.dumps(line(2)).encode()
    (tmp_path / "cut.jsonl").write_bytes(whole[:-20])
    assert house.replay(tmp_path / "cut.jsonl")["unreadable"] == 1
    missing = house.run("replay", str(tmp_path / "none.jsonl"), status=1)
    assert b"cannot be read" in missing.stderr and b"Traceback" not in missing.stderr


def test_every_post_again_is_a_duplicate_and_standard_input_is_a_file(house: House, tmp_path: Path) -> None:
    posts = write(tmp_path / "posts.jsonl", [line(number) for number in range(50)])
    first = house.replay(posts)
    assert (first["read"], first["directed"], first["candidates"], first["written"]) == (50, 50, 50, 50)
    again = house.replay("-", given=posts.read_bytes())
    assert (again["read"], again["written"], again["duplicates"]) == (50, 0, 50)
    assert set(again) == {"read", "unreadable", "directed", "candidates", "written", "duplicates", "seconds"}
