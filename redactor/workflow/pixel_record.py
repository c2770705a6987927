"""What the edit record says of hidden pixels: which fill was written by which rule, and how much obscuring left."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor import styles
from redactor.dicom.fill_value import block_fill
from redactor.dicom.recode import Way
from redactor.model.record import FillRecord, ObscuredRecord
from redactor.options import build, values_of
from redactor.plugins import pick
from redactor.styles import Likeness, likeness
from redactor.workflow.masking import shares

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redactor.dicom.fill_value import FillValue
    from redactor.dicom.instance import Instance
    from redactor.dicom.recode import OutputFormat
    from redactor.model.image import Frame, PixelFormat, StoredValues
    from redactor.model.plan import RedactionPlan
    from redactor.model.region import Region, StyleChoice
    from redactor.workflow.masking import FrameMasks

_LEAST_PIXELS: Final = 256
"""One cell: from the likeness of fewer pixels the value of one could be computed."""
_SOLID: Final = "solid"


@dataclass
class PixelRecords:
    """Collects, frame by frame, while an instance is written."""

    instance: Instance
    plan: RedactionPlan
    masks: FrameMasks
    _found: dict[tuple[StyleChoice, int], tuple[int, Likeness]] = field(default_factory=dict, repr=False)
    _decoded: dict[int, str] = field(default_factory=dict, repr=False)
    _solid: dict[tuple[Region, ...], bool] = field(default_factory=dict, repr=False)

    def look(self, frame: Frame, after: StoredValues) -> None:
        """Take note of a frame that was decoded and of what it became."""
        self._decoded[frame.number] = frame.photometric_interpretation
        for style, share in shares(self.plan, frame.number, self.masks):
            if styles.is_obscuring(style.id) and share.any():
                found = likeness(frame.stored_values, after, share, span=_span(after, self.masks.pixels))
                self._found[style, frame.number] = int(np.count_nonzero(share)), found

    def fills(self, numbers: Iterable[int], output: OutputFormat) -> tuple[FillRecord, ...]:
        """Give what solid fill wrote to the frames of these numbers; nothing where no pixel has it."""
        found: dict[FillValue, list[int]] = {}
        solid = [number for number in numbers if self._has_solid(number)]
        if solid and output.way is Way.BLOCKS:
            # One for all: frames of another sampling or colour model are refused.
            stream = bytes(self.instance.pixel_data.coded_frame(solid[0]))
            found[block_fill(stream, self.instance.pixel_format)] = solid
        else:
            for number in solid:
                found.setdefault(self._fill(number), []).append(number)
        if len(found) == 1:
            (fill,) = found
            return (FillRecord("all", fill.stored, fill.rule),)
        return tuple(FillRecord(tuple(frames), fill.stored, fill.rule) for fill, frames in found.items())

    def obscured(self) -> tuple[ObscuredRecord, ...]:
        """Give what obscuring styles left, one entry for each style with its options."""
        choices = sorted({style for style, _ in self._found}, key=repr)
        return tuple(self._obscured(choice) for choice in choices)

    def _obscured(self, choice: StyleChoice) -> ObscuredRecord:
        parts = [part for (style, _), part in self._found.items() if style == choice]
        whole = sum((told for _, told in parts), Likeness())
        quality = whole.quality() if whole.pixels >= _LEAST_PIXELS else None
        told = quality if quality is not None and math.isfinite(quality.psnr) else None
        return ObscuredRecord(
            style=choice.id,
            options=tuple(values_of(build(_style(choice).options, dict(choice.options))).items()),
            frames=len(parts),
            pixels=sum(count for count, _ in parts),
            psnr=told.psnr if told else None,
            ssim=told.ssim if told else None,
        )

    def _has_solid(self, number: int) -> bool:
        active = self.plan.active(number)
        if active not in self._solid:
            found = shares(self.plan, number, self.masks)
            self._solid[active] = any(style.id == _SOLID and bool(share.any()) for style, share in found)
        return self._solid[active]

    def _fill(self, number: int) -> FillValue:
        photometric = self._decoded.get(number, self.instance.pixel_format.photometric_interpretation)
        return self.instance.fill_in(photometric, number)


def _style(choice: StyleChoice) -> styles.Style:
    return pick(styles.available(), choice.id, "style")


def _span(after: StoredValues, pixels: PixelFormat) -> float:
    """Give the largest possible difference of two stored values, 0 where they have no distance.

    Floating point declares no range; that of the result, which everybody sees, stands in.
    """
    if pixels.photometric_interpretation == "PALETTE COLOR":
        return 0.0
    if not np.issubdtype(after.dtype, np.floating):
        return float((1 << pixels.bits_stored) - 1)
    finite = after[np.isfinite(after)]
    return float(finite.max()) - float(finite.min()) if finite.size else 0.0
