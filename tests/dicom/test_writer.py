"""Writing: every native layout patched exactly, everything else as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pydicom.dataset import FileMetaDataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
)

from redactor.dicom.coded_frames import Change
from redactor.dicom.instance import Instance
from redactor.dicom.recode import Way, output_format
from redactor.dicom.writer import write_instance
from redactor.errors import SetAside
from tests.instances import header, noise, save, save_compressed, with_pixels

if TYPE_CHECKING:
    from pathlib import Path

NATIVE = [ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian]
LAYOUTS: dict[str, tuple[tuple[int, ...], Any, dict[str, Any]]] = {
    "8 bit": ((1, 7, 9), np.uint8, {}),
    "8 bit, odd frames": ((3, 7, 9), np.uint8, {}),
    "16 bit": ((2, 8, 6), np.uint16, {}),
    "12 of 16 bit": ((2, 8, 6), np.uint16, {"bits_stored": 12}),
    "12 of 16 bit signed": ((2, 8, 6), np.int16, {"bits_stored": 12}),
    "32 bit": ((2, 5, 4), np.uint32, {}),
    "32 bit signed": ((2, 5, 4), np.int32, {}),
    "1 bit, frames inside bytes": ((5, 3, 7), np.bool_, {}),
    "1 bit": ((2, 8, 8), np.bool_, {}),
    "RGB": ((2, 6, 5, 3), np.uint8, {}),
    "RGB by plane": ((2, 6, 5, 3), np.uint8, {"planar": 1}),
    "RGB 16 bit": ((2, 6, 5, 3), np.uint16, {}),
    "float": ((2, 5, 4), np.float32, {}),
    "double": ((2, 5, 4), np.float64, {}),
}


def rewritten(source: Path, target: Path, touched: set[int]) -> Instance:
    """Write a copy in which frames of these numbers have their upper left pixel black."""
    instance = Instance.open(source)
    output = output_format(instance, touched=bool(touched))
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = instance.attributes.SOPClassUID
    meta.MediaStorageSOPInstanceUID = instance.attributes.SOPInstanceUID
    meta.TransferSyntaxUID = output.transfer_syntax_uid
    attributes = instance.attributes
    attributes.PhotometricInterpretation = output.pixels.photometric_interpretation
    if output.pixels.samples_per_pixel > 1:
        attributes.PlanarConfiguration = output.pixels.planar_configuration

    def blacken(frame: Any) -> Any:
        values = frame.stored_values.copy()
        black = instance.black_in(frame.photometric_interpretation)
        values[0, 0] = black if values.ndim == 3 else black[0]
        return values

    mask = np.zeros((instance.pixel_format.rows, instance.pixel_format.columns), np.bool_)
    mask[0, 0] = True
    with target.open("wb") as file:
        write_instance(
            file,
            instance,
            attributes=attributes,
            meta=meta,
            output=output,
            change=lambda n: Change(mask, blacken) if n in touched else None,
        )
    return Instance.open(target)


def layout_frames(name: str) -> tuple[Any, dict[str, Any]]:
    shape, dtype, how = LAYOUTS[name]
    high = 1 << (how["bits_stored"] - 1) if "bits_stored" in how else None
    return noise(shape, dtype, high=high), how


@pytest.mark.parametrize("syntax", NATIVE, ids=lambda uid: uid.name)
@pytest.mark.parametrize("name", LAYOUTS)
def test_only_the_hidden_pixel_of_the_touched_frames_changes(name: str, syntax: Any, tmp_path: Path) -> None:
    frames, how = layout_frames(name)
    source = save(with_pixels(header(), frames, **how), tmp_path / "in.dcm", syntax)
    touched = {2} if len(frames) > 1 else {1}
    result = rewritten(source, tmp_path / "out.dcm", touched)
    assert result.transfer_syntax_uid == syntax
    for number, original in enumerate(frames.astype(np.uint8) if frames.dtype == np.bool_ else frames, 1):
        expected = original.copy()
        if number in touched:
            expected[0, 0] = result.black if expected.ndim == 3 else result.black[0]
        np.testing.assert_array_equal(result.frame(number).stored_values, expected)


@pytest.mark.parametrize("syntax", NATIVE[:3], ids=lambda uid: uid.name)
@pytest.mark.parametrize("name", LAYOUTS)
def test_untouched_native_pixel_data_is_copied_byte_for_byte(name: str, syntax: Any, tmp_path: Path) -> None:
    frames, how = layout_frames(name)
    source = save(with_pixels(header(), frames, **how), tmp_path / "in.dcm", syntax)
    original = Instance.open(source)
    result = rewritten(source, tmp_path / "out.dcm", set())
    length = original.pixel_data.layout.total_bytes
    before = original.header.source.read(original.header.pixel_element.offset, length)
    assert result.header.source.read(result.header.pixel_element.offset, length) == before
    assert result.header.source.size == result.header.pixel_element.offset + length + length % 2


@pytest.mark.parametrize("syntax", [RLELossless, JPEGLSLossless, JPEG2000Lossless], ids=lambda uid: uid.name)
@pytest.mark.parametrize("name", ["8 bit, odd frames", "12 of 16 bit", "12 of 16 bit signed", "RGB"])
def test_lossless_frames_change_without_loss_in_their_own_syntax(name: str, syntax: Any, tmp_path: Path) -> None:
    frames, how = layout_frames(name)
    frames = frames.repeat(10, axis=1).repeat(10, axis=2)  # JPEG 2000 needs room for its levels
    source = save_compressed(with_pixels(header(), frames, **how), tmp_path / "in.dcm", syntax)
    result = rewritten(source, tmp_path / "out.dcm", {1})
    assert result.transfer_syntax_uid == syntax
    expected = frames.copy()
    expected[0, 0, 0] = result.black if expected.ndim == 4 else result.black[0]
    for number, values in enumerate(expected, 1):
        np.testing.assert_array_equal(result.frame(number).stored_values, values)


def test_an_overlay_in_unused_bits_does_not_survive(tmp_path: Path) -> None:
    frames = noise((2, 8, 6), np.uint16, high=4096)
    hidden = frames | 0x8000
    source = save(with_pixels(header(), hidden, bits_stored=12), tmp_path / "in.dcm")
    result = rewritten(source, tmp_path / "out.dcm", {1})
    raw = np.frombuffer(result.pixel_data.coded_frame(2), "<u2")
    assert not (raw & 0xF000).any()
    np.testing.assert_array_equal(result.frame(2).stored_values, frames[1])


def test_pixel_data_is_cut_to_its_proper_length(tmp_path: Path) -> None:
    ds = with_pixels(header(), noise((1, 6, 6)))
    ds.PixelData += b"LEFTOVER NAME 42"
    result = rewritten(save(ds, tmp_path / "in.dcm"), tmp_path / "out.dcm", {1})
    assert result.header.pixel_element.length == 36
    assert b"LEFTOVER" not in (tmp_path / "out.dcm").read_bytes()


@pytest.mark.parametrize("size", [(5, 5), (4, 6)])
def test_swapped_8_bit_words_of_big_endian_are_patched_in_place(size: tuple[int, int], tmp_path: Path) -> None:
    frames = noise((3, *size))
    data = frames.tobytes() + b"\0" * (frames.size % 2)
    swapped = np.frombuffer(data, "<u2").byteswap().tobytes()
    ds = with_pixels(header(), frames)
    ds.PixelData = swapped
    ds["PixelData"].VR = "OW"
    result = rewritten(save(ds, tmp_path / "in.dcm", ExplicitVRBigEndian), tmp_path / "out.dcm", {2})
    frames[1, 0, 0] = 0
    for number, values in enumerate(frames, 1):
        np.testing.assert_array_equal(result.frame(number).stored_values, values)


def test_subsampled_pairs_keep_their_bytes(tmp_path: Path) -> None:
    coded = noise((2, 4, 3, 4))  # rows of Y1 Y2 Cb Cr
    ds = with_pixels(header(), np.zeros((2, 4, 6, 3), np.uint8), photometric="YBR_FULL_422")
    ds.PixelData = coded.tobytes()
    source = save(ds, tmp_path / "in.dcm")
    instance = Instance.open(source)
    assert (instance.pixel_data.grain.columns, instance.pixel_data.grain.rows) == (2, 1)
    stored = instance.frame(1).stored_values
    assert stored.shape == (4, 6, 3)
    assert stored[1, 2].tolist() == [coded[0, 1, 1, 0], *coded[0, 1, 1, 2:].tolist()]
    layout = instance.pixel_data.layout
    assert layout.encode(2, instance.frame(2).stored_values, bytearray()) == coded[1].tobytes()


def test_full_length_pixels_that_claim_to_be_subsampled_become_ybr_full(tmp_path: Path) -> None:
    frames = noise((1, 4, 6, 3))
    source = save(with_pixels(header(), frames, photometric="YBR_FULL_422"), tmp_path / "in.dcm")
    result = rewritten(source, tmp_path / "out.dcm", set())
    assert result.pixel_format.photometric_interpretation == "YBR_FULL"
    np.testing.assert_array_equal(result.frame(1).stored_values, frames[0])


def test_values_above_bits_stored_position_are_read_and_written_shifted(tmp_path: Path) -> None:
    values = noise((1, 4, 4), np.uint16, high=4096)
    ds = with_pixels(header(), (values << 4).astype(np.uint16), bits_stored=12)
    ds.HighBit = 15
    instance = Instance.open(save(ds, tmp_path / "in.dcm"))
    np.testing.assert_array_equal(instance.frame(1).stored_values, values[0])
    result = rewritten(tmp_path / "in.dcm", tmp_path / "out.dcm", {1})
    values[0, 0, 0] = result.black[0]
    np.testing.assert_array_equal(result.frame(1).stored_values, values[0])


def test_frames_that_decode_to_another_colour_model_are_refused(tmp_path: Path) -> None:
    frames = noise((2, 16, 16, 3))
    source = save_compressed(with_pixels(header(), frames), tmp_path / "in.dcm", RLELossless)
    instance = Instance.open(source)
    output = replace(
        output_format(instance, touched=True),
        pixels=replace(instance.pixel_format, photometric_interpretation="YBR_FULL"),
        way=Way.NATIVE,
        transfer_syntax_uid=ExplicitVRLittleEndian,
    )
    with pytest.raises(SetAside), (tmp_path / "out.dcm").open("wb") as file:
        write_instance(
            file,
            instance,
            attributes=instance.attributes,
            meta=instance.attributes.file_meta,
            output=output,
            change=lambda _n: None,
        )
