"""The display pipeline against pydicom's own processing, and against the formulas of PS3.3 C.11."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset
from pydicom.pixels import apply_windowing, convert_color_space

from redactor.dicom.display import Grayscale, windowed
from redactor.dicom.instance import Instance
from redactor.model.image import Window
from tests.instances import ct_slice, header, noise, save, with_pixels

if TYPE_CHECKING:
    from pathlib import Path

FUNCTIONS = ["LINEAR", "LINEAR_EXACT", "SIGMOID"]


def opened(tmp_path: Path, frames: Any, **how: Any) -> Instance:
    pixel = {key: how.pop(key) for key in ("photometric", "bits_stored", "planar") if key in how}
    return Instance.open(save(with_pixels(header(**how), frames, **pixel), tmp_path / "a.dcm"))


@pytest.mark.parametrize("function", FUNCTIONS)
@given(center=st.floats(-500, 500), width=st.floats(1.5, 2000))
def test_windows_follow_the_standard(function: str, center: float, width: float) -> None:
    values = np.arange(-1000, 1000, dtype=np.int16)
    ds = Dataset()
    ds.PhotometricInterpretation, ds.PixelRepresentation, ds.BitsStored, ds.BitsAllocated = (
        "MONOCHROME2",
        1,
        12,
        16,
    )
    ds.WindowCenter, ds.WindowWidth, ds.VOILUTFunction = center, width, function
    reference = apply_windowing(values, ds)  # from -2048 to 2047
    np.testing.assert_allclose(
        windowed(values.astype(float), Window(center, width, function)), (reference + 2048) / 4095, atol=2e-3
    )


@given(st.sampled_from(FUNCTIONS), st.floats(-50, 50), st.floats(0.1, 200))
def test_every_window_rises_and_stays_inside(function: str, center: float, width: float) -> None:
    shown = windowed(np.linspace(-300, 300, 500), Window(center, width, function))
    assert (np.diff(shown) >= 0).all()
    assert shown.min() >= 0
    assert shown.max() <= 1


@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.uint16, np.int16, np.uint32, np.int32, np.float32, np.float64])
def test_every_stored_type_is_shown_over_its_full_range(dtype: Any, tmp_path: Path) -> None:
    frames = np.linspace(0, 100, 48).astype(dtype).reshape(1, 6, 8)
    instance = opened(tmp_path, frames)
    shown = instance.display(instance.frame(1))
    assert shown.dtype == np.uint8
    assert (shown.min(), shown.max()) == (0, 255)
    assert (np.diff(shown.ravel().astype(int)) >= 0).all()


def test_signed_values_below_zero_are_darker(tmp_path: Path) -> None:
    frames = np.array([[[-3, -2], [0, 2]]], np.int16)
    instance = opened(tmp_path, frames)
    assert (np.diff(instance.display(instance.frame(1)).ravel().astype(int)) > 0).all()


def test_monochrome1_is_shown_inverted(tmp_path: Path) -> None:
    frames = noise((1, 6, 8))
    plain = opened(tmp_path, frames)
    shown = plain.display(plain.frame(1))
    inverse = opened(tmp_path, frames, photometric="MONOCHROME1")
    np.testing.assert_array_equal(inverse.display(inverse.frame(1)), 255 - shown)
    shaped = opened(tmp_path, frames, PresentationLUTShape="INVERSE")
    np.testing.assert_array_equal(shaped.display(shaped.frame(1)), 255 - shown)


def test_the_stored_window_is_in_modality_values(tmp_path: Path) -> None:
    instance = Instance.open(ct_slice(tmp_path / "ct.dcm"))
    frame = instance.frame(1)
    hounsfield = frame.stored_values.astype(float) - 1024
    expected = np.rint(np.clip((hounsfield - 39.5) / 399 + 0.5, 0, 1) * 255)
    np.testing.assert_array_equal(instance.display(frame), expected)
    other = instance.display(frame, Window(-600, 1500))
    assert not np.array_equal(other, expected)


def test_padding_does_not_widen_the_full_range(tmp_path: Path) -> None:
    frames = np.array([[[-2000, -10], [0, 10]]], np.int16)
    instance = opened(tmp_path, frames, PixelPaddingValue=-2000)
    window = instance.grayscale(instance.frame(1)).full_range
    assert (window.center, window.width) == (0, 20)


def test_functional_groups_give_each_frame_its_window(tmp_path: Path) -> None:
    items = []
    for center in (10, 200):
        voi, item = Dataset(), Dataset()
        voi.WindowCenter, voi.WindowWidth = center, 20
        item.FrameVOILUTSequence = [voi]
        items.append(item)
    instance = opened(tmp_path, noise((2, 6, 8)), PerFrameFunctionalGroupsSequence=items)
    windows = [instance.grayscale(instance.frame(n)).default_window.center for n in (1, 2)]
    assert windows == [10, 200]


def test_a_voi_lut_comes_before_windows(tmp_path: Path) -> None:
    lut = Dataset()
    lut.LUTDescriptor = [256, 0, 8]
    lut.LUTData = np.arange(255, -1, -1).astype("<u2").tobytes()
    lut["LUTData"].VR = "OW"
    frames = noise((1, 6, 8))
    instance = opened(tmp_path, frames, VOILUTSequence=[lut], WindowCenter="10", WindowWidth="5")
    np.testing.assert_array_equal(instance.display(instance.frame(1)), 255 - frames[0])
    assert not np.array_equal(instance.display(instance.frame(1), Window(10, 5)), 255 - frames[0])


def test_a_modality_lut_is_applied(tmp_path: Path) -> None:
    lut = Dataset()
    lut.LUTDescriptor = [256, 0, 16]
    lut.ModalityLUTType = "US"
    lut.LUTData = (np.arange(256) * 7).astype("<u2").tobytes()
    lut["LUTData"].VR = "OW"
    instance = opened(tmp_path, noise((1, 6, 8)), ModalityLUTSequence=[lut])
    assert instance.grayscale(instance.frame(1)).modality[10] == 70


@pytest.mark.parametrize("photometric", ["YBR_FULL", "RGB"])
def test_colour_agrees_with_pydicom(photometric: str, tmp_path: Path) -> None:
    frames = noise((1, 6, 8, 3))
    instance = opened(tmp_path, frames, photometric=photometric)
    shown = instance.display(instance.frame(1)).astype(int)
    expected = frames[0] if photometric == "RGB" else convert_color_space(frames[0], "YBR_FULL", "RGB")
    assert abs(shown - expected).max() <= 2


def test_palette_colours_are_looked_up(tmp_path: Path) -> None:
    tables = {c: noise((256,), np.uint16, seed=n) for n, c in enumerate(("Red", "Green", "Blue"))}
    facts: dict[str, Any] = {}
    for colour, table in tables.items():
        facts[f"{colour}PaletteColorLookupTableDescriptor"] = [256, 0, 16]
        facts[f"{colour}PaletteColorLookupTableData"] = table.astype("<u2").tobytes()
    frames = noise((1, 6, 8))
    instance = opened(tmp_path, frames, photometric="PALETTE COLOR", **facts)
    shown = instance.display(instance.frame(1))
    for channel, table in enumerate(tables.values()):
        np.testing.assert_array_equal(shown[:, :, channel], (table >> 8)[frames[0]])
    (black,) = instance.black
    total = sum(table.astype(int) >> 8 for table in tables.values())
    assert total[int(black)] == total.min()


def test_a_palette_image_without_a_palette_is_shown_gray(tmp_path: Path) -> None:
    instance = opened(tmp_path, noise((1, 6, 8)), photometric="PALETTE COLOR")
    assert instance.display(instance.frame(1)).shape == (6, 8, 3)


def test_sixteen_bit_colour_keeps_its_high_bits(tmp_path: Path) -> None:
    frames = noise((1, 6, 8, 3), np.uint16)
    instance = opened(tmp_path, frames)
    np.testing.assert_array_equal(instance.display(instance.frame(1)), frames[0] >> 8)


@pytest.mark.parametrize(
    ("facts", "dtype", "expected"),
    [
        ({}, np.uint8, 0),
        ({"photometric": "MONOCHROME1"}, np.uint8, 255),
        ({"bits_stored": 12, "photometric": "MONOCHROME1"}, np.uint16, 4095),
        ({"bits_stored": 12, "photometric": "MONOCHROME1"}, np.int16, 2047),
        ({}, np.int16, 0),
        ({"Modality": "CT", "RescaleIntercept": "-1024", "RescaleSlope": "1"}, np.uint16, 24),
        ({"Modality": "CT", "RescaleIntercept": "0", "RescaleSlope": "1"}, np.int16, -1000),
        ({"PixelPaddingValue": 0}, np.uint8, 1),
        ({"PixelPaddingValue": 255, "photometric": "MONOCHROME1"}, np.uint8, 254),
        ({}, np.float32, 0),
    ],
)
def test_black_is_right_for_the_image(facts: dict[str, Any], dtype: Any, expected: float, tmp_path: Path) -> None:
    high = 1000 if np.dtype(dtype).itemsize > 1 and np.dtype(dtype).kind != "f" else None
    instance = opened(tmp_path, noise((1, 6, 8), dtype, high=high), **facts)
    assert instance.black == (expected,)


def test_black_in_colour_has_neutral_chroma(tmp_path: Path) -> None:
    assert opened(tmp_path, noise((1, 6, 8, 3)), photometric="YBR_FULL").black == (0, 128, 128)
    assert opened(tmp_path, noise((1, 6, 8, 3))).black == (0, 0, 0)


def test_the_table_is_what_display_uses() -> None:
    stored = noise((5, 5), np.int16)
    gray = Grayscale(stored, np.arange(65536, dtype=np.uint16).view(np.int16).astype(float))
    window = Window(100, 5000)
    np.testing.assert_array_equal(gray.display(window), gray.table(window)[stored.view(np.uint16)])
