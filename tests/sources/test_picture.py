"""Pictures are images without a header: looked at and searched, refused where they are not whole."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image as Pillow

from redactor.errors import Truncated, Unreadable
from redactor.model.image import Window
from redactor.sources.picture import PLUGIN, Picture
from tests.instances import capture, noise


def written(path: Path, pixels: Any) -> Path:
    """Write a gray or RGB picture in the format of the path's ending."""
    assert cv2.imwrite(str(path), pixels if pixels.ndim == 2 else pixels[:, :, ::-1])
    return path


def pages(path: Path, *arrays: Any) -> Path:
    """Write a TIFF of several pages."""
    first, *rest = [Pillow.fromarray(array) for array in arrays]
    first.save(path, save_all=True, append_images=rest)
    return path


def opened(path: Path) -> Picture:
    assert PLUGIN.accepts(path)
    (picture,) = PLUGIN.open(path)
    assert isinstance(picture, Picture)
    return picture


@pytest.mark.parametrize("suffix", [".png", ".tif"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("shape", [(9, 7), (9, 7, 3), (1, 1)])
def test_a_picture_gives_its_pixels_as_they_are(suffix: str, dtype: Any, shape: Any, tmp_path: Path) -> None:
    pixels = noise(shape, dtype)
    picture = opened(written(tmp_path / f"a{suffix}", pixels))
    frame = picture.frame(1)
    np.testing.assert_array_equal(frame.stored_values, pixels)
    assert not frame.stored_values.flags.writeable
    assert frame.photometric_interpretation == ("RGB" if len(shape) == 3 else "MONOCHROME2")
    format_ = picture.pixel_format
    assert (format_.rows, format_.columns, format_.samples_per_pixel) == (*shape[:2], 3 if len(shape) == 3 else 1)
    assert format_.bits_allocated == format_.bits_stored == format_.high_bit + 1 == np.dtype(dtype).itemsize * 8


def test_a_jpeg_is_a_picture(tmp_path: Path) -> None:
    assert opened(written(tmp_path / "a.jpg", noise((16, 16, 3)))).pixel_format.rows == 16


def test_a_picture_has_no_header(tmp_path: Path) -> None:
    picture = opened(written(tmp_path / "a.png", noise((9, 7))))
    assert picture.identifiers.values == ()
    assert picture.ultrasound_regions == ()
    assert picture.place.patient == ""
    assert picture.device_key.manufacturer == ""


def test_the_repr_shows_no_path(tmp_path: Path) -> None:
    picture = opened(written(tmp_path / "SECRETNAME.png", noise((9, 7))))
    assert "SECRETNAME" not in repr(picture) + repr(picture.place)


@pytest.mark.parametrize("mode", ["1", "P", "LA", "RGBA"])
def test_other_kinds_of_png_become_gray_or_rgb(mode: str, tmp_path: Path) -> None:
    Pillow.fromarray(noise((8, 8))).convert(mode).save(tmp_path / "a.png")
    stored = opened(tmp_path / "a.png").frame(1).stored_values
    assert stored.shape in {(8, 8), (8, 8, 3)}


def test_what_is_transparent_is_shown_too(tmp_path: Path) -> None:
    colours = noise((8, 8, 3))
    transparent = np.dstack([colours, np.zeros((8, 8), np.uint8)])
    Pillow.fromarray(transparent).save(tmp_path / "a.png")
    np.testing.assert_array_equal(opened(tmp_path / "a.png").frame(1).stored_values, colours)


def test_the_pages_of_a_tiff_are_frames(tmp_path: Path) -> None:
    frames = noise((3, 6, 5))
    picture = opened(pages(tmp_path / "a.tif", *frames))
    assert picture.pixel_format.number_of_frames == 3
    for number, pixels in enumerate(frames, 1):
        np.testing.assert_array_equal(picture.frame(number).stored_values, pixels)
    for number in (0, 4):
        with pytest.raises(ValueError, match="no frame"):
            picture.frame(number)


@pytest.mark.parametrize("other", [noise((6, 4)), noise((6, 5, 3)), noise((6, 5), np.float32)])
def test_pages_of_different_kinds_are_refused_not_left_out(other: Any, tmp_path: Path) -> None:
    with pytest.raises(Truncated):
        opened(pages(tmp_path / "a.tif", noise((6, 5)), other))


def test_a_cut_picture_is_whole_or_refused(tmp_path: Path) -> None:
    png, jpeg, tiff = tmp_path / "a.png", tmp_path / "a.jpg", tmp_path / "a.tif"
    expected = {
        path: opened(path).pixel_format
        for path in (
            written(png, noise((40, 30, 3))),
            written(jpeg, noise((40, 30, 3))),
            pages(tiff, *noise((3, 9, 7))),
        )
    }
    for path, pixels in expected.items():
        whole = path.read_bytes()
        for length in range(9, len(whole), len(whole) // 40):
            path.write_bytes(whole[:length])
            try:
                picture = opened(path)
            except Truncated:
                continue
            assert picture.pixel_format == pixels


def test_a_tiff_that_leads_in_a_circle_has_an_end(tmp_path: Path) -> None:
    tiff = pages(tmp_path / "a.tif", noise((9, 7)))
    data = bytearray(tiff.read_bytes())
    (place,) = struct.unpack_from("<L", data, 4)
    (entries,) = struct.unpack_from("<H", data, place)
    struct.pack_into("<L", data, place + 2 + 12 * entries, place)
    tiff.write_bytes(data)
    assert opened(tiff).pixel_format.number_of_frames == 1


def test_decoders_do_not_chatter_on_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    tiff = pages(tmp_path / "a.tif", *noise((3, 9, 7)))
    tiff.write_bytes(tiff.read_bytes()[:-9])
    with pytest.raises(Truncated):
        opened(tiff)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_gray_is_shown_over_its_full_range_or_in_a_window(dtype: Any, tmp_path: Path) -> None:
    pixels = np.array([[0, 10], [20, 40]], dtype)
    picture = opened(written(tmp_path / "a.png", pixels))
    np.testing.assert_array_equal(picture.display(picture.frame(1)), [[0, 64], [128, 255]])
    narrow = picture.display(picture.frame(1), Window(10, 2, "LINEAR_EXACT"))
    np.testing.assert_array_equal(narrow, [[0, 128], [255, 255]])


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_colour_is_shown_in_eight_bits(dtype: Any, tmp_path: Path) -> None:
    pixels = noise((5, 5, 3), dtype)
    picture = opened(written(tmp_path / "a.png", pixels))
    shown = picture.display(picture.frame(1))
    assert shown.dtype == np.uint8
    np.testing.assert_array_equal(shown, pixels >> (8 * (np.dtype(dtype).itemsize - 1)))


def test_dicom_with_a_tiff_preamble_is_no_picture(tmp_path: Path) -> None:
    path = capture(tmp_path / "a.dcm")
    path.write_bytes(b"II*\0" + path.read_bytes()[4:])
    assert not PLUGIN.accepts(path)


def test_only_the_content_decides(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("no picture")
    assert not PLUGIN.accepts(tmp_path / "a.png")
    written(tmp_path / "b.png", noise((4, 4))).rename(tmp_path / "b.dcm")
    assert PLUGIN.accepts(tmp_path / "b.dcm")


def test_a_missing_picture_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        PLUGIN.accepts(tmp_path / "a.png")
    with pytest.raises(Unreadable):
        list(PLUGIN.open(tmp_path / "a.png"))


def test_a_picture_of_impossible_size_is_refused(tmp_path: Path) -> None:
    data = bytearray(written(tmp_path / "a.png", noise((4, 4))).read_bytes())
    struct.pack_into(">LL", data, 16, 0x7FFFFFFF, 0x7FFFFFFF)
    (tmp_path / "a.png").write_bytes(data)
    with pytest.raises(Truncated):
        opened(tmp_path / "a.png")


def test_a_decoder_that_gives_up_refuses_the_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*_: Any) -> Any:
        raise cv2.error("SECRETNAME")

    path = written(tmp_path / "a.png", noise((4, 4)))
    monkeypatch.setattr(cv2, "imdecodemulti", give_up)
    with pytest.raises(Truncated) as caught:
        opened(path)
    assert "SECRETNAME" not in str(caught.value)


def test_a_medium_that_fails_in_the_middle_is_unreadable() -> None:
    if not Path("/proc/self/mem").exists():
        pytest.skip("only Linux has a file that always fails to be read")
    with pytest.raises(Unreadable, match="input/output error"):
        list(PLUGIN.open(Path("/proc/self/mem")))


def test_a_folder_in_the_place_of_a_picture_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        list(PLUGIN.open(tmp_path))
