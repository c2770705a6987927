"""De-identify the attributes of an instance: Table E.1-1, the safety net, and what the program says of its own."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydicom.uid import ExplicitVRBigEndian

from redactor.deid.dependents import without_dependents
from redactor.deid.frame_attributes import Followed, without_dropped_frames
from redactor.deid.identity import PersonWords
from redactor.deid.legible import UNICODE
from redactor.deid.own_attributes import completed
from redactor.deid.rebuild import Rebuild, Where, text_of
from redactor.deid.types import is_defined, level_of
from redactor.errors import UndefinedSopClass

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

    from redactor.deid.frame_changes import FrameChanges
    from redactor.deid.profile import Profile
    from redactor.deid.replacements import Replacements
    from redactor.dicom.recode import OutputFormat
    from redactor.model.record import AttributeAction


@dataclass(frozen=True)
class Deidentified:
    """Attributes that may leave, without Pixel Data, and what became of the original ones."""

    attributes: Dataset = field(repr=False)
    actions: tuple[AttributeAction, ...]
    notes: tuple[str, ...] = ()


def deidentify(
    attributes: Dataset,
    *,
    profile: Profile,
    replacements: Replacements,
    patient: str,
    output: OutputFormat | None = None,
    pixels_changed: bool = False,
    frames: FrameChanges | None = None,
    reviewed: bool = False,
    text_found: bool = False,
) -> Deidentified:
    """De-identify the attributes of an instance.

    Parameters
    ----------
    attributes
        With or without Pixel Data, which is left out. Not changed.
    patient
        Issuer and Patient ID, normalised (`Place.patient`); the same text gives the same pseudonym.
    output
        How the result will be encoded, where that is another way than the original's. Without it the words of
        opaque values are little endian in the result.
    pixels_changed
        Whether any stored value changes: the image is a derived one then.
    frames
        Which frames change, and which stay. None: all change, if any pixel does, and all stay.
    reviewed
        Whether a person looked at the pixels.
    text_found
        Whether burned-in text was found in the pixels.

    Raises
    ------
    UndefinedSopClass
        If no IOD of the SOP Class is known, and the profile does not allow that.
    BurnedInTextNotAllowed
        If text was found where the IOD has no words for that, and nobody looked.
    UnreadableAttributes
        If sequences are nested beyond all reason.
    FramesCannotBeDropped
        If some attribute can't follow the frames that stay.
    """
    sop_class_uid = text_of(attributes, "SOPClassUID")
    if not profile.private_sop_classes and not is_defined(sop_class_uid):
        raise UndefinedSopClass
    was_little = attributes.original_encoding[1] is not False
    becomes_little = output is None or output.transfer_syntax_uid != ExplicitVRBigEndian
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydicom tells of odd values; what can't be read is removed here
        rebuild = Rebuild(
            profile=profile,
            replacements=replacements,
            patient=patient,
            study_uid=text_of(attributes, "StudyInstanceUID"),
            words=PersonWords.of(attributes),
            root=attributes,
            is_little_endian=was_little,
            swapped=was_little != becomes_little,
        )
        level = level_of(sop_class_uid)
        made = rebuild.item(attributes, Where(level))
        actions = without_dependents(made, attributes, level, rebuild.actions)
        result, own = completed(
            made,
            profile=profile,
            reviewed=reviewed,
            text_found=text_found,
            pixels_changed=pixels_changed,
            frames=frames,
            pixels=output.pixels if output else None,
            lossy=output is not None and output.lossy,
            lossy_step=output.lossy_step if output else None,
        )
        followed = without_dropped_frames(result, frames) if frames and frames.drops else Followed(result)
        result = followed.attributes
    if rebuild.beyond_ascii:
        result.SpecificCharacterSet = UNICODE
    return Deidentified(result, (*actions, *own, *followed.actions), followed.notes)
