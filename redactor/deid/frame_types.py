"""Image Type (0008,0008) and Frame Type (0008,9007) of an image in which pixels changed or frames were left out.

In an Enhanced image frames say for themselves whether they are derived (PS3.3 C.8.16.1): those that changed become
DERIVED, all others keep what they say, and Image Type says MIXED where they differ. The IODs that know no MIXED say
DERIVED for all of them.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Final

from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.tag import Tag

from redactor.deid.legible import values_of
from redactor.dicom.walk import tag_path
from redactor.model.record import AttributeAction

if TYPE_CHECKING:
    from redactor.deid.frame_changes import FrameChanges

Actions = dict[str, AttributeAction]

_MIXED: Final = "MIXED"
_DERIVED: Final = "DERIVED"
_SHARED: Final = "SharedFunctionalGroupsSequence"
_PER_FRAME: Final = "PerFrameFunctionalGroupsSequence"
_MACROS: Final = (
    "CTImageFrameTypeSequence",
    "MRImageFrameTypeSequence",
    "PETFrameTypeSequence",
    "PhotoacousticImageFrameTypeSequence",
    "USImageDescriptionSequence",
    "XAXRFFrameCharacteristicsSequence",
    "XRay3DFrameTypeSequence",
)
"""Functional groups with a Frame Type, of the IODs whose Image Type may say MIXED (C.8.16, C.8.19.2.1.1, C.8.21.1)."""


def derived(attributes: Dataset, frames: FrameChanges | None, rule: str, actions: Actions) -> Dataset:
    """Say DERIVED in Image Type, and in Frame Type of the frames that changed.

    Parameters
    ----------
    attributes
        Not changed.
    frames
        Which frames changed; None means all of them.
    rule
        Stands in the actions.
    """
    if frames is None or frames.touched >= set(frames.kept) or not _types_of(attributes, frames.total):
        return _all_derived(attributes, rule, actions)
    result = _split(attributes, rule, actions)
    path = tag_path("", Tag(_PER_FRAME))
    items = [
        _all_derived(item, rule, actions, f"{path}[{number}]/") if number in frames.touched else item
        for number, item in enumerate(result[_PER_FRAME].value, 1)
    ]
    setattr(result, _PER_FRAME, items)
    return with_image_type(result, frames, rule, actions)


def with_image_type(attributes: Dataset, frames: FrameChanges, rule: str, actions: Actions) -> Dataset:
    """Give Image Type the values that the kept frames agree on, and MIXED where they don't.

    Values 2 and 3 are never MIXED (PS3.3 C.8.16.1.2 and C.8.16.1.3), so they stay; so does a value 1 that is
    DERIVED.
    """
    kinds = _types_of(attributes, frames.total)
    before = [str(value) for value in values_of(attributes["ImageType"])] if "ImageType" in attributes else []
    if not kinds or not before:
        return attributes
    kept = [kinds[number - 1] for number in frames.kept]
    after = [
        value if place in {1, 2} or (place and value != _MIXED) or value == _DERIVED else _agreed(kept, place, value)
        for place, value in enumerate(before)
    ]
    if after == before:
        return attributes
    result = _copied(attributes)
    result.ImageType = after
    path = tag_path("", Tag("ImageType"))
    actions[path] = AttributeAction(path, "D", rule)
    return result


def _agreed(kinds: list[list[str]], place: int, otherwise: str) -> str:
    found = {values[place] for values in kinds if len(values) > place}
    if len(found) > 1:
        return _MIXED
    return found.pop() if found else otherwise


def _types_of(attributes: Dataset, total: int) -> list[list[str]]:
    """Give the Frame Type of every frame; nothing where some frame has none, or the image may not say MIXED."""
    per_frame = list(attributes.get(_PER_FRAME) or [])
    shared = list(attributes.get(_SHARED) or [])[:1]
    kinds = [_type_in(item) or [value for group in shared for value in _type_in(group)] for item in per_frame]
    return kinds if len(kinds) == total and all(kinds) else []


def _type_in(group: Dataset) -> list[str]:
    for macro in _MACROS:
        for item in group.get(macro) or []:
            if "FrameType" in item:
                return [str(value) for value in values_of(item["FrameType"])]
    return []


def _split(attributes: Dataset, rule: str, actions: Actions) -> Dataset:
    """Move the groups with a Frame Type from the shared functional groups to each frame: no group may be in both."""
    result = _copied(attributes)
    shared = list(result.get(_SHARED) or [])[:1]
    moved = [group[macro] for group in shared for macro in _MACROS if macro in group]
    if not moved:
        return result
    items = [_copied(item) for item in result[_PER_FRAME].value]
    for element in moved:
        path = f"{tag_path('', Tag(_SHARED))}[1]/({element.tag.group:04X},{element.tag.elem:04X})"
        actions[path] = AttributeAction(path, "X", rule)
        for item in items:
            if element.tag not in item:
                item.add(copy.deepcopy(element))
    left = _copied(shared[0])
    for element in moved:
        del left[element.tag]
    setattr(result, _SHARED, [left])
    setattr(result, _PER_FRAME, items)
    return result


def _all_derived(attributes: Dataset, rule: str, actions: Actions, prefix: str = "") -> Dataset:
    """Say DERIVED in Image Type (PS3.3 C.7.6.1.1.2) and in Frame Type at every depth (C.8.16.1.1)."""
    result = Dataset()
    for element in attributes:
        path = tag_path(prefix, element.tag)
        made = element
        if element.VR == "SQ":
            numbered = enumerate(element.value, 1)
            items = [_all_derived(item, rule, actions, f"{path}[{number}]/") for number, item in numbered]
            made = DataElement(element.tag, "SQ", items)
        elif element.keyword in {"ImageType", "FrameType"} and values_of(element)[:1] not in ([], [_DERIVED]):
            made = DataElement(element.tag, "CS", [_DERIVED, *values_of(element)[1:]])
            actions[path] = AttributeAction(path, "D", rule)
        result.add(made)
    return result


def _copied(attributes: Dataset) -> Dataset:
    result = Dataset()
    for element in attributes:
        result.add(element)
    return result
