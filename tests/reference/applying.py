"""De-identify an image with one box, and compare every value with the original's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.dicom.comparison import fringe
from redactor.dicom.instance import Instance
from redactor.dicom.pixel_data import JPEG_SEQUENTIAL
from redactor.workflow.masking import FrameMasks
from tests.instances import hiding
from tests.reference.images import open_one
from tests.reference.table import digest, sampled
from tests.runs import redacted

if TYPE_CHECKING:
    from pathlib import Path

    from redactor.model.image import Frame, PixelFormat
    from redactor.model.mask import Mask
    from redactor.model.plan import RedactionPlan

LEAST_PSNR: Final = 30
DARK: Final = 8
"""How far a hidden value of a video may be from black on average: it was coded with loss."""


def one_box(pixels: PixelFormat) -> RedactionPlan:
    """Hide a box that is no multiple of any block, somewhere left of the middle."""
    rows, columns = pixels.rows, pixels.columns
    return hiding((columns // 4, rows // 4, max(columns // 3, 1), max(rows // 3, 1)))


def require_applicable(path: Path, folder: Path) -> None:
    """De-identify an image.

    Raises
    ------
    SetAside
        If that can't be done.
    """
    instance = open_one(path)
    assert isinstance(instance, Instance)
    redacted(path, folder, one_box(instance.pixel_format)).file.unlink()


def faults_of(path: Path, folder: Path, hashes: list[str]) -> list[str]:
    """De-identify an image whose sampled frames have these hashes; say what differs from what should be."""
    original = open_one(path)
    assert isinstance(original, Instance)
    plan = one_box(original.pixel_format)
    made = redacted(path, folder, plan)
    written = Instance.open(made.file)
    masks = FrameMasks(plan, original.pixel_format, original.pixel_data.grain)
    faults: list[str] = []
    for number, expected in zip(sampled(original.pixel_format.number_of_frames), hashes, strict=True):
        before, after = original.frame(number), written.frame(number)
        if digest(before.stored_values) != expected:
            faults.append(f"frame {number}: another original")
        faults += [f"frame {number}: {fault}" for fault in _compared(original, written, before, after, masks)]
    made.file.unlink()
    return faults


def _compared(
    original: Instance,
    written: Instance,
    before: Frame,
    after: Frame,
    masks: FrameMasks,
) -> list[str]:
    old, new, mask = before.stored_values, after.stored_values, masks.of(before.number).effective
    if (old.shape, old.dtype) != (new.shape, new.dtype):
        return ["another shape or type"]
    if original.pixel_data.is_video:
        return _video_faults(old.astype(float), new.astype(float), mask, original.pixel_format.bits_stored)
    syntax = written.transfer_syntax_uid
    in_blocks = syntax in JPEG_SEQUENTIAL and syntax == original.transfer_syntax_uid
    black = original.black_in(before.photometric_interpretation)
    if in_blocks and len(black) == 1:
        # Blocks know the darkest value, not that of air in CT.
        inverted = before.photometric_interpretation == "MONOCHROME1"
        black = ((1 << original.pixel_format.bits_stored) - 1 if inverted else 0,)
    # Decoders that smooth subsampled chroma mix in one sample across the edge.
    outside, inside = (~fringe(mask), ~fringe(~mask)) if in_blocks else (~mask, mask)
    faults = []
    if not np.array_equal(old[outside], new[outside], equal_nan=old.dtype.kind == "f"):
        faults.append("changed outside")
    # Of JPEG a whole flat block is black: its inverse DCT may round by one.
    if inside.any() and np.abs(new[inside].astype(float) - np.asarray(black)).max() > int(in_blocks):
        faults.append("not black inside")
    return faults


def _video_faults(
    old: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    new: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    mask: Mask,
    bits: int,
) -> list[str]:
    scale = 255 / ((1 << bits) - 1)
    loss = float(np.mean(((old - new)[~mask] * scale) ** 2))
    faults = [] if loss <= 255**2 / 10 ** (LEAST_PSNR / 10) else ["changed outside"]
    return faults if new[mask][:, 0].mean() * scale <= DARK else [*faults, "not black inside"]
