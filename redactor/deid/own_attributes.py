"""What the program says of its own in the result: how it was de-identified, and that pixels changed."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from pydicom.datadict import dictionary_VR, tag_for_keyword
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.tag import Tag

import redactor
from redactor.deid.burned_in import burned_in_annotation
from redactor.deid.frame_attributes import DROPPED
from redactor.deid.frame_types import derived, with_image_type
from redactor.deid.legible import values_of
from redactor.deid.table import load
from redactor.dicom.plain_elements import tag_of
from redactor.dicom.walk import tag_path
from redactor.model.record import AttributeAction, Code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydicom.tag import BaseTag

    from redactor.deid.frame_changes import FrameChanges
    from redactor.deid.profile import Profile
    from redactor.deid.table import Option
    from redactor.dicom.recode import LossyStep
    from redactor.model.image import PixelFormat

PIXEL_CHANGE: Final = "pixel-change"
PIXEL_FORMAT: Final = "pixel-format"
LOSSY: Final = "lossy-image-compression"
BURNED_IN: Final = "burned-in-annotation"
MANUFACTURER: Final = "redactor"
DERIVATION: Final = "Areas of the image were hidden to remove identifying information"
LEFT_OUT: Final = "Frames were left out to remove identifying information"

_OPTION_CODES: Final[Mapping[Option, str]] = {
    "clean_graphics": "CleanGraphicsOption",
    "clean_structured_content": "CleanStructuredContentOption",
    "clean_descriptors": "CleanDescriptorsOption",
    "retain_longitudinal_full_dates": "RetainLongitudinalTemporalInformationFullDatesOption",
    "retain_longitudinal_modified_dates": "RetainLongitudinalTemporalInformationModifiedDatesOption",
    "retain_patient_characteristics": "RetainPatientCharacteristicsOption",
    "retain_device_identity": "RetainDeviceIdentityOption",
    "retain_uids": "RetainUidsOption",
    "retain_safe_private": "RetainSafePrivateOption",
    "retain_institution_identity": "RetainInstitutionIdentityOption",
}

OUTDATED: Final = (
    "SmallestImagePixelValue",
    "LargestImagePixelValue",
    "SmallestPixelValueInSeries",
    "LargestPixelValueInSeries",
    "SmallestImagePixelValueInPlane",
    "LargestImagePixelValueInPlane",
    "HistogramSequence",
)
"""What was measured on pixels that are hidden now: wrong, and it tells of them."""

_PIXEL_ATTRIBUTES: Final = {
    "PhotometricInterpretation": "photometric_interpretation",
    "PlanarConfiguration": "planar_configuration",
    "BitsAllocated": "bits_allocated",
    "BitsStored": "bits_stored",
    "HighBit": "high_bit",
    "PixelRepresentation": "pixel_representation",
}
"""What another encoding can change, and the name in `PixelFormat`."""


@lru_cache(32)
def method_codes(profile: Profile, *, reviewed: bool) -> tuple[Code, ...]:
    """Give the codes of CID 7050 for what was done.

    Parameters
    ----------
    reviewed
        Whether a person looked at the pixels: without that nobody may claim that they are clean (113101).
    """
    names = ["BasicApplicationConfidentialityProfile"]
    names += ["CleanPixelDataOption"] if reviewed else []
    names += [_OPTION_CODES[option] for option in profile.options]
    from pydicom.sr.codedict import codes  # noqa: PLC0415 - large tables, which no start has to wait for

    found = sorted((getattr(codes.cid7050, name) for name in names), key=lambda code: str(code.value))
    return tuple(Code(code.value, code.scheme_designator, code.meaning) for code in found)


def deidentification(profile: Profile, *, reviewed: bool) -> Dataset:
    """Give the attributes that say how an instance was de-identified (PS3.15 E.1.1, PS3.3 C.7.1.1, C.12.1).

    What an earlier program said of itself is replaced: this one can't vouch for it.
    """
    dates = {"retain_longitudinal_full_dates": "UNMODIFIED", "retain_longitudinal_modified_dates": "MODIFIED"}
    kept = sorted(dates[option] for option in profile.options if option in dates)  # modifying goes before keeping
    return _data_set(
        PatientIdentityRemoved="YES",
        DeidentificationMethod=[
            f"redactor {redactor.__version__}",
            f"PS3.15 {load().edition} Basic Application Confidentiality Profile",
        ],
        DeidentificationMethodCodeSequence=[_item(code) for code in method_codes(profile, reviewed=reviewed)],
        LongitudinalTemporalInformationModified=kept[0] if kept else "REMOVED",
        ContributingEquipmentSequence=[contributing_equipment()],
    )


def contributing_equipment() -> Dataset:
    """Give the item of Contributing Equipment Sequence (0018,A001) for this program (PS3.3 C.12.1, CID 7005).

    When it contributed is not said: that would be the one date in the result.
    """
    return _data_set(
        PurposeOfReferenceCodeSequence=[_item(_purpose())],
        Manufacturer=MANUFACTURER,
        SoftwareVersions=redactor.__version__,
    )


@cache
def _purpose() -> Code:
    from pydicom.sr.codedict import codes  # noqa: PLC0415 - see above

    purpose = codes.cid7005.DeIdentifyingEquipment
    return Code(purpose.value, purpose.scheme_designator, purpose.meaning)


def completed(
    attributes: Dataset,
    *,
    profile: Profile,
    reviewed: bool,
    pixels_changed: bool,
    text_found: bool = False,
    pixels: PixelFormat | None,
    lossy: bool = False,
    lossy_step: LossyStep | None = None,
    frames: FrameChanges | None = None,
) -> tuple[Dataset, tuple[AttributeAction, ...]]:
    """Add what the program says of its own.

    Parameters
    ----------
    attributes
        De-identified; not changed.
    text_found
        Whether burned-in text was found.
    pixels
        How the pixels will be written, if otherwise than the attributes say.
    lossy
        Whether the original's Transfer Syntax loses something. Ratios and methods stay as they are: no step can be
        taken back (PS3.3 C.7.6.1.1.5).
    lossy_step
        A lossy step that was done here: its ratio and method follow those of earlier steps.
    frames
        Which frames change, and which stay; all attributes still speak of all frames.

    Returns
    -------
    Dataset, tuple[AttributeAction, ...]
        The new attributes, and what became of those that were there before.

    Raises
    ------
    BurnedInTextNotAllowed
        If text was found where the IOD has no words for that, and nobody looked.
    """
    actions: dict[str, AttributeAction] = {}
    result = derived(attributes, frames, PIXEL_CHANGE, actions) if pixels_changed else _copied(attributes)
    dropping = frames is not None and frames.drops
    if frames is not None and dropping and not pixels_changed:
        result = with_image_type(result, frames, DROPPED, actions)
    done = [sentence for sentence, true in ((DERIVATION, pixels_changed), (LEFT_OUT, dropping)) if true]
    if done:
        _drop(result, OUTDATED, PIXEL_CHANGE if pixels_changed else DROPPED, actions)
        result.DerivationDescription = ". ".join(done)
    if pixels:
        _describe(result, pixels, actions)
    if lossy:
        _set(result, "LossyImageCompression", "01", LOSSY, actions)
    if lossy_step:
        _append(result, "LossyImageCompressionRatio", f"{lossy_step.ratio:.2f}", LOSSY, actions)
        _append(result, "LossyImageCompressionMethod", lossy_step.method, LOSSY, actions)
    burned_in = burned_in_annotation(attributes, reviewed=reviewed, text_found=text_found)
    if burned_in:
        _set(result, "BurnedInAnnotation", burned_in, BURNED_IN, actions)
    else:
        _drop(result, ("BurnedInAnnotation",), BURNED_IN, actions)
    result.update(deidentification(profile, reviewed=reviewed))
    return result, tuple(actions.values())


def _item(code: Code) -> Dataset:
    values = (("SH", 0x00080100, code.value), ("SH", 0x00080102, code.scheme), ("LO", 0x00080104, code.meaning))
    return Dataset({tag_of(tag): DataElement(tag_of(tag), vr, value) for vr, tag, value in values})


def _data_set(**values: object) -> Dataset:
    """Give what setting the attributes one by one would, without asking for each what kind of name it is."""
    elements = [DataElement(*_tag_and_vr(keyword), value) for keyword, value in values.items()]
    return Dataset({element.tag: element for element in elements})


@cache
def _tag_and_vr(keyword: str) -> tuple[BaseTag, str]:
    tag = tag_of(tag_for_keyword(keyword) or 0)
    return tag, dictionary_VR(tag)


def _copied(attributes: Dataset) -> Dataset:
    return Dataset({element.tag: element for element in attributes})


def _drop(result: Dataset, keywords: tuple[str, ...], rule: str, actions: dict[str, AttributeAction]) -> None:
    for keyword in keywords:
        tag = tag_of(tag_for_keyword(keyword) or 0)
        if tag in result.keys():  # noqa: SIM118 - a Dataset is slow to say that it lacks something
            path = tag_path("", tag)
            actions[path] = AttributeAction(path, "X", rule)
            del result[tag]


def _describe(result: Dataset, pixels: PixelFormat, actions: dict[str, AttributeAction]) -> None:
    for keyword, name in _PIXEL_ATTRIBUTES.items():
        if keyword in result:  # gray images have no Planar Configuration, floating-point ones no High Bit
            _set(result, keyword, getattr(pixels, name), PIXEL_FORMAT, actions)


def _set(result: Dataset, keyword: str, value: str | int, rule: str, actions: dict[str, AttributeAction]) -> None:
    if keyword in result and result[keyword].value != value:
        path = tag_path("", Tag(keyword))
        actions[path] = AttributeAction(path, "D", rule)
    setattr(result, keyword, value)


def _append(result: Dataset, keyword: str, value: str, rule: str, actions: dict[str, AttributeAction]) -> None:
    """Add a value behind those that are there."""
    earlier = values_of(result[keyword]) if keyword in result else []
    if earlier:
        path = tag_path("", Tag(keyword))
        actions[path] = AttributeAction(path, "D", rule)
    setattr(result, keyword, [*(item for item in earlier if str(item)), value])
