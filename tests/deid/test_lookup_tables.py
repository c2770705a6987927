"""Tables of an image end with their last entry: what a maker, or somebody, put behind it stays behind."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian

from redactor.deid.lookup_tables import entries_of, trimmed
from redactor.dicom.recode import OutputFormat, Way
from redactor.model.image import PixelFormat
from redactor.model.record import AttributeAction
from tests.deid.samples import data_set, deidentified, read, written
from tests.strategies import CHEAP

LUT_DATA = 0x00283006
SURPLUS = b"CANARY"


def table(entries: int, bits: int, value: Any, vr: str = "OW") -> Dataset:
    item = Dataset()
    item.LUTDescriptor = [entries, 0, bits]
    item.add_new(LUT_DATA, vr, value)
    return item


def cut(value: Any, entries: int, bits: int, vr: str = "OW", *, little: bool = True) -> Any:
    """Give the value of the trimmed table, and see that a second time changes nothing."""
    once = trimmed(DataElement(LUT_DATA, vr, value), [entries, 0, bits], is_little_endian=little)
    assert trimmed(once, [entries, 0, bits], is_little_endian=little) is once
    return once.value


@CHEAP
@given(st.integers(1, 40), st.integers(9, 16), st.integers(1, 30))
def test_entries_of_16_bits_stay_and_what_follows_goes(entries: int, bits: int, surplus: int) -> None:
    data = np.random.default_rng(entries).bytes(2 * entries)
    assert cut(data + bytes(surplus * 2), entries, bits) == data
    assert cut(data, entries, bits) == data
    assert cut(data[:-1], entries, bits) == data[:-1]


@CHEAP
@given(st.integers(1, 20), st.integers(1, 60), st.booleans())
def test_entries_of_8_bits_stay_and_what_follows_goes(half: int, surplus: int, is_little_endian: bool) -> None:
    entries = 2 * half
    data = bytes(range(1, entries + 1))
    assert cut(data, entries, 8) == data
    if entries + surplus != 2 * entries:  # else every byte may be one of an entry
        assert cut(data + b"\1" * surplus, entries, 8, little=is_little_endian) == data


def test_an_entry_in_half_of_a_word_leaves_the_other_half_empty() -> None:
    assert cut(b"\1\2\3S", 3, 8) == b"\1\2\3S"  # as long as it should be
    assert cut(b"\1\2\3SS", 3, 8) == b"\1\2\3\0"
    assert cut(b"\2\1S\3S", 3, 8, little=False) == b"\2\1\0\3"


def test_entries_of_8_bits_may_have_a_word_each() -> None:
    assert cut(b"\1\0\2\0\3\0" + SURPLUS, 3, 8) == b"\1\0\2\0\3\0"
    assert cut(b"\0\1\0\2\0\3" + SURPLUS, 3, 8, little=False) == b"\0\1\0\2\0\3"


def test_tables_of_numbers_are_cut_too() -> None:
    assert list(cut([1, 2, 3, 4], 3, 16, "US")) == [1, 2, 3]
    assert list(cut([1, 2, 3], 3, 16, "US")) == [1, 2, 3]
    assert cut(7, 2, 16, "US") == 7


def test_what_has_no_length_stays() -> None:
    element = DataElement(LUT_DATA, "OW", SURPLUS)
    for descriptor in (None, 256, [1, 2], "abc", [1.5, 0, 16]):
        assert trimmed(element, descriptor, is_little_endian=True) is element
    empty = DataElement(LUT_DATA, "OW", b"")
    assert trimmed(empty, [2, 0, 16], is_little_endian=True) is empty


@pytest.mark.parametrize(("said", "meant"), [(0, 65536), (1, 1), (65535, 65535), (-32768, 32768)])
def test_the_number_of_entries_has_16_bits(said: int, meant: int) -> None:
    assert entries_of([said, 0, 16]) == meant


def test_the_record_says_that_a_table_was_cleaned() -> None:
    source = data_set(ModalityLUTSequence=[table(3, 16, b"\1\0\2\0\3\0" + SURPLUS)])
    made = deidentified(source)
    assert read(written(made.attributes)).ModalityLUTSequence[0].LUTData == b"\1\0\2\0\3\0"
    path = "(0028,3000)[1]/(0028,3006)"
    assert AttributeAction(path, "C", "behind-the-last-entry") in made.actions
    right = deidentified(data_set(ModalityLUTSequence=[table(3, 16, b"\1\0\2\0\3\0")]))
    assert path not in {action.path for action in right.actions}
    without = table(3, 16, SURPLUS)
    del without.LUTDescriptor
    assert deidentified(data_set(ModalityLUTSequence=[without])).attributes.ModalityLUTSequence[0].LUTData == SURPLUS


@pytest.mark.parametrize(
    ("syntax", "expected"), [(ExplicitVRLittleEndian, b"\1\2\3\0"), (ExplicitVRBigEndian, b"\2\1\0\3")]
)
def test_the_empty_half_is_the_one_of_the_output(syntax: str, expected: bytes) -> None:
    source = data_set(ModalityLUTSequence=[table(3, 8, b"\2\1S\3SSSS")])
    source.set_original_encoding(is_implicit_vr=False, is_little_endian=False, character_encoding="iso8859")
    result = deidentified(source, output=OutputFormat(syntax, PixelFormat(1, 1), Way.PATCH)).attributes
    assert result.ModalityLUTSequence[0].LUTData == expected
