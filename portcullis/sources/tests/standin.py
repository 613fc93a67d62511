"""Stand-in WebSocket services on loopback. There is no Jetstream server to install (it is a Go program, and on no
package registry that we use), so its protocol is acted here; the firehose meets a real server in tests/network."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import ServerConnection, serve
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

Act = Callable[[ServerConnection], Awaitable[None]]


class Refusal(Exception):
    """An answer before the connection is opened."""

    def __init__(self, status: int, **body: str) -> None:
        self.status, self.body = status, json.dumps(body).encode()


class StandIn:
    """Plays one act for each connection, the last for all that follow. `asked` is the query of each, in order."""

    def __init__(self, *acts: Act | Refusal) -> None:
        self.acts, self.asked, self.address = list(acts), list[dict[str, list[str]]](), ""

    @asynccontextmanager
    async def running(self) -> AsyncIterator["StandIn"]:
        async with serve(self._play, "127.0.0.1", 0, process_request=self._answer, max_size=None, compression=None,
                         select_subprotocol=lambda _, offered: offered[0] if offered else None) as server:  # fmt: skip
            self.address = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            yield self

    def _act(self) -> Act | Refusal:
        return self.acts[min(len(self.asked), len(self.acts)) - 1]

    def _answer(self, _: ServerConnection, request: Request) -> Response | None:
        self.asked.append(parse_qs(urlsplit(request.path).query))
        act = self._act()
        if isinstance(act, Refusal):
            return Response(act.status, HTTPStatus(act.status).phrase, Headers(), act.body)
        return None

    async def _play(self, connection: ServerConnection) -> None:
        act = self._act()
        assert not isinstance(act, Refusal)
        await act(connection)


def send(*messages: bytes, close: bool = True, binary: bool = False) -> Act:
    """Send these messages, then hang up, or hold the line."""

    async def act(connection: ServerConnection) -> None:
        for message in messages:
            await connection.send(message, text=not binary)
        if not close:
            await connection.wait_closed()

    return act


async def hold(connection: ServerConnection) -> None:
    """Say nothing and hold the line."""
    await connection.wait_closed()


async def closed_port() -> int:
    """A port on loopback where nobody listens."""
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port
