"""Plant the corpus: the same seed gives the same bytes."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pydicom import uid

from tests.benchmarks.mini_midi.answers import REMOVED, Key, write_key
from tests.benchmarks.mini_midi.bases import BORROWED, IMAGES, KINDS, OTHERS, borrow, make
from tests.benchmarks.mini_midi.expectations import decoys, expect_all
from tests.benchmarks.mini_midi.people import SITES, person
from tests.benchmarks.mini_midi.places import PLACES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.benchmarks.mini_midi.case import Case

PATIENTS: Final = 30
_FULL: Final = 300
_SYNTAXES: Final = (
    uid.ExplicitVRLittleEndian,
    uid.ImplicitVRLittleEndian,
    uid.ExplicitVRBigEndian,
    uid.RLELossless,
    uid.JPEGLSLossless,
    uid.JPEG2000Lossless,
)
_NOT_CODED: Final = frozenset({"SEG", "PM"})
_FIXED_BITS: Final = frozenset({"P05", "P16", "P33"})
"""Places that need native pixels."""

_ALONE: Final = frozenset({"P13", "P15", "P32", "P35", "P39"})


@dataclass(frozen=True)
class Corpus:
    """A planted folder.

    Attributes
    ----------
    folder
        What the program is given.
    key
        The answers; beside the folder as ``key.sqlite``.
    """

    folder: Path
    key: Key


def plant(folder: Path, *, count: int = _FULL, seed: int = 20261122) -> Corpus:
    """Plant instances into an empty folder; the first 48 carry one place each, all others several.

    Parameters
    ----------
    count
        How many instances, at least one for each place.
    """
    draw = random.Random(seed)
    cases = [_single(place, number) for number, place in enumerate(PLACES, 1)]
    rest = count - len(cases)
    others = [*OTHERS, *(f"borrowed {name}" for name in BORROWED)][: max(rest // 2, 0)]
    for name in others:
        cases.append(_object(name, len(cases) + 1, draw))
    while len(cases) < count:
        cases.append(_mixed(len(cases) + 1, draw))
    source = folder / "in"
    for case in cases:
        case.write(source)
    key = Key(tuple(row for case in cases for row in case.answers), tuple(case.source for case in cases))
    write_key(folder / "key.sqlite", key.answers, key.files)
    return Corpus(source, key)


def _single(place: str, number: int) -> Case:
    case = _made(PLACES[place].kinds[0], number)
    return _finished(case, (place,))


def _made(kind: str, number: int) -> Case:
    who = person(number % PATIENTS)
    if kind.startswith("borrowed "):
        return borrow(kind.removeprefix("borrowed "), number, who, study=number % 2 + 1, series=number)
    return make(kind, number, who, study=number % 2 + 1, series=list(KINDS).index(kind) + 1)


def _object(kind: str, number: int, draw: random.Random) -> Case:
    """Give an object of another kind, or a public test file, with places in its attributes."""
    case = _made(kind, number)
    fitting = [name for name, place in PLACES.items() if kind in place.kinds]
    general = ["P10", "P19", "P21", "P22", "P27", "P42", "P43", "P44", "P46", "P47"]
    return _finished(case, tuple(sorted({*fitting, *draw.sample(general, 4)})))


def _mixed(number: int, draw: random.Random) -> Case:
    """Give an image with two to five places that go together, in one of many Transfer Syntaxes."""
    kind = IMAGES[number % len(IMAGES)]
    case = _made(kind, number)
    fitting = [name for name, place in PLACES.items() if kind in place.kinds and name not in _ALONE]
    chosen = set(draw.sample(fitting, min(len(fitting), draw.randint(2, 5))))
    if kind in {"US", "CR", "DX", "XC"}:
        chosen.add("P01")
    if kind == "WSI" and number % 2:
        chosen.add("P35")  # the label of a slide
    recoding = [name for name in sorted(chosen) if PLACES[name].recodes or name in _FIXED_BITS]
    chosen -= set(recoding[1:])
    if "P02" in chosen or "P33" in chosen:
        chosen.discard("P01")
    syntax = draw.choice(_SYNTAXES)
    free = not recoding and kind not in _NOT_CODED
    case.syntax = syntax if free else case.syntax
    return _finished(case, tuple(sorted(chosen)))


def _finished(case: Case, places: tuple[str, ...]) -> Case:
    decoys(case)
    site = SITES.index(case.person.site) + 1
    case.file = f"site{site}/p{case.person.number:02}/{case.number:03}_{'_'.join(places)[:24]}/image.dcm"
    for place in sorted(places, key=lambda name: name != "P38"):  # first what gives the file its name
        PLACES[place].seed(case)
    expect_all(case, places)
    if case.kind == "PDF" or (case.kind == "WSI" and "P35" in places):
        # Right is to leave them out until a person has looked: nothing of them needs to stay.
        case.answers = [row for row in case.answers if row.action in REMOVED]
    return case
