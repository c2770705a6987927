"""The safety net: what becomes of attributes that Table E.1-1 does not list.

The table misses attributes that identify (retrieve URLs, dates of newer modules), and knows nothing of
younger ones, so the Value Representation decides: PS3.15 E.1.1 asks for the protection of all identifying
information.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from pydicom.datadict import tag_for_keyword
from pydicom.uid import UID

if TYPE_CHECKING:
    from pydicom.dataelem import DataElement
    from pydicom.tag import BaseTag

_LAST_FILE_GROUP: Final = 0x0007  # commands, File Meta Information and directory records
_CURVES: Final = 0x5000
_OVERLAYS: Final = 0x6000
_PIXEL_DATA: Final = 0x7FE0

_REMOVED: Final = frozenset(
    {
        0x00080001,  # Length to End: retired, and wrong after any change
        0x04000500,  # Encrypted Attributes Sequence: the identity that an earlier program locked in
        0x4FFE0001,  # MAC Parameters Sequence: belongs to digital signatures, which are removed
    }
)

_REMOVED_VRS: Final = frozenset(
    {"PN", "DA", "DT", "TM", "AE", "UR", "UN", "ST", "LT", "UT", "UC", "OB", "OD", "OF", "OL", "OV", "OW"}
)
"""Persons, points in time, addresses, prose, and bytes that nothing here can read."""

_IMAGE_TABLES: Final = frozenset(
    tag_for_keyword(keyword)
    for keyword in (
        "LUTData",
        "RedPaletteColorLookupTableData",
        "GreenPaletteColorLookupTableData",
        "BluePaletteColorLookupTableData",
        "AlphaPaletteColorLookupTableData",
        "SegmentedRedPaletteColorLookupTableData",
        "SegmentedGreenPaletteColorLookupTableData",
        "SegmentedBluePaletteColorLookupTableData",
        "SegmentedAlphaPaletteColorLookupTableData",
        "BlendingLookupTableData",
    )
)
"""Opaque bytes without which pixels could not be shown. An ICC Profile is not among them: it holds texts."""

_KINDS: Final = frozenset(
    tag_for_keyword(keyword)
    for keyword in (
        "SOPClassUID",
        "RelatedGeneralSOPClassUID",
        "OriginalSpecializedSOPClassUID",
        "SOPClassesInStudy",
        "SOPClassesSupported",
        "ReferencedSOPClassUID",
        "PertinentSOPClassesInStudy",
        "PertinentSOPClassesInSeries",
        "CodingSchemeUID",
        "ContextUID",
        "MappingResourceUID",
        "StoredInstanceTransferSyntaxUID",
        "AvailableTransferSyntaxUID",
        "FlowTransferSyntaxUID",
        "MACCalculationTransferSyntaxUID",
        "EncryptedContentTransferSyntaxUID",
    )
)
"""UIDs that say what something is, not which one. Private SOP Classes are in no dictionary, yet stay."""


def is_removed(tag: BaseTag) -> bool:
    """Say whether an attribute goes, whatever it holds: curves, overlays, Pixel Data, other data sets' groups."""
    return (
        tag.group <= _LAST_FILE_GROUP
        or tag.group & 0xFF00 in (_CURVES, _OVERLAYS)
        or tag.group == _PIXEL_DATA
        or tag in _REMOVED
    )


def action_for(element: DataElement) -> Literal["X", "K", "U"]:
    """Give the action for an attribute that is neither listed nor a sequence."""
    if element.VR == "UI":
        return "K" if element.tag in _KINDS and _well_formed(element) else "U"
    return "X" if element.VR in _REMOVED_VRS and element.tag not in _IMAGE_TABLES else "K"


def _well_formed(element: DataElement) -> bool:
    values = element.value if element.VM > 1 else [element.value or ""]
    return all(UID(str(value)).is_valid or not value for value in values)
