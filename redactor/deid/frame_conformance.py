"""Check that what a written instance says of its frames is what the original says of those that stayed."""

from __future__ import annotations

from itertools import accumulate
from math import isclose
from typing import TYPE_CHECKING, Any, Final

from pydicom.datadict import tag_for_keyword

from redactor.deid.frame_attributes import PER_FRAME, VECTORS, increments
from redactor.deid.legible import values_of
from redactor.dicom.plain_elements import tag_of
from redactor.dicom.walk import element_at, value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydicom.dataelem import DataElement
    from pydicom.dataset import Dataset

_NUMBERS: Final = frozenset({"DS", "FD", "FL", "IS", "SL", "SS", "UL", "US"})
"""VRs whose values de-identification leaves as they are."""


def frames_follow(written: Dataset, original: Dataset, frames: Sequence[int]) -> bool:
    """Say whether items and values of kept frames stand where their frames do now.

    Parameters
    ----------
    frames
        Numbers, in the original, of the frames of the written instance, in order.
    """
    total = int(value_of(original, "NumberOfFrames") or 1)
    return (
        _items_follow(written, original, frames, total)
        and all(
            _values_follow(written, original, keyword, frames, total)
            for keyword in (VECTORS | increments(original)) - {"FrameTimeVector"}
        )
        and _times_follow(written, original, frames, total)
    )


def _items_follow(written: Dataset, original: Dataset, frames: Sequence[int], total: int) -> bool:
    before, after = _items(original, PER_FRAME), _items(written, PER_FRAME)
    if len(before) != total:
        return True  # nobody can tell whose items they are; no frame is left out of such an image
    return len(after) == len(frames) and all(
        place in ([], _place(before[number - 1])) for number, place in zip(frames, map(_place, after), strict=True)
    )


def _place(group: Dataset) -> list[Any]:
    """Give the Dimension Index Values of a frame."""
    content = _items(group, "FrameContentSequence")
    return [value for item in content for value in _values(item, "DimensionIndexValues")]


def _values_follow(written: Dataset, original: Dataset, keyword: str, frames: Sequence[int], total: int) -> bool:
    before, after = _values(original, keyword), _values(written, keyword)
    if not after or len(before) != total:
        return True
    return after == [before[number - 1] for number in frames]


def _times_follow(written: Dataset, original: Dataset, frames: Sequence[int], total: int) -> bool:
    before, after = (_values(data_set, "FrameTimeVector") for data_set in (original, written))
    if not after or len(before) != total:
        return True
    old = list(accumulate(float(step) for step in before))
    new = list(accumulate(float(step) for step in after))
    start = old[frames[0] - 1]
    return len(new) == len(frames) and all(
        isclose(time - new[0], old[number - 1] - start, rel_tol=1e-9, abs_tol=1e-6)
        for number, time in zip(frames, new, strict=True)
    )


def _values(attributes: Dataset, keyword: str) -> list[Any]:
    element = _element(attributes, keyword)
    return values_of(element) if element is not None and element.VR in _NUMBERS else []


def _items(attributes: Dataset, keyword: str) -> list[Dataset]:
    element = _element(attributes, keyword)
    return list(element.value) if element is not None and element.VR == "SQ" else []


def _element(attributes: Dataset, keyword: str) -> DataElement | None:
    tag = tag_of(tag_for_keyword(keyword) or 0)
    present = tag in attributes.keys()  # noqa: SIM118 - a Dataset is slow to say that it lacks something
    return element_at(attributes, tag) if present else None
