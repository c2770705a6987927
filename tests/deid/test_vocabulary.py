"""What stays without being read names nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor.deid.vocabulary import coding_schemes, extended, standard, technical_attributes, words_of

KNOWN = [
    "CT CHEST W/O CONTRAST",
    "CHEST, PA & LATERAL",
    "t2_tse_tra_384_p2",
    "ep2d_diff_3scan_trace_p2_ADC",
    "HeadNeck 1.5mm B30f",
    "AX T1W FSE +C",
    "L5/S1 sagittal",
    "3D TOF 120kV 35 mAs 50%",
    "胸部正侧位片",
    "头颅CT平扫+增强",
    "左膝关节 MR 3.0T",
    "\uff23\uff34\u3000\uff43hest",
    "",
    "CHEST\r\nLATERAL",
]
UNKNOWN = [
    "CT CHEST Zhangova",
    "CHEST 12/05/1985",
    "CT 2019-06-03",
    "CT 3/2019",
    "call 555 123 456",
    "5551234",
    "J O H N chest",
    "张伟 胸部",
    "左中右",
    "高",
    "CHEST 20190603",
    "2024年5月 胸部",
    "胸部 5月",
    "CT \x1b chest",
    "Müller chest",
    "Иванов",
    "A1234567",
]


@pytest.mark.parametrize("text", KNOWN)
def test_words_of_medicine_are_known(text):
    assert standard().knows(text)


@pytest.mark.parametrize("text", UNKNOWN)
def test_names_numbers_and_dates_are_not(text):
    assert not standard().knows(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("CT CHEST for Zhangova", "CT CHEST for"),
        ("CHEST 12/05/1985 lateral", "CHEST lateral"),
        ("张伟 胸部正位", "胸部正位"),
        ("555 123 456 chest", "555 123 chest"),
        ("Head of HEAD", "of"),
        ("Zhangova", ""),
    ],
)
def test_cleaning_leaves_the_known_words(text, left):
    made = standard().known_words(text, lambda word: word.casefold() == "head")
    assert made == left
    assert standard().knows(made)


@given(st.text(max_size=40) | st.lists(st.sampled_from([*KNOWN, *UNKNOWN, "1", "22", "a"])).map(" ".join))
def test_what_cleaning_leaves_is_always_known(text):
    assert standard().knows(standard().known_words(text, lambda word: False))


def test_a_site_adds_words_of_its_own():
    vocabulary = extended(standard(), ["# our machines\nZebrascope", "KNEEFAST pro"])
    assert vocabulary.knows("zebrascope kneefast")
    assert not standard().knows("zebrascope")


def test_comments_are_no_words():
    assert words_of("one # two\n# three\nFour") == {"one", "four"}


def test_common_names_and_months_are_no_words():
    assert not {"smith", "john", "mary", "zhang", "wang", "may", "august", "street", "hospital"} & standard().words
    assert not {"张", "王", "李", "高", "白", "黄", "医院"} & standard().words


def test_the_lists_name_what_the_standard_names():
    assert {"DCM", "SCT", "LN", "UCUM"} <= coding_schemes()
    assert "ManufacturerModelName" in technical_attributes()
