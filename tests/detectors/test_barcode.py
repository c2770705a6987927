"""Codes that the test itself draws are found in four orientations; gratings, text and noise are not taken for codes."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from redactor.detectors.barcode import PLUGIN, BarcodeOptions
from redactor.model.geometry import Bounds
from redactor.model.region import ALL, Kind
from tests.fakes import FakeImage

_SETS = (
    "0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011",
)  # fmt: skip
"""The left digits of EAN (ISO/IEC 15420), set A."""


def ean8(module: int, height: int) -> np.ndarray:
    """Draw an EAN-8 of made-up digits with its quiet zone: dark 0 on bright 255."""
    left = "".join(_SETS[int(digit)] for digit in "9638")
    right = "".join("".join("10"[int(bit)] for bit in _SETS[int(digit)]) for digit in "5074")
    bits = f"{'0' * 9}101{left}01010{right}101{'0' * 9}"
    row = np.repeat([0 if bit == "1" else 255 for bit in bits], module).astype(np.uint8)
    return np.tile(row, (height, 1))


def interleaved(module: int, height: int, digits: int = 14) -> np.ndarray:
    """Draw bars and gaps of two widths, as Interleaved 2 of 5 has them."""
    rng = np.random.default_rng(3)
    widths = rng.permuted(np.tile([1, 1, 1, 3, 3], (digits, 1)), axis=1).reshape(-1)
    colours = np.tile([0, 255], len(widths))[: len(widths)]
    row = np.concatenate([np.full(8 * module, 255), np.repeat(colours, widths * module), np.full(8 * module, 255)])
    return np.tile(row.astype(np.uint8), (height, 1))


def qr(module: int) -> np.ndarray:
    code = cv2.QRCodeEncoder.create().encode("made up")
    return np.repeat(np.repeat(code, module, axis=0), module, axis=1)


def placed(code: np.ndarray, turns: int, background: int = 20) -> tuple[np.ndarray, Bounds]:
    """Put a code into a noisy image; give the image and where the code is."""
    rng = np.random.default_rng(5)
    image = np.clip(rng.normal(background, 6, (600, 700)), 0, 255).astype(np.uint8)
    code = np.rot90(code, turns)
    rows, columns = code.shape
    image[200 : 200 + rows, 250 : 250 + columns] = code
    return image, Bounds(250, 200, columns, rows)


def findings(image: np.ndarray):
    return list(PLUGIN.propose(FakeImage.of(image), BarcodeOptions(), lambda share: None))


def hidden(found, shape):
    cover = np.zeros(shape[:2], np.bool_)
    for finding in found:
        cover |= finding.shape.cover(Bounds(0, 0, shape[1], shape[0]))
    return cover


CODES = {
    "EAN-8, 2 px": ean8(2, 60),
    "EAN-8, 4 px": ean8(4, 90),
    "two widths, 2 px": interleaved(2, 70),
    "QR, 3 px": qr(3),
    "QR, 6 px": qr(6),
}


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("name", CODES)
def test_a_code_is_found_in_four_orientations(name: str, turns: int) -> None:
    code = CODES[name]
    image, box = placed(code, turns)
    found = findings(image)
    assert found
    assert {(each.kind, each.suggestion, each.frames) for each in found} == {(Kind.BARCODE, "hide", ALL)}
    cover = hidden(found, image.shape)
    part = (slice(box.row, box.row + box.rows), slice(box.column, box.column + box.columns))
    dark = image[part] < 128
    assert cover[part][dark].mean() > 0.95
    cover[part] = False
    assert cover.sum() < 0.6 * code.size


def test_a_bright_code_on_black_is_found() -> None:
    image, box = placed(255 - qr(5), 0)
    cover = hidden(findings(image), image.shape)
    assert cover[box.row + 30 : box.row + box.rows - 30, box.column + 30 : box.column + box.columns - 30].all()


def test_a_slanted_code_is_found() -> None:
    image, box = placed(ean8(3, 90), 0)
    turn = cv2.getRotationMatrix2D((box.column + box.columns / 2, box.row + box.rows / 2), 20, 1)
    slanted = cv2.warpAffine(image, turn, image.shape[::-1], borderValue=20)
    assert len(findings(slanted)) == 1


def grating(period: int) -> np.ndarray:
    return np.tile(np.where(np.arange(240) % period < period // 2, 0, 255).astype(np.uint8), (80, 1))


def wedge() -> np.ndarray:
    return np.tile(np.concatenate([np.full(n, 255 * (n % 2)) for n in range(2, 22)]).astype(np.uint8), (80, 1))


def letters() -> np.ndarray:
    page = np.full((90, 300), 255, np.uint8)
    for row in (25, 50, 75):
        cv2.putText(page, "ILLUMINATION 111", (5, row), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 0, 2)
    return page


@pytest.mark.parametrize("other", [grating(4), grating(8), wedge(), letters()], ids=str)
def test_what_only_resembles_a_code_is_left_alone(other: np.ndarray) -> None:
    image, _ = placed(other, 0)
    assert findings(image) == []


@pytest.mark.parametrize("shape", [(1, 1), (1, 20000), (20000, 1), (23, 23), (24, 24), (64, 64, 3)])
@pytest.mark.parametrize("value", [0, 255, None])
def test_images_that_cannot_show_a_code_give_nothing(shape, value) -> None:
    rng = np.random.default_rng(1)
    image = rng.integers(0, 256, shape).astype(np.uint8) if value is None else np.full(shape, value, np.uint8)
    assert findings(image) == []


def test_a_code_in_a_later_frame_is_found() -> None:
    image, _ = placed(qr(5), 0)
    found = list(PLUGIN.propose(FakeImage.of(np.zeros_like(image), image), BarcodeOptions(), lambda share: None))
    assert len(found) == 1


def test_the_optional_package_finds_kinds_that_nothing_else_does() -> None:
    zxingcpp = pytest.importorskip("zxingcpp", reason="the extra barcode is not installed")
    code = np.array(zxingcpp.create_barcode("made up", zxingcpp.BarcodeFormat.DataMatrix).to_image(scale=6))
    image, box = placed(code, 0)
    cover = hidden(findings(image), image.shape)
    middle = (slice(box.row + 12, box.row + box.rows - 12), slice(box.column + 12, box.column + box.columns - 12))
    assert cover[middle].all()
