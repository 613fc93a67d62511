"""Speed and load, never part of the tests.

A module listed here has `figures() -> Iterator[Figure]`; `portcullis bench` runs them all, or those named.
Each figure stands beside a peer or a limit measured in the same run, because machines differ.
"""

MODULES = ["benchmarks.frontend", "benchmarks.addressing", "benchmarks.casework", "benchmarks.latency"]
