"""What a view shows: one frame, with what is needed to show it in any window."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

import cv2
import numpy as np

from redactor.dicom.display import Grayscale
from redactor.gui.canvas.coordinates import Extent
from redactor.gui.canvas.faint import FaintLook, background_window, equalised
from redactor.gui.canvas.render import Pyramid
from redactor.model.image import Window
from redactor.model.viewing import NO_LETTERS, EdgeLetters, Overlay, Playback

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from redactor.model.image import Frame, Image, PixelFormat

FULL_COLOUR: Final = Window(center=127.5, width=255, function="LINEAR_EXACT")
"""The window that leaves 8-bit samples as they are."""


@runtime_checkable
class Displayable(Protocol):
    """An image that gives its grayscale frames with their modality values."""

    def grayscale(self, frame: Frame) -> Grayscale:
        """Prepare a MONOCHROME frame for display in any window."""
        ...


@runtime_checkable
class Viewable(Protocol):
    """An image that says how it wants to be looked at."""

    @property
    def playback(self) -> Playback:
        """How fast its frames are meant to be shown."""
        ...

    def pixel_aspect(self, number: int) -> float:
        """Give the height of a pixel over its width."""
        ...

    def edge_letters(self, number: int) -> EdgeLetters:
        """Say which way the edges of a frame lie in the patient."""
        ...

    def overlays(self, number: int) -> tuple[Overlay, ...]:
        """Give what overlay planes draw on a frame."""
        ...


@dataclass(frozen=True, eq=False)
class Content:
    """One frame to be shown.

    Attributes
    ----------
    values
        A grayscale frame, or RGB: uint8, shape (rows, columns, 3).
    pixels
        Gives rows and columns.
    aspect
        Height of a pixel over its width: Pixel Aspect Ratio (0028,0034) as vertical over horizontal.
    letters
        Which way the edges lie in the patient.
    overlays
        What overlay planes (60xx) draw on this frame. No pixel of the frame, and in no result.
    """

    values: Grayscale | NDArray[np.uint8]
    pixels: PixelFormat
    aspect: float = 1.0
    letters: EdgeLetters = NO_LETTERS
    overlays: tuple[Overlay, ...] = ()

    @classmethod
    def of(cls, image: Image, frame: Frame, aspect: float | None = None) -> Content:
        """Prepare a frame of an image. A colour frame costs a pass over its pixels: not for the GUI thread.

        Parameters
        ----------
        aspect
            Stands in for what the image says.
        """
        said, letters = 1.0, NO_LETTERS
        overlays: tuple[Overlay, ...] = ()
        if isinstance(image, Viewable):
            number = frame.number
            said, letters, overlays = image.pixel_aspect(number), image.edge_letters(number), image.overlays(number)
        facts = said if aspect is None else aspect, letters, overlays
        # The frame says what it holds; a decoder may have changed what the header says.
        if frame.photometric_interpretation.startswith("MONOCHROME"):
            if not isinstance(image, Displayable):
                raise TypeError("this image can't show its grayscale frames in another window")
            return cls(image.grayscale(frame), image.pixel_format, *facts)
        return cls(image.display(frame), image.pixel_format, *facts)

    @cached_property
    def nbytes(self) -> int:
        """Bytes that showing the frame takes: its values at all sizes, tables, overlays.

        Looks for faint text are not among them; they live as long as the frame is shown.
        """
        tables = self.values.modality.nbytes if isinstance(self.values, Grayscale) else 0
        drawn = sum(overlay.drawn.nbytes for overlay in self.overlays if overlay.drawn is not None)
        return self.stored.nbytes * 4 // 3 + tables + drawn

    @cached_property
    def pyramid(self) -> Pyramid:
        """What is looked up, at all sizes."""
        return Pyramid(self.stored)

    def prepare(self) -> None:
        """Make what the first look at the frame needs: not for the GUI thread."""
        _ = self.default_window  # finding it may read every pixel
        self.pyramid.fill()

    @property
    def extent(self) -> Extent:
        """Columns and rows."""
        return Extent(columns=self.pixels.columns, rows=self.pixels.rows)

    @property
    def stored(self) -> NDArray[Any]:
        """What is looked up: uint8, uint16 or int16, (rows, columns), or uint8, (rows, columns, 3)."""
        return self.values.stored if isinstance(self.values, Grayscale) else self.values

    def modality_values(self) -> NDArray[Any]:
        """Give the values that a person would read off: float64 (rows, columns), or RGB as uint8."""
        if not isinstance(self.values, Grayscale):
            return self.values
        # Signed stored values count through the table by their bit pattern.
        stored = self.values.stored
        return np.asarray(self.values.modality[stored.view(np.uint16) if stored.dtype == np.int16 else stored])

    @cached_property
    def default_window(self) -> Window:
        """The window in effect where nobody chose one; kept, since the full range reads every pixel."""
        return self.values.default_window if isinstance(self.values, Grayscale) else FULL_COLOUR

    @cached_property
    def span(self) -> float:
        """The width of all modality values that the frame can hold: how far a window may be dragged."""
        if not isinstance(self.values, Grayscale):
            return FULL_COLOUR.width
        stored = self.values.stored
        ends = np.array([stored.min(), stored.max()]).astype(np.int64) % len(self.values.modality)
        return max(float(np.ptp(self.values.modality[ends])), 1e-6)

    @cached_property
    def background_window(self) -> Window:
        """The few grey levels around the background."""
        return background_window(self.stored, self._modality)

    def faint(self, look: FaintLook) -> NDArray[np.uint8]:
        """Give display values in which faint text can be seen: uint8, shape of `stored`. Reads every pixel."""
        if look is FaintLook.LOCAL:
            return equalised(self.stored, inverted=self.is_inverted)
        table = self.table(self.background_window)
        return np.asarray(cv2.LUT(self.stored, 255 - table if look is FaintLook.INVERTED else table), np.uint8)

    @property
    def _modality(self) -> NDArray[np.float64]:
        return self.values.modality if isinstance(self.values, Grayscale) else np.arange(256, dtype=np.float64)

    @property
    def is_inverted(self) -> bool:
        """True where the largest value is shown black."""
        return isinstance(self.values, Grayscale) and self.values.inverted

    def table(self, window: Window | None) -> NDArray[np.uint8]:
        """Give display values by bit pattern of `stored`: uint8, shape (256,) or (65536,).

        Without a window the frame is shown as the instance says: a VOI LUT, else its first window, else the
        full range.
        """
        if isinstance(self.values, Grayscale):
            as_stored = window is None and self.values.voi_table is not None
            return self.values.table(None if as_stored else window or self.default_window)
        return Grayscale(self.values, self._modality).table(window or FULL_COLOUR)
