"""Coded pictures that hold pixels and nothing else."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any, Final

import cv2
import imagecodecs
import numpy as np

from redactor.errors import CannotEncodePicture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from redactor.model.rendered import Pixels

JPEG_QUALITY: Final = 92
_PNG_HEAD: Final = 33  # signature and IHDR
_SRGB: Final = b"sRGB\0"  # perceptual intent (PNG 11.3.2.5)
_LOOP: Final = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
_COLOURS: Final = 256


def coded(pixels: NDArray[Any], suffix: str) -> bytes:
    """Code a picture: ``.png`` (8 bits as sRGB, or 16), ``.jpg`` or ``.tif``.

    Raises
    ------
    CannotEncodePicture
        If the coder refuses.
    """
    options = [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY] if suffix == ".jpg" else []
    ordered = pixels if pixels.ndim == 2 else np.ascontiguousarray(pixels[:, :, ::-1])
    try:
        worked, data = cv2.imencode(suffix, ordered, options)
    except cv2.error:
        raise CannotEncodePicture from None
    if not worked:
        raise CannotEncodePicture
    return _as_srgb(data.tobytes()) if suffix == ".png" and pixels.dtype == np.uint8 else data.tobytes()


def animated_png(frames: Sequence[Pixels], rate: float) -> bytes:
    """Code a cine as APNG that plays for ever."""
    try:
        return bytes(imagecodecs.apng_encode(np.stack(frames), delay=max(round(1000 / rate), 1)))
    except (RuntimeError, ValueError):
        raise CannotEncodePicture from None


def gif(frames: Sequence[Pixels], rate: float) -> bytes:
    """Code a cine as GIF that plays for ever: 256 grays, or the colours that serve its frames best."""
    stack = np.stack(frames)
    if stack.ndim == 3:
        palette, numbers = np.repeat(np.arange(_COLOURS, dtype=np.uint8)[:, None], 3, axis=1), stack
    else:
        palette, numbers = _palette(stack)
    room = 2 * numbers.size + (1 << 16)  # its own guess is too small for noise
    try:
        still = bytes(imagecodecs.gif_encode(np.ascontiguousarray(numbers), colormap=palette, out=room))
    except (RuntimeError, ValueError):
        raise CannotEncodePicture from None
    return _playing(still, max(round(100 / rate), 2))


def _as_srgb(png: bytes) -> bytes:
    chunk = struct.pack(">I", 1) + _SRGB + struct.pack(">I", zlib.crc32(_SRGB))
    return png[:_PNG_HEAD] + chunk + png[_PNG_HEAD:]


def _palette(stack: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Give 256 colours, and the number of the nearest one for each pixel."""
    sample = stack.reshape(-1, 3)[:: max(stack.size // 3 // 20000, 1)].astype(np.float32)
    distinct = np.unique(sample, axis=0)
    if len(distinct) > _COLOURS:
        cv2.setRNGSeed(1)  # the same case gives the same bytes
        stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 0.5)
        _, _, distinct = cv2.kmeans(sample, _COLOURS, None, stop, 1, cv2.KMEANS_PP_CENTERS)  # type: ignore[call-overload]  # None is allowed
    colours = np.zeros((_COLOURS, 3), np.uint8)
    colours[: len(distinct)] = np.rint(distinct)
    # One look-up for each of 32768 colours is far less than one for each pixel.
    steps = np.arange(32, dtype=np.int32) * 8 + 4
    cube = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(-1, 3)
    wide = colours[: len(distinct)].astype(np.int32)
    nearest = np.concatenate([((part[:, None] - wide) ** 2).sum(2).argmin(1) for part in np.array_split(cube, 64)])
    five = stack >> 3
    index = (five[..., 0].astype(np.int32) << 10) | (five[..., 1].astype(np.int32) << 5) | five[..., 2]
    return colours, nearest.astype(np.uint8)[index]


def _playing(still: bytes, hundredths: int) -> bytes:
    """Give each image of a GIF a delay, and the whole a loop (GIF89a 23, 26)."""
    place = 13 + 3 * (2 << (still[10] & 7)) * (still[10] >> 7)
    parts = [b"GIF89a", still[6:place], _LOOP]
    delay = b"\x21\xf9\x04\x04" + struct.pack("<H", hundredths) + b"\0\0"
    while still[place] != 0x3B:
        begin = place
        if still[place] == 0x21:
            place = _after_blocks(still, place + 2)
            continue  # what the coder says beside the images goes
        packed = still[place + 9]
        place = _after_blocks(still, place + 11 + 3 * (2 << (packed & 7)) * (packed >> 7))
        parts += [delay, still[begin:place]]
    return b"".join([*parts, b"\x3b"])


def _after_blocks(data: bytes, place: int) -> int:
    while data[place]:
        place += data[place] + 1
    return place + 1
