"""Pixel Data by frame: what can be told without decoding is told when it is opened."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
import pytest
from pydicom.uid import JPEGBaseline8Bit, RLELossless

from redactor.dicom.instance import Instance
from redactor.errors import BrokenEncapsulation, InvalidImageAttribute, UnsupportedTransferSyntax
from redactor.model.image import Grain
from tests.dicom.test_instance import renamed
from tests.instances import header, noise, save, save_compressed, save_encapsulated, with_pixels

if TYPE_CHECKING:
    from pathlib import Path

PIXEL_DATA = b"\xe0\x7f\x10\x00"
UNDEFINED = b"\xff\xff\xff\xff"


def test_native_pixels_of_undefined_length_are_refused(tmp_path: Path) -> None:
    path = save(with_pixels(header(), noise((1, 6, 8))), tmp_path / "a.dcm")
    data = path.read_bytes()
    at = data.index(PIXEL_DATA) + 8
    path.write_bytes(data[:at] + UNDEFINED + data[at + 4 :])
    with pytest.raises(InvalidImageAttribute, match="PixelData"):
        Instance.open(path)


def test_floating_point_pixels_are_never_compressed(tmp_path: Path) -> None:
    path = save(with_pixels(header(), noise((1, 6, 8), np.float32)), tmp_path / "a.dcm")
    path.write_bytes(renamed(path.read_bytes(), RLELossless))
    with pytest.raises(UnsupportedTransferSyntax, match=RLELossless.name):
        Instance.open(path)


def test_compressed_pixels_of_known_length_are_refused(tmp_path: Path) -> None:
    path = save(with_pixels(header(), noise((1, 6, 8))), tmp_path / "a.dcm")
    path.write_bytes(renamed(path.read_bytes(), RLELossless))
    with pytest.raises(BrokenEncapsulation):
        Instance.open(path)


@pytest.mark.parametrize("wrong", [b"", b"1234"])
def test_frames_are_found_by_an_extended_offset_table_of_whole_numbers(wrong: bytes, tmp_path: Path) -> None:
    ds = with_pixels(header(), noise((2, 6, 8)))
    save_compressed(ds, tmp_path / "a.dcm", RLELossless)
    frames = [bytes(Instance.open(tmp_path / "a.dcm").pixel_data.coded_frame(number)) for number in (1, 2)]
    ds.ExtendedOffsetTable = struct.pack("<2Q", 0, 8 + len(frames[0])) + wrong
    ds.ExtendedOffsetTableLengths = struct.pack("<2Q", *map(len, frames))
    path = save_encapsulated(ds, tmp_path / "b.dcm", RLELossless, frames, has_bot=False)
    if wrong:
        with pytest.raises(BrokenEncapsulation):
            Instance.open(path)
    else:
        np.testing.assert_array_equal(Instance.open(path).frame(2).stored_values, noise((2, 6, 8))[1])


def test_a_pixel_can_be_changed_alone_unless_it_shares_its_colour(tmp_path: Path) -> None:
    alone = save(with_pixels(header(), noise((1, 6, 8))), tmp_path / "a.dcm")
    assert Instance.open(alone).pixel_data.grain == Grain(1, 1)
    ds = with_pixels(header(), np.zeros((1, 4, 6, 3), np.uint8), photometric="YBR_FULL_422")
    ds.PixelData = bytes(4 * 6 * 2)
    assert Instance.open(save(ds, tmp_path / "b.dcm")).pixel_data.grain == Grain(2, 1)


def test_fragments_of_one_frame_are_joined(tmp_path: Path) -> None:
    ds = with_pixels(header(), noise((1, 6, 8)))
    coded = b"\xff\xd8" + bytes(range(50)) + b"\xff\xd9"
    path = save_encapsulated(ds, tmp_path / "a.dcm", JPEGBaseline8Bit, [coded], fragments_per_frame=3)
    instance = Instance.open(path)
    assert len(instance.pixel_data.fragments[0]) == 3
    assert bytes(instance.pixel_data.coded_frame(1)).rstrip(b"\0") == coded


@pytest.mark.parametrize("number", [0, -1, 3])
def test_frames_count_from_one_to_the_last(number: int, tmp_path: Path) -> None:
    path = save(with_pixels(header(), noise((2, 6, 8))), tmp_path / "a.dcm")
    with pytest.raises(ValueError, match="no frame"):
        Instance.open(path).pixel_data.frame(number)
