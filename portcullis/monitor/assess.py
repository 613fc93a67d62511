"""`portcullis assess`: JSON Lines in, JSON Lines out, in the same order: one line for each line, whatever comes."""

import json
import os
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from portcullis.core.assessment import Assessment
from portcullis.core.cascade import Cascade
from portcullis.monitor.halving import halved

CHUNK = 1 << 18
TOGETHER = 256
LONGEST = 1_000_000
_encode = msgspec.json.Encoder().encode


def assess(cascade: Cascade, source: BinaryIO, out: BinaryIO) -> None:
    """Read until the end. What has come in is answered and flushed before more is waited for: it works in a pipe."""
    for lines in _lines(source):
        for start in range(0, len(lines), TOGETHER):
            out.writelines(_answers(cascade, lines[start : start + TOGETHER]))
        out.flush()


def _lines(source: BinaryIO) -> Iterator[list[bytes]]:
    """The complete lines, as they come in. Of a line that is too long, only the first bytes are kept."""
    rest, descriptor = b"", source.fileno()
    while chunk := os.read(descriptor, CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        rest = rest[: LONGEST + 1] if len(rest) > LONGEST else rest
        yield lines
    if rest:
        yield [rest]


def _answers(cascade: Cascade, lines: list[bytes]) -> list[bytes]:
    asked = [_understood(line) for line in lines]
    texts = [text for _, text, error in asked if not error]
    assessments = iter(halved(cascade.assess, texts, lambda _text, _error: None))
    return [
        _encode({"id": key, "error": error} if error else _answer(key, next(assessments))) + b"\n"
        for key, _, error in asked
    ]


def _understood(line: bytes) -> tuple[Any, str, str]:
    """(id, text, error): the id as it was given, whatever it is, or None."""
    if len(line) > LONGEST:
        return None, "", f"the line is longer than {LONGEST:,} bytes"
    try:
        value = _decoded(line)
    except (ValueError, RecursionError):
        return None, "", "the line is not JSON"
    if not isinstance(value, dict):
        return None, "", "the line is not a JSON object"
    try:
        key, text = _storable(value.get("id")), value.get("text")
        _encode([[key]])  # as deep as it will stand in the answer
    except RecursionError:
        return None, "", "the id is nested too deeply to be written back"
    if not isinstance(text, str):
        return key, "", "text is missing, or is not a string"
    return key, text, ""


def _decoded(line: bytes) -> Any:
    try:
        return msgspec.json.decode(line)
    except ValueError:
        return json.loads(
            line.decode("utf-8", "replace"), strict=False
        )  # a lone surrogate, or bytes that are not UTF-8


def _storable(value: Any) -> Any:
    """A lone surrogate cannot be written as UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list | dict):
        return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    return value


def _answer(key: Any, assessment: Assessment | None) -> dict[str, Any]:
    if assessment is None:
        return {"id": key, "error": "the text could not be assessed"}
    scores = assessment.scores
    return {
        "id": key, "threat": scores.threat, "abuse": scores.abuse, "hate": scores.hate, "sexual": scores.sexual,
        "welfare": scores.welfare, "flag": assessment.flag, "band": assessment.band.value,
        "factors": [
            {"kind": factor.kind, "quote": _storable(factor.quote), "start": factor.start, "end": factor.end}
            for factor in assessment.factors
        ],
        "model": assessment.model,
    }  # fmt: skip
