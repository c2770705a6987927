"""Compare a written video with the original.

One whose packets were copied must be the original's in every value and every coded picture. One that was coded again
lost something, so values may differ a little, and how much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from redactor.dicom.video_result import has_same_pictures, is_bare
from redactor.errors import SetAside
from redactor.workflow.masking import random_share, redacted_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from redactor.dicom.comparison import Pair
    from redactor.dicom.instance import Instance
    from redactor.model.image import StoredValues
    from redactor.model.mask import Mask
    from redactor.model.plan import RedactionPlan
    from redactor.workflow.masking import FrameMasks

FLOOR_DB: Final = 30
TOLERANCE: Final = 8
_BLOCK: Final = 8
_RIM: Final = np.ones((9, 9), np.uint8)
"""Filters of codecs mix in up to four pixels across the edge of a block."""

OUTSIDE: Final = f"video, coded with loss: PSNR outside the mask at least {FLOOR_DB} dB in every frame"
INSIDE: Final = (
    f"video, coded with loss: hidden values differ from the fill by at most {TOLERANCE} of 255 "
    f"on average in every {_BLOCK} × {_BLOCK} pixels away from the edge of the mask"
)
SAME: Final = "video, not coded again: every coded picture and every decoded value is the original's"
FIELDS: Final = "video: progressive or interlaced as the original, with the same field first"
BARE: Final = "video: one video track of all frames, no audio, no user data"


def stream_is_bare(written: Instance) -> bool:
    """True if a written video passes `BARE`."""
    try:
        return is_bare(written)
    except SetAside:
        return False


def stream_faults(pair: Pair) -> Iterator[str]:
    """Yield the names of the checks that a written stream fails as a whole; both are videos of one syntax."""
    if not stream_is_bare(pair.written):
        yield BARE
    if pair.original.pixel_data.video.facts.fields != pair.written.pixel_data.video.facts.fields:
        yield FIELDS
    if not pair.coded_again and not has_same_pictures(pair.original, pair.written):
        yield SAME


def frame_faults(
    before: StoredValues, after: StoredValues, plan: RedactionPlan, number: int, masks: FrameMasks
) -> Iterator[str]:
    """Yield the names of the checks that a frame fails which was coded again; both have the same shape and type."""
    mask, scale = masks.of(number).effective, 255 / ((1 << masks.pixels.bits_stored) - 1)
    difference = np.abs(before.astype(np.float32) - after) * np.float32(scale)
    outside = difference[~mask]
    # The brightest squared error that the floor allows.
    if outside.size and float(np.mean(outside * outside)) > 255**2 / 10 ** (FLOOR_DB / 10):
        yield OUTSIDE
    if mask.any() and not hidden_is_filled(before, after, plan, number, masks):
        yield INSIDE


def hidden_is_filled(
    before: StoredValues, after: StoredValues, plan: RedactionPlan, number: int, masks: FrameMasks
) -> bool:
    """True if hidden values are those of the fill but for what the codec lost."""
    mask = masks.of(number).effective
    middle = 1 << (masks.pixels.bits_stored - 1)
    expected = redacted_values(before, plan, number, masks, (0, middle, middle))
    scale = 255 / ((1 << masks.pixels.bits_stored) - 1)
    difference = np.abs(expected.astype(np.float32) - after) * np.float32(scale)
    sure = mask & ~random_share(plan, number, masks)
    within = np.asarray(cv2.erode(sure.astype(np.uint8), _RIM) > 0)
    within = within if within.any() else sure
    return bool((_local_means(difference, within)[within] <= TOLERANCE).all())


def _local_means(difference: NDArray[np.float32], within: Mask) -> NDArray[Any]:
    """Give the mean over the pixels of `within` in the block around each pixel."""
    weights = within.astype(np.float32)
    total = cv2.boxFilter(difference * weights[:, :, None], -1, (_BLOCK, _BLOCK), normalize=False)
    count = cv2.boxFilter(weights, -1, (_BLOCK, _BLOCK), normalize=False)
    return np.asarray(total / np.maximum(count, 1)[:, :, None])
