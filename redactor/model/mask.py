"""The mask: which pixels of a frame are hidden. Derived from the plan each time, never saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from redactor.model.geometry import Bounds
from redactor.model.image import Grain
from redactor.model.region import Effect, Region, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from redactor.model.image import PixelFormat
    from redactor.model.plan import RedactionPlan

    Mask = NDArray[np.bool_]

SINGLE_PIXEL = Grain()


def rasterize(plan: RedactionPlan, frame: int, pixels: PixelFormat, grain: Grain = SINGLE_PIXEL) -> Mask:
    """Say which pixels of a frame are hidden.

    Regions act in order. Hides add. An accepted erase uncovers what earlier regions hid. Accepted keep-only
    regions hide everything outside their union; a proposed one hides what lies outside itself, so that no
    proposal widens what others leave visible. An accepted protect zone uncovers what is only proposed, but never
    a header match. Rejected regions do nothing; proposed ones hide until someone rejects them, and never uncover.
    Growth to `grain` comes last, and hide wins.

    Parameters
    ----------
    plan
        Regions that fit the image (`require_fit`).
    frame
        Frame number from 1.
    pixels
        Gives rows and columns.
    grain
        What the Transfer Syntax can change alone; blocks are counted from the top-left pixel.

    Returns
    -------
    numpy.ndarray
        Read-only bool, shape (rows, columns). True is hidden.
    """
    whole = Bounds(0, 0, pixels.columns, pixels.rows)
    firm = np.zeros((pixels.rows, pixels.columns), np.bool_)  # hidden by a decision, or by a header match
    loose = np.zeros(firm.shape, np.bool_)  # hidden by a proposal alone
    active = plan.active(frame)
    accepted = [region for region in active if region.status is Status.ACCEPTED]
    kept = [region for region in accepted if region.effect is Effect.HIDE_OUTSIDE]
    for region in active:
        decided = region.status is Status.ACCEPTED
        target = firm if decided or region.header_match else loose
        if region.effect is Effect.HIDE:
            _put(target, region, whole, value=True)
        elif region.effect is Effect.ERASE and decided:
            _put(firm, region, whole, value=False)
            _put(loose, region, whole, value=False)
        elif region.effect is Effect.HIDE_OUTSIDE and not decided:
            target |= ~_union([region], whole)
        elif region.effect is Effect.HIDE_OUTSIDE and region is kept[-1]:
            # Only the last one acts: an erase between two of them can't open what the later one hides.
            target |= ~_union(kept, whole)
    if len(accepted) < len(active):
        zones = [region for region in accepted if region.effect is Effect.PROTECT]
        if zones:
            loose &= ~_union(zones, whole)
        firm |= loose
    if grain != SINGLE_PIXEL:
        return grown(firm, grain)
    firm.flags.writeable = False
    return firm


def grown(mask: Mask, grain: Grain) -> Mask:
    """Give the mask with every block of `grain` that holds a hidden pixel hidden as a whole; read-only."""
    if grain == SINGLE_PIXEL or not mask.any():
        result = mask.copy()  # not the mask itself, which may be its owner's to write
    else:
        rows, columns = mask.shape
        tall, wide = -(-rows // grain.rows), -(-columns // grain.columns)
        padded = np.zeros((tall * grain.rows, wide * grain.columns), np.bool_)
        padded[:rows, :columns] = mask
        blocks = padded.reshape(tall, grain.rows, wide, grain.columns).any(axis=(1, 3))
        result = blocks.repeat(grain.rows, axis=0).repeat(grain.columns, axis=1)[:rows, :columns]
    result.flags.writeable = False
    return result


def region_mask(region: Region, pixels: PixelFormat) -> Mask:
    """Say which pixels the shape of one region covers, whatever its effect: bool, shape (rows, columns)."""
    return _union([region], Bounds(0, 0, pixels.columns, pixels.rows))


def _put(mask: Mask, region: Region, whole: Bounds, *, value: bool) -> None:
    box = region.shape.bounds.clipped(rows=whole.rows, columns=whole.columns)
    if not box.is_empty:
        part = mask[box.row : box.row + box.rows, box.column : box.column + box.columns]
        covered = region.shape.cover(box)
        if value:
            part |= covered
        else:
            part &= ~covered


def _union(regions: Iterable[Region], whole: Bounds) -> Mask:
    mask = np.zeros((whole.rows, whole.columns), np.bool_)
    for region in regions:
        _put(mask, region, whole, value=True)
    return mask
