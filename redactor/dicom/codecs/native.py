"""Native Pixel Data (PS3.5 8.1): stored values straight from bytes, and bytes from stored values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from redactor.errors import InvalidImageAttribute, WrongPixelDataLength

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from redactor.model.image import PixelFormat, StoredValues
    from redactor.model.mask import Mask


@dataclass(frozen=True)
class NativeLayout:
    """How the frames of native Pixel Data lie in its value.

    Attributes
    ----------
    subsampled
        True for YBR_FULL_422, where two pixels share Cb and Cr (PS3.3 C.7.6.3.1.2): Y1 Y2 Cb Cr.
    swapped
        True for 8-bit values in big endian OW, whose bytes come in swapped pairs.
    floating
        True for Float and Double Float Pixel Data.
    """

    pixels: PixelFormat
    big_endian: bool = False
    subsampled: bool = False
    swapped: bool = False
    floating: bool = False

    @classmethod
    def of(cls, pixels: PixelFormat, *, keyword: str, vr: str, big_endian: bool, length: int) -> NativeLayout:
        """Give the layout of a Pixel Data value.

        Raises
        ------
        WrongPixelDataLength
            If the value is too short for its frames.
        InvalidImageAttribute
            If the layout is one that the Standard does not allow.
        """
        swapped = big_endian and pixels.bits_allocated == 8 and vr == "OW"
        layout = cls(pixels, big_endian, False, swapped, keyword != "PixelData")
        if pixels.photometric_interpretation == "YBR_FULL_422" and length < layout.total_bytes:
            # Some writers say 4:2:2 and store 4:4:4; the length tells.
            if pixels.columns % 2 or pixels.bits_allocated != 8:
                raise InvalidImageAttribute(keyword="PhotometricInterpretation")
            layout = cls(pixels, big_endian, True, swapped, False)
        if length < layout.total_bytes:
            raise WrongPixelDataLength(actual=length, expected=layout.total_bytes)
        return layout

    @property
    def frame_bits(self) -> int:
        """Bits of one frame; frames of 1-bit images follow one another without padding."""
        p = self.pixels
        values = p.rows * p.columns * (2 if self.subsampled else p.samples_per_pixel)
        return values * p.bits_allocated

    @property
    def total_bytes(self) -> int:
        """Bytes of all frames, without the pad byte, but with an odd one's partner where bytes are swapped in pairs."""
        total = -(-self.frame_bits * self.pixels.number_of_frames // 8)
        return total + total % 2 if self.swapped else total

    @property
    def frames_share_bytes(self) -> bool:
        """True if a frame may begin in the byte, or the swapped pair of bytes, in which the one before ends."""
        return self.frame_bits % (16 if self.swapped else 8) != 0

    @property
    def has_unused_bits(self) -> bool:
        """True if something could hide in bits that are no part of a value."""
        p = self.pixels
        return not self.floating and 1 < p.bits_allocated != p.bits_stored

    @property
    def dtype(self) -> np.dtype[Any]:
        """Of stored values in native byte order."""
        if self.floating:
            return np.dtype(f"f{self.pixels.bits_allocated // 8}")
        if self.pixels.bits_allocated == 1:
            return np.dtype(np.uint8)
        return np.dtype(f"{'i' if self.pixels.pixel_representation else 'u'}{self.pixels.bits_allocated // 8}")

    @property
    def _stored_dtype(self) -> np.dtype[Any]:
        return self.dtype.newbyteorder(">" if self.big_endian else "<")

    def byte_range(self, number: int) -> tuple[int, int]:
        """Give the first byte of a frame (from 1) and the byte after it; a shared byte belongs to both frames."""
        first_bit = (number - 1) * self.frame_bits
        start, stop = first_bit // 8, -(-(first_bit + self.frame_bits) // 8)
        if self.swapped:
            return start & ~1, (stop + 1) & ~1
        return start, stop

    def decode(self, number: int, data: bytearray) -> StoredValues:
        """Give the stored values in the bytes of `byte_range`: shape (rows, columns[, samples]), unused bits gone."""
        p = self.pixels
        shape = (p.rows, p.columns) if p.samples_per_pixel == 1 else (p.rows, p.columns, p.samples_per_pixel)
        if p.bits_allocated == 1:
            skip = (number - 1) * self.frame_bits % 8
            bits = np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")
            return bits[skip : skip + self.frame_bits].reshape(shape)
        values = self._values(number, data)
        if self.subsampled:
            pairs = values.reshape(p.rows, p.columns // 2, 4)
            full = np.empty(shape, values.dtype)
            full[:, :, 0] = pairs[:, :, :2].reshape(p.rows, p.columns)
            full[:, :, 1:] = pairs[:, :, 2:].repeat(2, axis=1)
            return full
        if p.samples_per_pixel > 1 and p.planar_configuration == 1:
            values = values.reshape(p.samples_per_pixel, p.rows, p.columns).transpose(1, 2, 0)
        return used_bits(values.reshape(shape), p) if not self.floating else values.reshape(shape)

    def encode(self, number: int, stored: StoredValues, data: bytearray) -> bytearray:
        """Give the bytes of `byte_range` with the frame's values in them; bits of neighbouring frames stay.

        Unused bits become 0, or the sign of a signed value: an overlay in them does not survive.

        Parameters
        ----------
        stored
            Shape (rows, columns[, samples]).
        data
            The bytes that are there now; only needed where frames share bytes.
        """
        p = self.pixels
        if p.bits_allocated == 1:
            skip = (number - 1) * self.frame_bits % 8
            bits = np.unpackbits(np.frombuffer(data or bytes(-(-self.frame_bits // 8)), np.uint8), bitorder="little")
            bits[skip : skip + self.frame_bits] = stored.ravel()
            return bytearray(np.packbits(bits, bitorder="little").tobytes())
        values = stored
        if self.subsampled:
            pairs = np.empty((p.rows, p.columns // 2, 4), stored.dtype)
            pairs[:, :, :2] = stored[:, :, 0].reshape(p.rows, -1, 2)
            pairs[:, :, 2:] = stored[:, ::2, 1:]  # the mask's grain is 2×1, so both pixels of a pair agree
            values = pairs
        elif p.samples_per_pixel > 1 and p.planar_configuration == 1:
            values = stored.transpose(2, 0, 1)
        shift = p.high_bit + 1 - p.bits_stored
        if shift and not self.floating:
            values = values << shift
        coded = bytearray(np.ascontiguousarray(values, self._stored_dtype).tobytes())
        if not self.swapped:
            return coded
        if not self.frames_share_bytes:
            return _pair_swapped(coded)
        skip = (number - 1) * self.frame_bits // 8 % 2
        whole = np.frombuffer(_pair_swapped(data), np.uint8).copy()
        whole[skip : skip + len(coded)] = np.frombuffer(coded, np.uint8)
        return _pair_swapped(whole.tobytes())

    @property
    def is_plain(self) -> bool:
        """True if the bytes of a frame are its stored values, one after another, and can be changed in place."""
        p = self.pixels
        shifted = not self.floating and p.high_bit + 1 != p.bits_stored
        return not (self.swapped or self.subsampled or shifted) and p.bits_allocated > 1

    def blacken(self, data: bytearray, mask: Mask, black: tuple[float, ...]) -> None:
        """Put black into the bytes of a frame of a plain layout where the mask is True."""
        hidden = np.flatnonzero(mask.any(axis=1))
        rows = slice(int(hidden[0]), int(hidden[-1]) + 1) if len(hidden) else slice(0)
        view = self._view(data)[rows]
        view[mask[rows]] = black if view.ndim == 3 else black[0]

    def clear_unused_bits(self, data: bytearray) -> None:
        """Zero what is no part of a value in the bytes of a frame of a plain layout, or extend the sign into it."""
        if self.has_unused_bits:
            view = self._view(data)
            values = used_bits(view.astype(self.dtype, copy=False), self.pixels)
            if not np.array_equal(values, view):
                view[...] = values

    def _view(self, data: bytearray) -> NDArray[Any]:
        """Give the bytes of a frame of a plain layout as an array of shape (rows, columns[, samples]) on them."""
        p = self.pixels
        values = np.frombuffer(data, self._stored_dtype)
        if p.samples_per_pixel == 1:
            return values.reshape(p.rows, p.columns)
        if p.planar_configuration == 1:
            return values.reshape(p.samples_per_pixel, p.rows, p.columns).transpose(1, 2, 0)
        return values.reshape(p.rows, p.columns, p.samples_per_pixel)

    def _values(self, number: int, data: bytearray) -> NDArray[Any]:
        if self.swapped:
            skip = (number - 1) * self.frame_bits // 8 % 2
            return np.frombuffer(_pair_swapped(data), self.dtype)[skip : skip + self.frame_bits // 8]
        return np.frombuffer(data, self._stored_dtype).astype(self.dtype, copy=False)


def used_bits(values: StoredValues, pixels: PixelFormat) -> StoredValues:
    """Give values with the bits outside High Bit … High Bit - Bits Stored + 1 gone, the sign extended."""
    if pixels.bits_stored == pixels.bits_allocated:
        return values
    above = pixels.bits_allocated - pixels.high_bit - 1
    used: StoredValues = (values << above) >> (pixels.bits_allocated - pixels.bits_stored)
    return used


def _pair_swapped(data: bytes | bytearray) -> bytearray:
    padded = data if len(data) % 2 == 0 else bytes(data) + b"\0"
    return bytearray(np.frombuffer(padded, ">u2").astype("<u2").tobytes())
