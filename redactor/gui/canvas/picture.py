"""A widget that shows one frame: in any window, masked as it would leave. How it is painted is for those upon it."""

from __future__ import annotations

import math
from functools import reduce
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
from PySide6.QtCore import QRect, QRectF, Signal

from redactor.gui.canvas.content import FULL_COLOUR
from redactor.gui.canvas.coordinates import Extent
from redactor.gui.canvas.layers import ImageLayer
from redactor.gui.canvas.render import Pyramid, visible_box
from redactor.gui.canvas.zooming import ZoomingWidget
from redactor.model.geometry import Bounds

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtWidgets import QWidget

    from redactor.gui.canvas.content import Content
    from redactor.gui.canvas.faint import FaintLook
    from redactor.model.image import Window
    from redactor.model.mask import Mask

MaskDisplay = Literal["filled", "outline", "off"]

_IDENTITY: Final = np.arange(256, dtype=np.uint8)


class PictureWidget(ZoomingWidget):
    """One frame, its window, its mask and its overlays."""

    original_shown = Signal(bool)
    """The frame is, or is no longer, shown without its mask."""
    looked_up = Signal()
    """The frame, its window or its look are others."""
    appeared = Signal()
    """The frame is on the screen as everything set until now has it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: Content | None = None
        self._window: Window | None = None
        self._look: FaintLook | None = None
        self._looked_at: tuple[Content, FaintLook, Pyramid] | None = None
        self._is_inverted = False
        self._display: MaskDisplay = "filled"
        self._is_original = False
        self._shows_overlays = False
        self._image = ImageLayer()

    # --- the frame --------------------------------------------------------------------------------------------

    def show_image(self, content: Content | None, *, keep_view: bool = False) -> bool:
        """Show a frame, or nothing; give whether the view was kept.

        Parameters
        ----------
        keep_view
            Keep zoom, place, window, look and mask where the frame has the size of the one before: for the next frame
            of an image. Otherwise the frame fills the view in its own window, and nothing of the one before is left.
        """
        is_next = keep_view and _is_alike(content, self._content)
        self._content, self._looked_at = content, None
        self._image.set_changes(None)
        if not is_next:
            self._window = self._look = None
            self._image.set_mask(None)
            self.show_original(False)
            self.placement.show(*((Extent(1, 1), 1.0) if content is None else (content.extent, content.aspect)))
        self._look_up()
        self._draw_overlays()
        self.placed()
        return is_next

    @property
    def content(self) -> Content | None:
        """The frame shown."""
        return self._content

    def set_window(self, window: Window | None) -> None:
        """Show the frame in another window; None is the view as the instance stores it."""
        if window != self._window:
            self._window = window
            self._look_up()

    @property
    def chosen_window(self) -> Window | None:
        """The window that was chosen; None is the view as the instance stores it."""
        return self._window

    @property
    def window_shown(self) -> Window:
        """The window in effect; the one that changes nothing while there is no frame."""
        if self._content is not None and self._look is not None and self._look != "local":
            return self._content.background_window
        return self._window or (FULL_COLOUR if self._content is None else self._content.default_window)

    def set_look(self, look: FaintLook | None) -> None:
        """Show the frame in a look for faint text, whatever its window; None shows it in its window again."""
        if look != self._look:
            self._look = look
            self._look_up()

    @property
    def look(self) -> FaintLook | None:
        """The look for faint text in effect."""
        return self._look

    def set_inverted(self, inverted: bool) -> None:
        """Show black as white."""
        if inverted != self._is_inverted:
            self._is_inverted = inverted
            self._look_up()

    @property
    def is_inverted(self) -> bool:
        """True where black is shown as white because somebody asked for it."""
        return self._is_inverted

    def _look_up(self) -> None:
        content = self._content
        if content is None:
            self._image.set_source(None, Extent(1, 1))
        else:
            source = content.pyramid if self._look is None else self._faint(content, self._look)
            table = content.table(self._window) if self._look is None else _IDENTITY
            self._image.set_source(source, content.extent)
            self._image.set_table(255 - table if self._is_inverted else table)
        self.update()
        self.looked_up.emit()

    def _faint(self, content: Content, look: FaintLook) -> Pyramid:
        if self._looked_at is None or self._looked_at[:2] != (content, look):
            self._looked_at = content, look, Pyramid(content.faint(look))
        return self._looked_at[2]

    # --- mask and overlays ------------------------------------------------------------------------------------

    def set_mask(self, mask: NDArray[np.bool_] | None) -> None:
        """Hide other pixels of the frame: bool, shape (rows, columns), True is hidden; None hides nothing.

        Raises
        ------
        ValueError
            If the mask is of another size than the frame.
        """
        self._require_size(mask)
        self._image.set_mask(mask)
        self.update()

    def set_changes(self, changes: Mask | None) -> None:
        """Say which pixels the output would change, for the map of them: bool, shape (rows, columns).

        Raises
        ------
        ValueError
            If they are of another size than the frame.
        """
        self._require_size(changes)
        self._image.set_changes(changes)
        self.update()

    def _require_size(self, mask: Mask | None) -> None:
        if mask is not None and (self._content is None or self._content.stored.shape[:2] != mask.shape):
            raise ValueError("a mask has the size of its frame")

    def set_mask_display(self, display: MaskDisplay) -> None:
        """Choose how the mask is shown: black as in the output, by outlines alone, or not at all."""
        self._display = display
        self.update()

    @property
    def mask_display(self) -> MaskDisplay:
        """How the mask is shown."""
        return self._display

    def show_original(self, shown: bool) -> None:
        """Show the frame without mask and outlines, or with them again."""
        if shown != self._is_original:
            self._is_original = shown
            self.update()
            self.original_shown.emit(shown)

    def show_overlays(self, shown: bool) -> None:
        """Draw what overlay planes (60xx) draw; at rest they are not, so that they hide no pixel."""
        self._shows_overlays = shown
        self._draw_overlays()
        self.update()

    @property
    def shows_overlays(self) -> bool:
        """True while overlay planes are drawn, where the frame has any."""
        return self._shows_overlays

    def _draw_overlays(self) -> None:
        content = self._content
        drawn = [] if content is None else [one.drawn for one in content.overlays if one.drawn is not None]
        self._image.set_drawn(reduce(np.logical_or, drawn) if drawn and self._shows_overlays else None)

    # --- painting ---------------------------------------------------------------------------------------------

    def placed(self) -> None:
        """Follow the placement after it changed."""
        self._image.place(self.placement.transform, self.placement.view)
        super().placed()

    @property
    def bounds_seen(self) -> Bounds:
        """The pixels of the frame that are in sight, in whole pixels."""
        placement = self.placement
        box = visible_box(placement.transform, placement.image, placement.view)
        left, top = placement.transform.to_image((box.x, box.y))
        right, bottom = placement.transform.to_image((box.x + box.width, box.y + box.height))
        column, row = max(math.floor(left), 0), max(math.floor(top), 0)
        last = min(math.ceil(right), placement.image.columns), min(math.ceil(bottom), placement.image.rows)
        return Bounds(column, row, max(last[0] - column, 0), max(last[1] - row, 0))

    def _whole(self) -> QRect:
        return QRect(0, 0, self.placement.view.columns, self.placement.view.rows)

    def _image_box(self) -> QRectF:
        """Give where the whole frame lies, in device pixels."""
        transform, image = self.placement.transform, self.placement.image
        (left, top), (right, bottom) = transform.to_view((0, 0)), transform.to_view((image.columns, image.rows))
        return QRectF(left, top, right - left, bottom - top)

    def tell_appeared(self) -> None:
        """Tell that the frame is on the screen; a picture of a view that nobody sees does not count."""
        if self._content is not None and self.isVisible() and not self.window().isMinimized():
            self.appeared.emit()


def _is_alike(content: Content | None, before: Content | None) -> bool:
    if content is None or before is None:
        return False
    return content.extent == before.extent and content.aspect == before.aspect
