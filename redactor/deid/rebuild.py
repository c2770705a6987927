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
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pydicom.datadict import dictionary_VR, tag_for_keyword
from pydicom.dataelem import DataElement, empty_value_for_VR
from pydicom.dataset import Dataset
from pydicom.filewriter import correct_ambiguous_vr_element
from pydicom.tag import Tag
from pydicom.valuerep import AMBIGUOUS_VR

from redactor.deid import dummies
from redactor.deid.decisions import is_allowed
from redactor.deid.dummies import dummy_of, has_its_vr
from redactor.deid.legible import TEXTS, anew, copied, is_legible, values_of
from redactor.deid.lookup_tables import DESCRIPTORS, trimmed
from redactor.deid.options import year_of_birth
from redactor.deid.private import is_safe
from redactor.deid.profile import basic_action, resolve
from redactor.deid.remembered import Decisions, key_of
from redactor.deid.safety_net import TRACKING_ID, action_for
from redactor.deid.structured import CONTENT_ITEMS, content_action
from redactor.deid.table import row_for
from redactor.deid.tag_rules import OF_PROFILE, SAFETY_NET, TABLE, goes_always, rules_of
from redactor.deid.texts import PROSE
from redactor.deid.types import REQUIRED
from redactor.deid.where import ItemGoes, Where, below, left_out
from redactor.dicom.conversion import UNREADABLE
from redactor.dicom.plain_elements import tag_of
from redactor.dicom.walk import element_at, tag_path, tags_of
from redactor.errors import DecisionRefused, UnreadableAttributes
from redactor.model.record import AttributeAction

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydicom.dataelem import RawDataElement
    from pydicom.tag import BaseTag

    from redactor.deid.options import Options
    from redactor.deid.private import Declared
    from redactor.deid.profile import Action, Profile
    from redactor.deid.replacements import Replacements
    from redactor.deid.texts import Texts
    from redactor.deid.where import Decision
    from redactor.model.case_plan import AttributeDecision

PRIVATE: Final = "private"
IDENTIFIER_MATCH: Final = "identifier-match"
UNREADABLE_VALUE: Final = "unreadable"
SURPLUS: Final = "behind-the-last-entry"
ICC_PROFILE: Final = "icc-profile"
VOCABULARY: Final = "vocabulary"
OF_PERSON: Final = "person"

_CHARACTER_SET: Final = 0x00080005
_ACCESSION_NUMBER: Final = 0x00080050
_PATIENT_NAME: Final = 0x00100010
_PATIENT_ID: Final = 0x00100020
_BIRTH_DATE: Final = 0x00100030
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

_REPLACED: Final = frozenset({_PATIENT_NAME, _PATIENT_ID, _ACCESSION_NUMBER, _BIRTH_DATE})
"""Identifiers that may have a replacement of their own."""

_ELEMENT: Final = 0xFFFF
_ODD_GROUP: Final = 0x10000
_TAGS: Final = 1 << 14
_ICC: Final = frozenset({dummies.ICC_PROFILE, dummies.ICC_COLOR_SPACE})
_LOOKUP_TABLES: Final = frozenset(map(tag_for_keyword, DESCRIPTORS))
_STRUCTURE: Final = frozenset({"AT", "CS", "UI"})
"""VRs that say of what kind an item is; they stay in a sequence marked D."""


