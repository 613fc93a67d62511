"""One measured figure, and the clock it is measured by."""

import gc
import statistics
import time
from collections.abc import Callable

import msgspec


class Figure(msgspec.Struct, frozen=True):
    """`holds` is None for a peer or a limit, which has no target and is there to compare with."""

    name: str
    value: float
    unit: str
    target: float | None = None
    holds: bool | None = None

    def line(self) -> str:
        return msgspec.json.encode(self).decode()


def at_least(name: str, value: float, unit: str, target: float) -> Figure:
    return Figure(name, _rounded(value), unit, target, value >= target)


def at_most(name: str, value: float, unit: str, target: float) -> Figure:
    return Figure(name, _rounded(value), unit, target, value <= target)


def beside(name: str, value: float, unit: str) -> Figure:
    """A peer or a limit."""
    return Figure(name, _rounded(value), unit)


def rate(work: Callable[[], object], items: int, runs: int = 5) -> float:
    """Items a second on one core, by this process's processor time: the median of some runs after one to warm up."""
    work()
    return items / statistics.median(_seconds(work) for _ in range(runs))


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    started = time.process_time()
    work()
    return time.process_time() - started


def _rounded(value: float) -> float:
    return float(f"{value:.4g}")
