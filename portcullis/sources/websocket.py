"""One WebSocket connection, received by a task of its own, so that the reader can stop, beat and rebuild the gate
meanwhile."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.typing import Subprotocol

LINGER = 0.01
HEARTBEAT = 1.0
FULL = 1_000
LARGEST = 16 * 1024 * 1024
_MOST_WAITING, _MOST_BYTES = 5_000, 32 * 1024 * 1024
_TOO_BIG = 1009


class Line:
    """Open `address` and receive. Start it with `async with`; leaving closes the connection.

    `ended` is why the line is down, in plain words, or "" while it is up or coming up. `status` and `body` are the
    service's answer if it refused the connection. `too_big` is true if a message was longer than LARGEST.
    """

    def __init__(self, address: str, subprotocols: Sequence[str] = ()) -> None:
        self.address = address
        self.subprotocols = [Subprotocol(name) for name in subprotocols]
        self.open = False
        self.ended, self.status, self.body, self.too_big = "", 0, b"", False
        self._waiting: list[tuple[float, bytes]] = []
        self._bytes = 0
        self._news, self._room = asyncio.Event(), asyncio.Event()

    async def __aenter__(self) -> "Line":
        self._task = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def take(self) -> tuple[float, list[bytes]]:
        """What came since the last call, oldest first, and the Unix time at which the first of it came.

        Returns within HEARTBEAT seconds even if nothing came (0.0 and an empty list), and LINGER after the first
        message, or at once when there is much.
        """
        if not self._waiting and not self.ended:
            await self._wait()
        if 0 < len(self._waiting) < FULL and not self.ended:
            await asyncio.sleep(LINGER)
        taken, self._waiting = self._waiting[:FULL], self._waiting[FULL:]
        self._bytes -= sum(len(message) for _, message in taken)
        self._room.set()
        return (taken[0][0] if taken else 0.0), [message for _, message in taken]

    @property
    def drained(self) -> bool:
        """The line is down and everything that came over it was taken."""
        return bool(self.ended) and not self._waiting

    async def _wait(self) -> None:
        self._news.clear()
        try:
            async with asyncio.timeout(HEARTBEAT):
                await self._news.wait()
        except TimeoutError:
            pass

    async def _run(self) -> None:
        try:
            options: dict[str, Any] = {"subprotocols": self.subprotocols} if self.subprotocols else {}
            connection = await connect(
                self.address,
                compression=None,
                max_size=LARGEST,
                max_queue=64,
                close_timeout=1,
                user_agent_header="portcullis",
                **options,
            )
            async with connection:
                self.open = True
                self._news.set()
                await self._receive(connection)
        except InvalidStatus as error:
            self.status, self.body = error.response.status_code, bytes(error.response.body or b"")
            self.ended = f"the service answered {self.status}"
        except ConnectionClosed as error:
            self.too_big = error.sent is not None and error.sent.code == _TOO_BIG
            self.ended = "connection lost"
        except (OSError, TimeoutError, WebSocketException, ValueError, EOFError):
            self.ended = "no connection to the service"
        finally:
            self.ended = self.ended or "connection closed"
            self.open = False
            self._news.set()

    async def _receive(self, connection: ClientConnection) -> None:
        while True:
            message: bytes = await connection.recv(decode=False)
            self._waiting.append((time.time(), message))
            self._bytes += len(message)
            self._news.set()
            while len(self._waiting) >= _MOST_WAITING or self._bytes >= _MOST_BYTES:
                self._room.clear()
                await self._room.wait()
