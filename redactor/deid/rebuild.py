"""Build a data set anew from another, element by element, as the profile and the safety net ask.

Only what has a reason to stay is taken over; the original is only read. Every action works at every depth. Of a
sequence that the table marks D, the items stay and all they hold is replaced: attributes that the table lists by
their own action, all others by a dummy, but for coded strings and UIDs of a kind.

The Type in the IOD has the last word, so that the result conforms: what is to be removed stays empty where it is of
Type 2. Where it is of Type 1, its item goes if the sequence can do without, and else it becomes a dummy.
"""

from __future__ import annotations

import copy
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from pydicom.datadict import dictionary_has_tag, dictionary_VR
from pydicom.dataelem import DataElement, empty_value_for_VR
from pydicom.dataset import Dataset
from pydicom.filewriter import correct_ambiguous_vr_element
from pydicom.tag import Tag
from pydicom.valuerep import AMBIGUOUS_VR, STANDARD_VR

from redactor.deid.icc_profile import COLOR_SPACE, srgb
from redactor.deid.legible import TEXTS, is_legible, values_of
from redactor.deid.lookup_tables import DESCRIPTORS, trimmed
from redactor.deid.replacements import dummy
from redactor.deid.safety_net import action_for, is_removed
from redactor.deid.table import row_for
from redactor.deid.types import REQUIRED
from redactor.dicom.walk import UNREADABLE, element_at, tag_path
from redactor.errors import UnreadableAttributes
from redactor.model.record import AttributeAction

if TYPE_CHECKING:
    from pydicom.tag import BaseTag

    from redactor.deid.identity import PersonWords
    from redactor.deid.profile import Action, Profile
    from redactor.deid.replacements import Replacements
    from redactor.deid.types import Level

TABLE: Final = "E.1-1"
PRIVATE: Final = "private"
SAFETY_NET: Final = "safety-net"
IDENTIFIER_MATCH: Final = "identifier-match"
UNREADABLE_VALUE: Final = "unreadable"
SURPLUS: Final = "behind-the-last-entry"
ICC_PROFILE: Final = "icc-profile"

_CHARACTER_SET: Final = 0x00080005
_ACCESSION_NUMBER: Final = 0x00080050
_PATIENT_NAME: Final = 0x00100010
_PATIENT_ID: Final = 0x00100020
_ICC_PROFILE: Final = 0x00282000
_COLOR_SPACE: Final = 0x00282002
_MAY_BE_EMPTY: Final = frozenset({"2", "2C"})
_OPTIONAL: Final = _MAY_BE_EMPTY | {"3"}
_OF_THIS_GENERATION: Final = frozenset(
    {
        0x00080018,  # SOP Instance UID
        0x00080058,  # Failed SOP Instance UID List
        0x00081155,  # Referenced SOP Instance UID
        0x00081167,  # Multi-frame Source SOP Instance UID
        0x0020000E,  # Series Instance UID
        0x00200242,  # SOP Instance UID of Concatenation Source
        0x00209161,  # Concatenation UID
    }
)
"""Of series and instances; a study stays the same study in a corrected release."""

_STRUCTURE: Final = frozenset({"AT", "CS", "UI"})
"""VRs that say of what kind an item is; they stay in a sequence marked D."""


_Decision: TypeAlias = "tuple[Action, str, DataElement | None]"
"""The action, the rule that asks for it (empty: nothing does) and the new element."""


