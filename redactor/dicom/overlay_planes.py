"""The overlay planes that a header declares (PS3.3 C.9.2): where they lie, not what they draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pydicom.tag import Tag

from redactor.dicom.walk import element_at
from redactor.model.image import OverlayPlane

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

GROUPS: Final = range(0x6000, 0x6020, 2)
_ROWS, _COLUMNS, _ORIGIN = 0x0010, 0x0011, 0x0050


def overlay_planes(attributes: Dataset) -> tuple[OverlayPlane, ...]:
    """Give the planes of a data set, in Overlay Data (60xx,3000) or in unused bits; those without a size are left out.

    Overlay Origin (60xx,0050) counts from 1; a plane without one begins where the image does.
    """
    found = []
    for group in GROUPS:
        if (group << 16) + _ROWS not in attributes:
            continue
        size = _numbers(attributes, group, _ROWS) + _numbers(attributes, group, _COLUMNS)
        if len(size) == 2 and min(size) > 0:
            row, column = (*_numbers(attributes, group, _ORIGIN), 1, 1)[:2]
            found.append(OverlayPlane(group, row - 1, column - 1, *size))
    return tuple(found)


def _numbers(attributes: Dataset, group: int, number: int) -> list[int]:
    """Give the whole numbers that an attribute holds, none where it is absent or can't be read."""
    tag = Tag(group, number)
    element = element_at(attributes, tag) if tag in attributes else None
    value = None if element is None else element.value
    values = list(value) if isinstance(value, Sequence) else [value]
    return [each for each in values if isinstance(each, int)]
