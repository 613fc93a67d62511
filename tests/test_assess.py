"""`portcullis assess`, the contract: one JSON line out for each line in, in order, in a pipe."""

import json
import subprocess
import sys
from typing import Any

KEYS = ["id", "threat", "abuse", "hate", "sexual", "welfare", "flag", "band", "factors", "model"]
COMMAND = [sys.executable, "-m", "portcullis", "assess"]


def assess(given: bytes) -> list[dict[str, Any]]:
    done = subprocess.run(COMMAND, input=given, capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_contract() -> None:
    texts = ["Thank you for your answer", "I will be waiting outside your office on Friday", "", "PORTCULLIS-TEST-4f1c"]
    found = assess("\n".join(json.dumps({"id": n, "text": text}) for n, text in enumerate(texts)).encode())
    assert [list(one) for one in found] == [KEYS] * 4
    assert [one["id"] for one in found] == [0, 1, 2, 3]
    assert all(0 <= one[key] <= 1 for one in found for key in KEYS[1:6])
    assert found[3]["flag"] and found[3]["band"] == "immediate" and not found[0]["flag"]
    for one, text in zip(found, texts, strict=True):
        for factor in one["factors"]:
            assert list(factor) == ["kind", "quote", "start", "end"]
            assert text[factor["start"] : factor["end"]] == factor["quote"]


def test_a_bad_line_gets_a_line_of_its_own() -> None:
    lines = [
        b"not json", b'{"id": "a"}', b"[]", b"", b'{"id": {"any": ["thing"]}, "text": "x"}',
        b'{"id": "\\ud800", "text": "a\\ud800b"}', b'{"id": 1, "text": 5}',
        b'{"id": 2, "text": "' + b"x" * 2_000_000 + b'"}', b'{"text": "no id"}', b'\xff{"id"',
    ]  # fmt: skip
    found = assess(b"\n".join(lines))
    assert len(found) == len(lines)
    assert ["error" in one for one in found] == [True, True, True, True, False, False, True, True, False, True]
    assert [one["id"] for one in found] == [None, "a", None, None, {"any": ["thing"]}, "?", 1, None, None, None]


def test_an_id_that_cannot_be_written_back_gets_a_line_of_its_own() -> None:
    deep = [b'{"id": ' + b"[" * n + b"]" * n + b', "text": "x"}' for n in range(950, 1000)]
    given = b"\n".join([*deep, b'{"id": "last", "text": "x"}'])
    done = subprocess.run(COMMAND, input=given, capture_output=True, check=True)
    answers = done.stdout.splitlines()
    assert len(answers) == len(deep) + 1 and json.loads(answers[-1])["id"] == "last"
    assert b'{"id":null,"error":"the id is nested too deeply to be written back"}' in answers


def test_it_answers_at_once_in_a_pipe() -> None:
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin and process.stdout
        for number in range(3):
            process.stdin.write(json.dumps({"id": number, "text": "hello"}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()


def test_it_starts_without_django() -> None:
    script = (
        "import atexit, sys, portcullis.cli; sys.argv = ['portcullis', 'assess']; "
        "atexit.register(lambda: print('django' in sys.modules)); portcullis.cli.main()"
    )
    given = b'{"id": 1, "text": "x"}\n'
    done = subprocess.run([sys.executable, "-c", script], input=given, capture_output=True, check=True)
    assert done.stdout.splitlines()[-1] == b"False"
