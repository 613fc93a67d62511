"""Which account a handle stands for. A real server answers in tests/network; here is what a good one never says."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from portcullis.sources.bluesky.identity import UnresolvedError, resolve

DID = "did:plc:membermembermembermember"


@contextmanager
def service(status: int, body: bytes) -> Iterator[tuple[str, list[str]]]:
    """An XRPC service on loopback that gives this answer, and the handles it was asked for."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.extend(parse_qs(urlsplit(self.path).query)["handle"])
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"ws://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


def test_a_handle_is_asked_for_as_the_network_writes_it() -> None:
    with service(200, json.dumps({"did": DID}).encode()) as (address, asked):
        assert resolve(" @Carys.Parliament.test ", address) == DID
    assert asked == ["carys.parliament.test"]


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (400, b'{"error":"InvalidRequest"}', "knows no account"),
        (503, b"", "answered 503"),
        (200, b"<html>", "no account. Use another service"),
        (200, b"[]", "no account. Use another service"),
        (200, b'{"did":5}', "no account. Use another service"),
        (200, b'{"did":"rhubarb"}', "no account. Use another service"),
        (200, b'{"did":"did:plc:a b\\n"}', "no account. Use another service"),
        (200, b"[" * 100_000, "no account. Use another service"),
    ],
)
def test_an_answer_that_is_none_says_what_to_do(status: int, body: bytes, why: str) -> None:
    with service(status, body) as (address, _), pytest.raises(UnresolvedError) as caught:
        resolve("carys.parliament.test", address)
    assert why in str(caught.value)


@pytest.mark.parametrize(
    "handle", ["", "carys", "carys..test", "-carys.test", "carys.t3st!", "ca rys.test", "a" * 260 + ".test"]
)
def test_what_is_no_handle_is_not_asked_for(handle: str) -> None:
    with pytest.raises(UnresolvedError, match="is not a Bluesky handle"):
        resolve(handle, "http://127.0.0.1:9")


def test_a_service_that_is_away_says_so() -> None:
    with pytest.raises(UnresolvedError, match="No answer"):
        resolve("carys.parliament.test", "http://127.0.0.1:9", timeout=1)
