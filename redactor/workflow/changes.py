"""Which pixels of a frame the output would change, and how many of them lie where nothing was asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from redactor.dicom.instance import Instance
from redactor.workflow.masking import random_share, redacted_values

if TYPE_CHECKING:
    from redactor.model.image import Frame, Image
    from redactor.model.mask import Mask
    from redactor.workflow.masking import FrameMasks


@dataclass(frozen=True, eq=False)
class Changes:
    """What applying the plan would do to one frame.

    Attributes
    ----------
    changed
        bool, shape (rows, columns).
    count
        How many pixels that are.
    grown
        Those of them that no region covers, but the blocks that the Transfer Syntax can only change as a whole.
    outside
        Those that lie outside regions and blocks.
    """

    changed: Mask = field(repr=False)
    count: int
    grown: int
    outside: int


def frame_changes(image: Image, frame: Frame, masks: FrameMasks) -> Changes:
    """Apply a plan to a decoded frame and compare.

    A video is coded again as a whole: if the plan hides anything in any frame, every pixel may change a little, and is
    counted. At the border of a JPEG block with subsampled chroma, decoders may mix in half a sample of what was
    filled; that is not counted here, and the check of the written file knows of it.

    Parameters
    ----------
    masks
        Hold the plan.
    """
    mask = masks.of(frame.number)
    if isinstance(image, Instance) and image.pixel_data.is_video:
        changed = np.full_like(mask.effective, _hides_anything(masks))
    elif mask.effective.any():
        changed = _applied(image, frame, masks)
    else:
        changed = np.zeros_like(mask.effective)
    changed.flags.writeable = False
    outside = int(np.count_nonzero(changed & ~mask.effective))
    grown = int(np.count_nonzero(changed & mask.effective & ~mask.requested))
    return Changes(changed, int(np.count_nonzero(changed)), grown, outside)


def _applied(image: Image, frame: Frame, masks: FrameMasks) -> Mask:
    stored, number = frame.stored_values, frame.number
    if not isinstance(image, Instance):  # nothing says what black is
        return masks.of(number).effective.copy()
    black = image.black_in(frame.photometric_interpretation, number)
    differs = redacted_values(stored, masks.plan, number, masks, black) != stored
    differs = differs if differs.ndim == 2 else differs.any(axis=2)
    return np.asarray(differs | random_share(masks.plan, number, masks))


def _hides_anything(masks: FrameMasks) -> bool:
    return any(masks.of(number).effective.any() for number in range(1, masks.pixels.number_of_frames + 1))
