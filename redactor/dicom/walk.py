"""Walk a data set to every depth, with a path for each element."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from pydicom.errors import BytesLengthException

from redactor.errors import UnreadableAttributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydicom.dataelem import DataElement
    from pydicom.dataset import Dataset
    from pydicom.tag import BaseTag

UNREADABLE = (
    BytesLengthException,
    struct.error,
    ValueError,
    TypeError,
    NotImplementedError,
    AttributeError,
    OverflowError,
    LookupError,
    OSError,
    EOFError,
)
"""What pydicom raises when a raw value can't be converted to its VR."""


def tag_path(prefix: str, tag: BaseTag) -> str:
    """Give the path of an element below `prefix`: ``(0040,0275)[1]/(0040,0009)``."""
    return f"{prefix}({tag.group:04X},{tag.elem:04X})"


def value_of(attributes: Dataset, keyword: str) -> Any:  # noqa: ANN401 - the VR decides
    """Give the value of an attribute, or None if it is absent or can't be converted."""
    try:
        return attributes.get(keyword)
    except UNREADABLE:
        return None


def element_at(attributes: Dataset, tag: BaseTag) -> DataElement | None:
    """Give an element with its value converted, or None if that fails."""
    try:
        return attributes[tag]
    except UNREADABLE:
        return None


def readable_elements(attributes: Dataset, prefix: str = "") -> Iterator[tuple[str, DataElement]]:
    """Yield (path, element) for every element that isn't a sequence, at every depth; unreadable values are left out.

    Raises
    ------
    UnreadableAttributes
        If sequences are nested beyond all reason; it names the outermost one.
    """
    for tag in sorted(attributes.keys()):
        element = element_at(attributes, tag)
        if element is None:
            continue
        path = tag_path(prefix, tag)
        if element.VR == "SQ":
            try:
                for number, item in enumerate(element.value or [], 1):
                    yield from readable_elements(item, f"{path}[{number}]/")
            except RecursionError:
                if prefix:
                    raise
                raise UnreadableAttributes(path=path) from None
        else:
            yield path, element
