"""DP-Pix: the noise that the promise asks for, secret, and the numbers that the record gives."""

from __future__ import annotations

import math
import secrets
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redactor import styles
from redactor.model.region import StyleChoice
from redactor.styles import is_random, redact
from redactor.styles._cells import Cells
from redactor.styles._laplace import laplace
from redactor.styles._quality import quality
from tests.strategies import CHEAP, PIXEL_KINDS, same_outside_the_mask

FLOAT = PIXEL_KINDS[5]
some_kind = st.sampled_from(PIXEL_KINDS).flatmap(lambda kind: same_outside_the_mask(kind, most=50))


@pytest.fixture
def known_bytes():
    """Bytes that are the same at every run, so that no test of chance fails by chance."""
    rng = np.random.default_rng(20180716)
    with mock.patch.object(secrets, "token_bytes", rng.bytes):
        yield


def pixelated(stored, mask, kind, **options):
    pixels = kind.format(rows=mask.shape[0], columns=mask.shape[1])
    return redact(stored, mask, pixels, kind.black, StyleChoice("dp_pix", tuple(options.items())))


def hidden(stored):
    return np.ones(stored.shape[:2], np.bool_)


@CHEAP
@given(images=some_kind, epsilon=st.floats(0.01, 100), m=st.integers(1, 1000))
def test_cells_have_one_value_inside_the_mask_and_it_is_in_range(images, epsilon, m):
    result = pixelated(images.one, images.mask, images.kind, epsilon=epsilon, m=m)
    low, high = images.kind.limits
    assert result.min() >= low
    assert result.max() <= high
    assert result[~images.mask].tobytes() == images.one[~images.mask].tobytes()
    cells = Cells.of(np.ones_like(images.mask), 16)
    for top, bottom in zip(cells.tops, cells.tops[1:], strict=False):
        for left, right in zip(cells.lefts, cells.lefts[1:], strict=False):
            shown = result[top:bottom, left:right][images.mask[top:bottom, left:right]]
            assert len(np.unique(shown, axis=0)) <= 1


