"""What becomes of attributes, in words and as rows of a table. Free of Qt; originals only where they are asked for."""

from __future__ import annotations

import csv
import io
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Final

from redactor.deid.decisions import is_allowed
from redactor.deid.summary import eighteen_items
from redactor.dicom.walk import keyword_at
from redactor.i18n import QT_TRANSLATE_NOOP, SOURCE_LANGUAGE
from redactor.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from redactor.deid.summary import Entry
    from redactor.gui.problems import Translate
    from redactor.model.case_plan import AttributeDecision

HIDDEN: Final = "●●●"
NOTHING: Final = "–"
_ACTIONS: Final = {
    "X": QT_TRANSLATE_NOOP("Attributes", "removed"),
    "Z": QT_TRANSLATE_NOOP("Attributes", "emptied"),
    "D": QT_TRANSLATE_NOOP("Attributes", "replaced"),
    "U": QT_TRANSLATE_NOOP("Attributes", "new UID"),
    "C": QT_TRANSLATE_NOOP("Attributes", "cleaned"),
    "K": QT_TRANSLATE_NOOP("Attributes", "kept"),
    "": QT_TRANSLATE_NOOP("Attributes", "kept"),
}
_RULES: Final = {
    "E.1-1": QT_TRANSLATE_NOOP("Attributes", "Basic Profile, PS3.15 Table E.1-1"),
    "private": QT_TRANSLATE_NOOP("Attributes", "private attribute"),
    "safety-net": QT_TRANSLATE_NOOP("Attributes", "of a kind that identifies, though the table does not list it"),
    "identifier-match": QT_TRANSLATE_NOOP("Attributes", "holds a word of the patient"),
    "vocabulary": QT_TRANSLATE_NOOP("Attributes", "words that are not known to be harmless"),
    "unreadable": QT_TRANSLATE_NOOP("Attributes", "can't be read"),
    "pixel-change": QT_TRANSLATE_NOOP("Attributes", "follows from the changed pixels"),
    "pixel-format": QT_TRANSLATE_NOOP("Attributes", "follows from the changed pixels"),
    "lossy-image-compression": QT_TRANSLATE_NOOP("Attributes", "follows from the changed pixels"),
    "burned-in-annotation": QT_TRANSLATE_NOOP("Attributes", "follows from the changed pixels"),
    "icc-profile": QT_TRANSLATE_NOOP("Attributes", "a colour profile can name its maker"),
    "E.3.4-1": QT_TRANSLATE_NOOP("Attributes", "content of a report, PS3.15 Table E.3.4-1"),
    "keep-list": QT_TRANSLATE_NOOP("Attributes", "not on the list of what may stay"),
    "no-reference": QT_TRANSLATE_NOOP("Attributes", "follows from what is removed"),
    "dependent": QT_TRANSLATE_NOOP("Attributes", "follows from what is removed"),
    "behind-the-last-entry": QT_TRANSLATE_NOOP("Attributes", "lies behind what the image needs"),
    "frames-dropped": QT_TRANSLATE_NOOP("Attributes", "follows from the frames that are left out"),
    "profile": QT_TRANSLATE_NOOP("Attributes", "this profile's own rule"),
    "person": QT_TRANSLATE_NOOP("Attributes", "you decided so"),
}
_NO_RULE: Final = QT_TRANSLATE_NOOP("Attributes", "nothing identifying is known of it")
_BY_OPTION: Final = QT_TRANSLATE_NOOP("Attributes", "option of the profile: {options}")
_OTHER: Final = QT_TRANSLATE_NOOP("Attributes", "Other attributes")
_PRIVATE: Final = QT_TRANSLATE_NOOP("Attributes", "Private attributes")
_COUNTS: Final = QT_TRANSLATE_NOOP("Attributes", "{all} attributes: {removed} removed, {changed} replaced, {kept} kept")
_NEVER_KEPT: Final = QT_TRANSLATE_NOOP("Attributes", "It identifies directly, so it is never kept.")
_NEEDED: Final = QT_TRANSLATE_NOOP("Attributes", "The image can't be without it.")
_ALREADY: Final = QT_TRANSLATE_NOOP("Attributes", "That is what happens already.")
_HEADINGS: Final = (
    QT_TRANSLATE_NOOP("Attributes", "Attribute"),
    QT_TRANSLATE_NOOP("Attributes", "New value"),
    QT_TRANSLATE_NOOP("Attributes", "Action"),
    QT_TRANSLATE_NOOP("Attributes", "Why"),
)
PRIVATE: Final = -1
"""The number of the group of private attributes, beside the eighteen items and 0 for the others."""


