"""Build a data set anew from another, element by element, as the profile and the safety net ask.

Only what has a reason to stay is taken over; the original is only read. Every action works at every depth. Of a
sequence that the table marks D, the items stay and all they hold is replaced: attributes that the table lists by
their own action, all others by a dummy, but for coded strings and UIDs of a kind.
"""

from __future__ import annotations

import copy
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from pydicom.datadict import dictionary_has_tag, dictionary_VR
from pydicom.dataelem import DataElement, empty_value_for_VR
from pydicom.dataset import Dataset
from pydicom.filewriter import correct_ambiguous_vr_element
from pydicom.tag import Tag
from pydicom.valuerep import AMBIGUOUS_VR, STANDARD_VR

from redactor.deid.decisions import is_allowed
from redactor.deid.legible import TEXTS, is_legible, values_of
from redactor.deid.options import year_of_birth
from redactor.deid.private import is_safe
from redactor.deid.profile import basic_action, resolve
from redactor.deid.replacements import dummy
from redactor.deid.safety_net import TRACKING_ID, action_for, is_removed
from redactor.deid.structured import CONTENT_ITEMS, SEQUENCES, content_action
from redactor.deid.table import row_for
from redactor.deid.texts import PROSE
from redactor.dicom.walk import UNREADABLE, element_at, tag_path
from redactor.errors import DecisionRefused
from redactor.model.record import AttributeAction

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydicom.tag import BaseTag

    from redactor.deid.options import Options
    from redactor.deid.private import Declared
    from redactor.deid.profile import Action, Profile
    from redactor.deid.replacements import Replacements
    from redactor.deid.texts import Texts
    from redactor.model.case_plan import AttributeDecision

Inside = Literal["plain", "dummies", "kept", "structured", "graphics"]
"""What an item is part of: nothing special, a sequence marked D, one that an option keeps, one that it cleans."""

TABLE: Final = "E.1-1"
PRIVATE: Final = "private"
SAFETY_NET: Final = "safety-net"
IDENTIFIER_MATCH: Final = "identifier-match"
UNREADABLE_VALUE: Final = "unreadable"
VOCABULARY: Final = "vocabulary"
KEEP_LIST: Final = "keep-list"
OF_PROFILE: Final = "profile"
OF_PERSON: Final = "person"

