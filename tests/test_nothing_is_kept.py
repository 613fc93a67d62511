"""No byte of a post that is not a candidate reaches the database, a log, the output or a temporary file."""

import base64
import secrets
from pathlib import Path

import pytest

from tests.portcullis_process import DANGER, House, line, write


def forms(marker: str) -> dict[str, bytes]:
    """The marker as it could hide. Base64 shifts with the place: all three are looked for, without their edges."""
    plain = marker.encode()
    shifted = {f"base64 at {skip}": base64.b64encode(b"x" * skip + plain)[4 if skip else 0 : -4] for skip in range(3)}
    return {
        "UTF-8": plain, "UTF-16 LE": marker.encode("utf-16-le"), "UTF-16 BE": marker.encode("utf-16-be"),
        "hex": plain.hex().encode(), "HEX": plain.hex().upper().encode(), "backwards": plain[::-1],
        "upper case": plain.upper(), "lower case": plain.lower(), **shifted,
    }  # fmt: skip


def test_the_search_finds_every_form() -> None:
    marker = "zqMarkerXy9"
    for name, form in forms(marker).items():
        assert len(form) >= 8, name
    hidden = base64.b64encode(b"some text before " + marker.encode() + b" and after")
    assert any(form in hidden for name, form in forms(marker).items() if name.startswith("base64"))


@pytest.mark.parametrize("way", ["replay", pytest.param("watch", marks=pytest.mark.slow)])
def test_no_byte_of_a_non_candidate_is_kept_anywhere(house: House, tmp_path: Path, way: str) -> None:
    posts = tmp_path / "posts.jsonl"
    marker = "zq" + secrets.token_hex(8) + "Xy9"
    kept = "zk" + secrets.token_hex(8) + "Xy9"
    ordinary, nobody = f"Thank you for your answer about the bus {marker}", f"What a lovely morning {marker}"
    marked = {"id": f"did:plc:{marker}", "handle": f"{marker}.example.org", "name": marker}
    lines = [line(f"{marker}{number}", ordinary, author=marked, url=f"https://{marker}") for number in range(300)]
    lines += [line(f"{marker}-n{number}", f"{DANGER} {nobody}", to="", author=marked) for number in range(300)]
    lines += [
        line(f"{marker}-q{number}", f"{DANGER} {nobody}", to="did:plc:quill", author=marked) for number in range(300)
    ]
    lines += [line(number, f"{DANGER} {kept}") for number in range(20)]
    broken = [b'{"platform": "bluesky", "text": "' + marker.encode() + b'"}', b'{"broken ' + marker.encode()]
    write(posts, [*lines, *broken])
    if way == "replay":
        done = house.run("replay", str(posts), "--json")
    else:
        done = house.run("watch", "files", "-", "--json", given=posts.read_bytes())
    (house.folder / "stdout").write_bytes(done.stdout)
    (house.folder / "stderr").write_bytes(done.stderr)
    files = {path: path.read_bytes() for path in house.folder.rglob("*") if path.is_file()}
    assert len(house.held()) == 20
    assert any(kept.encode() in content for content in files.values())  # the search sees what is kept
    for name, form in forms(marker).items():
        found = [str(path.relative_to(house.folder)) for path, content in files.items() if form in content]
        assert not found, f"{name} in {found}"
