"""Elements in the place of others: dummies, and which elements can be trusted to hold what their VR says."""

from __future__ import annotations

from typing import Final

from pydicom.datadict import dictionary_has_tag, dictionary_VR
from pydicom.dataelem import DataElement
from pydicom.valuerep import STANDARD_VR

from redactor.deid.icc_profile import COLOR_SPACE, srgb
from redactor.deid.replacements import dummy

ICC_PROFILE: Final = 0x00282000
ICC_COLOR_SPACE: Final = 0x00282002


def has_its_vr(element: DataElement) -> bool:
    """Say whether the VR is one of the Standard's, and not UN for an attribute that has another."""
    if element.VR == "UN":
        return not dictionary_has_tag(element.tag) or dictionary_VR(element.tag) == "UN"
    return element.VR in STANDARD_VR


def dummy_of(element: DataElement) -> DataElement:
    """Give an element with a dummy of its VR; of an ICC profile, one that this program made."""
    number = int(element.tag)  # a plain int: pydicom compares its own tags in Python
    if number == ICC_PROFILE:
        return DataElement(element.tag, "OB", srgb())
    if number == ICC_COLOR_SPACE:
        return DataElement(element.tag, "CS", COLOR_SPACE)
    value = dummy(element.VR)
    many = isinstance(value, (int, float)) and element.VM > 1
    return DataElement(element.tag, element.VR, [value] * element.VM if many else value)