_CHARACTER_SET: Final = 0x00080005
_ACCESSION_NUMBER: Final = 0x00080050
_PATIENT_NAME: Final = 0x00100010
_PATIENT_ID: Final = 0x00100020
_BIRTH_DATE: Final = 0x00100030
_GRAPHICS: Final = 0x00700001
_GRAPHIC_TEXT: Final = 0x00700006  # Unformatted Text Value
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
    texts: Texts
    options: Options
    root: Dataset
    is_little_endian: bool
    swapped: bool
    declared: Declared | None
    """Private elements that the data set declares safe; None if no private element stays."""
    counts_items: bool
    """Whether content items are referred to by number, so that none may go."""
    decisions: Mapping[str, AttributeDecision] = field(default_factory=dict)
    actions: list[AttributeAction] = field(default_factory=list)
    words_kept: list[tuple[str, str]] = field(default_factory=list, repr=False)
    beyond_ascii: bool = False

    def item(self, source: Dataset, prefix: str = "", *, inside: Inside = "plain") -> Dataset:
        """Build a data set, or an item of a sequence."""
        result = Dataset()
        forced = self._content(source) if inside == "structured" else None
        for tag in sorted(source.keys()):
            if tag.element == 0 or tag == _CHARACTER_SET:
                continue  # group lengths are retired (PS3.5 7.2); texts will be written in Unicode
            path = tag_path(prefix, tag)
            position = len(self.actions)  # a sequence comes before what it holds
            asked = (forced[1], CONTENT_ITEMS) if forced and forced[0] == tag else self._by_tag(source, tag, path)
            action, rule, made = self._decided(source, tag, path, *asked, inside=inside)
            if rule:
                self.actions.insert(position, AttributeAction(path, action, rule))
            if made is not None:
                result.add(made)
        return result

    def _decided(
        self, source: Dataset, tag: BaseTag, path: str, action: Action, rule: str, *, inside: Inside
    ) -> tuple[Action, str, DataElement | None]:
        """Give the action, the rule that asks for it (empty: nothing does) and the new element."""
        if action == "X":
            return "X", rule, None
        element = self._element(source, tag)
        if element is None:
            return "X", UNREADABLE_VALUE, None
        if not rule:
            action, rule = self._by_value(source, element, inside=inside)
        elif inside == "graphics" and tag == _GRAPHIC_TEXT:
            action = "C"
        if rule and action in {"K", "C"} and element.VR != "SQ":
            made = self.options.made(element, action)
            if made is not None:
                self._note_words(path, made, action)
                return action, rule, made
            action = self._otherwise(tag, element.VR, rule)
            rule = TABLE if rule in {OF_PERSON, OF_PROFILE} else rule
        if action == "X":
            return "X", rule, None
        made = self._made(source, element, action, path, inside=_below(tag, action, rule, inside))
        return (action, rule, made) if made is not None else ("X", UNREADABLE_VALUE, None)

    def _content(self, source: Dataset) -> tuple[int, Action] | None:
        """Give the attribute that holds the value of a content item, and its action."""
        found = content_action(source, self.profile)
        return (found[0], "D") if found and found[1] == "X" else found

    def _goes(self, item: Dataset, path: str, inside: Inside) -> bool:
        """Say whether a content item goes as a whole, and note it."""
        if inside != "structured" or self.counts_items or (content_action(item, self.profile) or (0, "K"))[1] != "X":
            return False
        self.actions.append(AttributeAction(path, "X", CONTENT_ITEMS))
        return True

    def _note_words(self, path: str, made: DataElement, action: Action) -> None:
        if made.VR in TEXTS and not all(str(value).isascii() for value in values_of(made)):
            self.beyond_ascii = True
        if action == "C" and made.VR in PROSE:
            self.words_kept.append((path, "\\".join(str(value) for value in values_of(made))))

    def _otherwise(self, tag: BaseTag, vr: str, rule: str) -> Action:
        """Give the action where an option can't keep or clean a value."""
        if rule == CONTENT_ITEMS:
            return "D"
        row = row_for(tag)
        if row is not None:
            return basic_action(row)
        return "U" if vr == "UI" else "X"

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

    def _by_tag(self, source: Dataset, tag: BaseTag, path: str) -> tuple[Action, str]:
        decision = self.decisions.get(path)
        if decision and not is_allowed(tag, decision):
            raise DecisionRefused(path=path)
        if tag.is_private:
            stays = self.declared is not None and is_safe(source, tag, self.declared)
            return ("K" if stays and not decision else "X"), PRIVATE
        row = row_for(tag)
        action = self.profile.action_for(row) if row else "K"
        if is_removed(tag):
            return "X", TABLE if action in {"X", "C"} else SAFETY_NET
        chosen = self._chosen(tag, path)
        if chosen:
            return chosen
        if self.profile.only is not None and tag not in self.profile.only:
            return "X", KEEP_LIST
        return action, TABLE if row else ""

    def _chosen(self, tag: BaseTag, path: str) -> tuple[Action, str] | None:
        """Give what a person decided for an attribute, or the profile beside the table."""
        decision = self.decisions.get(path)
        if decision:
            return ("K" if decision == "keep" else "X"), OF_PERSON
        rule = dict(self.profile.rules).get(tag)
        return (rule.action, OF_PROFILE) if rule else None

    def _by_value(self, source: Dataset, element: DataElement, *, inside: Inside) -> tuple[Action, str]:
        if element.VR == "SQ":
            return "K", ""
        if element.VR in PROSE and inside not in {"dummies", "kept"} and element.tag != TRACKING_ID:
            return self._by_words(source, element)
        action = action_for(element)
        if action != "K":
            retained = action == "U" and "retain_uids" in self.profile.options and inside != "dummies"
            return ("K" if retained else action), SAFETY_NET
        if inside == "dummies" and element.VR not in _STRUCTURE:
            return "D", TABLE
        return ("Z", IDENTIFIER_MATCH) if self.texts.persons.are_in(element) else ("K", "")

    def _by_words(self, source: Dataset, element: DataElement) -> tuple[Action, str]:
        """Judge a text that the table doesn't list."""
        if self.texts.may_stay(source, element):
            return "K", ""
        if self.texts.persons.are_in(element):
            return "Z", IDENTIFIER_MATCH
        if self.texts.cleaned([str(value) for value in values_of(element)]):
            return "C", VOCABULARY
        return ("X", SAFETY_NET) if action_for(element) == "X" else (resolve("X/Z/D"), VOCABULARY)

    def _made(
        self, source: Dataset, element: DataElement, action: Action, path: str, *, inside: Inside
    ) -> DataElement | None:
        """Give the new element, or None if the old value can't be read or the new one can't be written."""
        tag, vr = element.tag, element.VR
        if vr == "SQ":
            numbered = enumerate((action != "Z" and element.value) or (), 1)
            items = [
                self.item(item, f"{path}[{number}]/", inside=inside)
                for number, item in numbered
                if not self._goes(item, f"{path}[{number}]", inside)
            ]
            return DataElement(tag, "SQ", items)
        own = self._own(source, tag, path, action)
        if own is not None:
            return own
        if action == "Z":
            return DataElement(tag, vr, empty_value_for_VR(vr))
        if action == "U" or (action == "D" and vr == "UI"):
            return self._with_new_uids(element)
        return _dummy(element) if action == "D" else self._kept(element)

    def _own(self, source: Dataset, tag: BaseTag, path: str, action: Action) -> DataElement | None:
        """Give the element of an identifier that has a replacement of its own."""
        if tag in {_PATIENT_NAME, _PATIENT_ID}:
            return DataElement(tag, "PN" if tag == _PATIENT_NAME else "LO", self._pseudonym(source, path))
        if tag == _ACCESSION_NUMBER:
            original = text_of(source, "AccessionNumber")
            return DataElement(tag, "SH", self.replacements.accession_number(original, self.study_uid))
        if tag == _BIRTH_DATE and self.profile.birth_date == "year" and action == "Z":
            born, studied = text_of(source, "PatientBirthDate"), text_of(self.root, "StudyDate")
            return DataElement(tag, "DA", year_of_birth(born, studied, self.profile.oldest))
        return None

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


def _below(tag: BaseTag, action: Action, rule: str, inside: Inside) -> Inside:
    """Say what the items of a sequence are part of."""
    if inside == "dummies" or action == "D":
        return "dummies"
    if action == "C" and tag in SEQUENCES:
        return "structured"
    if action == "C" and tag == _GRAPHICS:
        return "graphics"
    return "kept" if action == "K" and rule else inside


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
