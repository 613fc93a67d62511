"""Files and standard input: resumed at a byte, played at a pace, bounded in memory."""

import gzip
import os
import sys
import time
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest

from portcullis.sources.files.connector import Files
from portcullis.sources.files.tests.lines_of import entry, octets
from portcullis.sources.stream import Batch, SourceError
from portcullis.sources.tests.members import NOBODY, gather, posts, texts


def never(_: list[Batch]) -> bool:
    return False


def versions(batches: list[Batch]) -> list[str]:
    return [post.version for post in posts(batches)]


def unreadable(batches: list[Batch]) -> Counter[str]:
    return sum((batch.unreadable for batch in batches), start=Counter[str]())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "day.jsonl"


def test_a_file_is_read_to_its_end(file: Path) -> None:
    file.write_bytes(octets(*[entry(n) for n in range(1_203)]))
    batches = gather(Files(str(file)), never)
    assert versions(batches) == [f"v{n}" for n in range(1_203)]
    assert (sum(batch.read for batch in batches), batches[-1].cursor) == (1_203, f"{file.stat().st_size}:1203")


@pytest.mark.parametrize("zipped", [False, True])
def test_every_cursor_is_a_place_to_go_on_from(file: Path, zipped: bool) -> None:
    plain = octets(*[entry(n) for n in range(700)]) + b'{"broken\n\n' + octets(entry(700))
    file.write_bytes(gzip.compress(plain) if zipped else plain)
    seen = gather(Files(str(file)), never)
    for index, batch in enumerate(seen):
        rest = gather(Files(str(file)), never, cursor=batch.cursor)
        assert versions(rest) == versions(seen[index + 1 :])
        assert rest[-1].cursor == seen[-1].cursor


def test_odd_ends_of_lines(file: Path) -> None:
    one = octets(entry(1)).strip()
    file.write_bytes(b"\xef\xbb\xbf" + one + b"\r\n\r\n   \n" + one)
    batches = gather(Files(str(file)), never)
    assert (versions(batches), unreadable(batches)) == (["v1", "v1"], {})


def test_bad_lines_are_counted_and_the_next_one_read(file: Path) -> None:
    file.write_bytes(b'{"a":\n' + octets({"platform": "x"}, [1], entry(1)) + b"\x00\xff\n")
    batches = gather(Files(str(file)), never)
    assert versions(batches) == ["v1"]
    assert unreadable(batches) == {"broken JSON": 2, "no text": 1, "not a JSON object": 1}


def test_a_very_long_line_is_counted_and_never_held(file: Path) -> None:
    with file.open("wb") as out:
        for _ in range(100):
            out.write(b"x" * 100_000)
        out.write(b"\n" + octets(entry(1)) + b'{"text":"' + b"y" * 1_000_001)
    tracemalloc.start()
    batches = gather(Files(str(file)), never)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (versions(batches), unreadable(batches)) == (["v1"], {"line longer than 1 MB": 2})
    assert batches[-1].cursor == f"{file.stat().st_size}:3"
    assert peak < 6_000_000


@pytest.mark.parametrize("damage", [lambda z: z[: len(z) // 2], lambda z: z[:-400] + b"\xff" * 400])
def test_a_damaged_compressed_file_gives_what_it_has(file: Path, damage: object) -> None:
    assert callable(damage)
    file.write_bytes(damage(gzip.compress(octets(*[entry(n, os.urandom(90).hex()) for n in range(600)]))))
    batches = gather(Files(str(file)), never)
    assert unreadable(batches)["the file is damaged or cut off from here on"] == 1


def test_edits_and_deletions(file: Path) -> None:
    gone = {"delete": {"platform": "bluesky", "id": "at://1", "at": "2026-11-18T07:00:02Z"}}
    file.write_bytes(octets(entry(1, edited=True), entry(2, "my cat", mentions=[], edited=True), gone))
    batches = gather(Files(str(file)), never)
    (batch,) = [batch for batch in batches if batch.read]
    assert [directed.edited for directed in batch.directed] == [True]
    assert [(edit.post.version, edit.post.text) for edit in batch.edits] == [("v1", entry()["text"]), ("v2", "")]
    assert [deletion.id for deletion in batch.deletions] == ["at://1"]


def test_nobody_enrolled_means_no_look(file: Path) -> None:
    file.write_bytes(octets(entry(1), entry(2, platform="telegraph")))
    batches = gather(Files(str(file)), never, gate=NOBODY)
    assert (texts(batches), sum(batch.posts for batch in batches)) == ([], 2)


def test_a_recording_is_played_at_its_pace(file: Path) -> None:
    late = entry(9, posted_at="2031-01-01T00:00:00Z")
    file.write_bytes(
        octets(*[entry(n) for n in range(5)], late, entry(5), entry(0), {**entry(6), "posted_at": "nonsense"})
    )
    start = time.monotonic()
    batches = gather(Files(str(file), speed=20), never)
    assert 0.2 <= time.monotonic() - start < 1.5
    assert len(posts(batches)) == 9


def test_a_cursor_never_passes_a_line_that_still_waits(file: Path) -> None:
    file.write_bytes(octets(entry(0), entry(40)))
    batches = gather(Files(str(file), speed=10), lambda batches: len(posts(batches)) == 1 and len(batches) > 1)
    rest = gather(Files(str(file)), never, cursor=batches[-1].cursor)
    assert versions(rest) == ["v40"]


def test_standard_input_from_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as stdin, os.fdopen(writer, "wb", buffering=0) as out:
        monkeypatch.setattr(sys, "stdin", stdin)
        out.write(octets(entry(1))[:50])
        out.write(octets(entry(1))[50:])
        first = gather(Files("-"), lambda batches: len(posts(batches)) == 1)
        assert versions(first) == ["v1"]


def test_a_quiet_pipe_beats(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as stdin, os.fdopen(writer, "wb", buffering=0):
        monkeypatch.setattr(sys, "stdin", stdin)
        (beat,) = gather(Files("-"), lambda batches: len(batches) == 1, seconds=3)
        assert beat.read == 0


def test_standard_input_from_a_file(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    file.write_bytes(octets(entry(1)))
    with file.open("rb") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert versions(gather(Files("-"), never)) == ["v1"]


def test_what_cannot_be_used_says_so(tmp_path: Path, file: Path) -> None:
    file.write_bytes(b"")
    with pytest.raises(SourceError, match="cannot be read"):
        gather(Files(str(tmp_path / "none.jsonl")), never)
    with pytest.raises(SourceError, match="cannot be read"):
        gather(Files(str(tmp_path)), never)
    with pytest.raises(SourceError, match="cursor"):
        gather(Files(str(file)), never, cursor="5 or so")
    with pytest.raises(SourceError, match="speed"):
        Files(str(file), speed=float("nan"))
    with pytest.raises(SourceError, match="lawful"):
        Files(str(file), lawful_access="")
