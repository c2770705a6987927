"""Which drag is going on: a gesture of the tool, or a motion of the view. Turns mouse events into either."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QPointF, Qt

from redactor.gui.canvas.gestures import (
    FRAMES_AT_ONCE,
    WHEEL_STEP,
    Drag,
    Motion,
    dragged_window,
    motion_of,
    zoom_factor,
)
from redactor.gui.tools import CLICK_REACH, Changed, Clicked, Cursor, Drawn, Stepwise, touched
from redactor.model.region import Effect

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QWheelEvent

    from redactor.gui.canvas.view import ImageView
    from redactor.gui.tools import Gesture, Outcome

_SHAPES: Final = {
    Cursor.ARROW: Qt.CursorShape.ArrowCursor,
    Cursor.CROSS: Qt.CursorShape.CrossCursor,
    Cursor.MOVE: Qt.CursorShape.SizeAllCursor,
    Cursor.VERTICAL: Qt.CursorShape.SizeVerCursor,
    Cursor.HORIZONTAL: Qt.CursorShape.SizeHorCursor,
    Cursor.FALLING: Qt.CursorShape.SizeFDiagCursor,
    Cursor.RISING: Qt.CursorShape.SizeBDiagCursor,
    Cursor.BRUSH: Qt.CursorShape.CrossCursor,
    Cursor.ERASER: Qt.CursorShape.CrossCursor,
}


KEYS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace})
"""The keys that belong to a gesture of several clicks."""


@dataclass(frozen=True)
class _Press:
    button: Qt.MouseButton
    position: QPointF
    drag: Drag | None  # None where the tool has it
    is_plain: bool
    corner: Literal["", "add", "remove"]  # what a click does to a polygon


class Pointer:
    """The mouse on one view."""

    def __init__(self, view: ImageView) -> None:
        self._view = view
        self._press: _Press | None = None
        self._is_drag = False
        self._turned = 0
        self.gesture: Gesture | None = None

    def press(self, event: QMouseEvent) -> bool:
        """Begin a drag; give True if the tool had nothing to do with it. A second button meanwhile does nothing."""
        view = self._view
        if self._press is not None or view.content is None:
            return False
        motion = motion_of(event.button(), event.modifiers())
        is_plain = motion is None or event.button() is Qt.MouseButton.RightButton
        if motion is None and event.button() is Qt.MouseButton.LeftButton:
            if self.gesture is None:
                self.gesture = view.tool.press(view.image_point(event.position()), view.tool_context())
            motion = None if self.gesture is not None else Motion.WINDOW
        if motion is None and self.gesture is None:
            return False
        drag = None
        if motion is not None:
            start = view.device_point(event.position())
            drag = Drag(motion, start, view.placement.transform, view.window_shown)
        self._press = _Press(event.button(), event.position(), drag, is_plain, _corner_edit(event))
        self._is_drag = False
        view.update_preview()
        return drag is not None

    def move(self, event: QMouseEvent) -> None:
        """Go on with what was begun, or show what a press would begin."""
        press = self._press
        if press is not None and press.drag is not None:
            away = event.position() - press.position
            self._is_drag = self._is_drag or max(abs(away.x()), abs(away.y())) >= CLICK_REACH
            if self._is_drag:
                self._drag(press.drag, event.position(), away)
        elif self.gesture is not None:
            view = self._view
            self.gesture = self.gesture.move(view.image_point(event.position()), view.tool_context())
            view.update_preview()
        else:
            self._hover(event.position())
        self._view.show_brush(event.position())

    def release(self, event: QMouseEvent) -> None:
        """End what was begun with this button."""
        press = self._press
        if press is None or event.button() is not press.button:
            return
        self._press = None
        if press.drag is not None:
            if not self._is_drag and press.is_plain:
                self._click(event)
            elif not self._is_drag and press.corner and self.gesture is None:
                self._view.edit_corner(self._view.image_point(event.position()), removes=press.corner == "remove")
        elif self.gesture is not None:
            self._end(self.gesture.release(self._view.image_point(event.position()), self._view.tool_context()))
        self._hover(event.position())

    def wheel(self, event: QWheelEvent) -> None:
        """Step through frames, or zoom with Ctrl."""
        # Shift and Alt turn the wheel sideways on some systems.
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._view.zoom_at(event.position(), zoom_factor(notches=turned / WHEEL_STEP))
            return
        is_brush = self._view.cursor_at(event.position()) in {Cursor.BRUSH, Cursor.ERASER}
        if is_brush and event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._press is None:
            self._view.resize_brush(1 if turned > 0 else -1)
            return
        if self._press is not None or self.gesture is not None:
            return  # what is being drawn belongs to this frame
        self._turned = turned + (self._turned if turned * self._turned > 0 else 0)
        steps = int(self._turned / WHEEL_STEP)
        self._turned -= steps * WHEEL_STEP
        if steps:
            many = FRAMES_AT_ONCE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._view.frame_stepped.emit(-steps * many)

    def take_key(self, key: int) -> bool:
        """Cancel with Esc; end a gesture of several clicks with Enter, take its last click back with Backspace.

        Gives whether there was anything to do.
        """
        if key == Qt.Key.Key_Escape:
            return self.cancel()
        if key not in KEYS or not isinstance(self.gesture, Stepwise):
            return False
        context = self._view.tool_context()
        self._end(self.gesture.back(context) if key == Qt.Key.Key_Backspace else self.gesture.finish(context))
        return True

    def cancel(self) -> bool:
        """Take back what is being drawn or dragged; give whether there was anything."""
        press, self._press = self._press, None
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            self._view.update_preview()
            return True
        if press is None or press.drag is None or not self._is_drag:
            return False
        if press.drag.motion is Motion.WINDOW:
            self._view.drag_window(press.drag.window)
        else:
            self._view.placement.put(press.drag.transform)
            self._view.placed()
        return True

    def _drag(self, drag: Drag, position: QPointF, away: QPointF) -> None:
        view = self._view
        if drag.motion is Motion.PAN:
            point = view.device_point(position)
            view.placement.pan(point[0] - drag.start[0], point[1] - drag.start[1], start=drag.transform)
            view.placed()
        elif drag.motion is Motion.ZOOM:
            view.placement.zoom(zoom_factor(drag_up=-away.y()), at=drag.start, start=drag.transform)
            view.placed()
        elif drag.window is not None and view.content is not None:
            sign = -1.0 if view.is_window_drag_inverted else 1.0
            view.drag_window(
                dragged_window(
                    drag.window,
                    right=sign * away.x(),
                    up=-sign * away.y(),
                    span=view.content.span,
                    inverted=view.content.is_inverted != view.is_inverted,
                )
            )

    def _click(self, event: QMouseEvent) -> None:
        view = self._view
        context = view.tool_context()
        region = touched(context.regions, view.image_point(event.position()), context)
        region_id = None if region is None else region.id
        if event.button() is Qt.MouseButton.RightButton:
            view.context_menu_requested.emit(region_id, event.globalPosition().toPoint())
        else:
            view.region_clicked.emit(region_id)

    def _end(self, result: Gesture | Outcome | None) -> None:
        """Go on with a gesture that isn't over, or tell what came of it."""
        view = self._view
        self.gesture = None if result is None or isinstance(result, Drawn | Changed | Clicked) else result
        view.update_preview()
        match result:
            case Drawn(shape, Effect.HIDE):
                view.shape_drawn.emit(shape)
            case Drawn(shape, effect):
                view.effect_drawn.emit(shape, effect)
            case Clicked(region):
                view.region_clicked.emit(region)
            case Changed(region, shape):
                if region != view.selected:
                    view.region_clicked.emit(region)
                view.shape_changed.emit(region, shape)
            case _:
                pass

    def _hover(self, position: QPointF) -> None:
        view = self._view
        if view.content is None:
            view.unsetCursor()
            return
        shape = _SHAPES[view.cursor_at(position)]
        if view.cursor().shape() is not shape:
            view.setCursor(shape)


def _corner_edit(event: QMouseEvent) -> Literal["", "add", "remove"]:
    alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
    if event.button() is not Qt.MouseButton.LeftButton or not event.modifiers() & alt:
        return ""
    return "remove" if event.modifiers() & shift else "add"
