"""Attributes that may not stay when those that they belong to are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from redactor.dicom.walk import readable_elements, tag_path
from redactor.model.record import AttributeAction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydicom.dataset import Dataset

    from redactor.deid.types import Level

NO_REFERENCE: Final = "no-reference"
DEPENDENT: Final = "dependent"

_ONLY_BESIDE: Final = {
    0x00102298: 0x00102297,  # Responsible Person Role: Responsible Person (PS3.3 C.7.1.1)
    0x00120081: 0x00120082,  # Ethics Committee Name: Approval Number (PS3.3 C.7.1.3)
}
"""Attributes of Type 1C that may not be present unless another has a value."""

_INSTANCE: Final = "(0008,1155)"  # Referenced SOP Instance UID
_LISTS: Final = {0x00081115: "(0008,1115)", 0x00081200: "(0008,1200)"}
"""Referenced Series Sequence and Studies Containing Other Referenced Instances Sequence (PS3.3 C.12.2).

A module that lists what the rest of the data set refers to (Type 1C) is an error without that, and would be the only
trace of what the profile removed. Where the list itself is what refers, it is of Type 1.
"""


def without_dependents(
    result: Dataset, source: Dataset, level: Level, actions: Sequence[AttributeAction]
) -> tuple[AttributeAction, ...]:
    """Take out of a result what may not stay without what the profile removed.

    Parameters
    ----------
    result
        Changed in place.
    level
        The Types at its top.
    actions
        What became of the original attributes so far.

    Returns
    -------
    tuple[AttributeAction, ...]
        What became of them now.
    """
    alone = [tag for tag, other in _ONLY_BESIDE.items() if tag in result and not _has_value(result, other)]
    told = _without(alone, DEPENDENT, result, actions)
    lists = [tag for tag in _LISTS if tag in result and level.types.get(tag) == "1C"]
    if lists and _refers(source) and not _refers(result):
        told = _without(lists, NO_REFERENCE, result, told)
    return told


def _without(
    tags: Sequence[int], rule: str, result: Dataset, actions: Sequence[AttributeAction]
) -> tuple[AttributeAction, ...]:
    told = list(actions)
    for tag in tags:
        path = tag_path("", result[tag].tag)
        told = [action for action in told if not action.path.startswith(path)]
        told.append(AttributeAction(path, "X", rule))
        del result[tag]
    return tuple(told)


def _has_value(attributes: Dataset, tag: int) -> bool:
    return tag in attributes and not attributes[tag].is_empty


def _refers(attributes: Dataset) -> bool:
    """Say whether something outside the lists names an instance."""
    outside = tuple(_LISTS.values())
    return any(
        path.endswith(_INSTANCE) and not path.startswith(outside) and not element.is_empty
        for path, element in readable_elements(attributes)
    )
