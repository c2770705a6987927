"""What is decided once for a series is what would be decided for each instance anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.data import get_testdata_file

from redactor.deid import conformance
from redactor.deid.conformance import attribute_faults
from redactor.deid.engine import deidentify
from redactor.deid.file_meta import file_meta
from redactor.deid.profile import Profile
from redactor.deid.remembered import Decisions, key_of
from redactor.deid.replacements import Replacements
from redactor.dicom.encoding import encoded
from redactor.dicom.header import read_header
from redactor.dicom.instance import Instance
from tests.strategies import COSTLY

if TYPE_CHECKING:
    from redactor.deid.engine import Deidentified

PROFILES: Final = (
    Profile(),
    Profile(options=("retain_longitudinal_modified_dates", "clean_descriptors")),
    Profile(options=("retain_patient_characteristics", "retain_device_identity")),
)
CHANGES: Final = {
    "PatientName": ["Chest^Anna", "Smith^John", "", "王^小明"],
    "PatientID": ["1CT1", "CHEST", "120.00"],
    "SeriesDescription": ["CHEST", "Chest Anna", "SMITH", "Thorax ü", ""],
    "ProtocolName": ["CHEST", "Anna", "HEAD"],
    "BodyPartExamined": ["CHEST", "SMITH"],
    "KVP": ["120", "120.0", "120.00", "1e2"],
    "StudyTime": ["101112", "101112.5", "x"],
    "PatientAge": ["031Y", "095Y", "31"],
    "SpecificCharacterSet": ["ISO_IR 100", "ISO_IR 192", "GB18030"],
    "AccessionNumber": ["A1", "A2"],
    "InstanceNumber": ["1", "01", "2"],
    "SOPClassUID": ["1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.4"],
}
KEY: Final = Replacements(bytes(32))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("remembered")


def instance(path: Path, changes: dict[str, str]) -> Instance:
    """A CT image with some attributes changed."""
    source = dcmread(str(get_testdata_file("CT_small.dcm")))
    for keyword, value in changes.items():
        setattr(source, keyword, value)
    source.save_as(path)
    return Instance.open(path)


def made_of(original: Instance, profile: Profile, *, raw: bool) -> Deidentified:
    return deidentify(
        original.attributes,
        profile=profile,
        replacements=KEY,
        patient=original.place.patient,
        raw=original.header.raw if raw else None,
    )


@COSTLY
@given(
    st.sampled_from(PROFILES),
    st.lists(
        st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in CHANGES.items()}),
        min_size=2,
        max_size=4,
    ),
)
def test_what_is_remembered_changes_nothing(folder: Path, profile: Profile, series: list[dict[str, str]]) -> None:
    for changes in series:
        path = folder / "image.dcm"
        remembered = made_of(instance(path, changes), profile, raw=True)
        anew = made_of(instance(path, changes), profile, raw=False)
        assert encoded(remembered.attributes) == encoded(anew.attributes)
        assert (remembered.actions, remembered.words_kept) == (anew.actions, anew.words_kept)


PLANTED: Final = {
    "SeriesDescription": ["CHEST", "THORAX", "REMOVED"],
    "StationName": ["CHEST", "REMOVED", ""],
    "PatientName": ["THORAX^", "RDXAAAAAAAAAAAA^"],
    "PatientAge": ["031Y", "000Y"],
    "KVP": ["120", "120.0"],
    "Manufacturer": ["GE MEDICAL SYSTEMS", "THORAX"],
    "DeidentificationMethod": ["redactor 0.1", "by THORAX"],
    "DerivationDescription": ["Burned-in text was removed", "THORAX"],
}


@COSTLY
@given(
    st.sampled_from(PROFILES),
    st.lists(
        st.tuples(
            st.sampled_from(["ABEL^A", "THORAX^B"]),
            st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in PLANTED.items()}),
        ),
        min_size=2,
        max_size=4,
    ),
)
def test_no_fault_is_missed_because_another_patient_has_none(
    folder: Path, profile: Profile, series: list[tuple[str, dict[str, str]]]
) -> None:
    for patient, planted in series:
        original = instance(folder / "original.dcm", {"PatientName": patient})
        made = made_of(original, profile, raw=True).attributes
        for keyword, value in planted.items():
            setattr(made, keyword, value)
        made.PixelData = bytes(original.pixel_data.coded_frame(1))
        made["PixelData"].VR = "OW"
        made.file_meta = file_meta(made, "1.2.840.10008.1.2.1")
        path = folder / "written.dcm"
        made.save_as(path, enforce_file_format=True)
        found = list(attribute_faults(path, Instance.open(path), original, profile=profile))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(conformance, "key_of", lambda raw, vrs=None: None)
            assert found == list(attribute_faults(path, Instance.open(path), original, profile=profile))
        if "by THORAX" in planted.values():
            assert "element (0012,0063) holds other words than this program's" in found


def test_only_what_speaks_for_itself_is_remembered() -> None:
    raw = read_header(Path(str(get_testdata_file("CT_small.dcm")))).raw
    told = {tag for tag, element in raw.items() if key_of(element) is not None}
    assert {0x00080060, 0x00180060, 0x00280010} <= set(map(int, told))
    apart = {0x00080018, 0x00080020, 0x00100010}  # a UID, a date, a name
    assert not apart & set(map(int, told))
    assert not any(tag.is_private for tag in told)


def test_old_decisions_are_forgotten() -> None:
    held: Decisions[int] = Decisions()
    for number in range(5000):
        held.hold((number, "LO", b""), number)
    assert held.get((0, "LO", b"")) is None
    assert held.get((4999, "LO", b"")) == 4999
    assert held.get(None) is None
