"""Whether all dates of a patient moved by the same number of whole days, into the past."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from tests.benchmarks.mini_midi.answers import Action
from tests.benchmarks.mini_midi.reader import Dump

if TYPE_CHECKING:
    from tests.benchmarks.mini_midi.runs import Results
    from tests.benchmarks.mini_midi.seed import Corpus

_DAY: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_BIRTH: Final = "(0010,0030)"
"""Never moved by the same days: with one known birthday all the others would be known."""


@dataclass(frozen=True)
class Shifts:
    """Dates that are in results.

    Attributes
    ----------
    compared
        How many.
    odd
        Path and file of each that moved otherwise than the others of its patient, or into the future, or not at all.
    patients
        How many of them have dates.
    """

    compared: int
    patients: int
    odd: tuple[str, ...]


def shifts(corpus: Corpus, results: Results) -> Shifts:
    """Compare every planted date with what became of it."""
    files = {file.file: file for file in corpus.key.files}
    found: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    dumps: dict[str, Dump] = {}
    for row in corpus.key.answers:
        if row.action is not Action.DATE_SHIFTED or row.file not in results.outputs or row.path == _BIRTH:
            continue
        if row.file not in dumps:
            dumps[row.file] = Dump.of(results.outputs[row.file])
        before, after = _day(row.text), _day(dumps[row.file].values.get(row.path) or "")
        if before is not None and after is not None:
            facts = files[row.file]
            days = (before - after).days
            found[facts.issuer, facts.patient].append((days, f"{row.path} in {row.file}"))
    odd = []
    for moved in found.values():
        usual = max((days for days, _ in moved), key=[days for days, _ in moved].count)
        odd += [where for days, where in moved if days != usual or days <= 0]
    return Shifts(sum(map(len, found.values())), len(found), tuple(odd))


def _day(text: str) -> date | None:
    found = _DAY.match(text)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None
