"""References between instances that are left when those in the image are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from redactor.dicom.walk import readable_elements, tag_path
from redactor.model.record import AttributeAction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydicom.dataset import Dataset

    from redactor.deid.types import Level

RULE: Final = "no-reference"
_INSTANCE: Final = "(0008,1155)"  # Referenced SOP Instance UID
_LISTS: Final = {0x00081115: "(0008,1115)", 0x00081200: "(0008,1200)"}
"""Referenced Series Sequence and Studies Containing Other Referenced Instances Sequence (PS3.3 C.12.2)."""


def without_lists(
    result: Dataset, source: Dataset, level: Level, actions: Sequence[AttributeAction]
) -> tuple[AttributeAction, ...]:
    """Take the lists of all referenced instances out of a result that refers to none of them any more.

    A module that lists what the rest of the data set refers to (Type 1C) is an error without that, and would be the
    only trace of what the profile removed. Where the list itself is what refers, it is of Type 1.

    Parameters
    ----------
    result
        Changed in place.

    Returns
    -------
    tuple[AttributeAction, ...]
        What became of the original attributes.
    """
    lists = [tag for tag in _LISTS if tag in result and level.types.get(tag) == "1C"]
    if not lists or not _refers(source) or _refers(result):
        return tuple(actions)
    told = list(actions)
    for tag in lists:
        path = tag_path("", result[tag].tag)
        told = [action for action in told if not action.path.startswith(path)]
        told.append(AttributeAction(path, "X", RULE))
        del result[tag]
    return tuple(told)


def _refers(attributes: Dataset) -> bool:
    """Say whether something outside the lists names an instance."""
    outside = tuple(_LISTS.values())
    return any(
        path.endswith(_INSTANCE) and not path.startswith(outside) and not element.is_empty
        for path, element in readable_elements(attributes)
    )
