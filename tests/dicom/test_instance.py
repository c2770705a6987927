"""Opening: what can be read is read like pydicom does, what can't is set aside with its reason."""

from __future__ import annotations

import struct
import tracemalloc
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydicom.dataset import FileMetaDataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEGBaseline8Bit,
    RLELossless,
)

from redactor import errors
from redactor.dicom.instance import Instance
from tests.instances import (
    PATIENT_NAME,
    ct_slice,
    header,
    noise,
    save,
    save_compressed,
    save_encapsulated,
    ultrasound_cine,
    with_pixels,
)

if TYPE_CHECKING:
    from pathlib import Path


def good(path: Path, syntax: str = ExplicitVRLittleEndian, **attributes: Any) -> Path:
    return save(with_pixels(header(**attributes), noise((2, 6, 8))), path, syntax)


def test_frames_have_the_stored_values(tmp_path: Path) -> None:
    instance = Instance.open(good(tmp_path / "a.dcm"))
    np.testing.assert_array_equal(instance.frame(2).stored_values, noise((2, 6, 8))[1])
    assert not instance.frame(1).stored_values.flags.writeable
    with pytest.raises(ValueError, match="no frame"):
        instance.frame(3)


def test_the_repr_shows_no_value_and_no_path(tmp_path: Path) -> None:
    instance = Instance.open(good(tmp_path / "SECRETNAME.dcm"))
    shown = repr(instance) + repr(instance.header) + repr(instance.place) + repr(instance.identifiers)
    assert "CANARY" not in shown
    assert "SECRETNAME" not in shown


def test_identifiers_hold_names_of_every_depth(tmp_path: Path) -> None:
    item = header()
    item.PatientName = "NESTED^NAME"
    instance = Instance.open(good(tmp_path / "a.dcm", RequestAttributesSequence=[item]))
    values = [value for _, value in instance.identifiers.values]
    assert PATIENT_NAME in values
    assert "NESTED^NAME" in values


def test_an_ultrasound_cine_tells_its_regions(tmp_path: Path) -> None:
    instance = Instance.open(ultrasound_cine(tmp_path / "us.dcm", banner=8))
    (region,) = instance.ultrasound_regions
    assert (region.min_x0, region.min_y0, region.max_x1, region.max_y1) == (0, 8, 63, 47)
    assert instance.device_key.modality == "US"


def test_a_patient_is_told_by_issuer_and_normalised_id(tmp_path: Path) -> None:
    one = Instance.open(good(tmp_path / "1.dcm", PatientID=" zz-1 ", IssuerOfPatientID="Site"))
    other = Instance.open(good(tmp_path / "2.dcm", PatientID="ZZ-1", IssuerOfPatientID="SITE"))
    nobody = Instance.open(good(tmp_path / "3.dcm", PatientID=""))
    assert one.place.patient == other.place.patient
    assert nobody.place.patient == ""


REFUSALS: dict[str, tuple[type[errors.SetAside], Any]] = {}


def refusal(error: type[errors.SetAside]) -> Any:
    def note(make: Any) -> Any:
        REFUSALS[make.__name__] = (error, make)
        return make

    return note


@refusal(errors.NotDicom)
def a_text_file(path: Path) -> None:
    path.write_text("not an image " * 30)


@refusal(errors.NotDicom)
def an_empty_file(path: Path) -> None:
    path.write_bytes(b"")


@refusal(errors.NoTransferSyntax)
def a_bare_data_set(path: Path) -> None:
    path.write_bytes(b"\x08\x00\x16\x00UI\x04\x001.2\0" + bytes(300))


@refusal(errors.NoTransferSyntax)
def file_meta_without_a_transfer_syntax(path: Path) -> None:
    good(path)
    path.write_bytes(path.read_bytes().replace(b"\x02\x00\x10\x00UI", b"\x02\x00\x11\x00UI", 1))


@refusal(errors.NoPixelData)
def an_image_without_its_pixels(path: Path) -> None:
    save(header(), path)


