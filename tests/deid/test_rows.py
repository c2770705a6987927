"""Every row of the table does what it says for each Attribute Type, at the top and inside a sequence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydicom.tag import Tag

from redactor.deid.identity import PersonWords
from redactor.deid.legible import values_of
from redactor.deid.profile import BASIC
from redactor.deid.rebuild import Rebuild, Where
from redactor.deid.safety_net import is_removed
from redactor.deid.table import load
from redactor.deid.types import Level
from redactor.dicom.walk import tag_path
from tests.deid.samples import (
    CANARIES,
    ORIGINALS,
    PATIENT,
    REPLACEMENTS,
    data_set,
    deidentified,
    element,
    read,
    written,
)

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

    from redactor.deid.table import Row
    from redactor.deid.types import AttributeType

IDENTIFIERS = {"PatientName", "PatientID", "AccessionNumber"}
ROWS = load().rows
ONE_TAG = [
    row for row in ROWS if "X" not in row.pattern and "0008" <= row.pattern < "P"
]  # no commands, no private ones
TYPES: tuple[AttributeType, ...] = ("1", "1C", "2", "2C", "3")


def tag_of(row: Row) -> int:
    if row.pattern == "PRIVATE":
        return 0x00091001
    return 0x50003000 if row.pattern == "50XXXXXX" else int(row.pattern.replace("X", "0"), 16)


def expected(row: Row, kind: AttributeType) -> str:
    action = "X" if is_removed(Tag(tag_of(row))) else BASIC.action_for(row, kind)
    if action == "X" and kind[0] == "2":
        return "Z"
    return "D" if action == "X" and kind[0] == "1" and not is_removed(Tag(tag_of(row))) else action


def rebuilt(source: Dataset, where: Where) -> tuple[Dataset, dict[str, str]]:
    words = PersonWords.of(source)
    rebuild = Rebuild(BASIC, REPLACEMENTS, PATIENT, "", words, source, is_little_endian=True, swapped=False)
    made = rebuild.item(source, where)
    return made, {one.path: one.action for one in rebuild.actions}


def original(row: Row, action: str) -> Dataset:
    made = element(tag_of(row), row.vr or "LO")
    if row.vr == "SQ" and action == "U":
        del made.value[0].CodeValue, made.value[0].CodeMeaning  # no words: they are for the safety net
    return data_set(made)


def check(where: Dataset, row: Row, action: str) -> None:
    tag = tag_of(row)
    if action == "X":
        assert tag not in where
        return
    new = where[tag]
    if action == "Z":
        assert values_of(new) == [] or row.keyword in IDENTIFIERS
    elif row.vr == "SQ":
        assert new.value[0].ReferencedSOPInstanceUID.startswith("2.25.")
    elif action == "U" or row.vr == "UI":
        assert new.value.startswith("2.25.")
    else:
        assert str(new.value)
        assert new.value != ORIGINALS[row.vr]


def holds_no_canary(made: Dataset) -> bool:
    data = written(made)
    return bool(read(data)) and not [canary for canary in CANARIES if canary in data]


@pytest.mark.parametrize("row", ONE_TAG, ids=lambda row: f"{row.pattern}-{row.keyword}")
def test_a_listed_attribute_gets_the_action_for_its_type(row: Row):
    tag = tag_of(row)
    for kind in TYPES:
        action = expected(row, kind)
        made, actions = rebuilt(original(row, action), Where(Level({tag: kind}, {tag: kind})))
        assert actions[tag_path("", Tag(tag))] == action
        check(made, row, action)
        assert holds_no_canary(made)
    if row.basic == "X":  # the module is not mandatory
        assert tag not in rebuilt(original(row, "D"), Where(Level({tag: "1"})))[0]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.pattern}-{row.keyword}")
def test_a_listed_attribute_that_is_not_of_the_iod_gets_its_action_at_any_depth(row: Row):
    inner = original(row, expected(row, "3"))
    result = deidentified(data_set(ReferencedImageEvidenceSequence=[inner]))
    path = tag_path("(0008,9092)[1]/", Tag(tag_of(row)))
    assert {one.path: one.action for one in result.actions}[path] == expected(row, "3")
    check(result.attributes.ReferencedImageEvidenceSequence[0], row, expected(row, "3"))
    assert holds_no_canary(result.attributes)


def test_every_action_of_the_basic_profile_occurs():
    assert {expected(row, kind) for row in ROWS for kind in TYPES} == {"D", "Z", "X", "U"}


@pytest.mark.parametrize("group", range(0x6000, 0x6020, 2))
def test_a_whole_overlay_group_goes(group: int):
    source = data_set(element(group << 16 | 0x0010, "US"), element(group << 16 | 0x0022, "LO"))
    assert not [tag for tag in deidentified(source).attributes if tag.tag.group == group]
