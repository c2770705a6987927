"""Walk a data set to every depth, with a path for each element."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from pydicom.datadict import dictionary_has_tag, dictionary_VR, keyword_for_tag, tag_for_keyword
from pydicom.dataelem import DataElement
from pydicom.valuerep import STANDARD_VR

from redactor.dicom.conversion import UNREADABLE, converted
from redactor.dicom.plain_elements import tag_of
from redactor.errors import UnreadableAttributes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydicom.dataelem import RawDataElement
    from pydicom.dataset import Dataset
    from pydicom.tag import BaseTag

_TOLD: Final = STANDARD_VR - {"UN"}
"""VRs that a raw element keeps when it is converted."""


def tag_path(prefix: str, tag: int) -> str:
    """Give the path of an element below `prefix`: ``(0040,0275)[1]/(0040,0009)``."""
    return prefix + _bare_path(int(tag))  # a plain int: pydicom compares its own tags in Python


@lru_cache(1 << 14)
def _bare_path(tag: int) -> str:
    return f"({tag >> 16:04X},{tag & 0xFFFF:04X})"


def keyword_at(tag: int) -> str:
    """Give the keyword of a tag, empty if it has none."""
    return _keyword(int(tag))


@lru_cache(1 << 14)
def _keyword(tag: int) -> str:
    return keyword_for_tag(tag)


def tags_of(attributes: Dataset) -> list[BaseTag]:
    """Give the tags of a data set in ascending order."""
    return sorted(attributes.keys(), key=int)


def value_of(attributes: Dataset, keyword: str) -> Any:  # noqa: ANN401 - the VR decides
    """Give the value of an attribute, or None if it is absent or can't be converted."""
    tag = tag_of(tag_for_keyword(keyword) or 0)
    present = tag in attributes.keys()  # noqa: SIM118 - a Dataset is slow to say that it lacks something
    element = element_at(attributes, tag) if present else None
    return element.value if element is not None else None


def element_at(attributes: Dataset, tag: BaseTag) -> DataElement | None:
    """Give an element with its value converted, or None if that fails."""
    found = attributes._dict.get(tag)  # noqa: SLF001 - pydicom asks what kind of tag each is
    if isinstance(found, DataElement):
        return found
    made = converted(found, vr_before_conversion(found), attributes.original_character_set) if found else None
    if made is not None:
        attributes[tag] = made
        return made
    try:
        return attributes[tag]
    except UNREADABLE:
        return None


def vr_before_conversion(element: DataElement | RawDataElement) -> str | None:
    """Give the VR that an element has or will have once its value is converted; None if only converting it can tell.

    That is so for UN, for what is private in Implicit VR, and for what is no VR of the Standard.
    """
    if isinstance(element, DataElement):
        return str(element.VR)
    vr = element.VR if element.VR is not None else _vr_by_dictionary(int(element.tag))
    return vr if vr in _TOLD else None


@lru_cache(1 << 14)
def _vr_by_dictionary(tag: int) -> str | None:
    return dictionary_VR(tag) if dictionary_has_tag(tag) else None


def readable_elements(
    attributes: Dataset, prefix: str = "", wanted: Callable[[int, str], bool] | None = None
) -> Iterator[tuple[str, DataElement]]:
    """Yield (path, element) for every element that isn't a sequence, at every depth; unreadable values are left out.

    Parameters
    ----------
    wanted
        Says of a tag and a VR whether the element is to be yielded; no other value need be converted. None: all are.

    Raises
    ------
    UnreadableAttributes
        If sequences are nested beyond all reason; it names the outermost one.
    """
    elements = dict(attributes.items())
    for tag in sorted(elements, key=int):
        found = elements[tag]
        if wanted is not None:
            vr = found.VR if found.VR in _TOLD else vr_before_conversion(found)
            if vr is not None and vr != "SQ" and not wanted(int(tag), vr):
                continue
        element = found if isinstance(found, DataElement) else element_at(attributes, tag)
        if element is None:
            continue
        path = tag_path(prefix, tag)
        if element.VR == "SQ":
            try:
                for number, item in enumerate(element.value or [], 1):
                    yield from readable_elements(item, f"{path}[{number}]/", wanted)
            except RecursionError:
                if prefix:
                    raise
                raise UnreadableAttributes(path=path) from None
        elif wanted is None or wanted(int(tag), str(element.VR)):
            yield path, element
