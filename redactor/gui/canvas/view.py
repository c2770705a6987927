"""The widget that shows one frame, its mask and its regions, and lets people draw on it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter

from redactor.gui.canvas.content import FULL_COLOUR
from redactor.gui.canvas.coordinates import Extent
from redactor.gui.canvas.layers import ImageLayer
from redactor.gui.canvas.outlines import OutlineLayer, paint_focus
from redactor.gui.canvas.pointer import Pointer
from redactor.gui.canvas.struck import paint_struck
from redactor.gui.canvas.zooming import ZoomingWidget
from redactor.gui.tools import Context
from redactor.gui.tools.navigate import PLUGIN as NAVIGATE
from redactor.model.image import PixelFormat
from redactor.model.region import Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import (
        QFocusEvent,
        QHideEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QWheelEvent,
    )
    from PySide6.QtWidgets import QWidget

    from redactor.gui.canvas.content import Content
    from redactor.gui.tools import Preview, Tool
    from redactor.model.image import Window
    from redactor.model.region import Region

MaskDisplay = Literal["filled", "outline", "off"]

_NO_PIXELS: Final = PixelFormat(rows=1, columns=1)


class ImageView(ZoomingWidget):
    """One frame in a window.

    It decides nothing: what a person draws, moves or clicks is told by signals, and shows once whoever listens has set
    the regions and the mask that follow from it. A QPointF is a place on the widget in logical pixels; points of
    `placement` are device pixels.
    """

    shape_drawn = Signal(object)
    """A finished `Shape`."""
    shape_changed = Signal(str, object)
    """Region id and its new `Shape`, once for each finished gesture."""
    region_clicked = Signal(object)
    """Region id, or None for a click beside all regions."""
    window_changed = Signal(object)
    """The `Window` of a drag; the view shows it already."""
    frame_stepped = Signal(int)
    """Frames to go forward, negative for back."""
    pointer_moved = Signal(object)
    """(column, row) of the pixel under the mouse, or None outside the image."""
    maximise_requested = Signal()
    context_menu_requested = Signal(object, QPoint)
    """Region id or None, and the place on the screen."""
    original_shown = Signal(bool)
    """The frame is, or is no longer, shown without its mask."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Every pixel is painted each time, so Qt needn't clear them first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        # With an input method a Chinese keyboard would swallow the keys of the tools.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Asked for by `context_menu_requested`: the right button zooms, and only a click with it means the menu.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setMouseTracking(True)
        self._name()
        self._content: Content | None = None
        self._window: Window | None = None
        self._is_inverted = False
        self.is_window_drag_inverted = False
        """A drag up is darker then, and one to the left wider."""
        self._regions: tuple[Region, ...] = ()
        self._selected: str | None = None
        self._display: MaskDisplay = "filled"
        self._is_original = False
        self._struck = ""
        self._tool: Tool = NAVIGATE
        self._image = ImageLayer()
        self._outlines = OutlineLayer()
        self._pointer = Pointer(self)
        self._preview: Preview | None = None

    # --- what is shown --------------------------------------------------------------------------------------

    def show_image(self, content: Content | None, *, keep_view: bool = False) -> None:
        """Show a frame, or nothing.

        Parameters
        ----------
        keep_view
            Keep zoom, place, window, mask and regions where the frame has the size of the one before: for the next
            frame of an image. Otherwise the frame fills the view in its own window, and nothing of the one before is
            left.
        """
        is_next = keep_view and _is_alike(content, self._content)
        self._content = content
        self._image.set_content(content)
        if not is_next:
            self._pointer.cancel()
            self._window = None
            self.set_regions((), None)
            self._image.set_mask(None)
            self.show_original(False)
            self.placement.show(*((Extent(1, 1), 1.0) if content is None else (content.extent, content.aspect)))
        self._look_up()
        self.placed()

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
    def window_shown(self) -> Window:
        """The window in effect; the one that changes nothing while there is no frame."""
        return self._window or (FULL_COLOUR if self._content is None else self._content.default_window)

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
        if self._content is not None:
            table = self._content.table(self._window)
            self._image.set_table(255 - table if self._is_inverted else table)
        self.update()

    # --- mask and regions -----------------------------------------------------------------------------------

    def set_regions(self, regions: tuple[Region, ...], selected: str | None) -> None:
        """Outline the regions of this frame. A gesture on a region that is gone is cancelled."""
        self._regions, self._selected = regions, selected
        self._outlines.set_regions(regions, selected)
        held = None if self._preview is None else self._preview.region
        if held is not None and held not in {region.id for region in regions}:
            self._pointer.cancel()
        self.update()

    @property
    def selected(self) -> str | None:
        """The id of the selected region."""
        return self._selected

    def set_mask(self, mask: NDArray[np.bool_] | None) -> None:
        """Hide other pixels of the frame: bool, shape (rows, columns), True is hidden; None hides nothing.

        Raises
        ------
        ValueError
            If the mask is of another size than the frame.
        """
        if mask is not None and (self._content is None or self._content.stored.shape[:2] != mask.shape):
            raise ValueError("a mask has the size of its frame")
        self._image.set_mask(mask)
        self.update()

    def set_mask_display(self, display: MaskDisplay) -> None:
        """Choose how the mask is shown: black as in the output, by outlines alone, or not at all."""
        self._display = display
        self._cover()

    @property
    def mask_display(self) -> MaskDisplay:
        """How the mask is shown."""
        return self._display

    def show_original(self, shown: bool) -> None:
        """Show the frame without mask and outlines, or with them again."""
        if shown != self._is_original:
            self._is_original = shown
            self._cover()
            self.original_shown.emit(shown)

    def _cover(self) -> None:
        self._image.cover(self._display == "filled" and not self._is_original)
        self.update()

    def set_struck(self, text: str) -> None:
        """Strike the frame out and say why in a sentence; an empty one takes the mark away."""
        if text != self._struck:
            self._struck = text
            self.update()

    @property
    def struck(self) -> str:
        """The sentence over a frame that is struck out."""
        return self._struck

    def set_summary(self, text: str) -> None:
        """Say for screen readers what is shown, such as "Image 3 of 42, CT, 2 proposals, not reviewed"."""
        self.setAccessibleDescription(text)

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Image"))

    # --- tools ----------------------------------------------------------------------------------------------

    @property
    def tool(self) -> Tool:
        """What the left mouse button does."""
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """Choose what the left mouse button does; what was begun with another tool is cancelled."""
        if tool is not self._tool:
            self._pointer.cancel()
            self._tool = tool
            self.unsetCursor()

    def tool_context(self) -> Context:
        """Give what a tool may know."""
        ratio, transform = self.devicePixelRatioF(), self.placement.transform
        seen = tuple(
            region
            for region in self._regions
            if region.status is not Status.REJECTED and (self._display != "off" or region.id == self._selected)
        )
        return Context(
            pixels=_NO_PIXELS if self._content is None else self._content.pixels,
            regions=seen,
            selected=self._selected,
            view_pixel=(ratio / transform.scale, ratio / transform.row_scale),
        )

    def drag_window(self, window: Window | None) -> None:
        """Show the window of a drag, and tell it."""
        if window is not None and window != self._window:
            self.set_window(window)
            self.window_changed.emit(window)

    def cancel(self) -> bool:
        """Take back what is being drawn or dragged; give whether there was anything."""
        return self._pointer.cancel()

    def update_preview(self) -> None:
        """Repaint where the gesture of the tool was seen, and where it is seen now."""
        before, gesture = self._preview, self._pointer.gesture
        self._preview = None if gesture is None else gesture.preview
        if self._preview != before:
            for preview in (before, self._preview):
                if preview is not None:
                    self.update(_scaled(self._outlines.extent(preview.shape), 1 / self.devicePixelRatioF()))

    def placed(self) -> None:
        """Follow the placement after it changed."""
        transform, view = self.placement.transform, self.placement.view
        self._image.place(transform, view)
        self._outlines.place(transform, QRect(0, 0, view.columns, view.rows), self.devicePixelRatioF())
        super().placed()

    # --- events ---------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """See `QWidget.sizeHint`."""
        return QSize(640, 640)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the image, then the outlines, then the ring that shows the focus."""
        ratio = self.devicePixelRatioF()
        dirty = _scaled(event.rect(), ratio)
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)
        self._image.paint(painter, dirty)
        if self._content is not None and not self._is_original:
            self._outlines.paint(painter, dirty, self._preview, only_selected=self._display == "off")
            if self._struck:
                paint_struck(painter, self._image_box(), self._struck, ratio)
        if self.hasFocus():
            view = self.placement.view
            paint_focus(painter, QRect(0, 0, view.columns, view.rows), ratio)
        painter.end()

    def _image_box(self) -> QRectF:
        """Give where the whole frame lies, in device pixels."""
        transform, image = self.placement.transform, self.placement.image
        (left, top), (right, bottom) = transform.to_view((0, 0)), transform.to_view((image.columns, image.rows))
        return QRectF(left, top, right - left, bottom - top)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self._name()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag."""
        self._pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask to be maximised, unless the tool has use for a second press."""
        is_plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        if self._pointer.press(event) and is_plain:
            self.maximise_requested.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with a drag, and tell which pixel the mouse is on."""
        self._pointer.move(event)
        column, row = (math.floor(part) for part in self.image_point(event.position()))
        image = self.placement.image
        inside = self._content is not None and 0 <= column < image.columns and 0 <= row < image.rows
        self.pointer_moved.emit((column, row) if inside else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag."""
        self._pointer.release(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step through frames, or zoom."""
        self._pointer.wheel(event)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the mouse is on no pixel."""
        self.pointer_moved.emit(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the original while Space is held, cancel with Esc, ask for the menu."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.show_original(True)
        elif event.key() == Qt.Key.Key_Escape and self.cancel():
            pass
        elif event.key() == Qt.Key.Key_Menu:
            self.context_menu_requested.emit(self._selected, self.mapToGlobal(self.rect().center()))
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Show the mask again when Space is released; a key that repeats seems to be released many times."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.show_original(False)
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the mask again: the release of Space will go elsewhere."""
        self.show_original(False)
        self.update()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Show the mask again."""
        self.show_original(False)
        super().hideEvent(event)


def _is_alike(content: Content | None, before: Content | None) -> bool:
    if content is None or before is None:
        return False
    return content.extent == before.extent and content.aspect == before.aspect


def _scaled(box: QRect, ratio: float) -> QRect:
    """Give the smallest box of whole pixels around a box whose sides are `ratio` times as far."""
    left, top = math.floor(box.x() * ratio), math.floor(box.y() * ratio)
    right, bottom = math.ceil((box.x() + box.width()) * ratio), math.ceil((box.y() + box.height()) * ratio)
    return QRect(left, top, right - left, bottom - top)
