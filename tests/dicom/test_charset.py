"""Chinese names under a wrong declaration are read all the same, and Latin names are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.dicom.charset import guessed
from redactor.dicom.instance import Instance
from redactor.model.finding import Finding
from redactor.model.geometry import Rectangle
from redactor.model.region import Kind
from redactor.workflow.matching import match
from tests.instances import capture

NAME = "王小明"
LEVEL_1 = st.sampled_from(
    [chr(code) for code in range(0x4E00, 0x9FA5) if len(chr(code).encode("gb2312", "ignore")) == 2]
)


@given(st.text(LEVEL_1, min_size=2, max_size=6))
def test_chinese_under_a_latin_declaration_is_found(name):
    for charset, codec in (("GBK", "gb2312"), ("UTF-8", "utf-8")):
        data = name.encode(codec)
        found = guessed(data.decode("latin-1"))
        assert found in {(name, charset), (data.decode("utf-8", "replace"), "UTF-8")}  # some pairs are UTF-8, too


@pytest.mark.parametrize(
    "name", ["", "MULLER^HANS", "MÜLLER^JÖRG", "Gonzàlez^José", "Ångström", "Ñandú^Àé", NAME, "Łukasz"]
)
def test_latin_names_and_names_that_are_right_are_left_alone(name):
    assert guessed(name) is None


def with_bytes(path, declared, placeholder, data):
    """Write an image whose Patient's Name and Institution Name are these bytes."""
    capture(path, SpecificCharacterSet=declared, PatientName=placeholder, InstitutionName=placeholder)
    path.write_bytes(path.read_bytes().replace(placeholder.encode(), data))
    return Instance.open(path).identifiers


@pytest.mark.parametrize("declared", ["", "ISO_IR 100"])
def test_a_name_in_gbk_is_matched_under_a_wrong_declaration(tmp_path, declared):
    identifiers = with_bytes(tmp_path / "a.dcm", declared, "ABCDEF", NAME.encode("gbk"))
    assert ("(0010,0010)", NAME) in identifiers.values
    assert ("(0010,0010)", "GBK") in identifiers.guessed
    assert NAME not in repr(identifiers)
    (found,) = match([Finding(Kind.BURNED_IN_TEXT, Rectangle(0, 0, 9, 9), "text", text=NAME)], identifiers).findings
    assert found.header_match


def test_a_right_declaration_is_not_guessed(tmp_path):
    identifiers = with_bytes(tmp_path / "a.dcm", "GB18030", "ABCDEF", NAME.encode("gb18030"))
    assert ("(0010,0010)", NAME) in identifiers.values
    assert identifiers.guessed == ()
