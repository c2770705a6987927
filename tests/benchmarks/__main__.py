"""Run the benchmarks and print one table. The exit status is 1 if a goal is missed."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks import measures


def main() -> int:
    """Print name, value, unit, goal and verdict of every measure."""
    missed = 0
    names = set(sys.argv[1:])
    for measure in measures.ALL:
        if names and measure.__name__ not in names:
            continue
        for row in measure():
            verdict = "" if row.goal is None else ("ok" if row.value <= row.goal else "MISSED")
            missed += verdict == "MISSED"
            goal = "" if row.goal is None else f"goal ≤ {row.goal:g} {row.unit}"
            print(f"{row.name:<66} {row.value:>9.2f} {row.unit:<8} {goal:<18} {verdict}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
