"""The service goes away and comes back: the gap is on the coverage page, and what was posted meanwhile is recovered."""

import asyncio
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from tests.network.conftest import Network, free_port
from tests.network.test_watch_firehose import Scene
from tests.portcullis_process import DANGER, end, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


class Cable:
    """A plain wire to the PDS that can be pulled out and put back."""

    def __init__(self, to: int) -> None:
        self.port, self.to = free_port(), to
        self._loop = asyncio.new_event_loop()
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()
        self.plug()

    def plug(self) -> None:
        asyncio.run_coroutine_threadsafe(self._plug(), self._loop).result(10)

    def pull(self) -> None:
        asyncio.run_coroutine_threadsafe(self._pull(), self._loop).result(10)

    def end(self) -> None:
        self.pull()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _plug(self) -> None:
        self._server = await asyncio.start_server(self._joined, "127.0.0.1", self.port)

    async def _pull(self) -> None:
        if self._server:
            self._server.close()
        for writer in list(self._open):
            writer.transport.abort()
        await asyncio.sleep(0.1)

    async def _joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.to)
        self._open |= {writer, back}
        with suppress(OSError):
            await asyncio.gather(self._copy(reader, back), self._copy(there, writer))

    async def _copy(self, source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(65536):
                to.write(data)
                await to.drain()
        self._open.discard(to)
        to.close()


def test_a_gap_is_recorded_and_its_posts_are_recovered(network: Network, tmp_path: Path) -> None:
    scene = Scene(network, tmp_path)
    house = scene.house
    cable = Cable(int(network.pds.rpartition(":")[2]))
    service = ("--service", f"http://127.0.0.1:{cable.port}", "--identity", network.pds)
    process = house.start("watch", "firehose", *service)
    try:
        wait_until(scene.known)
        before = scene.passer.mention(f"{DANGER} before", scene.member)
        wait_until(lambda: house.held() == [before["uri"]])
        cable.pull()
        wait_until(lambda: house.ask("select 1 from monitor_source where state = 'gap'"))
        meanwhile = [scene.passer.mention(f"{DANGER} meanwhile {n}", scene.member)["uri"] for n in range(5)]
        wait_until(lambda: house.ask("select 1 from monitor_coverage where gap >= 1"))
        cable.plug()
        wait_until(lambda: len(house.held()) == 6, 60)
        assert house.held() == sorted([before["uri"], *meanwhile])
        wait_until(lambda: house.ask("select 1 from monitor_source where state = 'connected'"))
    finally:
        assert end(process) == 0, (house.folder / "stderr").read_text()[-3000:]
        house.close()
        cable.end()