@refusal(errors.UnsupportedTransferSyntax)
def an_unknown_transfer_syntax(path: Path) -> None:
    save_encapsulated(with_pixels(header(), noise((1, 6, 8))), path, RLELossless, [b"ab"])
    path.write_bytes(renamed(path.read_bytes(), "1.2.3.4.5"))


@refusal(errors.Truncated)
def a_file_cut_in_its_pixels(path: Path) -> None:
    good(path)
    path.write_bytes(path.read_bytes()[:-10])


@refusal(errors.Truncated)
def a_file_cut_in_an_attribute(path: Path) -> None:
    good(path, ImageComments="x" * 400)
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"xxxx") + 100])


@refusal(errors.Truncated)
def a_broken_deflate_stream(path: Path) -> None:
    good(path, DeflatedExplicitVRLittleEndian)
    path.write_bytes(path.read_bytes()[:-40])


@refusal(errors.WrongPixelDataLength)
def too_few_pixels(path: Path) -> None:
    ds = with_pixels(header(), noise((2, 6, 8)))
    ds.Rows = 60
    save(ds, path)


@refusal(errors.InvalidImageAttribute)
def no_rows(path: Path) -> None:
    ds = with_pixels(header(), noise((1, 6, 8)))
    del ds.Rows
    save(ds, path)


@refusal(errors.InvalidImageAttribute)
def an_unknown_colour_model(path: Path) -> None:
    save(with_pixels(header(), noise((1, 6, 8)), photometric="HSV"), path)


@refusal(errors.InvalidImageAttribute)
def bits_that_no_computer_has(path: Path) -> None:
    ds = with_pixels(header(), noise((1, 6, 8)))
    ds.BitsAllocated = 12
    save(ds, path)


@refusal(errors.InvalidImageAttribute)
def more_bits_stored_than_allocated(path: Path) -> None:
    save(with_pixels(header(), noise((1, 6, 8)), bits_stored=9), path)


@refusal(errors.BrokenEncapsulation)
def fewer_fragments_than_frames(path: Path) -> None:
    save_encapsulated(with_pixels(header(), noise((3, 6, 8))), path, RLELossless, [b"ab", b"cd"])


@refusal(errors.BrokenEncapsulation)
def native_pixels_called_compressed(path: Path) -> None:
    good(path)
    path.write_bytes(renamed(path.read_bytes(), RLELossless))


def renamed(data: bytes, syntax: str) -> bytes:
    """Give the bytes of a file with another Transfer Syntax UID and all lengths right."""
    at = data.index(b"\x02\x00\x10\x00UI")
    (length,) = struct.unpack("<H", data[at + 6 : at + 8])
    uid = syntax.encode()
    uid += b"\0" * (len(uid) % 2)
    group_at = data.index(b"\x02\x00\x00\x00UL") + 8
    (group,) = struct.unpack("<L", data[group_at : group_at + 4])
    changed = data[:at] + b"\x02\x00\x10\x00UI" + struct.pack("<H", len(uid)) + uid + data[at + 8 + length :]
    return changed[:group_at] + struct.pack("<L", group + len(uid) - length) + changed[group_at + 4 :]


@pytest.mark.parametrize("name", REFUSALS)
def test_bad_input_is_refused_with_its_own_reason(name: str, tmp_path: Path) -> None:
    error, make = REFUSALS[name]
    make(tmp_path / "x.dcm")
    with pytest.raises(error) as caught:
        Instance.open(tmp_path / "x.dcm")
    assert "CANARY" not in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_a_dicomdir_is_refused_as_one(tmp_path: Path) -> None:
    ds = header(SOPClassUID="1.2.840.10008.1.3.10")
    save(ds, tmp_path / "DICOMDIR")
    with pytest.raises(errors.IsDicomdir):
        Instance.open(tmp_path / "DICOMDIR")


