"""Pictures are worked on as the instances that they become; they are refused where they are not whole."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageOps, PngImagePlugin

from redactor.dicom.instance import Instance
from redactor.dicom.picture_metadata import KINDS, metadata_of
from redactor.dicom.unseen import hidden_data
from redactor.errors import Changed, Truncated, Unreadable
from redactor.model.image import Window
from redactor.sources.picture import PLUGIN
from tests.instances import capture, noise
from tests.runs import applied


def written(path: Path, pixels: Any) -> Path:
    """Write a gray or RGB picture in the format of the path's ending."""
    assert cv2.imwrite(str(path), pixels if pixels.ndim == 2 else pixels[:, :, ::-1])
    return path


def pages(path: Path, *arrays: Any) -> Path:
    """Write a TIFF of several pages."""
    first, *rest = [Pillow.fromarray(array) for array in arrays]
    first.save(path, save_all=True, append_images=rest)
    return path


def opened(path: Path) -> Instance:
    assert PLUGIN.accepts(path)
    (picture,) = PLUGIN.open(path)
    assert isinstance(picture, Instance)
    assert picture.picture is not None
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


def test_a_picture_without_metadata_identifies_nobody(tmp_path: Path) -> None:
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
def test_gray_is_shown_as_it_is_if_deeper_over_its_range_or_in_a_window(dtype: Any, tmp_path: Path) -> None:
    pixels = np.array([[0, 10], [20, 40]], dtype)
    picture = opened(written(tmp_path / "a.png", pixels))
    whole = pixels if dtype == np.uint8 else [[0, 64], [128, 255]]
    np.testing.assert_array_equal(picture.display(picture.frame(1)), whole)
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


# --- what lies beside the pixels ------------------------------------------------------------------------------


def exif(**others: Any) -> Pillow.Exif:
    made = Pillow.Exif()
    made[0x010E], made[0x013B], made[0x0132] = "HOLMES SHERLOCK", "Dr WATSON", "2024:05:01 10:00:00"
    for tag, value in others.items():
        made[int(tag[1:])] = value
    return made


def with_everything(folder: Path) -> list[Path]:
    """Write a JPEG, a PNG and a TIFF with something in every place beside the pixels."""
    image = Pillow.fromarray(noise((32, 24)))
    image.save(folder / "a.jpg", exif=exif(), comment=b"MRN ACC998877", icc_profile=bytes(200))
    jpeg = (folder / "a.jpg").read_bytes()
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x>ZELDA</x>"
    segments = [(0xE1, xmp), (0xED, b"Photoshop 3.0\0CANARY"), (0xE9, b"SECRETNAME"), (0xE0, b"JFXX\0\x10")]
    more = b"".join(bytes([0xFF, kind]) + struct.pack(">H", len(body) + 2) + body for kind, body in segments)
    (folder / "a.jpg").write_bytes(jpeg[:2] + more + jpeg[2:] + b"SECRETNAME behind the end")
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "HOLMES SHERLOCK", zip=True)
    words.add_itxt("XML:com.adobe.xmp", "<x>ZELDA</x>")
    words.add(b"prVt", b"SECRETNAME")
    image.save(folder / "b.png", pnginfo=words, exif=exif(), icc_profile=bytes(200))
    tags = {
        270: "HOLMES SHERLOCK",
        700: b"<x>ZELDA</x>",
        33723: b"CANARY",
        65000: "SECRETNAME",
        306: "2024:05:01 10:00:00",
    }
    image.save(folder / "c.tif", tiffinfo=tags, icc_profile=bytes(200))
    return sorted(folder.iterdir())


def test_what_lies_beside_the_pixels_is_counted_by_its_kind(tmp_path: Path) -> None:
    found = {path.name: hidden_data(opened(path)) for path in with_everything(tmp_path)}
    jpeg, png, tiff = found["a.jpg"], found["b.png"], found["c.tif"]
    assert (jpeg.exif, jpeg.xmp, jpeg.iptc, jpeg.colour_profiles) == (1, 1, 1, 1)
    assert (jpeg.comments, jpeg.thumbnails, jpeg.others) == (3, 1, 2)
    assert (png.exif, png.xmp, png.colour_profiles, png.others) == (1, 1, 1, 1)
    assert (tiff.xmp, tiff.iptc, tiff.colour_profiles, tiff.others) == (1, 1, 1, 1)
    assert tiff.comments == 2
    assert {each.pictures for each in found.values()} == {1}
    bare = hidden_data(opened(written(tmp_path / "bare.png", noise((9, 7)))))
    assert (bare.pictures, bare.exif, bare.comments, bare.others, bare.preamble) == (1, 0, 0, 0, 0)


def test_what_they_say_is_an_identifier(tmp_path: Path) -> None:
    for path in with_everything(tmp_path):
        picture = opened(path)
        said = {value for _, value in picture.identifiers.values}
        assert {"HOLMES SHERLOCK", "ZELDA", "20240501"} <= said
        assert "HOLMES" not in repr(picture)


def test_nothing_of_it_is_in_the_copy_and_the_picture_is_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "SECRETNAME").mkdir()
    paths = with_everything(tmp_path / "SECRETNAME")
    before = [path.read_bytes() for path in paths]
    items = applied([tmp_path / "SECRETNAME"], tmp_path / "out")
    assert [item.status for item in items] == ["done"] * 3
    assert [path.read_bytes() for path in paths] == before
    for file in (path for path in (tmp_path / "out").rglob("*") if path.is_file()):
        data = file.read_bytes()
        for word in (b"HOLMES", b"SHERLOCK", b"ZELDA", b"CANARY", b"SECRETNAME", b"ACC998877", b"20240501", b"WATSON"):
            assert word not in data, file.name


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_its_orientation_says(orientation: int, tmp_path: Path) -> None:
    image = Pillow.fromarray(noise((6, 9)))
    image.save(tmp_path / "a.png", exif=exif(_274=orientation))
    with Pillow.open(tmp_path / "a.png") as again:
        upright = np.asarray(ImageOps.exif_transpose(again))
    np.testing.assert_array_equal(opened(tmp_path / "a.png").frame(1).stored_values, upright)


def test_each_opening_gives_the_same_instance_and_each_picture_another_one(tmp_path: Path) -> None:
    one, other = written(tmp_path / "a.png", noise((9, 7))), written(tmp_path / "b.png", noise((9, 8)))
    assert opened(one).place == opened(one).place
    assert opened(one).place.series != opened(other).place.series


def test_a_picture_that_changed_since_is_not_read_on(tmp_path: Path) -> None:
    path = written(tmp_path / "a.png", noise((9, 7)))
    picture = opened(path)
    for number in range(3):  # of what was converted only a little is kept
        opened(written(tmp_path / f"other{number}.png", noise((9, 7 + number))))
    written(path, noise((9, 9)))
    with pytest.raises(Changed):
        picture.frame(1)


@given(data=st.binary(max_size=300), start=st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*"]))
def test_any_bytes_have_metadata_or_none(data: bytes, start: bytes) -> None:
    found = metadata_of(start + data)
    assert set(found.counts) == set(KINDS)
    assert 1 <= found.orientation <= 8
