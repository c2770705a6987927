"""Replacements are keyed, consistent and well formed."""

from __future__ import annotations

import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.config import RAISE
from pydicom.uid import UID, UID_dictionary
from pydicom.valuerep import STANDARD_VR, validate_value

from redactor.deid.replacements import Replacements, dummy

KEY = bytes(range(32))
R = Replacements(KEY)
texts = st.text(max_size=40)
uids = st.lists(st.integers(0, 99999), min_size=2, max_size=8).map(lambda parts: "1.2." + ".".join(map(str, parts)))


@given(uids)
def test_a_new_uid_is_well_formed(original):
    new = UID(R.uid(original))
    assert new.is_valid
    assert new != original
    assert new.startswith("2.25.")
    made = uuid.UUID(int=int(new[5:]))
    assert made.variant == uuid.RFC_4122
    assert made.version == 8


@given(uids, uids)
def test_different_uids_stay_different(one, other):
    assert (R.uid(one) == R.uid(other)) == (one == other)


@given(uids)
def test_padding_does_not_matter(original):
    assert R.uid(f"{original}\0") == R.uid(f" {original} ") == R.uid(original)


@given(uids)
def test_another_key_gives_another_uid(original):
    assert Replacements(b"another key of thirty-two bytes..").uid(original) != R.uid(original)


@given(uids)
def test_a_later_generation_renames_series_and_instances_alone(original):
    later = Replacements(KEY, generation=2)
    assert later.uid(original) == R.uid(original)
    assert later.instance_uid(original) != R.instance_uid(original)
    assert R.instance_uid(original) == R.uid(original)


@pytest.mark.parametrize("known", sorted(UID_dictionary))
def test_uids_that_the_standard_defines_stay(known):
    assert R.uid(known) == known


def test_an_empty_uid_stays_empty():
    assert R.uid("") == R.uid("\0 ") == ""


@given(texts, texts)
def test_a_pseudonym_is_short_and_plain(patient, study):
    assert re.fullmatch(r"RDX[A-Z2-7]{12}", R.pseudonym(patient, study))
    assert re.fullmatch(r"RDA[A-Z2-7]{12}", R.accession_number(patient, study))


def test_a_patient_keeps_the_pseudonym_in_every_study():
    assert R.pseudonym("\\A1", "1.2.3") == R.pseudonym("\\A1", "1.2.4")
    assert R.pseudonym("\\A1", "1.2.3") != R.pseudonym("ISSUER\\A1", "1.2.3")


def test_a_patient_without_id_is_another_one_in_each_study():
    assert R.pseudonym("", "1.2.3") != R.pseudonym("", "1.2.4")
    assert R.pseudonym("", "1.2.3") == R.pseudonym("", "1.2.3")


def test_an_accession_number_is_unique_even_where_there_was_none():
    assert len({R.accession_number("A", "1"), R.accession_number("B", "1"), R.accession_number("", "1")}) == 3
    assert R.accession_number("A", "1") == R.accession_number("A", "2")


@given(texts)
def test_each_use_of_the_key_has_results_of_its_own(value):
    study = R.pseudonym("", value)
    assert len({R.pseudonym(value or "-", ""), study, R.accession_number(value, "").replace("RDA", "RDX")}) == 3
    assert re.fullmatch(r"[0-9a-f]{64}", R.subject_key(value))


def test_a_lone_surrogate_is_no_obstacle():
    assert R.pseudonym("\ud800", "") == R.pseudonym("\ud800", "")


def test_the_key_is_not_shown():
    assert "key" not in repr(R)


@pytest.mark.parametrize("vr", sorted(STANDARD_VR - {"SQ", "UI"}))
def test_a_dummy_is_valid_and_not_empty(vr):
    value = dummy(str(vr))
    validate_value(str(vr), value, RAISE)
    assert str(value)


@pytest.mark.parametrize("vr", ["SQ", "UI", "US or SS"])
def test_what_has_no_dummy_is_an_error(vr):
    with pytest.raises(KeyError):
        dummy(vr)
