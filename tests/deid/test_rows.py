"""Every row of the table does what it says, at the top and inside a sequence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydicom.tag import Tag

from redactor.deid.legible import values_of
from redactor.deid.profile import BASIC
from redactor.deid.safety_net import is_removed
from redactor.deid.table import load
from redactor.dicom.walk import tag_path
from tests.deid.samples import CANARIES, ORIGINALS, data_set, deidentified, element, read, written

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

    from redactor.deid.table import Row

IDENTIFIERS = {"PatientName", "PatientID", "AccessionNumber"}
ROWS = load().rows


def tag_of(row: Row) -> int:
    if row.pattern == "PRIVATE":
        return 0x00091001
    return 0x50003000 if row.pattern == "50XXXXXX" else int(row.pattern.replace("X", "0"), 16)


def expected(row: Row) -> str:
    return "X" if is_removed(Tag(tag_of(row))) else BASIC.action_for(row, "1")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.pattern}-{row.keyword}")
@pytest.mark.parametrize("depth", ["top", "nested"])
def test_a_listed_attribute_gets_its_action(row: Row, depth: str):
    tag = tag_of(row)
    original = element(tag, row.vr or "LO")
    if row.vr == "SQ" and expected(row) == "U":
        del original.value[0].CodeValue, original.value[0].CodeMeaning  # no words: they are for the safety net
    source, prefix = data_set(original), ""
    if depth == "nested":
        source, prefix = data_set(ReferencedSeriesSequence=[source]), "(0008,1115)[1]/"
    result = deidentified(source)
    where = result.attributes if depth == "top" else result.attributes.ReferencedSeriesSequence[0]
    check(where, row, tag)
    action = {one.path: one.action for one in result.actions}[tag_path(prefix, Tag(tag))]
    assert action == expected(row)
    data = written(result.attributes)
    assert not [canary for canary in CANARIES if canary in data]
    assert read(data)


def check(where: Dataset, row: Row, tag: int) -> None:
    action = expected(row)
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


def test_every_action_of_the_basic_profile_occurs():
    assert {expected(row) for row in ROWS} == {"D", "Z", "X", "U"}


@pytest.mark.parametrize("group", range(0x6000, 0x6020, 2))
def test_a_whole_overlay_group_goes(group: int):
    source = data_set(element(group << 16 | 0x0010, "US"), element(group << 16 | 0x0022, "LO"))
    assert not [tag for tag in deidentified(source).attributes if tag.tag.group == group]
