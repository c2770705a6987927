"""Attributes that hold frame numbers of their own instance, with the numbers that the frames have in the result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from redactor.deid.legible import values_of

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

    from redactor.deid.frame_changes import FrameChanges

_REFERENCE: Final = "ReferencedFrameNumber"
_LISTS: Final = frozenset({"RepresentativeFrameNumber", "FrameNumbersOfInterest", "RWavePointer", "MaskFrameNumbers"})
_RANGES: Final = frozenset({"ApplicableFrameRange", "PixelShiftFrameRange", "LUTFrameRange"})
_ENDS: Final = (("StartTrim", "StopTrim"), ("IVUSPullbackStartFrameNumber", "IVUSPullbackStopFrameNumber"))
_COUNTING: Final = ("MaskOperation", "ContrastFrameAveraging")
_OF_INTEREST: Final = frozenset({"FrameOfInterestDescription", "FrameOfInterestType"})

KEYWORDS: Final = frozenset({_REFERENCE, *_LISTS, *_RANGES, *_OF_INTEREST, *(name for pair in _ENDS for name in pair)})
"""What `renumbered` knows."""


def renumbered(item: Dataset, keyword: str, frames: FrameChanges, own: str) -> list[object] | None:
    """Give the new values of one of `KEYWORDS`; None if none is left.

    Parameters
    ----------
    item
        The data set, or item of a sequence, that holds the attribute.
    own
        SOP Instance UID of the instance itself: references to others stay as they are.
    """
    values = list(values_of(item[keyword]))
    if keyword == _REFERENCE and not _is_own(item, own):
        return values
    if keyword in _OF_INTEREST:
        marked = _numbers(item, "FrameNumbersOfInterest")
        paired = zip(marked, values, strict=True) if len(marked) == len(values) else ()
        return [value for number, value in paired if number in frames.new_numbers] or None
    if keyword in _RANGES:
        return list(_ranges(item, keyword, frames)) or None
    for first, last in _ENDS:
        if keyword in {first, last}:
            start, stop = _numbers(item, first) or [1], _numbers(item, last) or [frames.total]
            found = frames.new_range(start[0], stop[0])
            return [found[keyword == last]] if found else None
    numbers = _numbers(item, keyword)
    if keyword == "MaskFrameNumbers" and not set(numbers) <= set(frames.kept):
        return None  # a mask of other frames is another mask
    return [frames.new_numbers[number] for number in numbers if number in frames.new_numbers] or None


def says_nothing(item: Dataset, frames: FrameChanges, own: str) -> bool:
    """True if an item of a sequence speaks of dropped frames only, or of a mask that can't be made without them."""
    operation, averaged = (values_of(item[name]) if name in item else [] for name in _COUNTING)
    if operation in (["TID"], ["REV_TID"]) or averaged not in ([], [1]):
        return True  # they count from one frame to others, over those that are gone
    named = (*_RANGES, "MaskFrameNumbers", *_ENDS[0], _REFERENCE)
    present = [keyword for keyword in named if keyword in item and values_of(item[keyword])]
    return any(renumbered(item, keyword, frames, own) is None for keyword in present)


def _is_own(item: Dataset, own: str) -> bool:
    return str(item.get("ReferencedSOPInstanceUID") or own) == own


def _numbers(item: Dataset, keyword: str) -> list[int]:
    """Give frame numbers, 0 for those that are empty."""
    return [int(value) if str(value).strip() else 0 for value in values_of(item[keyword])] if keyword in item else []


def _ranges(item: Dataset, keyword: str, frames: FrameChanges) -> list[int]:
    ends = _numbers(item, keyword)
    found = [frames.new_range(first, last) for first, last in zip(ends[::2], ends[1::2], strict=False)]
    return [number for pair in found if pair is not None for number in pair]
