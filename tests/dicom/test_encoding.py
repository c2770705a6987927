"""What is encoded here are the bytes that pydicom writes."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.filebase import DicomIO
from pydicom.filewriter import write_dataset
from pydicom.valuerep import DSfloat

from redactor.dicom.encoding import encoded

WORDS = st.text(st.sampled_from("ABz019. _-^=\\é中\x1b"), max_size=9)
CODES = st.text(st.sampled_from("ABZ019_ "), max_size=9)
TEXTS = {
    "LO": 0x00081030,
    "SH": 0x00080050,
    "ST": 0x00080081,
    "LT": 0x001021B0,
    "UT": 0x00080119,
    "UC": 0x00080120,
    "CS": 0x00080060,
    "AE": 0x00080055,
    "DA": 0x00080020,
    "TM": 0x00080030,
    "AS": 0x00101010,
    "UR": 0x00080121,
    "PN": 0x00100010,
}
NUMBERS = {"US": 0x00280010, "SS": 0x00280106, "UL": 0x00081161, "SL": 0x00186020, "FL": 0x00089459, "FD": 0x00189087}
NUMERALS = {"IS": 0x00200013, "DS": 0x00281050}
CHARSETS = st.sampled_from(["", "ISO_IR 6", "ISO_IR 100", "ISO_IR 192", "ISO_IR 13", ["", "ISO 2022 IR 87"]])
SYNTAXES = st.sampled_from([(True, False), (True, True), (False, False)])


def by_pydicom(attributes: Dataset, *, little: bool, implicit: bool) -> bytes:
    content = BytesIO()
    output = DicomIO(content)
    output.is_little_endian, output.is_implicit_VR = little, implicit
    write_dataset(output, attributes)
    return content.getvalue()


def outcome(attributes: Dataset, *, little: bool, implicit: bool, here: bool) -> bytes | None:
    try:
        if here:
            return encoded(attributes, is_little_endian=little, is_implicit_vr=implicit)
        return by_pydicom(attributes, little=little, implicit=implicit)
    except (OSError, ValueError, TypeError, AttributeError, LookupError, OverflowError):
        return None


@st.composite
def elements(draw: st.DrawFn) -> DataElement:  # noqa: PLR0911 - one for each kind of VR
    vr = draw(st.sampled_from([*TEXTS, *NUMBERS, *NUMERALS, "OB", "UI", "AT", "SQ"]))
    if vr == "SQ":
        return DataElement(0x00081140, vr, draw(st.lists(data_sets(depth=1), max_size=2)))
    if vr in TEXTS:
        return DataElement(TEXTS[vr], vr, draw(WORDS | st.lists(CODES, max_size=3)))
    if vr in NUMBERS:
        number = st.integers(-9, 70000) | st.just(2**33) if vr not in {"FL", "FD"} else st.floats(-1e39, 1e39)
        return DataElement(NUMBERS[vr], vr, draw(number | st.lists(number, max_size=3)), already_converted=False)
    if vr in NUMERALS:
        digits = st.sampled_from(["1", " 12", "0003", "-7 "] + (["1.50", "1e3"] if vr == "DS" else []))
        value = digits | st.lists(digits, max_size=3) | st.integers(0, 9)
        return DataElement(NUMERALS[vr], vr, draw(value))
    if vr == "OB":
        return DataElement(0x00282000, vr, draw(st.binary(max_size=5)))
    if vr == "AT":
        return DataElement(0x00280009, vr, 0x00181063)
    return DataElement(0x00080018, vr, draw(st.sampled_from(["", "1.2", "1.2.3", "1.2\\1.3.4"])))


@st.composite
def data_sets(draw: st.DrawFn, depth: int = 0) -> Dataset:
    made = Dataset()
    kinds = elements().filter(lambda element: element.VR != "SQ") if depth else elements()
    for element in draw(st.lists(kinds, max_size=5)):
        made[element.tag] = element
    charset = draw(CHARSETS)
    if charset and draw(st.booleans()):
        made.SpecificCharacterSet = charset
    return made


@given(data_sets(), SYNTAXES)
def test_a_data_set_is_encoded_as_pydicom_does(attributes: Dataset, syntax: tuple[bool, bool]) -> None:
    little, implicit = syntax
    ours = outcome(attributes, little=little, implicit=implicit, here=True)
    assert ours == outcome(attributes, little=little, implicit=implicit, here=False)


@pytest.mark.parametrize("length", [0xFFFE, 0xFFFF, 0x10000])
def test_long_texts_are_encoded_as_pydicom_does(length: int) -> None:
    attributes = Dataset()
    attributes.InstitutionAddress = "A" * length
    assert encoded(attributes) == by_pydicom(attributes, little=True, implicit=False)


def test_numbers_keep_the_digits_they_were_read_with() -> None:
    attributes = Dataset()
    attributes.WindowCenter = [DSfloat("1.50"), DSfloat("0040")]
    assert encoded(attributes).endswith(b"1.50\\0040 ")


@pytest.mark.parametrize("name", ["CT_small.dcm", "MR_small_implicit.dcm", "rtplan.dcm", "reportsi.dcm"])
def test_what_was_read_is_encoded_as_pydicom_does(name: str) -> None:
    source = dcmread(str(get_testdata_file(name)))
    converted = Dataset({element.tag: element for element in source})
    for attributes in (source, converted):
        for little, implicit in ((True, False), (True, True), (False, False)):
            ours = encoded(attributes, is_little_endian=little, is_implicit_vr=implicit)
            assert ours == by_pydicom(attributes, little=little, implicit=implicit)