def test_a_missing_file_is_unreadable_and_its_path_is_not_quoted(tmp_path: Path) -> None:
    with pytest.raises(errors.Unreadable) as caught:
        Instance.open(tmp_path / "SECRETNAME.dcm")
    assert "SECRETNAME" not in str(caught.value)


def test_a_file_that_changes_while_it_is_open_is_an_error_of_that_file(tmp_path: Path) -> None:
    path = good(tmp_path / "a.dcm")
    instance = Instance.open(path)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(errors.Changed):
        instance.frame(2)
    path.unlink()
    with pytest.raises(errors.Unreadable):
        instance.frame(1)


def test_a_frame_that_no_decoder_takes_is_named(tmp_path: Path) -> None:
    ds = with_pixels(header(), noise((2, 6, 8)))
    path = save_encapsulated(ds, tmp_path / "a.dcm", JPEGBaseline8Bit, [b"\xff\xd8junk\xff\xd9", b"\xff\xd8no\xff\xd9"])
    with pytest.raises(errors.UndecodableFrame) as caught:
        Instance.open(path).frame(2)
    assert caught.value.facts["frame"] == 2


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian, DeflatedExplicitVRLittleEndian])
def test_cutting_a_file_anywhere_gives_a_refusal_or_the_same_pixels(syntax: str, tmp_path: Path) -> None:
    path = good(tmp_path / "a.dcm", syntax)
    whole = path.read_bytes()
    expected = noise((2, 6, 8))
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        try:
            values = Instance.open(path).frame(2).stored_values
        except errors.SetAside:
            continue
        np.testing.assert_array_equal(values, expected[1])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(position=st.integers(132, 1200), byte=st.integers(0, 255))
def test_a_changed_byte_gives_a_refusal_or_an_image_and_never_a_crash(position: int, byte: int, tmp_path: Path) -> None:
    path = tmp_path / "a.dcm"
    if not (tmp_path / "whole").exists():
        (tmp_path / "whole").write_bytes(ct_slice(path).read_bytes())
    data = bytearray((tmp_path / "whole").read_bytes())
    data[position % len(data)] = byte
    path.write_bytes(data)
    try:
        instance = Instance.open(path)
        frame = instance.frame(1)
        shown = instance.display(frame)
    except errors.SetAside:
        return
    assert shown.shape[:2] == frame.stored_values.shape[:2]
    assert isinstance(instance.identifiers.values, tuple)


def test_a_large_multi_frame_is_not_read_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.dcm"
    save(with_pixels(header(), np.zeros((1, 512, 512), np.uint16)), path)
    data = path.read_bytes()
    # A sparse file of 300 MB: 600 frames that nobody has written.
    frames = 600
    ds = with_pixels(header(NumberOfFrames=frames), np.zeros((1, 512, 512), np.uint16))
    ds.NumberOfFrames = frames
    save(ds, path)
    data = path.read_bytes()
    at = data.index(struct.pack("<HH", 0x7FE0, 0x0010))
    length = 512 * 512 * 2 * frames
    with path.open("wb") as file:
        file.write(data[: at + 8] + struct.pack("<L", length))
        file.truncate(at + 12 + length)
    tracemalloc.start()
    try:
        instance = Instance.open(path)
        instance.frame(frames)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 300_000_000
    assert peak < 10_000_000


def test_compressed_frames_are_found_through_fragments(tmp_path: Path) -> None:
    frames = noise((3, 16, 16))
    instance = Instance.open(save_compressed(with_pixels(header(), frames), tmp_path / "a.dcm", RLELossless))
    for number, values in enumerate(frames, 1):
        np.testing.assert_array_equal(instance.frame(number).stored_values, values)


def test_file_meta_in_memory_is_not_needed(tmp_path: Path) -> None:
    instance = Instance.open(good(tmp_path / "a.dcm"))
    assert isinstance(instance.attributes.file_meta, FileMetaDataset)
    assert instance.transfer_syntax_uid == ExplicitVRLittleEndian
