"""Compare a written frame with the original's: in pixels, and for JPEG blocks in the coefficients."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import cv2
import numpy as np

from redactor.dicom.codecs import jpeg_sequential, jpeg_stream
from redactor.dicom.codecs.jpeg_stream import BrokenStream
from redactor.dicom.coded_frames import stripped
from redactor.dicom.pixel_data import JPEG_SEQUENTIAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.dicom.instance import Instance
    from redactor.model.image import StoredValues
    from redactor.model.mask import Mask


@dataclass(frozen=True)
class Pair:
    """An original and the file that was made from it.

    Attributes
    ----------
    frames
        Numbers, in the original, of the frames of the written file, in order. The methods take the number that a frame
        has in the written file.
    coded_again
        Of a video: whether the record owns up to a lossy step. Without one, nothing may differ.
    """

    original: Instance = field(repr=False)
    written: Instance = field(repr=False)
    frames: tuple[int, ...]
    coded_again: bool = False

    def number_before(self, number: int) -> int:
        """Give the number, in the original, of a frame of the written file."""
        return self.frames[number - 1]

    @property
    def keeps_syntax(self) -> bool:
        """True if frames that nothing touched must have kept their code streams."""
        pixel_data = self.original.pixel_data
        return not (pixel_data.is_native or pixel_data.is_video) and (
            self.original.transfer_syntax_uid == self.written.transfer_syntax_uid
        )

    @property
    def is_video(self) -> bool:
        """True if both are videos of one syntax: the frames were coded with loss, as one stream."""
        same = self.original.transfer_syntax_uid == self.written.transfer_syntax_uid
        return same and self.original.pixel_data.is_video

    @property
    def in_blocks(self) -> bool:
        """True if touched frames differ in whole JPEG blocks."""
        return self.keeps_syntax and self.original.transfer_syntax_uid in JPEG_SEQUENTIAL

    def stream_faults(self, number: int) -> tuple[bool, bool]:
        """Say whether (a frame that nothing touched has another code stream, it holds what no decoder needs).

        What no decoder needs of the original's is no difference.
        """
        uid, pixels = self.written.transfer_syntax_uid, self.original.pixel_format
        after = bytes(self.written.pixel_data.coded_frame(number))
        try:
            before = bytes(self.original.pixel_data.coded_frame(self.number_before(number)))
            expected = _padded(stripped(uid, before, pixels))
            if after == expected:
                return False, False
            bare = _padded(stripped(uid, after, pixels))
        except BrokenStream:
            return True, True
        return bare != expected, bare != after

    def is_bare(self, number: int) -> bool:
        """True if a written frame's code stream holds nothing but what a decoder needs."""
        if self.written.pixel_data.is_native:
            return True
        after = bytes(self.written.pixel_data.coded_frame(number))
        try:
            return after == _padded(stripped(self.written.transfer_syntax_uid, after, self.written.pixel_format))
        except BrokenStream:
            return False

    def block_faults(self, number: int, mask: Mask) -> tuple[bool, bool]:
        """Say whether (a block outside the mask changed, a block inside is not black)."""
        before = bytes(self.original.pixel_data.coded_frame(self.number_before(number)))
        after = bytes(self.written.pixel_data.coded_frame(number))
        try:
            masks = jpeg_sequential.block_masks(jpeg_stream.frame_header(before), mask)
            old, new = jpeg_sequential.coefficients(before), jpeg_sequential.coefficients(after)
            if [c.shape for c in old] != [c.shape for c in new]:
                return True, True
            black = _are_black(self.written, after, new, mask)
        except BrokenStream:
            return True, True
        outside = any((_changed(a, b) & ~_cut(m, a)).any() for a, b, m in zip(old, new, masks, strict=True))
        return outside, not black

    def reach(self, number: int) -> int:
        """How far beside a changed block the pixels of a JPEG frame may differ."""
        return self.original.pixel_data.jpeg_header(self.number_before(number)).reach


def blocks_are_black(instance: Instance, number: int, mask: Mask) -> bool:
    """True if every block of a JPEG frame that lies in a touched MCU is black and flat."""
    coded = bytes(instance.pixel_data.coded_frame(number))
    try:
        return _are_black(instance, coded, jpeg_sequential.coefficients(coded), mask)
    except BrokenStream:
        return False


def _are_black(instance: Instance, coded: bytes, found: list[NDArray[np.int16]], mask: Mask) -> bool:
    header = jpeg_stream.frame_header(coded)
    parts, photometric = list(jpeg_stream.segments(coded)), instance.pixel_format.photometric_interpretation
    levels = jpeg_sequential.black_levels(parts, header, photometric)
    for values, hidden, level in zip(found, jpeg_sequential.block_masks(header, mask), levels, strict=True):
        blocks = values[_cut(hidden, values)]
        if (blocks[:, 1:] != 0).any() or (blocks[:, 0] != level).any():
            return False
    return True


def _cut(blocks: Mask, values: NDArray[np.int16]) -> Mask:
    """Give a mask of blocks without those that only fill up the last MCU."""
    return blocks[: values.shape[0], : values.shape[1]]


def _changed(one: NDArray[np.int16], other: NDArray[np.int16]) -> Mask:
    """Say which blocks of coefficients differ; four coefficients are compared at a time."""
    changed: Mask = (one.view(np.int64) != other.view(np.int64)).any(axis=2)
    return changed


def _padded(coded: bytes) -> bytes:
    return coded + b"\0" * (len(coded) % 2)


def fringe(mask: Mask, reach: int = 1) -> Mask:
    """Give the pixels of the mask and those so far beside them, where subsampled chroma may differ."""
    around = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    return np.asarray(cv2.dilate(mask.astype(np.uint8), around) > 0)


def differ_in(one: StoredValues, other: StoredValues, mask: Mask) -> bool:
    """True if two frames of integers, of one shape, differ in a pixel of the mask."""
    differing = np.flatnonzero(one.ravel() != other.ravel())
    return bool(mask.ravel()[differing // (one.size // mask.size)].any())


def equal_outside(mask: Mask, one: StoredValues, other: StoredValues) -> bool:
    """True if two frames of one shape hold the same values wherever the mask is not."""
    differs = one != other
    if one.dtype.kind == "f":
        differs &= ~(np.isnan(one) & np.isnan(other))
    differs &= ~mask if differs.ndim == mask.ndim else ~mask[..., np.newaxis]
    return not differs.any()


def equal(one: StoredValues, other: StoredValues) -> bool:
    """True if two arrays hold the same values; not-a-number equals itself."""
    return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
