"""Edit records and the values that hold facts: they are plain, they compare, and no repr tells who a patient is."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.model.image import Identifiers, PixelFormat, Place
from redactor.model.record import EditRecord
from redactor.model.stages import OutputName
from tests.strategies import CHEAP, edit_records

VALUE = "LI^MEI"


@CHEAP
@given(edit_records())
def test_equal_records_have_equal_hashes(record):
    assert {record, dataclasses.replace(record)} == {record}


def test_a_record_has_no_room_for_original_values_recognised_text_or_paths():
    words = {word for field in dataclasses.fields(EditRecord) for word in field.name.split("_")}
    assert not words & {"original", "text", "source", "path", "folder", "patient", "name", "date", "time"}


@pytest.mark.parametrize(
    "value",
    [
        Identifiers((("(0010,0010)", VALUE),)),
        Place(patient=VALUE, study=VALUE, series=VALUE, instance=VALUE, number=3),
    ],
)
def test_the_repr_of_what_comes_from_the_header_shows_no_value(value):
    assert VALUE not in repr(value)
    assert VALUE not in str(value)
    assert VALUE not in f"{value!r:>40}"


@pytest.mark.parametrize(
    ("photometric_interpretation", "is_grayscale"),
    [("MONOCHROME1", True), ("MONOCHROME2", True), ("RGB", False), ("YBR_FULL_422", False), ("PALETTE COLOR", False)],
)
def test_only_monochrome_is_grayscale(photometric_interpretation, is_grayscale):
    pixels = PixelFormat(rows=1, columns=1, photometric_interpretation=photometric_interpretation)
    assert pixels.is_grayscale is is_grayscale


def test_a_result_is_named_by_numbers():
    assert OutputName(case=1, series=1, instance=1).stem == "CASE0001/S001/I0001"


@CHEAP
@given(st.lists(st.tuples(*[st.integers(1, 99_999)] * 3), unique=True))
def test_no_two_results_have_the_same_name(numbers):
    stems = {OutputName(*number).stem for number in numbers}
    assert len(stems) == len(numbers)
