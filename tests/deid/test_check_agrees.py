"""What the engine makes under any options, the check lets pass: otherwise nothing could be exported."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydicom.datadict import DicomDictionary
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset

from redactor.deid import conformance, safety_net
from redactor.deid.private import declared_safe
from redactor.deid.profile import Profile
from redactor.deid.retained import Reading, without_numbers
from redactor.deid.table import OPTIONS
from redactor.deid.texts import Texts
from redactor.deid.types import level_of
from tests.deid.samples import CANARY, ORIGINALS, deidentified, element, read, written

TAGS = [
    tag
    for tag, entry in DicomDictionary.items()
    if entry[0] in {*ORIGINALS, "SQ"} and tag >> 16 < 0x7FE0 and tag not in safety_net._KINDS
]
TEXT_TAGS = [tag for tag in TAGS if DicomDictionary[tag][0] in {"LO", "SH", "ST", "LT", "UT", "UC", "AE", "CS"}]
TEXTS = ["CHEST", "left lung 3mm", "Zebediah", f"of {CANARY}", "+0800", "2024", ""]
leaves = st.sampled_from([tag for tag in TAGS if DicomDictionary[tag][0] != "SQ"]).map(
    lambda tag: element(tag, DicomDictionary[tag][0])
)
texts = st.builds(
    lambda tag, text: DataElement(tag, DicomDictionary[tag][0], text),
    st.sampled_from(TEXT_TAGS),
    st.sampled_from(TEXTS),
)


def as_data_set(elements: list[DataElement]) -> Dataset:
    made = Dataset()
    for one in elements:
        made.add(one)
    return made


sequences = st.sampled_from([tag for tag in TAGS if DicomDictionary[tag][0] == "SQ"])
items = st.recursive(
    st.lists(leaves | texts, max_size=5).map(as_data_set),
    lambda inner: st.builds(
        lambda base, tag, children: as_data_set([*base, DataElement(tag, "SQ", children)]),
        inner,
        sequences,
        st.lists(inner, max_size=2),
    ),
    max_leaves=6,
)


def faults(source: Dataset, profile: Profile) -> list[str]:
    result = deidentified(source, profile=profile)
    made = read(written(result.attributes))
    del made[0x00080005:0x00080006]
    original = conformance._Original.of(source, profile)
    kept = {
        without_numbers(one.path) for one in result.actions if one.action == "K" and one.rule in {"person", "profile"}
    }
    reading = Reading(profile, kept, original.points, Texts.of(profile, original.words), declared_safe(made))
    return list(conformance._faults(made, reading, original, "", level_of(str(source.get("SOPClassUID", "")))))


@pytest.mark.parametrize("name", ["none", "most", *OPTIONS])
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(source=items)
def test_what_the_engine_makes_passes_the_check(name, source):
    some = tuple(one for one in OPTIONS if one not in {"retain_longitudinal_full_dates", "retain_uids"})
    profile = Profile("test", {"none": (), "most": some}.get(name, (name,)))  # type: ignore[arg-type]
    source.SOPClassUID, source.SOPInstanceUID = "1.2.840.10008.5.1.4.1.1.7", "1.2.826.0.1.3680043.8.498.7"
    assert faults(source, profile) == []
