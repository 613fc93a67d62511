"""`python -m benchmarks [module ...]`: one JSON line a figure. Exit status 1: one does not hold; 2: an unknown name."""

import sys
from importlib import import_module

from benchmarks import MODULES


def main(chosen: list[str]) -> int:
    if unknown := [name for name in chosen if name not in MODULES]:
        print(f"No benchmark is called {_called(unknown)}. There are: {_called(MODULES)}.", file=sys.stderr)
        return 2
    missed = 0
    for module in chosen or MODULES:
        for figure in import_module(module).figures():
            print(figure.line(), flush=True)
            missed += figure.holds is False
    return min(missed, 1)


def _called(modules: list[str]) -> str:
    return ", ".join(module.removeprefix("benchmarks.") for module in modules)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