@pytest.mark.usefixtures("known_bytes")
@pytest.mark.parametrize(
    ("kind", "epsilon", "m", "block"),
    [(PIXEL_KINDS[0], 1.0, 16, 16), (PIXEL_KINDS[2], 0.5, 4, 32), (PIXEL_KINDS[4], 2.0, 64, 20)],
    ids=["u8", "u16-of-12-bits", "i16-of-12-bits"],
)
def test_the_noise_has_the_scale_that_the_promise_asks_for(kind, epsilon, m, block):
    low, high = kind.limits
    middle = (low + high + 1) // 2
    stored = np.full((640, 640), middle, kind.dtype)
    noise = []
    for _ in range(20):
        result = pixelated(stored, hidden(stored), kind, epsilon=epsilon, m=m, block=block)
        noise.append(result[block // 2 :: block, block // 2 :: block].ravel().astype(float) - middle)
    noise = np.concatenate(noise)
    scale = (high - low) * m / (block**2 * epsilon)
    assert np.mean(np.abs(noise)) == pytest.approx(scale, rel=0.05)
    assert abs(np.mean(noise)) < 0.05 * scale
    # Of a Laplace distribution, half lies within ln 2 of its scale; of a normal one with this mean deviation, 42 %.
    assert np.mean(np.abs(noise) <= scale * math.log(2)) == pytest.approx(0.5, abs=0.03)


@pytest.mark.usefixtures("known_bytes")
def test_the_noise_is_laplace_of_scale_one():
    noise = laplace((200_000,))
    assert np.mean(np.abs(noise)) == pytest.approx(1, rel=0.01)
    assert np.var(noise) == pytest.approx(2, rel=0.03)
    assert abs(np.mean(noise)) < 0.02
    assert np.mean(noise > 0) == pytest.approx(0.5, abs=0.01)
    assert np.all(np.isfinite(noise))


@pytest.mark.parametrize("byte", [b"\0", b"\xff"])
def test_the_noise_is_finite_whatever_the_bytes(byte):
    with mock.patch.object(secrets, "token_bytes", lambda count: byte * count):
        assert np.all(np.isfinite(laplace((3, 2))))


def test_a_cell_of_fewer_pixels_gets_more_noise():
    made = []
    for side in (16, 8):
        stored = np.full((side, side), 2048, np.uint16)
        with mock.patch.object(secrets, "token_bytes", lambda count: b"\1" + b"\x7f" * (count - 1)):
            made.append(int(pixelated(stored, hidden(stored), PIXEL_KINDS[2], m=1)[0, 0]) - 2048)
    assert made[1] == pytest.approx(4 * made[0], abs=4)


def test_the_noise_is_another_one_each_time():
    stored = np.full((160, 160), 2048, np.uint16)
    one, other = (pixelated(stored, hidden(stored), PIXEL_KINDS[2]) for _ in range(2))
    assert not np.array_equal(one, other)


def test_the_style_says_that_nobody_can_make_its_result_again():
    assert [style.id for style in styles.available().values() if is_random(style)] == ["dp_pix"]


@pytest.mark.usefixtures("known_bytes")
def test_floating_point_keeps_to_the_range_of_what_is_visible():
    stored = np.zeros((64, 64), np.float32)
    stored[:8] = np.linspace(-3, 5, 64)
    stored[0, 0] = np.nan
    stored[32:] = 1e30
    mask = np.zeros((64, 64), np.bool_)
    mask[16:] = True
    result = pixelated(stored, mask, FLOAT)[mask]
    assert result.min() >= -3
    assert result.max() <= 5
    levels = (result.astype(float) + 3) / (8 / 65535)
    assert np.allclose(levels, np.rint(levels), atol=0.01)


@pytest.mark.parametrize("value", [7, np.nan])
def test_floating_point_of_which_nothing_is_visible_says_nothing(value):
    stored = np.full((32, 32), value, np.float32)
    assert np.all(pixelated(stored, hidden(stored), FLOAT) == 0)


def test_the_quality_of_what_did_not_change_is_perfect():
    stored = np.random.default_rng(1).integers(0, 256, (40, 50), np.uint8)
    found = quality(stored, stored, span=255)
    assert found.psnr == math.inf
    assert found.ssim == 1


def test_an_error_of_one_everywhere_is_48_decibels_in_8_bits():
    stored = np.random.default_rng(1).integers(0, 255, (40, 50, 3), np.uint8)
    found = quality(stored, stored + np.uint8(1), span=255)
    assert found.psnr == 48.1
    assert found.ssim == 1


def test_structure_that_is_turned_over_is_worse_than_none():
    stored = np.random.default_rng(1).integers(0, 256, (40, 50), np.uint8)
    turned, none = (quality(stored, after, span=255).ssim for after in (255 - stored, np.full_like(stored, 127)))
    assert turned < none < 0.1


@pytest.mark.parametrize("shape", [(1, 1), (1, 20), (3, 2, 3)])
def test_the_smallest_frames_have_a_quality(shape):
    assert quality(np.zeros(shape, np.uint8), np.ones(shape, np.uint8), span=255).psnr == 48.1


@pytest.mark.usefixtures("known_bytes")
def test_a_larger_epsilon_leaves_more_of_the_image():
    y, x = np.mgrid[:256, :256]
    stored = (128 + 100 * np.sin(x / 40) * np.cos(y / 30)).astype(np.uint8)
    made = [pixelated(stored, hidden(stored), PIXEL_KINDS[0], epsilon=epsilon) for epsilon in (0.1, 0.5, 2, 100)]
    found = [quality(stored, result, span=255) for result in made]
    assert [q.psnr for q in found] == sorted({q.psnr for q in found})
    assert [q.ssim for q in found] == sorted({q.ssim for q in found})
