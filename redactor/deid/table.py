"""PS3.15 Table E.1-1: what the profile and its options ask for each attribute."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from pydicom.datadict import add_dict_entries, dictionary_has_tag
from pydicom.tag import BaseTag

from redactor.resources import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

Option = Literal[
    "retain_safe_private",
    "retain_uids",
    "retain_device_identity",
    "retain_institution_identity",
    "retain_patient_characteristics",
    "retain_longitudinal_full_dates",
    "retain_longitudinal_modified_dates",
    "clean_descriptors",
    "clean_structured_content",
    "clean_graphics",
]
"""The options that have a column of their own."""

OPTIONS: Final[tuple[Option, ...]] = get_args(Option)
_RESOURCE: Final = "profiles/ps315_e1_1.json"
_PRIVATE: Final = "PRIVATE"


@dataclass(frozen=True)
class Row:
    """One row of the table.

    Attributes
    ----------
    pattern
        The tag as eight hexadecimal digits; ``X`` is any digit, and ``PRIVATE`` any odd group.
    vr
        Value Representation; empty for rows that are no single attribute.
    basic
        The action code of the Basic Profile, such as ``Z`` or ``X/Z/D``.
    options
        (option, action code) where the column of an option is not empty.
    """

    pattern: str
    keyword: str
    vr: str
    name: str
    basic: str
    options: tuple[tuple[Option, str], ...] = ()


@dataclass(frozen=True)
class Table:
    """The table, for look-up by tag."""

    edition: str
    rows: tuple[Row, ...]
    by_tag: Mapping[int, Row]
    repeating: tuple[tuple[int, int, Row], ...]
    """(mask, bits, row) of the rows whose tag has an ``X``."""
    private: Row

    def row_for(self, tag: int) -> Row | None:
        """Give the row of a tag, or None if the table does not list it."""
        if BaseTag(tag).is_private:
            return self.private
        found = self.by_tag.get(tag)
        if found:
            return found
        return next((row for mask, bits, row in self.repeating if tag & mask == bits), None)


@cache
def load() -> Table:
    """Read the table, and tell pydicom of the attributes that are younger than its dictionary.

    Without that they would arrive as bytes of VR UN from Implicit VR, and could not be searched.
    """
    document = json.loads(read_text(_RESOURCE))
    younger = {
        int(row["tag"], 16): (row["vr"], row["vm"], row["name"], "", row["keyword"])
        for row in document["rows"]
        if "vm" in row
    }
    add_dict_entries({tag: entry for tag, entry in younger.items() if not dictionary_has_tag(tag)})
    rows = tuple(_row(row) for row in document["rows"])
    patterned = [row for row in rows if "X" in row.pattern]
    return Table(
        edition=document["edition"],
        rows=rows,
        by_tag={int(row.pattern, 16): row for row in rows if row.pattern != _PRIVATE and row not in patterned},
        repeating=tuple((*_bits(row.pattern), row) for row in patterned),
        private=next(row for row in rows if row.pattern == _PRIVATE),
    )


def row_for(tag: int) -> Row | None:
    """Give the row of a tag, or None if the table does not list it."""
    return _row_for(int(tag))  # a plain int: pydicom compares its own tags in Python


@lru_cache(1 << 14)
def _row_for(tag: int) -> Row | None:
    return load().row_for(tag)


def _row(entry: dict[str, Any]) -> Row:
    options = tuple((option, entry["options"][option]) for option in OPTIONS if option in entry["options"])
    return Row(entry["tag"], entry["keyword"], entry["vr"], entry["name"], entry["basic"], options)


def _bits(pattern: str) -> tuple[int, int]:
    """Give which bits of a tag a pattern names, and their values."""
    mask = int("".join("0" if digit == "X" else "F" for digit in pattern), 16)
    return mask, int(pattern.replace("X", "0"), 16)