class ItemGoes(Exception):
    """An item can't do without an attribute that is to be removed."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


@dataclass(frozen=True)
class Where:
    """Where a data set stands.

    Attributes
    ----------
    level
        The Types of its attributes.
    prefix
        The path of the item.
    dummies
        Whether it is in a sequence that is marked D.
    may_go
        Whether the sequence can do without it.
    """

    level: Level
    prefix: str = ""
    dummies: bool = False
    may_go: bool = False

    def needs(self, tag: int) -> bool:
        """Say whether an attribute, where it is present, must have a value."""
        return self.level.types.get(tag) in REQUIRED

    def inside(self, tag: BaseTag, prefix: str, *, dummies: bool) -> Where:
        """Give where an item of a sequence stands."""
        dummies = dummies or self.dummies
        return Where(self.level.inside(tag), prefix, dummies, not dummies and self.level.types.get(tag) in _OPTIONAL)


@dataclass
class Rebuild:
    """Builds the new data set, item by item, and notes what it did."""

    profile: Profile
    replacements: Replacements
    patient: str
    study_uid: str
    words: PersonWords
    root: Dataset
    is_little_endian: bool
    swapped: bool
    actions: list[AttributeAction] = field(default_factory=list)
    beyond_ascii: bool = False

    def item(self, source: Dataset, where: Where) -> Dataset:
        """Build a data set, or an item of a sequence.

        Raises
        ------
        ItemGoes
            If the item could not do without an attribute that is to be removed, and the sequence without the item.
        UnreadableAttributes
            If sequences are nested beyond all reason.
        """
        result = Dataset()
        for tag in sorted(source.keys()):
            if tag.element == 0 or tag == _CHARACTER_SET:
                continue  # group lengths are retired (PS3.5 7.2); texts will be written in Unicode
            position = len(self.actions)  # a sequence comes before what it holds
            try:
                action, rule, made = self._decided(source, tag, where)
            except RecursionError:
                if where.prefix:
                    raise
                raise UnreadableAttributes(path=tag_path("", tag)) from None
            if rule:
                self.actions.insert(position, AttributeAction(tag_path(where.prefix, tag), action, rule))
            if made is not None:
                result.add(made)
        return result

    def _decided(self, source: Dataset, tag: BaseTag, where: Where) -> _Decision:
        action, rule = self._by_tag(tag, where.level)
        if action == "X":
            return self._removed(source, tag, rule, where)
        element = self._element(source, tag)
        if element is None:
            return _left_out(tag, UNREADABLE_VALUE, where)
        if not rule:
            action, rule = self._by_value(element, source, where)
            if action == "X":
                return self._removed(source, tag, rule, where)
        if element.VR == "SQ":
            return self._sequence(element, action, rule, where)
        made = self._made(source, element, action, tag_path(where.prefix, tag))
        if made is not None and action == "K" and element.keyword in DESCRIPTORS:
            return self._without_surplus(source, made, rule)
        return (action, rule, made) if made is not None else _left_out(tag, UNREADABLE_VALUE, where)

    def _removed(self, source: Dataset, tag: BaseTag, rule: str, where: Where) -> _Decision:
        """Remove an attribute, as far as the IOD can do without."""
        if where.level.mandatory.get(tag) not in REQUIRED or is_removed(tag):
            return _left_out(tag, rule, where)
        if where.may_go:
            raise ItemGoes(rule)
        element = self._element(source, tag) or DataElement(tag, dictionary_VR(tag), None)
        return self._sequence(element, "D", rule, where) if element.VR == "SQ" else ("D", rule, _dummy(element))

    def _sequence(self, element: DataElement, action: Action, rule: str, where: Where) -> _Decision:
        """Build the items anew. A sequence that loses each of them is left out, or empty where it has to be there."""
        tag, path, items = element.tag, tag_path(where.prefix, element.tag), []
        old, reason = (action != "Z" and element.value) or (), rule
        for number, item in enumerate(old, 1):
            position = len(self.actions)
            try:
                items.append(self.item(item, where.inside(tag, f"{path}[{number}]/", dummies=action == "D")))
            except ItemGoes as gone:
                reason = gone.rule
                self.actions[position:] = [AttributeAction(f"{path}[{number}]", "X", reason)]
        return (action, rule, DataElement(tag, "SQ", items)) if items or not old else _left_out(tag, reason, where)

    def _element(self, source: Dataset, tag: BaseTag) -> DataElement | None:
        """Give an element of a VR that can be trusted, or None."""
        element = element_at(source, tag)
        if element is not None and element.VR in AMBIGUOUS_VR:  # such as US or SS, which the pixels decide
            element = copy.deepcopy(element)
            try:
                correct_ambiguous_vr_element(element, source, self.is_little_endian, [source, self.root])
            except UNREADABLE:
                return None
        return element if element is not None and _has_its_vr(element) else None

    def _by_tag(self, tag: BaseTag, level: Level) -> tuple[Action, str]:
        row = row_for(tag)
        action = self.profile.action_for(row, level.types.get(tag)) if row else "K"
        if action in {"X", "C"}:  # nothing here cleans, so nothing stays that would have to be cleaned
            return "X", PRIVATE if tag.is_private else TABLE
        if is_removed(tag):
            return "X", SAFETY_NET
        return action, TABLE if row else ""

    def _by_value(self, element: DataElement, source: Dataset, where: Where) -> tuple[Action, str]:
        if element.VR == "SQ":
            return "K", ""
        if element.tag in {_ICC_PROFILE, _COLOR_SPACE} and where.needs(_ICC_PROFILE) and _ICC_PROFILE in source:
            return "D", ICC_PROFILE
        action = action_for(element)
        if action != "K":
            return action, SAFETY_NET
        if where.dummies and element.VR not in _STRUCTURE:
            return "D", TABLE
        if not self.words.are_in(element):
            return "K", ""
        return "D" if where.needs(element.tag) else "Z", IDENTIFIER_MATCH

    def _made(self, source: Dataset, element: DataElement, action: Action, path: str) -> DataElement | None:
        """Give the new element, or None if the old value can't be read or the new one can't be written."""
        tag, vr = element.tag, element.VR
        if tag == _PATIENT_NAME:
            return DataElement(tag, "PN", f"{self._pseudonym(source, path)}^")  # PS3.5 6.2.1: a family name alone
        if tag == _PATIENT_ID:
            return DataElement(tag, "LO", self._pseudonym(source, path))
        if tag == _ACCESSION_NUMBER:
            original = text_of(source, "AccessionNumber")
            return DataElement(tag, "SH", self.replacements.accession_number(original, self.study_uid))
        if action == "Z":
            return DataElement(tag, vr, empty_value_for_VR(vr))
        if action == "U" or (action == "D" and vr == "UI"):
            return self._with_new_uids(element)
        return _dummy(element) if action == "D" else self._kept(element)

    def _without_surplus(self, source: Dataset, made: DataElement, rule: str) -> tuple[Action, str, DataElement]:
        """Cut what follows the entries of a table: no picture shows it."""
        name = DESCRIPTORS[made.keyword]
        descriptor = self._element(source, Tag(name)) if name in source else None
        value = descriptor.value if descriptor is not None else None
        cut = trimmed(made, value, is_little_endian=self.is_little_endian != self.swapped)
        return ("K", rule, made) if cut is made else ("C", SURPLUS, cut)

    def _pseudonym(self, source: Dataset, path: str) -> str:
        own = _normalised(text_of(source, "PatientID"))
        # An item may name another patient than the data set does, such as one of a group in one image.
        other = "/" in path and own and not self.patient.endswith(f"\\{own}")
        return self.replacements.pseudonym(f"\\{own}" if other else self.patient, self.study_uid)

    def _with_new_uids(self, element: DataElement) -> DataElement | None:
        values = values_of(element)
        if not all(isinstance(value, str) for value in values):
            return None
        new = self.replacements.instance_uid if element.tag in _OF_THIS_GENERATION else self.replacements.uid
        return DataElement(element.tag, "UI", [new(str(value)) for value in values] or "")

    def _kept(self, element: DataElement) -> DataElement | None:
        made = copy.deepcopy(element)
        if self.swapped and made.VR == "OW" and made.value:
            if len(made.value) % 2:
                return None
            words = array("H", made.value)
            words.byteswap()
            made.value = words.tobytes()
        if not is_legible(made):
            return None
        if made.VR in TEXTS and not all(str(value).isascii() for value in values_of(made)):
            self.beyond_ascii = True
        return made


def _left_out(tag: BaseTag, rule: str, where: Where) -> _Decision:
    """Leave an attribute out or, where it is required and may be so, empty."""
    if where.level.mandatory.get(tag) not in _MAY_BE_EMPTY:
        return "X", rule, None
    vr = dictionary_VR(tag)
    return "Z", rule, DataElement(tag, vr, [] if vr == "SQ" else empty_value_for_VR(vr))


def _has_its_vr(element: DataElement) -> bool:
    """Say whether the VR is one of the Standard's, and not UN for an attribute that has another."""
    if element.VR == "UN":
        return not dictionary_has_tag(element.tag) or dictionary_VR(element.tag) == "UN"
    return element.VR in STANDARD_VR


def _dummy(element: DataElement) -> DataElement:
    if element.tag == _ICC_PROFILE:
        return DataElement(element.tag, "OB", srgb())
    if element.tag == _COLOR_SPACE:
        return DataElement(element.tag, "CS", COLOR_SPACE)
    value = dummy(element.VR)
    many = isinstance(value, (int, float)) and element.VM > 1
    return DataElement(element.tag, element.VR, [value] * element.VM if many else value)


def text_of(source: Dataset, keyword: str) -> str:
    """Give a value as text, empty if it is absent or can't be read."""
    element = element_at(source, Tag(keyword))
    return str(element.value).strip(" \0") if element is not None and not element.is_empty else ""


def _normalised(patient_id: str) -> str:
    return " ".join(patient_id.upper().split())