def tag_of(path: str) -> int:
    """Give the tag of the attribute that a path leads to."""
    return int(path[-10:-1].replace(",", ""), 16)


def title(entry: Entry, language: str) -> str:
    """Name an attribute: ``患者姓名 PatientName (0010,0010)``; the keyword is never translated."""
    tag = tag_of(entry.path)
    keyword = keyword_at(tag) or entry.name
    native = _names().get(keyword, "") if language != SOURCE_LANGUAGE else ""
    return " ".join(part for part in (native, keyword, entry.path) if part)


def action(entry: Entry, translate: Translate) -> str:
    """Say what is done to an attribute."""
    return translate("Attributes", _ACTIONS["D" if is_replaced(entry) and entry.action == "Z" else entry.action])


def why(entry: Entry, translate: Translate) -> str:
    """Say what rule is behind it."""
    if not entry.action:
        return translate("Attributes", _NO_RULE)
    if entry.options and entry.action in {"K", "C"}:
        return translate("Attributes", _BY_OPTION).format(
            options=", ".join(one.replace("_", " ") for one in entry.options)
        )
    known = _RULES.get(entry.rule)
    return translate("Attributes", known) if known else entry.rule


def group_of(entry: Entry) -> int:
    """Give the number of the group of an attribute: an item of the eighteen, 0, or `PRIVATE`."""
    return PRIVATE if entry.section == "private" else entry.item


def group_title(number: int, language: str, translate: Translate) -> str:
    """Name a group."""
    if number <= 0:
        return translate("Attributes", _PRIVATE if number == PRIVATE else _OTHER)
    item = next(one for one in eighteen_items() if one.number == number)
    return f"{number} {dict(item.texts).get(language, dict(item.texts)[SOURCE_LANGUAGE])}"


def group_numbers() -> tuple[int, ...]:
    """Give the groups in their order."""
    return (*(item.number for item in eighteen_items()), 0, PRIVATE)


def is_changed(entry: Entry) -> bool:
    """True if the attribute does not leave as it is."""
    return entry.action not in {"", "K"}


def is_replaced(entry: Entry) -> bool:
    """True if another value stands in its place: what may be empty gets a dummy where there is a good one."""
    return entry.action in {"D", "U", "C"} or (entry.action == "Z" and bool(entry.new))


def counts(entries: Iterable[Entry], translate: Translate) -> str:
    """Count attributes by what becomes of them."""
    made = tuple(entries)
    kept, changed = sum(not is_changed(entry) for entry in made), sum(is_replaced(entry) for entry in made)
    return translate("Attributes", _COUNTS).format(
        all=len(made), removed=len(made) - kept - changed, changed=changed, kept=kept
    )


def refusal(entry: Entry, decision: AttributeDecision, translate: Translate) -> str:
    """Say why a person can't decide so about an attribute; empty if that is possible."""
    if not is_allowed(tag_of(entry.path), decision):
        return translate("Attributes", _NEVER_KEPT if decision == "keep" else _NEEDED)
    if (decision == "keep") == (not is_changed(entry)) and (decision == "keep" or entry.action == "X"):
        return translate("Attributes", _ALREADY)
    return ""


def rows(entries: Sequence[Entry], language: str, translate: Translate) -> list[tuple[str, ...]]:
    """Give the table without its originals, headings first."""
    head = tuple(translate("Attributes", name) for name in _HEADINGS)
    told = [(title(one, language), one.new or NOTHING, action(one, translate), why(one, translate)) for one in entries]
    return [head, *told]


def as_csv(entries: Sequence[Entry], language: str, translate: Translate) -> str:
    """Give the table without its originals as CSV (RFC 4180)."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([_inert(cell) for cell in row] for row in rows(entries, language, translate))
    return text.getvalue()


def as_text(entries: Sequence[Entry], language: str, translate: Translate) -> str:
    """Give the table without its originals as lines with tabs."""
    return "\n".join("\t".join(row) for row in rows(entries, language, translate))


def _inert(cell: str) -> str:
    """Keep a spreadsheet from reading a cell as a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


@cache
def _names() -> Mapping[str, str]:
    found: Mapping[str, str] = tomllib.loads(read_text("summaries/attribute_names_zh_CN.toml"))["names"]
    return found
