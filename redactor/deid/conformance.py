"""Read a written file as a stranger would, and name what should not be in it.

Only the table, the profile, the safety net and the marks of this program are asked, never what the engine noted while
it worked.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from pydicom.uid import UID, DeflatedExplicitVRLittleEndian

from redactor.deid import noise_attributes
from redactor.deid.file_meta import IMPLEMENTATION_CLASS_UID
from redactor.deid.icc_profile import srgb
from redactor.deid.identity import PersonWords
from redactor.deid.legible import is_legible, values_of
from redactor.deid.lookup_tables import DESCRIPTORS, entries_of
from redactor.deid.own_attributes import DERIVATION, LEFT_OUT, contributing_equipment
from redactor.deid.private import declared_safe, is_safe
from redactor.deid.profile import BASIC, resolve
from redactor.deid.remembered import OWN_WORDS, Decisions, key_of
from redactor.deid.retained import Reading, is_dummy, retained, without_numbers
from redactor.deid.safety_net import action_for
from redactor.deid.table import row_for
from redactor.deid.tag_rules import goes_always
from redactor.deid.texts import Texts
from redactor.deid.types import NOTHING, REQUIRED, level_of
from redactor.dicom.instance import Instance
from redactor.dicom.walk import element_at, keyword_at, readable_elements, tag_path, tags_of, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from pydicom.dataelem import DataElement
    from pydicom.dataset import Dataset, FileMetaDataset
    from pydicom.tag import BaseTag

    from redactor.deid.private import Declared
    from redactor.deid.profile import Action, Profile
    from redactor.deid.types import AttributeType, Level
    from redactor.dicom.non_image import NonImage
    from redactor.model.image import Identifiers

_PREAMBLE: Final = 128
_ODD_GROUP: Final = 0x10000
_MARKS: Final = frozenset({"UI", "DA", "DT"})
_FILE_META: Final = frozenset({0x00020000, 0x00020001, 0x00020002, 0x00020003, 0x00020010, 0x00020012, 0x00020013})
_VERSION: Final = re.compile(r"\d[\w.+]*")
_VERSION_NAME: Final = re.compile(r"REDACTOR_\d[\w.+]*")


@cache
def _methods() -> frozenset[tuple[str, str, str]]:
    """Give the codes of CID 7050."""
    from pydicom.sr.codedict import codes  # noqa: PLC0415 - large tables, which no start has to wait for

    known = (getattr(codes.cid7050, name) for name in codes.cid7050.dir())
    return frozenset((code.value, code.scheme_designator, code.meaning) for code in known)


def _only(pattern: str) -> Callable[[DataElement], bool]:
    return lambda element: all(re.fullmatch(pattern, str(value)) for value in values_of(element))


def _only_methods(element: DataElement) -> bool:
    keywords = ("CodeValue", "CodingSchemeDesignator", "CodeMeaning")
    told = [(tuple(str(item.get(keyword, "")) for keyword in keywords), len(item)) for item in element.value or []]
    return all(code in _methods() and count == len(keywords) for code, count in told)


def _only_this_program(element: DataElement) -> bool:
    own = contributing_equipment()
    versioned = [_VERSION.fullmatch(str(item.get("SoftwareVersions", ""))) for item in element.value or []]
    for item in element.value or []:
        own.SoftwareVersions = item.get("SoftwareVersions")
    return len(versioned) == 1 and all(versioned) and list(element.value) == [own]


_OWN_ANYWHERE: Final[dict[str, Callable[[DataElement], bool]]] = {
    "PatientName": _only(r"RDX[A-Z2-7]{12}\^"),
    "PatientID": _only(r"RDX[A-Z2-7]{12}"),
    "AccessionNumber": _only(r"RDA[A-Z2-7]{12}"),
    "ICCProfile": lambda element: element.value == srgb(),
}
_OWN: Final[dict[str, Callable[[DataElement], bool]]] = {
    **_OWN_ANYWHERE,
    "DeidentificationMethod": _only(r"redactor \d[\w.+]*|PS3\.15 \d{4}[a-e] Basic Application Confidentiality Profile"),
    "DeidentificationMethodCodeSequence": _only_methods,
    "DerivationDescription": _only(
        "|".join([*map(re.escape, (DERIVATION, LEFT_OUT, f"{DERIVATION}. {LEFT_OUT}")), noise_attributes.PATTERN])
    ),
    "ContributingEquipmentSequence": _only_this_program,
}
"""Written by this program, in words of its own and no others: they are known, so no word in them is looked for."""


_OF_THIS_PROGRAM: Final = frozenset(
    {
        "SpecificCharacterSet",
        "PatientIdentityRemoved",
        "LongitudinalTemporalInformationModified",
        "LossyImageCompression",
        "LossyImageCompressionRatio",
        "LossyImageCompressionMethod",
        "BurnedInAnnotation",
        "CodeValue",
        "CodingSchemeDesignator",
        "CodeMeaning",
    }
)
"""What a keep-list need not name."""


@dataclass(frozen=True)
class _Original:
    """What must be nowhere in the result. In memory only; the repr shows none."""

    words: PersonWords = field(repr=False)
    uids: frozenset[str] = field(repr=False)
    points: frozenset[tuple[str, str]] = field(repr=False)
    """(path, value) of dates."""

    @classmethod
    def of(cls, attributes: Dataset, profile: Profile, identifiers: Identifiers | None = None) -> _Original:
        """Collect the words of persons, the UIDs that say which one and not of what kind, and the dates."""
        marks = list(readable_elements(attributes, wanted=lambda _, vr: vr in _MARKS))
        uids = {
            str(value).strip(" \0")
            for _, element in marks
            if element.VR == "UI" and _action(element, NOTHING) != "K" and "retain_uids" not in profile.options
            for value in values_of(element)
        }
        points = {
            (path, str(value).strip(" \0"))
            for path, element in marks
            if element.VR in {"DA", "DT"}
            for value in values_of(element)
        }
        persons = PersonWords.of(attributes) if identifiers is None else PersonWords.among(identifiers)
        # A single number, such as the 0 of an empty reference, tells of nobody.
        told = frozenset(uid for uid in uids if "." in uid and UID(uid).name == uid)
        return cls(persons, told, frozenset(point for point in points if point[1]))


_NOBODY: Final = PersonWords(frozenset(), frozenset(), frozenset())


def attribute_faults(
    path: Path,
    written: Instance | NonImage,
    original: Instance | NonImage | None,
    *,
    profile: Profile = BASIC,
    kept: AbstractSet[str] = frozenset(),
    pixels_changed: bool = False,
) -> Iterator[str]:
    """Yield what is wrong with everything but the pixels of a written file; each text names places, never a value.

    Parameters
    ----------
    original
        Whose identifiers must be nowhere; None looks only for what no de-identified file may hold.
    profile
        Whose options say what may be there beside that.
    kept
        Paths that a person or the profile kept by name.
    pixels_changed
        Whether pixels differ from the original's: the SOP Instance UID must then, too.
    """
    with path.open("rb") as file:
        if file.read(_PREAMBLE) != bytes(_PREAMBLE):
            yield "the preamble is not empty"
    meta = written.attributes.file_meta
    if set(meta.keys()) - _FILE_META or not _is_ours(meta):
        yield "File Meta Information holds more than it needs"
    attributes = written.attributes
    if written.text("PatientIdentityRemoved") != "YES" or "DeidentificationMethodCodeSequence" not in attributes:
        yield "Patient Identity Removed or the method codes are missing"
    if str(meta.get("MediaStorageSOPInstanceUID", "")) != written.text("SOPInstanceUID"):
        yield "the SOP Instance UIDs of File Meta Information and data set differ"
    if isinstance(written, Instance) and _holds_more_than_frames(path, written, meta):
        yield "something follows the last frame"
    told = _Original.of(original.attributes, profile, original.identifiers) if original else None
    if pixels_changed and original is not None and written.text("SOPInstanceUID") == original.text("SOPInstanceUID"):
        yield "pixels changed under an old SOP Instance UID"
    reading = Reading(
        profile,
        frozenset(map(without_numbers, kept)),
        told.points if told else frozenset(),
        Texts.of(profile, told.words if told else _NOBODY),
        declared_safe(attributes) if "retain_safe_private" in profile.options else frozenset(),
    )
    level = level_of(written.text("SOPClassUID"))
    if isinstance(written, Instance) and "clean_structured_content" not in profile.options:
        yield from dict.fromkeys(_faults_anew(written, reading, told, level))
    else:
        yield from dict.fromkeys(_faults(attributes, reading, told, "", level))


def kept_by_options(written: Instance | NonImage, profile: Profile) -> tuple[tuple[str, int], ...]:
    """Give (what, how many elements) for what the options left in a written file, for people."""
    counts: dict[str, int] = {}
    for _, element in readable_elements(written.attributes):
        row = row_for(element.tag)
        options = [option for option, _ in row.options if option in profile.options] if row else []
        for option in options:
            counts[option] = counts.get(option, 0) + (not element.is_empty)
    return tuple(sorted(counts.items()))


def _is_ours(meta: FileMetaDataset) -> bool:
    return meta.get("ImplementationClassUID") == IMPLEMENTATION_CLASS_UID and bool(
        _VERSION_NAME.fullmatch(str(meta.get("ImplementationVersionName")))
    )


def _holds_more_than_frames(path: Path, written: Instance, meta: FileMetaDataset) -> bool:
    if not written.pixel_data.is_native:
        return False
    element, frames = written.header.pixel_element, written.pixel_data.layout.total_bytes
    if element.length != frames + frames % 2 or element.offset + element.length != written.header.source.size:
        return True
    if written.transfer_syntax_uid != DeflatedExplicitVRLittleEndian:
        return False
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    with path.open("rb") as file:
        file.seek(_PREAMBLE + 16 + int(meta.get("FileMetaInformationGroupLength", 0)))
        inflater.decompress(file.read())
    return inflater.unused_data not in {b"", b"\0"}


@lru_cache(8)
def _found_clean(
    reading: tuple[Profile, AbstractSet[str], Declared], words: PersonWords, sop_class_uid: str, charset: object
) -> Decisions[bool]:
    """Give which elements were found to be without fault in data sets of which these are the same."""
    del reading, words, sop_class_uid, charset
    return Decisions()


def _faults_anew(written: Instance, reading: Reading, original: _Original | None, level: Level) -> Iterator[str]:
    """Do what `_faults` does, but for elements whose very bytes were found clean in this place of this series."""
    attributes = written.attributes
    encoding = attributes.original_character_set
    clean = _found_clean(
        (reading.profile, reading.kept, reading.declared),
        reading.texts.persons,
        written.text("SOPClassUID"),
        encoding if isinstance(encoding, str) else tuple(encoding),
    )
    for tag in tags_of(attributes):
        raw = written.header.raw.get(tag)
        # What holds the program's own words is judged by these alone.
        key = key_of(raw, OWN_WORDS) if keyword_at(tag) in _OWN else key_of(raw)
        if clean.get(key):
            continue
        found = list(_element_faults(attributes, tag, (reading, original), "", level))
        if key is not None and not found:
            clean.hold(key, True)
        yield from found


def _faults(
    attributes: Dataset, reading: Reading, original: _Original | None, prefix: str, level: Level
) -> Iterator[str]:
    for tag in tags_of(attributes):
        yield from _element_faults(attributes, tag, (reading, original), prefix, level)


def _element_faults(
    attributes: Dataset, tag: BaseTag, known: tuple[Reading, _Original | None], prefix: str, level: Level
) -> Iterator[str]:
    (reading, original), path, keyword = known, tag_path(prefix, tag), keyword_at(tag)
    own = (_OWN_ANYWHERE if prefix else _OWN).get(keyword)
    is_private = bool(int(tag) & _ODD_GROUP)
    if is_private and not _may_be_private(attributes, tag, reading):
        yield f"private element {path}"
    elif own is None and not is_private and _is_removed(tag, path, reading, level):
        yield f"element {path} should have been removed"
    elif (element := element_at(attributes, tag)) is None or (element.VR != "SQ" and not is_legible(element)):
        yield f"element {path} can't be read"
    elif own is not None:
        if not own(element):
            yield f"element {path} holds other words than this program's"
    elif keyword in DESCRIPTORS and _is_too_long(element, value_of(attributes, DESCRIPTORS[keyword])):
        yield f"element {path} holds more than its entries"
    elif element.VR == "SQ" and _action(element, level) != "Z":
        for number, item in enumerate(element.value or [], 1):
            yield from _faults(item, reading, original, f"{path}[{number}]/", level.inside(tag))
    else:
        stays = retained(attributes, element, reading, path)
        yield from _value_faults(element, stays, original, path, level)


def _may_be_private(attributes: Dataset, tag: BaseTag, reading: Reading) -> bool:
    return "retain_safe_private" in reading.profile.options and is_safe(attributes, tag, reading.declared)


def _is_removed(tag: BaseTag, path: str, reading: Reading, level: Level) -> bool:
    """Say whether an attribute should not be there, not even empty or with a dummy."""
    number = int(tag)
    needed = level.mandatory.get(number, "3")
    if goes_always(number):
        return needed in REQUIRED or needed == "3"
    if needed != "3" or without_numbers(path) in reading.kept:
        return False
    return _removing(reading.profile)(number, level.types.get(number))


@lru_cache(8)
def _removing(profile: Profile) -> Callable[[int, AttributeType | None], bool]:
    """Give what says of an attribute that need not be there whether a profile removes it."""
    rules = dict(profile.rules)

    @lru_cache(1 << 14)
    def removes(tag: int, attribute_type: AttributeType | None) -> bool:
        row, only, rule = row_for(tag), profile.only, rules.get(tag)
        if rule is not None:
            return rule.action == "X"
        by_table = row is not None and resolve(row.basic, attribute_type) == "X"
        listed = by_table and row is not None and profile.option_action(row) is None
        return listed or (only is not None and tag not in only and keyword_at(tag) not in _OF_THIS_PROGRAM)

    return removes


def _value_faults(
    element: DataElement, stays: bool | None, original: _Original | None, path: str, level: Level
) -> Iterator[str]:
    values = values_of(element)
    unasked = stays is None and _action(element, level) not in {"K", "U"}
    if unasked and not all(is_dummy(element.VR, value) for value in values):
        yield f"element {path} should have been emptied"
    elif stays is False:
        yield f"element {path} holds what no option keeps"
    elif original is not None and element.VR == "UI":
        if original.uids & {str(value) for value in values}:
            yield f"an original UID in {path}"
    elif original is not None and original.words.are_in(element):
        yield f"an identifier of the original in {path}"


def _action(element: DataElement, level: Level) -> Action:
    row = row_for(element.tag)
    if row is None:
        return action_for(element)
    return "U" if element.VR == "UI" else resolve(row.basic, level.types.get(int(element.tag)))


def _is_too_long(data: DataElement, descriptor: object) -> bool:
    """Say whether something could hide behind the entries of a table; those of 8 bits may be stored in words."""
    entries = entries_of(descriptor)
    length = len(data.value) if isinstance(data.value, bytes) else 2 * data.VM
    return length not in {0, entries + entries % 2, 2 * entries}
