"""De-identify the attributes of an instance: Table E.1-1, the safety net, and what the program says of its own."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pydicom.uid import ExplicitVRBigEndian

from redactor.deid.dependents import without_dependents
from redactor.deid.frame_attributes import Followed, without_dropped_frames
from redactor.deid.identity import PersonWords
from redactor.deid.legible import UNICODE
from redactor.deid.options import Options
from redactor.deid.own_attributes import completed
from redactor.deid.private import declared_safe
from redactor.deid.rebuild import Made, Rebuild, text_of
from redactor.deid.remembered import Decisions
from redactor.deid.structured import counts_items
from redactor.deid.texts import Texts
from redactor.deid.types import is_defined, level_of
from redactor.deid.where import Where
from redactor.dicom.identifiers import identifiers_of
from redactor.errors import UndefinedSopClass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from pydicom.dataelem import RawDataElement
    from pydicom.dataset import Dataset
    from pydicom.tag import BaseTag

    from redactor.deid.frame_changes import FrameChanges
    from redactor.deid.profile import Profile
    from redactor.deid.replacements import Replacements
    from redactor.dicom.recode import OutputFormat
    from redactor.model.case_plan import AttributeDecision
    from redactor.model.image import Identifiers
    from redactor.model.record import AttributeAction


_SERIES: Final = 8
"""Of which decisions are remembered at once."""


@dataclass(frozen=True)
class Deidentified:
    """Attributes that may leave, without Pixel Data, and what became of the original ones.

    Attributes
    ----------
    words_kept
        (path, text) of what cleaning left: for a person to confirm.
    """

    attributes: Dataset = field(repr=False)
    actions: tuple[AttributeAction, ...]
    notes: tuple[str, ...] = ()
    words_kept: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@lru_cache(_SERIES)
def _remembered(
    profile: Profile, sop_class_uid: str, persons: PersonWords, how: tuple[bool, int], charset: str | tuple[str, ...]
) -> Decisions[Made]:
    """Give the decisions that hold for all data sets of which these are the same.

    Parameters
    ----------
    how
        Whether a person confirmed words, and by how many days dates are moved.
    """
    del profile, sop_class_uid, persons, how, charset
    return Decisions()


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
    changed: AbstractSet[str] = frozenset(),
    decisions: Iterable[tuple[str, AttributeDecision]] = (),
    words_confirmed: bool = False,
    identifiers: Identifiers | None = None,
    raw: Mapping[BaseTag, RawDataElement] | None = None,
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
    changed
        SOP Instance UIDs of all instances whose pixels change: where UIDs are retained, theirs are not, nor what
        refers to them (PS3.3 C.12.1.1.4.2). Its own need not be among them.
    decisions
        (attribute path, decision) of a person; they go before the profile.
    identifiers
        Those of the attributes, where they have been collected already.
    raw
        Elements of the attributes as they were read, where that is known: it saves work for the next instances of the
        series, and changes nothing.
    words_confirmed
        Whether a person read the words that cleaning leaves: only then is a text kept in part.

    Raises
    ------
    UndefinedSopClass
        If no IOD of the SOP Class is known, and the profile does not allow that.
    BurnedInTextNotAllowed
        If text was found where the IOD has no words for that, and nobody looked.
    DecisionRefused
        If a decision would keep what identifies, or remove what the image needs.
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
        study_uid, own_uid = (text_of(attributes, name) for name in ("StudyInstanceUID", "SOPInstanceUID"))
        altered = pixels_changed or (frames is not None and frames.drops)
        persons = PersonWords.among(identifiers_of(attributes) if identifiers is None else identifiers)
        texts = Texts.of(profile, persons, confirmed=words_confirmed)
        rebuild = Rebuild(
            profile=profile,
            replacements=replacements,
            patient=patient,
            study_uid=study_uid,
            texts=texts,
            options=Options(
                profile,
                texts,
                replacements.days_earlier(patient, study_uid),
                frozenset({*changed, own_uid}) if altered else changed,
                replacements.instance_uid,
            ),
            root=attributes,
            is_little_endian=was_little,
            swapped=was_little != becomes_little,
            declared=declared_safe(attributes) if "retain_safe_private" in profile.options else None,
            counts_items="clean_structured_content" in profile.options and counts_items(attributes),
            decisions=dict(decisions),
            raw=raw or {},
        )
        if raw and not rebuild.decisions:
            encoding = attributes.original_character_set
            charset = encoding if isinstance(encoding, str) else tuple(encoding)
            rebuild.remembered = _remembered(
                profile, sop_class_uid, texts.persons, (words_confirmed, rebuild.options.days), charset
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
    return Deidentified(result, (*actions, *own, *followed.actions), followed.notes, tuple(rebuild.words_kept))
