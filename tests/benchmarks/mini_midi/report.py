"""Say how it went: by action, by category, by place; then every leak and everything lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tests.benchmarks.mini_midi.answers import REMOVED, Action

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.benchmarks.mini_midi.runs import Results
    from tests.benchmarks.mini_midi.score import Verdict

RETAINED = frozenset({Action.TAG_RETAINED, Action.TEXT_NOTNULL, Action.TEXT_RETAINED})
CONSISTENT = frozenset({Action.UID_CONSISTENT, Action.PATID_CONSISTENT})


def leaks(verdicts: list[Verdict]) -> list[Verdict]:
    """Give what should be gone and is there."""
    return [verdict for verdict in verdicts if verdict.answer.action in REMOVED and not verdict.passed]


def gate(verdicts: list[Verdict]) -> list[str]:
    """Name the goals that are missed: no leak, 99.5 % kept, UIDs and ids consistent, pixels outside the mask identical.

    What should be consistent in a file that was set aside is not kept, rather than inconsistent.
    """
    missed = []
    if leaks(verdicts):
        missed.append(f"{len(leaks(verdicts))} leaks")
    linked = [verdict for verdict in verdicts if verdict.answer.action in CONSISTENT]
    kept = [verdict.passed for verdict in verdicts if verdict.answer.action in RETAINED]
    kept += [False for verdict in linked if not verdict.made]
    if odd := sum(verdict.made and not verdict.passed for verdict in linked):
        missed.append(f"{odd} UIDs or ids inconsistent")
    if kept and sum(kept) / len(kept) < 0.995:
        missed.append(f"{sum(kept) / len(kept):.2%} retained")
    outside = [v for v in verdicts if v.answer.action is Action.PIXELS_OUTSIDE_MASK_IDENTICAL and not v.passed]
    outside = [v for v in outside if v.made]
    if outside:
        missed.append(f"{len(outside)} images changed outside the mask")
    return missed


def table(verdicts: list[Verdict], name: Callable[[Verdict], str]) -> Iterator[str]:
    """Yield a line for each name: passed, of how many, share."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for verdict in verdicts:
        groups[name(verdict)].append(verdict.passed)
    for key, passed in sorted(groups.items()):
        yield f"{key:<34} {sum(passed):>6} of {len(passed):>6}  {sum(passed) / len(passed):>8.2%}"


def lines(title: str, verdicts: list[Verdict], series: list[Verdict], results: Results) -> Iterator[str]:
    """Yield the report of one run."""
    yield f"== {title} =="
    yield f"{len(results.outputs)} outputs, {len(results.reasons)} without"
    reasons = Counter(results.reasons.values())
    yield from (f"  {count:>4}  {reason}" for reason, count in reasons.most_common())
    yield "-- by action"
    yield from table(verdicts, lambda verdict: str(verdict.answer.action))
    yield "-- by category"
    yield from table(verdicts, lambda verdict: verdict.answer.category)
    yield "-- by place"
    yield from table(verdicts, lambda verdict: verdict.answer.place)
    made = [verdict for verdict in verdicts if verdict.answer.action in CONSISTENT and verdict.made]
    yield "-- consistent, in files that were written"
    yield from table(made, lambda verdict: str(verdict.answer.action))
    yield "-- the worst of each series"
    yield from table(series, lambda verdict: str(verdict.answer.action))
    found = leaks(verdicts)
    yield f"-- {len(found)} leaks"
    yield from (_line(verdict) for verdict in found)
    yield "-- not as it should be, by cause"
    rest = [v for v in verdicts if not v.passed and v.answer.action not in REMOVED and v.answer.file in results.outputs]
    causes = Counter((str(v.answer.action), v.answer.path, v.why) for v in rest)
    yield from (f"{count:>5}  {action} {path} {why}" for (action, path, why), count in causes.most_common())
    yield f"goals missed: {', '.join(gate(verdicts)) or 'none'}"


def _line(verdict: Verdict) -> str:
    row = verdict.answer
    return f"{row.place:<6} {row.action:<15} {row.file:<62} {row.path} {verdict.why}"
