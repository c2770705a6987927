"""Say of a value in a written file whether the profile's options let it be there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redactor.deid.dates import TEMPORAL, is_offset, is_valid
from redactor.deid.legible import values_of
from redactor.deid.options import TIMEZONE, capped, is_year
from redactor.deid.replacements import REMOVED, dummy
from redactor.deid.safety_net import TRACKING_ID
from redactor.deid.structured import content_action
from redactor.deid.table import row_for
from redactor.deid.texts import PROSE

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from pydicom.dataelem import DataElement
    from pydicom.dataset import Dataset

    from redactor.deid.private import Declared
    from redactor.deid.profile import Profile
    from redactor.deid.texts import Texts


@dataclass(frozen=True)
class Reading:
    """What the written file may hold: the profile, what was kept by name, and what must be nowhere."""

    profile: Profile
    kept: AbstractSet[str]
    """Paths without item numbers: removing an item gives those after it other numbers."""
    dates: AbstractSet[tuple[str, str]] = field(repr=False)
    """(path, value) of the original's."""
    texts: Texts = field(repr=False)
    declared: Declared


def retained(attributes: Dataset, element: DataElement, reading: Reading, path: str) -> bool | None:
    """Say whether an option keeps just this value; None if it is for the Basic Profile to say.

    Parameters
    ----------
    attributes
        The data set or item that holds the element.
    """
    found, vr = values_of(element), element.VR
    if all(is_dummy(vr, value) for value in found):
        return True
    values = [str(value) for value in found]
    if element.tag.is_private or _is_kept(element, reading, path):
        return element.VR not in PROSE or not any(map(reading.texts.persons.are_in_text, values))
    row = row_for(element.tag)
    asked = reading.profile.option_action(row) if row else None
    if element.VR in TEMPORAL and (asked or _is_content(attributes, reading)):
        return _is_moved(element, asked, reading, path)
    if row is None:
        return _unlisted(attributes, element, reading)
    if row.keyword == "PatientBirthDate" and reading.profile.birth_date == "year":
        return is_year(values)
    return _listed(element, asked, reading) if asked else None


def _is_kept(element: DataElement, reading: Reading, path: str) -> bool:
    """Say whether an attribute was kept by name, or is an unlisted text of a sequence that is kept."""
    bare = without_numbers(path)
    if bare in reading.kept:
        return True
    if row_for(element.tag) is not None or element.VR not in PROSE:
        return False
    above = bare.split("/")[:-1]
    rows = [row_for(int(tag[1:-1].replace(",", ""), 16)) for tag in above]
    by_option = any(row is not None and reading.profile.option_action(row) == "K" for row in rows)
    return by_option or any("/".join(above[:depth]) in reading.kept for depth in range(1, len(above) + 1))


def _listed(element: DataElement, asked: str, reading: Reading) -> bool:
    values = [str(value) for value in values_of(element)]
    if int(element.tag) == TIMEZONE:
        return all(map(is_offset, values))
    if element.VR == "AS":
        return all(capped(value, reading.profile.oldest) == value for value in values)
    return _has_known_words(values, reading) if asked == "C" and element.VR in {*PROSE, "AE", "CS"} else True


def _unlisted(attributes: Dataset, element: DataElement, reading: Reading) -> bool | None:
    if element.VR not in PROSE or int(element.tag) == TRACKING_ID or _is_content(attributes, reading):
        return True if element.VR in PROSE and int(element.tag) != TRACKING_ID else None
    words = [str(value) for value in values_of(element) if str(value) != REMOVED]
    return reading.texts.may_stay(attributes, element) or _has_known_words(words, reading)


def _is_content(attributes: Dataset, reading: Reading) -> bool:
    """Say whether the attributes are a content item whose value an option keeps as it is."""
    if "clean_structured_content" not in reading.profile.options:
        return False
    return (content_action(attributes, reading.profile) or (0, ""))[1] in {"K", "C"}


def _is_moved(element: DataElement, asked: str | None, reading: Reading, path: str) -> bool:
    values = [str(value).strip(" \0") for value in values_of(element)]
    if not is_valid(element.VR, values):
        return False
    kept = asked == "K" or "retain_longitudinal_modified_dates" not in reading.profile.options
    points = frozenset() if kept else reading.dates
    return element.VR == "TM" or not any((path, value) in points for value in values)


def _has_known_words(values: list[str], reading: Reading) -> bool:
    return all(value == REMOVED or reading.texts.is_known(value) for value in values)


def without_numbers(path: str) -> str:
    """Give an attribute path without the numbers of items."""
    return re.sub(r"\[\d+\]", "", path)


def is_dummy(vr: str, value: object) -> bool:
    """Say whether a value is what the program writes in the place of any."""
    return vr not in {"SQ", "UI"} and (value == dummy(vr) or str(value) == dummy(vr))
