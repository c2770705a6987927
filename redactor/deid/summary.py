"""What will become of each attribute, as data for people: before anything is written, and in memory only."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

from pydicom.datadict import dictionary_description, dictionary_has_tag, tag_for_keyword
from pydicom.tag import Tag

from redactor.deid.legible import values_of
from redactor.deid.table import row_for
from redactor.dicom.walk import element_at
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pydicom.dataelem import DataElement
    from pydicom.dataset import Dataset

    from redactor.deid.engine import Deidentified
    from redactor.deid.profile import Profile

Section = Literal["patient", "study", "device", "institution", "free text", "private", "other"]

_PATIENT: Final = frozenset({0x0010, 0x0012, 0x0038})
_STUDY: Final = frozenset({0x0020, 0x0032, 0x0040, 0x0400, 0x4008})
_PROSE: Final = frozenset({"LO", "SH", "ST", "LT", "UT", "UC"})
_WITH_DOSE: Final = frozenset({"CT", "XA", "RF", "DX", "CR", "MG", "PT", "NM"})
_WITH_TIMING: Final = frozenset({"MR", "CT", "NM", "PT", "XA", "US"})
_MOST: Final = 64
"""Characters of a value."""


DOSE_WARNING: Final = QT_TRANSLATE_NOOP("Profiles", "Dose can't be followed over time: dates or weight are removed.")
SUV_WARNING: Final = QT_TRANSLATE_NOOP(
    "Profiles",
    "Standardized uptake values (SUV) can't be computed: they need weight and the times of injection and acquisition.",
)
TIMING_WARNING: Final = QT_TRANSLATE_NOOP(
    "Profiles", "The timing of dynamic and cardiac series is lost: acquisition times are removed."
)


@dataclass(frozen=True)
class Item:
    """One of a list of items that people know attributes by."""

    number: int
    texts: tuple[tuple[str, str], ...]
    """(language, name)."""


@dataclass(frozen=True)
class Entry:
    """What becomes of one attribute.

    Attributes
    ----------
    path
        As in `AttributeAction`.
    action
        D Z X K C U; empty if nothing is done to it.
    rule
        What says so; empty with `action`.
    options
        Options of the profile that are about it.
    old, new
        The values, shortened, as text; `new` is empty if there is none. In memory only; the repr shows neither.
    item
        The number of the item that it belongs to; 0 is none of them.
    """

    path: str
    name: str
    action: str
    rule: str
    options: tuple[str, ...]
    section: Section
    item: int
    old: str = field(repr=False)
    new: str = field(repr=False)


def summary(original: Dataset, made: Deidentified, profile: Profile) -> tuple[Entry, ...]:
    """Give what becomes of every attribute of the original, in its order, item by item of sequences."""
    actions = {one.path: (one.action, one.rule) for one in made.actions}
    return tuple(_entries(original, made.attributes, actions, profile, ""))


@cache
def eighteen_items() -> tuple[Item, ...]:
    """Give the eighteen items (`resources/summaries/eighteen_items.toml`)."""
    return tuple(
        Item(entry["number"], tuple((language, entry[language]) for language in ("en", "zh_CN"))) for entry in _items()
    )


def by_item(entries: Sequence[Entry]) -> Mapping[int, tuple[Entry, ...]]:
    """Group entries by the eighteen items, every number there; 0 is what belongs to none."""
    return {
        number: tuple(one for one in entries if one.item == number)
        for number in (*(item.number for item in eighteen_items()), 0)
    }


def destroyed_uses(profile: Profile, modality: str) -> tuple[str, ...]:
    """Give warnings of what images can't be used for any more, in English (context ``Profiles``)."""
    options = set(profile.options)
    dated = not options.isdisjoint({"retain_longitudinal_full_dates", "retain_longitudinal_modified_dates"})
    weighed = "retain_patient_characteristics" in options
    found = [SUV_WARNING] if modality == "PT" and not (dated and weighed) else []
    found += [TIMING_WARNING] if modality in _WITH_TIMING and not dated else []
    found += [DOSE_WARNING] if modality in _WITH_DOSE and not (dated and weighed) else []
    return tuple(found)


def _entries(
    original: Dataset, result: Dataset | None, actions: Mapping[str, tuple[str, str]], profile: Profile, prefix: str
) -> Sequence[Entry]:
    entries: list[Entry] = []
    for tag in sorted(original.keys()):
        if tag.element == 0:
            continue
        path = f"{prefix}({tag.group:04X},{tag.elem:04X})"
        old = element_at(original, tag)
        new = element_at(result, tag) if result is not None and tag in result else None
        entries.append(_entry(path, tag, old, new, actions.get(path, ("", "")), profile))
        if old is None or old.VR != "SQ":
            continue
        gone = [number for number in range(1, len(old.value) + 1) if (f"{path}[{number}]") in actions]
        left = iter(new.value if new is not None and new.VR == "SQ" else ())
        for number, item in enumerate(old.value, 1):
            after = None if number in gone else next(left, None)
            entries += _entries(item, after, actions, profile, f"{path}[{number}]/")
    return entries


def _entry(  # noqa: PLR0917 - the element before and after, and what was done
    path: str,
    tag: int,
    old: DataElement | None,
    new: DataElement | None,
    done: tuple[str, str],
    profile: Profile,
) -> Entry:
    row = row_for(tag)
    return Entry(
        path=path,
        name=dictionary_description(tag) if dictionary_has_tag(tag) else "",
        action=done[0],
        rule=done[1],
        options=tuple(option for option, _ in row.options if option in profile.options) if row else (),
        section=_section(tag, old),
        item=_item_of(tag, old.VR if old is not None else ""),
        old=_text(old),
        new=_text(new),
    )


def _section(tag: int, element: DataElement | None) -> Section:
    row, group = row_for(tag), tag >> 16
    options = {option for option, _ in row.options} if row else set()
    if group % 2:
        return "private"
    if "retain_institution_identity" in options:
        return "institution"
    if "retain_device_identity" in options:
        return "device"
    if group in _PATIENT:
        return "patient"
    if element is not None and element.VR in _PROSE and "clean_descriptors" in options:
        return "free text"
    return "study" if group in _STUDY or row is not None else "other"


def _item_of(tag: int, vr: str) -> int:
    if Tag(tag).is_private:
        return 0
    by_tag, by_vr = _places()
    listed = row_for(tag) is not None
    return by_tag.get(tag) or (by_vr.get(vr, 0) if listed else 0)


@cache
def _places() -> tuple[Mapping[int, int], Mapping[str, int]]:
    tags, vrs = {}, {}
    for entry in _items():
        for keyword in entry.get("attributes", ()):
            tag = tag_for_keyword(keyword)
            if tag is None:
                raise KeyError(keyword)
            tags[tag] = entry["number"]
        vrs.update(dict.fromkeys(entry.get("vrs", ()), entry["number"]))
    return tags, vrs


@cache
def _items() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(read_text("summaries/eighteen_items.toml"))["item"]
    return found


def _text(element: DataElement | None) -> str:
    if element is None or element.VR == "SQ":
        return ""
    values = values_of(element)
    if any(isinstance(value, bytes) for value in values):
        return ""
    whole = "\\".join(str(value) for value in values)
    return whole if len(whole) <= _MOST else whole[: _MOST - 1] + "…"
