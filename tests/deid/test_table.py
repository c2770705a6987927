"""The table is the Standard's, and a second source agrees."""

from __future__ import annotations

import importlib.metadata
import runpy
from typing import Any

import pytest
from pydicom.datadict import dictionary_VR, keyword_for_tag

from redactor import resources
from redactor.deid.table import OPTIONS, load, row_for
from tools import make_iod_types, make_ps315

SECOND_SOURCE = "dicom-anonymizer"
YOUNGER_THAN_THE_SECOND_SOURCE = {"3004007F": "X"}
CODES = {
    "D_TAGS": "D",
    "Z_TAGS": "Z",
    "X_TAGS": "X",
    "U_TAGS": "U",
    "Z_D_TAGS": "Z/D",
    "X_Z_TAGS": "X/Z",
    "X_D_TAGS": "X/D",
    "X_Z_D_TAGS": "X/Z/D",
    "X_Z_U_STAR_TAGS": "X/Z/U*",
}


def require(package: str) -> None:
    try:
        importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        pytest.skip(f"{package}, a source of the Standard's tables, is not installed")


@pytest.mark.parametrize("tool", [make_ps315, make_iod_types])
def test_the_shipped_file_is_what_its_tool_makes(tool: Any):
    require(tool.PACKAGE)
    assert resources.read_text(f"profiles/{tool.OUTPUT}") == tool.build()


def second_source() -> dict[str, str]:
    files = importlib.metadata.files(SECOND_SOURCE) or []
    module = runpy.run_path(str(next(f for f in files if f.name == "dicomfields_2026c.py").locate()))
    return {pattern(tag): code for name, code in CODES.items() for tag in module[name]}


def pattern(tag: tuple[int, ...]) -> str:
    group, number, *masks = tag
    if not masks:
        return f"{group:04X}{number:04X}"
    digits = f"{group:04X}{number:04X}"
    mask = f"{masks[0]:04X}{masks[1]:04X}"
    return "".join("X" if bit == "0" else digit for digit, bit in zip(digits, mask, strict=True))


def test_a_second_source_gives_the_same_basic_actions():
    require(SECOND_SOURCE)
    ours = {row.pattern: row.basic for row in load().rows if row.pattern != "PRIVATE"}
    theirs = second_source() | YOUNGER_THAN_THE_SECOND_SOURCE
    assert ours == theirs


def test_the_table_has_all_rows_of_its_edition():
    table = load()
    assert (table.edition, len(table.rows), len(OPTIONS)) == ("2026d", 657, 10)
    assert len(table.by_tag) + len(table.repeating) + 1 == len(table.rows)


def test_every_option_has_a_cell_somewhere():
    assert {option for row in load().rows for option, _ in row.options} == set(OPTIONS)
    assert {code for row in load().rows for _, code in row.options} == {"K", "C"}


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        (0x00100010, "Patient's Name"),
        (0x50020010, "Curve Data"),
        (0x60023000, "Overlay Data"),
        (0x601E4000, "Overlay Comments"),
        (0x00090010, "Private Attributes"),
        (0x00091001, "Private Attributes"),
    ],
)
def test_a_row_is_found_by_tag(tag: int, name: str):
    row = row_for(tag)
    assert row is not None
    assert row.name == name


@pytest.mark.parametrize("tag", [0x00280010, 0x60020010, 0x00080016])
def test_an_attribute_that_is_not_listed_has_no_row(tag: int):
    assert row_for(tag) is None


def test_pydicom_knows_the_attributes_that_are_younger_than_its_dictionary():
    assert keyword_for_tag(0x00100012) == "NameToUse"
    assert dictionary_VR(0x00100011) == "SQ"
    assert all(row.vr for row in load().by_tag.values())
