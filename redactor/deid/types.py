"""Attribute Types: what an Information Object Definition requires (PS3.3, PS3.5 7.4).

An attribute of several modules has the strictest of their Types, 1 before 1C before 2 before 2C before 3. How a module
is used counts in two ways. Where an attribute is present, its module is taken to be there, so modules of every usage
(M mandatory, C conditional, U user option) decide what a composite code of Table E.1-1 comes to. For an attribute that
the profile removes, only mandatory modules can ask for a dummy: without its attributes, another module is just absent.
Inside an item both are the same, since the sequence around it is there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from redactor.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

AttributeType = Literal["1", "1C", "2", "2C", "3"]
"""1 required with a value, 2 required but may be empty, 3 optional; C: on a condition (PS3.5 7.4)."""

REQUIRED: Final[frozenset[AttributeType]] = frozenset({"1", "1C"})
"""Types of attributes that must have a value. Where one of Type 1C is present, its condition is taken to hold."""

_STRICTEST_FIRST: Final[tuple[AttributeType, ...]] = get_args(AttributeType)
_RESOURCE: Final = "profiles/iod_types.json"
_MANDATORY: Final = "M"

_Entry = tuple[AttributeType, "int | None"]
"""The Type, and the number of the node with the attributes below."""


@dataclass(frozen=True)
class Level:
    """The Types of the attributes at one place: of a data set, or of the items of a sequence.

    Attributes
    ----------
    types
        By tag, over all modules. What is not of the IOD is not in it.
    mandatory
        By tag, over what has to be there if this level is.
    below
        By tag of a sequence, the numbers of the nodes with the attributes of its items.
    """

    types: Mapping[int, AttributeType] = field(default_factory=dict)
    mandatory: Mapping[int, AttributeType] = field(default_factory=dict)
    below: Mapping[int, frozenset[int]] = field(default_factory=dict, repr=False)

    def inside(self, tag: int) -> Level:
        """Give the level of the items of a sequence."""
        number = int(tag)  # a plain int: pydicom compares its own tags in Python
        return _items(self.below[number]) if number in self.below else NOTHING


NOTHING: Final = Level()
"""Where the Standard defines nothing: each attribute is as one of Type 3."""


def is_defined(sop_class_uid: str) -> bool:
    """Say whether the Standard's IOD of a SOP Class is known. Those of private classes and younger ones are not."""
    return _successor(sop_class_uid) in _document()["sop_classes"]


@cache
def level_of(sop_class_uid: str) -> Level:
    """Give the Types at the top of a data set; `NOTHING` for a SOP Class that is not defined.

    A retired class has the Types of the one that took its place.
    """
    if not is_defined(sop_class_uid):
        return NOTHING
    document = _document()
    modules = [word.split(":") for word in document["iods"][document["sop_classes"][_successor(sop_class_uid)]].split()]
    every = _merged(int(number) for _, number in modules)
    needed = _merged(int(number) for usage, number in modules if usage == _MANDATORY)
    return Level(every.types, needed.types, every.below)


def attribute_type(sop_class_uid: str, path: Sequence[int]) -> AttributeType | None:
    """Give the Type of an attribute over all modules of an IOD, or None if it is not of the IOD.

    Parameters
    ----------
    path
        The tags of the sequences around it, from the outermost one, and its own.
    """
    level = level_of(sop_class_uid)
    for tag in path[:-1]:
        level = level.inside(tag)
    return level.types.get(path[-1])


@cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(read_text(_RESOURCE))
    return document


def _successor(sop_class_uid: str) -> str:
    return str(_document()["retired"].get(sop_class_uid, sop_class_uid))


@cache
def _node(number: int) -> dict[int, _Entry]:
    """Read one line of the tables."""
    entries: dict[int, _Entry] = {}
    for word in _document()["nodes"][number].split():
        kind, _, below = word[8:].partition(":")
        entries[int(word[:8], 16)] = (kind, int(below) if below else None)
    return entries


@cache
def _items(numbers: frozenset[int]) -> Level:
    return _merged(numbers)


def _merged(numbers: Iterable[int]) -> Level:
    types: dict[int, AttributeType] = {}
    below: dict[int, frozenset[int]] = {}
    for number in numbers:
        for tag, (kind, inner) in _node(number).items():
            types[tag] = min(kind, types.get(tag, kind), key=_STRICTEST_FIRST.index)
            if inner is not None:
                below[tag] = below.get(tag, frozenset()) | {inner}
    return Level(types, types, below)