@dataclass(frozen=True)
class Made:
    """What became of an element: the new one, and what the record says. The repr shows no value."""

    element: DataElement | None = field(repr=False)
    actions: tuple[AttributeAction, ...]


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
    raw: Mapping[BaseTag, RawDataElement] = field(default_factory=dict, repr=False)
    """Elements of the root as they were read, as far as that is known."""
    remembered: Decisions[Made] = field(default_factory=Decisions, repr=False)
    """Decisions for this profile and what else all instances of a series share."""

    def __post_init__(self) -> None:
        self.rule_for = rules_of(self.profile)
        self.keeps_no_private = self.declared is None and not self.decisions

    def item(self, source: Dataset, where: Where) -> Dataset:
        """Build a data set, or an item of a sequence.

        Raises
        ------
        ItemGoes
            If the item could not do without an attribute that is to be removed, and the sequence without the item.
        DecisionRefused
            If a decision would keep what identifies, or remove what the image needs.
        UnreadableAttributes
            If sequences are nested beyond all reason.
        """
        result: dict[BaseTag, DataElement | RawDataElement] = {}
        forced = self._content(source) if where.inside == "structured" else None
        for tag in tags_of(source):
            number = int(tag)
            if number & _ELEMENT == 0 or number == _CHARACTER_SET:
                continue  # group lengths are retired (PS3.5 7.2); texts will be written in Unicode
            if self.keeps_no_private and number & _ODD_GROUP:
                self.actions.append(_private_gone(where.prefix, number))
                continue
            key = None if where.prefix or number in _REPLACED or self.decisions else key_of(self.raw.get(tag))
            known = self.remembered.get(key)
            if known is not None:
                result.update({tag: anew(known.element)} if known.element is not None else {})
                self.actions += known.actions
                continue
            position, noted = len(self.actions), len(self.words_kept)  # a sequence comes before what it holds
            beyond, self.beyond_ascii = self.beyond_ascii, False
            asked = (forced[1], CONTENT_ITEMS) if forced and forced[0] == tag else self._by_tag(source, tag, where)
            try:
                action, rule, made = self._decided(source, tag, where, *asked)
            except RecursionError:
                if where.prefix:
                    raise
                raise UnreadableAttributes(path=tag_path("", tag)) from None
            if rule:
                self.actions.insert(position, AttributeAction(tag_path(where.prefix, tag), action, rule))
            if made is not None:
                result[made.tag] = made
            if key is not None and len(self.words_kept) == noted and not self.beyond_ascii:
                element = None if made is None else copied(made)
                self.remembered.hold(key, Made(element, tuple(self.actions[position:])))
            self.beyond_ascii |= beyond
        return Dataset(result)

    def _decided(self, source: Dataset, tag: BaseTag, where: Where, action: Action, rule: str) -> Decision:
        if action == "X":
            return self._removed(source, tag, rule, where)
        element = self._element(source, tag)
        if element is None:
            return left_out(tag, UNREADABLE_VALUE, where)
        if not rule:
            action, rule = self._by_value(source, element, where)
        elif where.inside == "graphics" and tag == _GRAPHIC_TEXT:
            action = "C"
        path = tag_path(where.prefix, tag)
        if rule and action in {"K", "C"} and element.VR != "SQ":
            made = self.options.made(element, action)
            if made is not None:
                self._note_words(path, made, action)
                return action, rule, made
            action = self._otherwise(element, rule, where)
            rule = TABLE if rule in {OF_PERSON, OF_PROFILE} else rule
        if action == "X":
            return self._removed(source, tag, rule, where)
        if element.VR == "SQ":
            return self._sequence(element, action, rule, where)
        return self._replaced(source, element, where, action, rule)

    def _replaced(self, source: Dataset, element: DataElement, where: Where, action: Action, rule: str) -> Decision:
        made = self._made(source, element, action, tag_path(where.prefix, element.tag))
        if made is not None and action == "K" and int(element.tag) in _LOOKUP_TABLES:
            return self._without_surplus(source, made, rule)
        return (action, rule, made) if made is not None else left_out(element.tag, UNREADABLE_VALUE, where)

    def _removed(self, source: Dataset, tag: BaseTag, rule: str, where: Where) -> Decision:
        """Remove an attribute, as far as the IOD can do without."""
        if where.level.mandatory.get(int(tag)) not in REQUIRED or goes_always(int(tag)):
            return left_out(tag, rule, where)
        if where.may_go:
            raise ItemGoes(rule)
        element = self._element(source, tag) or DataElement(tag, dictionary_VR(tag), None)
        return self._sequence(element, "D", rule, where) if element.VR == "SQ" else ("D", rule, dummy_of(element))

    def _sequence(self, element: DataElement, action: Action, rule: str, where: Where) -> Decision:
        """Build the items anew. A sequence that loses each of them is left out, or empty where it has to be there."""
        tag, path, items = element.tag, tag_path(where.prefix, element.tag), []
        inside = below(tag, action, rule, where.inside)
        old, reason = (action != "Z" and element.value) or (), rule
        for number, item in enumerate(old, 1):
            position, place = len(self.actions), f"{path}[{number}]"
            if inside == "structured" and self._goes(item):
                reason = CONTENT_ITEMS
                self.actions.append(AttributeAction(place, "X", reason))
                continue
            try:
                items.append(self.item(item, where.item_of(tag, f"{place}/", inside)))
            except ItemGoes as gone:
                reason = gone.rule
                self.actions[position:] = [AttributeAction(place, "X", reason)]
        return (action, rule, DataElement(tag, "SQ", items)) if items or not old else left_out(tag, reason, where)

    def _content(self, source: Dataset) -> tuple[int, Action] | None:
        """Give the attribute that holds the value of a content item, and its action."""
        found = content_action(source, self.profile)
        return (found[0], "D") if found and found[1] == "X" else found

    def _goes(self, item: Dataset) -> bool:
        """Say whether a content item goes as a whole."""
        return not self.counts_items and (content_action(item, self.profile) or (0, "K"))[1] == "X"

    def _note_words(self, path: str, made: DataElement, action: Action) -> None:
        if made.VR in TEXTS and not all(str(value).isascii() for value in values_of(made)):
            self.beyond_ascii = True
        if action == "C" and made.VR in PROSE:
            self.words_kept.append((path, "\\".join(str(value) for value in values_of(made))))

    def _otherwise(self, element: DataElement, rule: str, where: Where) -> Action:
        """Give the action where an option can't keep or clean a value."""
        if rule == CONTENT_ITEMS:
            return "D"
        row = row_for(element.tag)
        if row is not None:
            return basic_action(row, where.level.types.get(int(element.tag)))
        return "U" if element.VR == "UI" else "X"

    def _element(self, source: Dataset, tag: BaseTag) -> DataElement | None:
        """Give an element of a VR that can be trusted, or None."""
        element = element_at(source, tag)
        if element is not None and element.VR in AMBIGUOUS_VR:  # such as US or SS, which the pixels decide
            element = copy.deepcopy(element)
            try:
                correct_ambiguous_vr_element(element, source, self.is_little_endian, [source, self.root])
            except UNREADABLE:
                return None
        return element if element is not None and has_its_vr(element) else None

    def _by_tag(self, source: Dataset, tag: BaseTag, where: Where) -> tuple[Action, str]:
        path = tag_path(where.prefix, tag)
        decision = self.decisions.get(path)
        if decision and not is_allowed(tag, decision):
            raise DecisionRefused(path=path)
        number = int(tag)
        if number & _ODD_GROUP:
            stays = self.declared is not None and is_safe(source, tag, self.declared)
            return ("K" if stays and not decision else "X"), PRIVATE
        if decision and not goes_always(number):
            return ("K" if decision == "keep" else "X"), OF_PERSON
        return self.rule_for(number, where.level.types.get(number))

    def _by_value(self, source: Dataset, element: DataElement, where: Where) -> tuple[Action, str]:
        if element.VR == "SQ":
            return "K", ""
        if int(element.tag) in _ICC and where.needs(dummies.ICC_PROFILE) and dummies.ICC_PROFILE in source:
            return "D", ICC_PROFILE
        if element.VR in PROSE and where.inside not in {"dummies", "kept"} and int(element.tag) != TRACKING_ID:
            return self._by_words(source, element, where)
        return self._by_vr(element, where)

    def _by_vr(self, element: DataElement, where: Where) -> tuple[Action, str]:
        action = action_for(element)
        if action != "K":
            retained = action == "U" and "retain_uids" in self.profile.options and where.inside != "dummies"
            return ("K" if retained else action), SAFETY_NET
        if where.inside == "dummies" and element.VR not in _STRUCTURE:
            return "D", TABLE
        if element.VR == "CS" and not self.texts.could_be_coded(element) and is_legible(element):
            return resolve("X/Z/D", where.level.types.get(int(element.tag), "1")), VOCABULARY
        if not self.texts.persons.are_in(element):
            return "K", ""
        return "D" if where.needs(element.tag) else "Z", IDENTIFIER_MATCH

    def _by_words(self, source: Dataset, element: DataElement, where: Where) -> tuple[Action, str]:
        """Judge a text that the table doesn't list."""
        if not is_legible(element):
            return "X", UNREADABLE_VALUE
        if self.texts.may_stay(source, element):
            return "K", ""
        if self.texts.persons.are_in(element):
            return "D" if where.needs(element.tag) else "Z", IDENTIFIER_MATCH
        if self.texts.cleaned([str(value) for value in values_of(element)]):
            return "C", VOCABULARY
        if action_for(element) == "X":
            return "X", SAFETY_NET
        # Where the IOD says nothing, a dummy is right whatever is required.
        return resolve("X/Z/D", where.level.types.get(int(element.tag), "1")), VOCABULARY

    def _made(self, source: Dataset, element: DataElement, action: Action, path: str) -> DataElement | None:
        """Give the new element, or None if the old value can't be read or the new one can't be written."""
        tag, vr = element.tag, element.VR
        own = self._own(source, tag, path, action) if int(tag) in _REPLACED else None
        if own is not None:
            return own
        if action == "Z":
            return DataElement(tag, vr, empty_value_for_VR(vr))
        if action == "U" or (action == "D" and vr == "UI"):
            return self._with_new_uids(element)
        return dummy_of(element) if action == "D" else self._kept(element)

    def _own(self, source: Dataset, tag: BaseTag, path: str, action: Action) -> DataElement | None:
        """Give the element of an identifier that has a replacement of its own."""
        if int(tag) == _PATIENT_NAME:
            return DataElement(tag, "PN", f"{self._pseudonym(source, path)}^")  # PS3.5 6.2.1: a family name alone
        if int(tag) == _PATIENT_ID:
            return DataElement(tag, "LO", self._pseudonym(source, path))
        if int(tag) == _ACCESSION_NUMBER:
            original = text_of(source, "AccessionNumber")
            return DataElement(tag, "SH", self.replacements.accession_number(original, self.study_uid))
        if int(tag) == _BIRTH_DATE and self.profile.birth_date == "year" and action == "Z":
            born, studied = text_of(source, "PatientBirthDate"), text_of(self.root, "StudyDate")
            return DataElement(tag, "DA", year_of_birth(born, studied, self.profile.oldest))
        return None

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
        new = self.replacements.instance_uid if int(element.tag) in _OF_THIS_GENERATION else self.replacements.uid
        return DataElement(element.tag, "UI", [new(str(value)) for value in values] or "")

    def _kept(self, element: DataElement) -> DataElement | None:
        made = copied(element)
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


@lru_cache(_TAGS)
def _private_gone(prefix: str, tag: int) -> AttributeAction:
    return AttributeAction(tag_path(prefix, tag), "X", PRIVATE)


def text_of(source: Dataset, keyword: str) -> str:
    """Give a value as text, empty if it is absent or can't be read."""
    element = element_at(source, tag_of(tag_for_keyword(keyword) or 0))
    return str(element.value).strip(" \0") if element is not None and not element.is_empty else ""


def _normalised(patient_id: str) -> str:
    return " ".join(patient_id.upper().split())
