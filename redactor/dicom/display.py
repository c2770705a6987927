"""The display pipeline (PS3.3 C.11, PS3.4 N.2): stored values → modality → VOI → presentation → 8-bit display values.

A grayscale frame is shown through one table from stored values to display values, so that a new window
costs one look-up a pixel. Values wider than 16 bits are first reduced to 65536 steps between the smallest
and largest of the frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np
from pydicom.pixels.processing import apply_color_lut, apply_modality_lut

from redactor.dicom.functional_groups import FrameAttributes, number_in, numbers_in
from redactor.dicom.walk import value_of
from redactor.model.image import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pydicom.dataset import Dataset

    from redactor.model.image import Frame, PixelFormat

_MODALITY: Final = (("RescaleSlope", "RescaleIntercept", "ModalityLUTSequence"), "PixelValueTransformationSequence")
_VOI: Final = (("WindowCenter", "WindowWidth", "VOILUTFunction", "VOILUTSequence"), "FrameVOILUTSequence")
"""What decides a step of the pipeline, and the functional group in which it may stand."""
FUNCTIONS: Final = ("LINEAR", "LINEAR_EXACT", "SIGMOID")
"""Defined terms of VOI LUT Function (0028,1056)."""


@dataclass(frozen=True)
class Grayscale:
    """A grayscale frame ready to be shown in any window.

    Attributes
    ----------
    stored
        uint8, uint16 or int16, shape (rows, columns). It indexes a table by its bit pattern, as `cv2.LUT`
        does.
    modality
        float64, one modality value for each bit pattern: 256 or 65536 of them.
    windows
        The windows that the instance stores for this frame; the first is its default.
    voi_table
        Display values by bit pattern from a VOI LUT Sequence, which goes before windows, or None.
    inverted
        True where the largest value is shown black (MONOCHROME1, Presentation LUT Shape INVERSE).
    """

    stored: NDArray[Any]
    modality: NDArray[np.float64]
    windows: tuple[Window, ...] = ()
    voi_table: NDArray[np.uint8] | None = None
    inverted: bool = False
    padding: float | None = None

    @cached_property
    def full_range(self) -> Window:
        """The window from the smallest to the largest modality value of the frame, without padding."""
        count = len(self.modality)
        patterns = self.stored.view(np.uint16) if count > 256 else self.stored
        # A histogram takes a thirtieth of the time of sorting the values.
        values = self.modality[cv2.calcHist([patterns], [0], None, [count], [0, count]).ravel() > 0]
        if self.padding is not None and (values != self.padding).any():
            values = values[values != self.padding]
        low, high = float(values.min()), float(values.max())
        return Window(center=(low + high) / 2, width=max(high - low, 1e-6), function="LINEAR_EXACT")

    @property
    def default_window(self) -> Window:
        """The first window that the instance stores, else the full range."""
        return self.windows[0] if self.windows else self.full_range

    def table(self, window: Window | None = None) -> NDArray[np.uint8]:
        """Give display values by bit pattern: uint8, shape (256,) or (65536,). None is the view as stored."""
        if window is None and self.voi_table is not None:
            shown = self.voi_table
        else:
            shown = np.rint(windowed(self.modality, window or self.default_window) * 255).astype(np.uint8)
        return 255 - shown if self.inverted else shown

    def display(self, window: Window | None = None) -> NDArray[np.uint8]:
        """Give display values: uint8, shape (rows, columns)."""
        return np.asarray(cv2.LUT(self.stored, self.table(window)), np.uint8)


def windowed(values: NDArray[np.float64], window: Window) -> NDArray[np.float64]:
    """Map modality values to 0 … 1 by a window (PS3.3 C.11.2.1.2 and C.11.2.1.3)."""
    if window.function == "SIGMOID":
        return np.asarray(1 / (1 + np.exp(np.clip(-4 * (values - window.center) / max(window.width, 1e-9), -700, 700))))
    if window.function == "LINEAR_EXACT" or window.width < 1:
        return np.asarray(np.clip((values - window.center) / max(window.width, 1e-9) + 0.5, 0, 1))
    if window.width == 1:
        return np.asarray((values > window.center - 0.5).astype(np.float64))
    return np.asarray(np.clip((values - (window.center - 0.5)) / (window.width - 1) + 0.5, 0, 1))


def grayscale(attributes: Dataset, pixels: PixelFormat, frame: Frame) -> Grayscale:
    """Prepare a MONOCHROME1 or MONOCHROME2 frame for display."""
    stored, values = _indexed(frame.stored_values)
    groups = FrameAttributes(attributes, frame.number)
    rules = groups.merged(*_MODALITY)
    modality = _modality(values, rules)
    voi = groups.merged(*_VOI)
    shape = str(value_of(attributes, "PresentationLUTShape") or "")
    inverted = shape == "INVERSE" or (frame.photometric_interpretation == "MONOCHROME1" and shape != "IDENTITY")
    padding = number_in(value_of(attributes, "PixelPaddingValue"))
    if padding is not None:
        padding = float(_modality(np.array([padding]), rules)[0])
    del pixels
    return Grayscale(stored, modality, _windows(voi), _voi_table(modality, voi), inverted, padding)


def colour(attributes: Dataset, pixels: PixelFormat, frame: Frame) -> NDArray[np.uint8]:
    """Give a colour or palette frame in RGB: uint8, shape (rows, columns, 3)."""
    stored = frame.stored_values
    if frame.photometric_interpretation == "PALETTE COLOR":
        table = palette(attributes, pixels)
        return table[np.clip(stored.astype(np.int64), 0, len(table) - 1)]
    if stored.dtype.itemsize > 1:
        stored = (stored.astype(np.int64) >> max(pixels.bits_stored - 8, 0)).astype(np.uint8)
    eight = np.ascontiguousarray(stored, np.uint8)
    if frame.photometric_interpretation.startswith("YBR"):
        return np.asarray(cv2.cvtColor(np.ascontiguousarray(eight[:, :, [0, 2, 1]]), cv2.COLOR_YCrCb2RGB), np.uint8)
    return eight


def palette(attributes: Dataset, pixels: PixelFormat) -> NDArray[np.uint8]:
    """Give the colours of all stored values of a PALETTE COLOR image: uint8, shape (2^bits, 3); gray if it has none."""
    domain = np.arange(1 << min(pixels.bits_stored, 16), dtype=np.uint16)
    try:
        colours = apply_color_lut(domain.reshape(1, -1), attributes)[0]
    except (ValueError, AttributeError, KeyError, TypeError, IndexError, NotImplementedError):
        return np.repeat((domain * 255 // domain.max()).astype(np.uint8)[:, None], 3, axis=1)
    if colours.dtype.itemsize > 1:
        # Entries of 8 bits are often stored in words: what never passes 255 is shown as it is.
        colours = colours >> 8 if colours.max() > 255 else colours
    return np.asarray(colours[:, :3], np.uint8)


def rescale(attributes: Dataset, number: int) -> tuple[float, float] | None:
    """Give Rescale Slope (never 0) and Intercept of a frame, 1 and 0 where absent; None with a Modality LUT."""
    rules = FrameAttributes(attributes, number).merged(*_MODALITY)
    if value_of(rules, "ModalityLUTSequence"):
        return None
    return number_in(value_of(rules, "RescaleSlope")) or 1.0, number_in(value_of(rules, "RescaleIntercept")) or 0.0


def stored_window(attributes: Dataset, number: int) -> Window | None:
    """Give the window in which a frame is shown by default; None where none is stored, or a VOI LUT goes before it."""
    voi = FrameAttributes(attributes, number).merged(*_VOI)
    return next(iter(_windows(voi)), None) if not value_of(voi, "VOILUTSequence") else None


def _indexed(stored: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.float64]]:
    """Give a frame as uint8, uint16 or int16, and the stored value that each bit pattern stands for."""
    if stored.dtype == np.uint8:
        return stored, np.arange(256, dtype=np.float64)
    if stored.dtype == np.int8:
        stored = stored.astype(np.int16)
    if stored.dtype == np.uint16:
        return stored, np.arange(65536, dtype=np.float64)
    if stored.dtype == np.int16:
        return stored, np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.float64)
    wide = stored.astype(np.float64)
    finite = np.isfinite(wide)
    low, high = (float(wide[finite].min()), float(wide[finite].max())) if finite.any() else (0.0, 1.0)
    step = (high - low) / 65535 or 1.0
    index = np.rint((np.nan_to_num(wide, nan=low, posinf=high, neginf=low) - low) / step).astype(np.uint16)
    return index, low + np.arange(65536, dtype=np.float64) * step


def _modality(values: NDArray[np.float64], rules: Dataset) -> NDArray[np.float64]:
    if value_of(rules, "ModalityLUTSequence"):
        try:
            return np.asarray(apply_modality_lut(values.astype(np.int64), rules), np.float64)
        except (ValueError, AttributeError, KeyError, TypeError, IndexError, NotImplementedError):
            return values  # a broken table changes how the image looks, not what is hidden
    slope, intercept = number_in(value_of(rules, "RescaleSlope")), number_in(value_of(rules, "RescaleIntercept"))
    return values * (1.0 if slope is None else slope) + (0.0 if intercept is None else intercept)


def _windows(voi: Dataset) -> tuple[Window, ...]:
    centers, widths = numbers_in(value_of(voi, "WindowCenter")), numbers_in(value_of(voi, "WindowWidth"))
    function = str(value_of(voi, "VOILUTFunction") or "LINEAR")
    function = function if function in FUNCTIONS else "LINEAR"
    return tuple(Window(c, w, function) for c, w in zip(centers, widths, strict=False) if w > 0)


def _voi_table(modality: NDArray[np.float64], voi: Dataset) -> NDArray[np.uint8] | None:
    items = value_of(voi, "VOILUTSequence") or []
    if not items:
        return None
    try:
        count, first, bits = (int(number) for number in items[0].LUTDescriptor)
        data = items[0].LUTData
        entries = np.frombuffer(data, "<u2") if isinstance(data, bytes) else np.asarray(data, np.int64)
    except (ValueError, TypeError, AttributeError):
        return None
    if len(entries) == 0 or not 1 <= bits <= 16:
        return None
    if first > 32767 and modality.min() < 0:
        first -= 65536  # the descriptor is signed where its input is
    index = np.clip(np.rint(modality).astype(np.int64) - first, 0, min(count or 65536, len(entries)) - 1)
    return np.asarray(np.clip(entries[index] / ((1 << bits) - 1) * 255, 0, 255), np.uint8)
