"""Build a data set anew from another, element by element, as the profile and the safety net ask.

Only what has a reason to stay is taken over; the original is only read. Every action works at every depth. Of a
sequence that the table marks D, the items stay and all they hold is replaced: attributes that the table lists by
their own action, all others by a dummy, but for coded strings and UIDs of a kind.
"""

from __future__ import annotations

import copy
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pydicom.datadict import dictionary_has_tag, dictionary_VR
from pydicom.dataelem import DataElement, empty_value_for_VR
from pydicom.dataset import Dataset
from pydicom.filewriter import correct_ambiguous_vr_element
from pydicom.tag import Tag
from pydicom.valuerep import AMBIGUOUS_VR, STANDARD_VR

from redactor.deid.legible import TEXTS, is_legible, values_of
from redactor.deid.replacements import dummy
from redactor.deid.safety_net import action_for, is_removed
from redactor.deid.table import row_for
from redactor.dicom.walk import UNREADABLE, element_at, tag_path
from redactor.model.record import AttributeAction

if TYPE_CHECKING:
    from pydicom.tag import BaseTag

    from redactor.deid.identity import PersonWords
    from redactor.deid.profile import Action, Profile
    from redactor.deid.replacements import Replacements

TABLE: Final = "E.1-1"
PRIVATE: Final = "private"
SAFETY_NET: Final = "safety-net"
IDENTIFIER_MATCH: Final = "identifier-match"
UNREADABLE_VALUE: Final = "unreadable"

_CHARACTER_SET: Final = 0x00080005
_ACCESSION_NUMBER: Final = 0x00080050
_PATIENT_NAME: Final = 0x00100010
_PATIENT_ID: Final = 0x00100020
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

    def item(self, source: Dataset, prefix: str = "", *, dummies: bool = False) -> Dataset:
        """Build a data set, or an item of a sequence; `dummies` if the sequence is marked D."""
        result = Dataset()
        for tag in sorted(source.keys()):
            if tag.element == 0 or tag == _CHARACTER_SET:
                continue  # group lengths are retired (PS3.5 7.2); texts will be written in Unicode
            path = tag_path(prefix, tag)
            position = len(self.actions)  # a sequence comes before what it holds
            action, rule, made = self._decided(source, tag, path, dummies=dummies)
            if rule:
                self.actions.insert(position, AttributeAction(path, action, rule))
            if made is not None:
                result.add(made)
        return result

    def _decided(
        self, source: Dataset, tag: BaseTag, path: str, *, dummies: bool
    ) -> tuple[Action, str, DataElement | None]:
        """Give the action, the rule that asks for it (empty: nothing does) and the new element."""
        action, rule = self._by_tag(tag)
        if action == "X":
            return "X", rule, None
        element = self._element(source, tag)
        if element is None:
            return "X", UNREADABLE_VALUE, None
        if not rule:
            action, rule = self._by_value(element, dummies=dummies)
            if action == "X":
                return "X", rule, None
        made = self._made(source, element, action, path, dummies=dummies or action == "D")
        return (action, rule, made) if made is not None else ("X", UNREADABLE_VALUE, None)

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

    def _by_tag(self, tag: BaseTag) -> tuple[Action, str]:
        row = row_for(tag)
        action = self.profile.action_for(row, "1") if row else "K"
        if action in {"X", "C"}:  # nothing here cleans, so nothing stays that would have to be cleaned
            return "X", PRIVATE if tag.is_private else TABLE
        if is_removed(tag):
            return "X", SAFETY_NET
        return action, TABLE if row else ""

    def _by_value(self, element: DataElement, *, dummies: bool) -> tuple[Action, str]:
        if element.VR == "SQ":
            return "K", ""
        action = action_for(element)
        if action != "K":
            return action, SAFETY_NET
        if dummies and element.VR not in _STRUCTURE:
            return "D", TABLE
        return ("Z", IDENTIFIER_MATCH) if self.words.are_in(element) else ("K", "")

    def _made(
        self, source: Dataset, element: DataElement, action: Action, path: str, *, dummies: bool
    ) -> DataElement | None:
        """Give the new element, or None if the old value can't be read or the new one can't be written."""
        tag, vr = element.tag, element.VR
        if vr == "SQ":
            numbered = enumerate((action != "Z" and element.value) or (), 1)
            items = [self.item(item, f"{path}[{number}]/", dummies=dummies) for number, item in numbered]
            return DataElement(tag, "SQ", items)
        if tag in {_PATIENT_NAME, _PATIENT_ID}:
            return DataElement(tag, "PN" if tag == _PATIENT_NAME else "LO", self._pseudonym(source, path))
        if tag == _ACCESSION_NUMBER:
            original = text_of(source, "AccessionNumber")
            return DataElement(tag, "SH", self.replacements.accession_number(original, self.study_uid))
        if action == "Z":
            return DataElement(tag, vr, empty_value_for_VR(vr))
        if action == "U" or (action == "D" and vr == "UI"):
            return self._with_new_uids(element)
        return _dummy(element) if action == "D" else self._kept(element)

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


def _has_its_vr(element: DataElement) -> bool:
    """Say whether the VR is one of the Standard's, and not UN for an attribute that has another."""
    if element.VR == "UN":
        return not dictionary_has_tag(element.tag) or dictionary_VR(element.tag) == "UN"
    return element.VR in STANDARD_VR


def _dummy(element: DataElement) -> DataElement:
    value = dummy(element.VR)
    many = isinstance(value, (int, float)) and element.VM > 1
    return DataElement(element.tag, element.VR, [value] * element.VM if many else value)


def text_of(source: Dataset, keyword: str) -> str:
    """Give a value as text, empty if it is absent or can't be read."""
    element = element_at(source, Tag(keyword))
    return str(element.value).strip(" \0") if element is not None and not element.is_empty else ""


def _normalised(patient_id: str) -> str:
    return " ".join(patient_id.upper().split())
