"""Private elements that name nobody: those of PS3.15 Table E.3.10-1, and those that a data set itself declares safe.

A private element is known by its group, the creator of its block and the low byte of its number, never by its tag: the
block is given anew in every data set (PS3.5 7.8). Opaque bytes and nested data sets never stay, declared safe or not:
nothing here could look inside them.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Final

from pydicom.tag import Tag

from redactor.dicom.walk import element_at, value_of
from redactor.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydicom.dataset import Dataset
    from pydicom.tag import BaseTag

Declared = frozenset[tuple[int, str, int | None]]
"""(group, creator, low byte) that the data set declares safe; None is every element of the block."""

CHARACTERISTICS: Final = 0x00080300
"""Private Data Element Characteristics Sequence."""

_FIRST_BLOCK: Final = 0x10
_OPAQUE: Final = frozenset(
    {"OB", "OD", "OF", "OL", "OV", "OW", "SQ", "UN", "UR", "UT", "LT", "ST", "PN", "DA", "DT", "TM"}
)
"""VRs that can hold anything, or that name persons and points in time."""


@cache
def load() -> Mapping[tuple[int, str, int], str]:
    """Give the VR of each safe private element by (group, creator, low byte)."""
    rows = json.loads(read_text("profiles/safe_private.json"))["rows"]
    return {(int(row["group"], 16), row["creator"], int(row["low"], 16)): row["vr"] for row in rows}


def declared_safe(root: Dataset) -> Declared:
    """Give what a data set declares safe in (0008,0300), PS3.3 C.12.1.1.7."""
    found: set[tuple[int, str, int | None]] = set()
    for item in value_of(root, "PrivateDataElementCharacteristicsSequence") or ():
        group, creator = value_of(item, "PrivateGroupReference"), str(value_of(item, "PrivateCreatorReference") or "")
        if not isinstance(group, int) or not creator:
            continue
        if value_of(item, "BlockIdentifyingInformationStatus") == "SAFE":
            found.add((group, creator, None))
        listed = value_of(item, "NonidentifyingPrivateElements")
        numbers = [listed] if isinstance(listed, int) else listed or ()
        found.update((group, creator, number & 0xFF) for number in numbers)
    return frozenset(found)


def is_safe(source: Dataset, tag: BaseTag, declared: Declared) -> bool:
    """Say whether a private element may stay, or the creator of a block: it does if anything of its block does.

    Parameters
    ----------
    source
        The data set or item that holds it.
    """
    if tag.is_private_creator:
        return any(_is_safe_element(source, other, declared) for other in _elements_of_block(source, tag))
    return _is_safe_element(source, tag, declared)


def _elements_of_block(source: Dataset, creator: BaseTag) -> Iterator[BaseTag]:
    for tag in source.keys():  # noqa: SIM118 - iterating a Dataset converts every value
        if tag.group == creator.group and tag.elem >> 8 == creator.elem:
            yield tag


def _is_safe_element(source: Dataset, tag: BaseTag, declared: Declared) -> bool:
    block = tag.elem >> 8
    creator = element_at(source, Tag(tag.group, block)) if block >= _FIRST_BLOCK else None
    element = element_at(source, tag)
    if creator is None or element is None or element.VR in _OPAQUE:
        return False
    name, low = str(creator.value or "").strip(" \0"), tag.elem & 0xFF
    listed = load().get((tag.group, name, low))
    if listed is not None:
        return listed == element.VR or not listed
    return not declared.isdisjoint({(tag.group, name, low), (tag.group, name, None)})
