"""One line in the terminal: read, directed, candidates, per second. Into a file or a pipe: a line each ten seconds."""

import asyncio
import time

from rich.console import Console
from rich.live import Live
from rich.text import Text

from portcullis.monitor.totals import Totals


def line(totals: Totals, per_second: float) -> str:
    unreadable = sum(totals.unreadable.values())
    return (
        f"read {totals.read:,}   directed {totals.directed:,}   candidates {totals.candidates:,}   "
        f"unreadable {unreadable:,}   {per_second:,.0f} per second"
    )


class Progress:
    """Shows `totals` until cancelled, on standard error."""

    def __init__(self, totals: Totals) -> None:
        self.totals, self.console = totals, Console(stderr=True)
        self._samples = [(time.monotonic(), 0)]

    async def show(self) -> None:
        if self.console.is_terminal:
            await self._live()
        else:
            await self._lines()

    async def _live(self) -> None:
        with Live(console=self.console, refresh_per_second=4, transient=False) as live:
            while True:
                live.update(Text(line(self.totals, self._per_second())))
                await asyncio.sleep(0.5)

    async def _lines(self) -> None:
        while True:
            await asyncio.sleep(10)
            self.console.print(line(self.totals, self._per_second()), highlight=False)

    def _per_second(self) -> float:
        """Over the last five seconds."""
        self._samples = [*self._samples[-10:], (time.monotonic(), self.totals.read)]
        (then, before), (now, after) = self._samples[0], self._samples[-1]
        return (after - before) / (now - then) if now > then else 0.0
