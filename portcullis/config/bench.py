"""`portcullis bench`: the benchmarks of the source repository, one JSON line a figure."""

import subprocess
import sys
from pathlib import Path

from portcullis.core.errors import PortcullisError

FOLDER = Path(__file__).parents[2] / "benchmarks"


class NoBenchmarks(PortcullisError):
    """The benchmarks are not part of the installed package."""


def bench(names: list[str]) -> None:
    """Run each benchmark in a process of its own, so that none warms or fills the memory of another."""
    found = {path.stem: path for path in sorted(FOLDER.glob("*.py")) if "def main(" in path.read_text(encoding="utf-8")}
    if not found:
        raise NoBenchmarks(
            "The benchmarks are in the source repository, not in the installed package. Clone it and use make bench."
        )
    if unknown := [name for name in names if name not in found]:
        raise NoBenchmarks(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(found)}.")
    failed = [
        name
        for name in names or found
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=FOLDER.parent, check=False).returncode  # noqa: S603
    ]
    if failed:
        raise NoBenchmarks(f"These benchmarks did not finish: {', '.join(failed)}.")
