"""`portcullis bench`: the benchmarks of the source repository, one JSON line a figure."""

import subprocess
import sys
from pathlib import Path

from portcullis.core.errors import PortcullisError

REPOSITORY = Path(__file__).parents[2]


class NoBenchmarks(PortcullisError):
    """The benchmarks are not part of the installed package."""


def bench(names: list[str]) -> int:
    """Run these benchmarks (none: all of them) in a process of their own. 1 if a figure does not hold."""
    if not (REPOSITORY / "benchmarks").is_dir():
        raise NoBenchmarks("The benchmarks are in the source repository. Clone it, and use make bench there.")
    modules = [f"benchmarks.{name}" for name in names]
    command = [sys.executable, "-m", "benchmarks", *modules]
    return subprocess.run(command, cwd=REPOSITORY, check=False).returncode  # noqa: S603  our own modules
