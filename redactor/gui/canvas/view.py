"""The widget that shows one frame, its mask and its regions, and lets people draw on it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter

from redactor.gui.canvas.brushing import StrokeSketch, first_size, paint_ring, ring_box, stepped
from redactor.gui.canvas.compared import ComparedPicture
from redactor.gui.canvas.outlines import OutlineLayer, paint_focus
from redactor.gui.canvas.picture import MaskDisplay
from redactor.gui.canvas.pointer import KEYS, Pointer
from redactor.gui.canvas.struck import paint_struck
from redactor.gui.tools import Context, Cursor, edited_at
from redactor.gui.tools.navigate import PLUGIN as NAVIGATE
from redactor.model.geometry import Stroke
from redactor.model.image import PixelFormat
from redactor.model.region import Effect, Status

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
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
    from redactor.model.geometry import Point
    from redactor.model.image import Window
    from redactor.model.region import Region

__all__ = ["ImageView", "MaskDisplay"]

_NO_PIXELS: Final = PixelFormat(rows=1, columns=1)


class ImageView(ComparedPicture):
    """One frame in a window.

    It decides nothing: what a person draws, moves or clicks is told by signals, and shows once whoever listens has set
    the regions and the mask that follow from it. A QPointF is a place on the widget in logical pixels; points of
    `placement` are device pixels.
    """

    shape_drawn = Signal(object)
    """A finished `Shape` that hides."""
    effect_drawn = Signal(object, object)
    """A finished `Shape` with another `Effect`."""
    brush_changed = Signal(int)
    """The new diameter of the brush, in pixels."""
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
        self.is_window_drag_inverted = False
        """A drag up is darker then, and one to the left wider."""
        self._regions: tuple[Region, ...] = ()
        self._selected: str | None = None
        self._struck = ""
        self._tool: Tool = NAVIGATE
        self._holds_curtain = False
        self._outlines = OutlineLayer()
        self._pointer = Pointer(self)
        self._preview: Preview | None = None
        self._sketch = StrokeSketch()
        self._brush: int | None = None
        self._ring: QPointF | None = None

    # --- what is shown --------------------------------------------------------------------------------------

    def show_image(self, content: Content | None, *, keep_view: bool = False) -> bool:
        """Show a frame, or nothing, as `PictureWidget.show_image` does; where the view is kept, regions are, too."""
        is_next = super().show_image(content, keep_view=keep_view)
        if not is_next:
            self._pointer.cancel()
            self.set_regions((), None)
        return is_next

    # --- regions --------------------------------------------------------------------------------------------

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
            self.show_brush(self._ring)

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
            brush=self.brush / 2,
        )

    def cursor_at(self, position: QPointF) -> Cursor:
        """Say how the pointer looks at a place on the widget."""
        return self._tool.hover(self.image_point(position), self.tool_context())

    @property
    def brush(self) -> int:
        """The diameter of the brush in pixels: what somebody chose, else what suits the image."""
        pixels = _NO_PIXELS if self._content is None else self._content.pixels
        return first_size(pixels) if self._brush is None else self._brush

    def resize_brush(self, steps: int) -> None:
        """Take a larger brush, or a smaller one for negative steps."""
        self._brush = stepped(self.brush, steps)
        self.brush_changed.emit(self._brush)
        self.update()

    def show_brush(self, position: QPointF | None) -> None:
        """Show the ring of the brush around a place on the widget, if the tool has one there."""
        if position is not None and self._content is not None:
            is_brush = self.cursor_at(position) in {Cursor.BRUSH, Cursor.ERASER}
            position = position if is_brush else None
        before, self._ring = self._ring, position
        for place in (before, position):
            if place is not None:
                box = ring_box(self.device_point(place), self.brush / 2, self.placement.transform, 2)
                self.update(_scaled(box, 1 / self.devicePixelRatioF()))

    def edit_corner(self, point: Point, *, removes: bool) -> bool:
        """Add a corner to the selected polygon at an image point, or remove the one there; give whether it was."""
        context = self.tool_context()
        region = context.selected_region
        shape = None if region is None else edited_at(region.shape, point, context, removes=removes)
        if region is None or shape is None:
            return False
        self.shape_changed.emit(region.id, shape)
        return True

    def drag_window(self, window: Window | None) -> None:
        """Show the window of a drag, and tell it."""
        if window is not None and window != self.window_shown:
            self.set_look(None)
            self.set_window(window)
            self.window_changed.emit(window)

    @property
    def is_drawing(self) -> bool:
        """True while something is being drawn, moved or resized: it belongs to this frame."""
        return self._pointer.gesture is not None

    def cancel(self) -> bool:
        """Take back what is being drawn or dragged; give whether there was anything."""
        return self._pointer.cancel()

    def update_preview(self) -> None:
        """Repaint where the gesture of the tool was seen, and where it is seen now."""
        before, gesture = self._preview, self._pointer.gesture
        self._preview = None if gesture is None else gesture.preview
        if self._preview == before:
            return
        for preview in (before, self._preview):
            if preview is not None and preview.effect is Effect.HIDE_OUTSIDE:
                self.update()
            elif preview is not None and not isinstance(preview.shape, Stroke):
                self.update(_scaled(self._outlines.extent(preview.shape), 1 / self.devicePixelRatioF()))
        self._follow_stroke()

    def _follow_stroke(self) -> None:
        view = self.placement.view
        whole = QRect(0, 0, view.columns, view.rows)
        dirty = self._sketch.follow(self._preview, self.placement.transform, whole)
        if not dirty.isEmpty():
            self.update(_scaled(dirty, 1 / self.devicePixelRatioF()))

    def placed(self) -> None:
        """Follow the placement after it changed."""
        transform, view = self.placement.transform, self.placement.view
        self._outlines.place(transform, QRect(0, 0, view.columns, view.rows), self.devicePixelRatioF())
        self._follow_stroke()
        super().placed()

    # --- events ---------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Take the keys that belong to a gesture before an action gets them."""
        is_asked = event.type() is QEvent.Type.ShortcutOverride and self.is_drawing
        if is_asked and cast("QKeyEvent", event).key() in KEYS:
            event.accept()
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        """See `QWidget.sizeHint`."""
        return QSize(640, 640)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the image, then the outlines, then the ring that shows the focus."""
        ratio = self.devicePixelRatioF()
        dirty = _scaled(event.rect(), ratio)
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)
        self.paint_picture(painter, dirty)
        if self._content is not None and not self._is_original:
            painter.setClipRect(self.outlined())
            self._outlines.paint(painter, dirty, self._preview, only_selected=self._display == "off")
            self._sketch.paint(painter, dirty)
            if self._ring is not None:
                erases = self.cursor_at(self._ring) is Cursor.ERASER
                place, transform = self.device_point(self._ring), self.placement.transform
                paint_ring(painter, place, self.brush / 2, transform, ratio, erases=erases)
            painter.setClipping(False)
            if self._struck:
                paint_struck(painter, self._image_box(), self._struck, ratio)
        self.paint_marks(painter)
        if self.hasFocus():
            view = self.placement.view
            paint_focus(painter, QRect(0, 0, view.columns, view.rows), ratio)
        painter.end()
        self.tell_appeared()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self._name()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag, of the curtain where it is grasped."""
        if event.button() is Qt.MouseButton.LeftButton and self.is_on_curtain(event.position()):
            self._holds_curtain = True
        else:
            self._pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask to be maximised, unless the tool has use for a second press."""
        is_plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        if self._pointer.press(event) and is_plain:
            self.maximise_requested.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with a drag, and tell which pixel the mouse is on."""
        self.move_lens(event.position())
        if self._holds_curtain:
            self.drag_curtain(event.position())
        else:
            self._pointer.move(event)
            if not event.buttons() and self.is_on_curtain(event.position()):
                self.setCursor(Qt.CursorShape.SplitHCursor if self.curtain.is_vertical else Qt.CursorShape.SplitVCursor)
        column, row = (math.floor(part) for part in self.image_point(event.position()))
        image = self.placement.image
        inside = self._content is not None and 0 <= column < image.columns and 0 <= row < image.rows
        self.pointer_moved.emit((column, row) if inside else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag."""
        if self._holds_curtain and event.button() is Qt.MouseButton.LeftButton:
            self._holds_curtain = False
        else:
            self._pointer.release(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step through frames, or zoom."""
        self._pointer.wheel(event)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the mouse is on no pixel."""
        self.move_lens(None)
        self.pointer_moved.emit(None)
        self.show_brush(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the original while Space is held, cancel with Esc, ask for the menu."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.show_original(True)
        elif self._pointer.take_key(event.key()):
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


def _scaled(box: QRect, ratio: float) -> QRect:
    """Give the smallest box of whole pixels around a box whose sides are `ratio` times as far."""
    left, top = math.floor(box.x() * ratio), math.floor(box.y() * ratio)
    right, bottom = math.ceil((box.x() + box.width()) * ratio), math.ceil((box.y() + box.height()) * ratio)
    return QRect(left, top, right - left, bottom - top)
