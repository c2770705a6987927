"""Plant, apply, score, report. The exit status is 1 if a goal is missed."""

from __future__ import annotations

import argparse
import sys
import tempfile
import warnings
from pathlib import Path

from tests.benchmarks.mini_midi import report, runs
from tests.benchmarks.mini_midi.answers import Action
from tests.benchmarks.mini_midi.dates import shifts
from tests.benchmarks.mini_midi.reader import missing_tools
from tests.benchmarks.mini_midi.score import score, strays, worst_by_series
from tests.benchmarks.mini_midi.seed import plant


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="mini_midi", description="Synthetic PHI in, leaks and losses out.")
    parser.add_argument("--out", type=Path, metavar="DIR", help="keep everything here (default: thrown away)")
    parser.add_argument("--count", type=int, default=300, metavar="N", help="instances (default 300)")
    parser.add_argument("--profile", default="basic", metavar="NAME", help="confidentiality profile (default basic)")
    parser.add_argument("--no-proposals", action="store_true", help="leave out the run that finds text itself")
    arguments = parser.parse_args()
    missing = missing_tools()
    if missing:
        print(f"needs {', '.join(missing)} of dcmtk", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.out or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pydicom tells of values that are odd on purpose
            corpus = plant(folder, count=arguments.count)
        results = runs.with_given_plans(corpus, folder / "given" / "out", profile=arguments.profile)
        verdicts = score(corpus, results, profile=arguments.profile)
        text = list(report.lines("regions given", verdicts, worst_by_series(verdicts, corpus), results))
        text += [f"canary of {stray}" for stray in strays(results)]
        missed = report.gate(verdicts)
        moved = shifts(corpus, results)
        text.append(f"{moved.compared} dates of {moved.patients} patients moved, {len(moved.odd)} not as the others")
        missed += moved.odd
        if not arguments.no_proposals:
            proposed = runs.with_proposals(corpus, folder / "proposed" / "out", profile=arguments.profile)
            hidden = score(corpus, proposed, profile=arguments.profile, actions=frozenset({Action.PIXELS_HIDDEN}))
            hidden = [verdict for verdict in hidden if verdict.answer.file in proposed.outputs]
            text += report.lines("regions proposed", hidden, worst_by_series(hidden, corpus), proposed)
        print("\n".join(text))
        if arguments.out:
            (folder / "report.txt").write_text("\n".join(text) + "\n", encoding="utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
