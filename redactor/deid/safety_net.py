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
_PIXEL_DATA: Final = 0x7FE0
_BAGGAGE: Final = 0x4010  # inspection of luggage, with the itinerary
_REPEATING: Final = frozenset({0x5000, 0x6000})  # curves and overlays

_REMOVED: Final = frozenset(
    tag_for_keyword(keyword)
    for keyword in (
        "EncryptedAttributesSequence",  # the identity that an earlier program locked in
        "MACParametersSequence",  # belongs to digital signatures, which are removed
        "LengthToEnd",  # retired, and wrong after any change
        # Birth and death
        "PatientBirthDateInAlternativeCalendar",
        "PatientDeathDateInAlternativeCalendar",
        "PatientAlternativeCalendar",
        "BreedRegistrationSequence",
        # Whose numbers they are: hospitals and authorities
        "IssuerOfPatientIDQualifiersSequence",
        "IssuerOfAccessionNumberSequence",
        "OrderPlacerIdentifierSequence",
        "OrderFillerIdentifierSequence",
        "AssigningFacilitySequence",
        "AssigningJurisdictionCodeSequence",
        "AssigningAgencyOrDepartmentCodeSequence",
        "ContactDisplayName",
        "HL7StructuredDocumentReferenceSequence",  # of other systems, with their numbers
        # Numbers of orders, devices, media and prints
        "PlacerOrderNumberProcedure",
        "FillerOrderNumberProcedure",
        "PlacerOrderNumberImagingServiceRequestRetired",
        "FillerOrderNumberImagingServiceRequestRetired",
        "DeviceID",
        "GridID",
        "NTPSourceAddress",
        "ImageID",
        "ProductLotIdentifier",
        "SubstanceAdministrationDeviceID",
        "StorageMediaFileSetID",
        "ReferenceToRecordedSound",
        "PrintJobID",
        "OwnerID",
        "PrinterName",
        "FilmSessionLabel",
    )
)
"""Texts and sequences that identify, and that no Value Representation gives away."""

_TRACKING_ID: Final = 0x00620020  # free text, but required beside a Tracking UID (PS3.3 C.8.20.2), which stays

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
    """Say whether an attribute goes, whatever it holds: curves, overlays, Pixel Data, what names the place."""
    return (
        tag.group <= _LAST_FILE_GROUP
        or tag.group in {_PIXEL_DATA, _BAGGAGE}
        or tag.group & 0xFF00 in _REPEATING
        or tag in _REMOVED
    )


def action_for(element: DataElement) -> Literal["X", "D", "K", "U"]:
    """Give the action for an attribute that is neither listed nor a sequence."""
    if element.tag == _TRACKING_ID:
        return "D"
    if element.VR == "UI":
        return "K" if element.tag in _KINDS and _well_formed(element) else "U"
    return "X" if element.VR in _REMOVED_VRS and element.tag not in _IMAGE_TABLES else "K"


def _well_formed(element: DataElement) -> bool:
    values = element.value if element.VM > 1 else [element.value or ""]
    return all(UID(str(value)).is_valid or not value for value in values)
