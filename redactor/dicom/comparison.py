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
    from redactor.dicom.instance import Instance
    from redactor.model.image import StoredValues
    from redactor.model.mask import Mask

_FRINGE = np.ones((3, 3), np.uint8)
"""Decoders that smooth subsampled chroma mix in the next sample: at most one pixel beside a changed block."""


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

    def same_stream(self, number: int) -> bool:
        """True if a frame's code stream is the original's, but for what no decoder needs."""
        before = bytes(self.original.pixel_data.coded_frame(self.number_before(number)))
        return self._is_stripped(number, before)

    def is_bare(self, number: int) -> bool:
        """True if a written frame's code stream holds nothing but what a decoder needs."""
        if self.written.pixel_data.is_native:
            return True
        return self._is_stripped(number, bytes(self.written.pixel_data.coded_frame(number)))

    def _is_stripped(self, number: int, stream: bytes) -> bool:
        after = bytes(self.written.pixel_data.coded_frame(number))
        try:
            expected = stripped(self.written.transfer_syntax_uid, stream)
        except BrokenStream:
            return False
        return after == expected + b"\0" * (len(expected) % 2)

    def block_faults(self, number: int, mask: Mask) -> tuple[bool, bool]:
        """Say whether (a block outside the mask changed, a block inside is not black)."""
        before = bytes(self.original.pixel_data.coded_frame(self.number_before(number)))
        after = bytes(self.written.pixel_data.coded_frame(number))
        try:
            header = jpeg_stream.frame_header(before)
            masks = jpeg_sequential.block_masks(header, mask)
            old, new = jpeg_sequential.coefficients(before), jpeg_sequential.coefficients(after)
        except BrokenStream:
            return True, True
        if [c.shape for c in old] != [c.shape for c in new]:
            return True, True
        cut = [m[: c.shape[0], : c.shape[1]] for m, c in zip(masks, old, strict=True)]
        outside = any(not np.array_equal(a[~m], b[~m]) for a, b, m in zip(old, new, cut, strict=True))
        return outside, not blocks_are_black(self.written, number, mask)


def blocks_are_black(instance: Instance, number: int, mask: Mask) -> bool:
    """True if every block of a JPEG frame that lies in a touched MCU is black and flat."""
    coded = bytes(instance.pixel_data.coded_frame(number))
    try:
        header = jpeg_stream.frame_header(coded)
        levels = jpeg_sequential.black_levels(coded, header, instance.pixel_format.photometric_interpretation)
        found = jpeg_sequential.coefficients(coded)
    except BrokenStream:
        return False
    for values, hidden, level in zip(found, jpeg_sequential.block_masks(header, mask), levels, strict=True):
        blocks = values[hidden[: values.shape[0], : values.shape[1]]]
        if (blocks[:, 1:] != 0).any() or (blocks[:, 0] != level).any():
            return False
    return True


def fringe(mask: Mask) -> Mask:
    """Give the pixels of the mask and those beside them, where subsampled chroma may differ."""
    return np.asarray(cv2.dilate(mask.astype(np.uint8), _FRINGE) > 0)


def equal(one: StoredValues, other: StoredValues) -> bool:
    """True if two arrays hold the same values; not-a-number equals itself."""
    return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
