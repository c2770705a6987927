"""What the options keep or clean: one value at a time, and nothing that does not hold what its VR promises."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pydicom.dataelem import DataElement

from redactor.deid.dates import TEMPORAL, is_offset, is_valid, shifted
from redactor.deid.legible import is_legible, values_of
from redactor.deid.texts import PROSE

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from redactor.deid.profile import Action, Profile
    from redactor.deid.texts import Texts

_PUBLIC: Final = frozenset({0x00080106, 0x00080107, 0x0040DB06, 0x0040DB07})
"""Versions of context groups and templates: anybody knows the true date, and would know the shift from it."""

TIMEZONE: Final = 0x00080201
_NAMES: Final = frozenset({"AE", "CS", *PROSE})
_UNREADABLE: Final = frozenset({"OB", "OD", "OF", "OL", "OV", "OW", "UN", "UR", "PN"})
"""Nobody here can look inside; an address or a name is never retained by an option that is about something else."""

_YEARS: Final = {"D": 365.25, "W": 52.18, "M": 12.0, "Y": 1.0}


@dataclass(frozen=True)
class Options:
    """Carries out K and C of the options' columns.

    Attributes
    ----------
    days
        The shift of the patient's dates.
    changed
        Original UIDs that must not stay: of instances whose pixels change.
    new_uid
        Replaces one of them.
    """

    profile: Profile
    texts: Texts
    days: int = field(repr=False)
    changed: AbstractSet[str] = field(repr=False)
    new_uid: Callable[[str], str] = field(repr=False)

    def made(self, element: DataElement, action: Action) -> DataElement | None:
        """Give what an option leaves of an element that is no sequence; None if nothing of it may stay."""
        vr, values = element.VR, values_of(element)
        if element.tag == TIMEZONE:
            return copy.deepcopy(element) if all(is_offset(str(value)) for value in values) else None
        if vr in _UNREADABLE or (action == "C" and element.tag in _PUBLIC):
            return None
        if vr in TEMPORAL:
            return _with(element, shifted(vr, list(map(str, values)), self.days if action == "C" else 0))
        if vr in _NAMES:
            return self._text(element, action)
        changes = {"UI": self._uid, "AS": self._age}
        return _with(element, list(map(changes[vr], values))) if vr in changes else copy.deepcopy(element)

    def _uid(self, value: object) -> str:
        uid = str(value).strip(" \0")
        return self.new_uid(uid) if uid in self.changed else uid

    def _age(self, value: object) -> str:
        return capped(str(value), self.profile.oldest)

    def _text(self, element: DataElement, action: Action) -> DataElement | None:
        values = [str(value) for value in values_of(element)]
        if action == "C":
            return _with(element, self.texts.cleaned(values))
        return None if any(map(self.texts.persons.are_in_text, values)) else copy.deepcopy(element)


def capped(age: str, oldest: int | None) -> str:
    """Give an age as it may be told: above `oldest` years, one year more than that, whatever it was."""
    text = age.strip(" \0")
    if oldest is None or not text[:-1].isdigit() or text[-1:] not in _YEARS:
        return text
    return f"{oldest + 1:03}Y" if int(text[:-1]) / _YEARS[text[-1]] >= oldest + 1 else text


def year_of_birth(birth: str, study_date: str, oldest: int | None) -> str:
    """Give the first day of the year of birth; empty if it is no date, or tells an age that may not be told."""
    made, study = shifted("DA", [birth], 0), shifted("DA", [study_date], 0)
    if not made or not made[0][:4].isdigit() or len(made[0]) != 8:
        return ""
    known = study and len(study[0]) == 8 and study[0][:4].isdigit()
    young = oldest is None or (study and known and int(study[0][:4]) - int(made[0][:4]) <= oldest)
    return f"{made[0][:4]}0101" if young else ""


def is_year(values: list[str]) -> bool:
    """Say whether all values are what `year_of_birth` gives."""
    return all(value.endswith("0101") and is_valid("DA", [value]) for value in values)


def _with(element: DataElement, values: list[str] | None) -> DataElement | None:
    """Give an element with other values; None if there are none to give, or they can't be written."""
    if values is None:
        return None
    made = DataElement(element.tag, element.VR, values if len(values) != 1 else values[0])
    return made if is_legible(made) else None
