"""Content items of structured reports (PS3.15 Table E.3.4-1): what becomes of the value of each, by its concept."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from redactor.dicom.walk import readable_elements, value_of
from redactor.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydicom.dataset import Dataset

    from redactor.deid.profile import Action, Profile

CONTENT_ITEMS: Final = "E.3.4-1"
"""The rule that records name."""

SEQUENCES: Final = frozenset({0x00400555, 0x00400610, 0x0040A730, 0x0040B020})
"""Acquisition Context, Specimen Preparation, Content, Waveform Annotation: what the option cleans."""

VALUES: Final[Mapping[str, int]] = {
    "TEXT": 0x0040A160,
    "PNAME": 0x0040A123,
    "DATETIME": 0x0040A120,
    "DATE": 0x0040A121,
    "TIME": 0x0040A122,
    "UIDREF": 0x0040A124,
    "CODE": 0x0040A168,
    "NUM": 0x0040A300,
    "NUMERIC": 0x0040A30A,
    "IMAGE": 0x00081199,
    "COMPOSITE": 0x00081199,
    "WAVEFORM": 0x00081199,
}
"""The attribute that holds the value, by Value Type (0040,A040)."""

_SUBJECT_AGE: Final = ("121033", "DCM")
_UNLISTED: Final[Mapping[str, Action]] = {"TEXT": "C", "PNAME": "D", "UIDREF": "U"}
_TEMPORAL: Final = frozenset({"DATE", "TIME", "DATETIME"})
_BY_REFERENCE: Final = 0x0040DB73  # Referenced Content Item Identifier counts items: none may go then


def content_action(item: Dataset, profile: Profile) -> tuple[int, Action] | None:
    """Give the attribute that holds the value of a content item, and its action; None if it isn't a content item.

    The action is X if the item itself goes.
    """
    concept = _concept(item)
    value_type = str(value_of(item, "ValueType") or "")
    if concept is None:
        return None
    rule = _load().get((*concept, value_type))
    if rule is None:
        return VALUES.get(value_type, 0), _unlisted(value_type, profile)
    found = {rule["options"][option] for option in profile.options if option in rule["options"]}
    action: Action = ("C" if "C" in found else "K") if found else ("D" if rule["basic"] == "X/D" else rule["basic"])
    if concept == _SUBJECT_AGE and action == "K" and _is_too_old(item, profile):
        action = "X"
    return VALUES.get(value_type, 0), action


def counts_items(root: Dataset) -> bool:
    """Say whether content items are referred to by their position anywhere."""
    return any(readable_elements(root, wanted=lambda tag, _: tag == _BY_REFERENCE))


def _unlisted(value_type: str, profile: Profile) -> Action:
    if value_type in _TEMPORAL:
        if "retain_longitudinal_modified_dates" in profile.options:
            return "C"
        return "K" if "retain_longitudinal_full_dates" in profile.options else "D"
    return _UNLISTED.get(value_type, "K")


def _concept(item: Dataset) -> tuple[str, str] | None:
    names: Any = value_of(item, "ConceptNameCodeSequence") or ()
    if not len(names):
        return None
    keywords = ("CodeValue", "CodingSchemeDesignator")
    code, scheme = (str(value_of(names[0], keyword) or "") for keyword in keywords)
    return code, scheme


def _is_too_old(item: Dataset, profile: Profile) -> bool:
    values: Any = value_of(item, "MeasuredValueSequence") or ()
    numbers = [value_of(value, "NumericValue") for value in values]
    return profile.oldest is not None and any(number is None or float(number) > profile.oldest for number in numbers)


@cache
def _load() -> Mapping[tuple[str, str, str], dict[str, Any]]:
    rows = json.loads(read_text("profiles/content_items.json"))["rows"]
    return {(row["code"], row["scheme"], row["value_type"]): row for row in rows}
