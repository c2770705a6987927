"""A figure of the body on which parts are chosen, by the mouse, by touch, or by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from redactor.gui.body_parts.drawing import HEIGHT, WIDTH, outlines, shapes
from redactor.gui.body_parts.words import name_of
from redactor.gui.translation import translate
from redactor.model.body_parts import BodyPart

if TYPE_CHECKING:
    from redactor.gui.body_parts.drawing import Side

_MARGIN: Final = 6.0
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}


class Figure(QWidget):
    """One side of the body. What is chosen is filled, hatched and ticked: never told by colour alone."""

    toggled = Signal(object)
    """The part that a person chose, or no longer chooses."""

    def __init__(self, side: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side: Side = side
        self.parts = tuple(shapes(side))
        self.current = self.parts[0]
        self._chosen: frozenset[BodyPart] = frozenset()
        self._below: BodyPart | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(150, 345))
        self.retranslate()

    def sizeHint(self) -> QSize:
        """See `QWidget.sizeHint`."""
        return QSize(240, 552)

    def set_chosen(self, parts: frozenset[BodyPart]) -> None:
        """Show what is chosen."""
        if parts != self._chosen:
            self._chosen = parts
            self.retranslate()
            self.update()

    def middle_of(self, part: BodyPart) -> QPointF:
        """Give a point inside of a part, in the coordinates of the widget."""
        outline = next(path for each, path in outlines(self.side) if each is part)
        box = outline.boundingRect()
        inside = box.center()
        own = [QPointF(box.center().x(), box.top() + share * box.height()) for share in (0.5, 0.85, 0.95, 0.2)]
        inside = next((point for point in own if self._part_at_drawing(point) is part), inside)
        return self._placed().map(inside)

    def part_at(self, place: QPointF) -> BodyPart | None:
        """Give the part at a point of the widget."""
        back, _ = self._placed().inverted()
        return self._part_at_drawing(back.map(place))

    def _part_at_drawing(self, place: QPointF) -> BodyPart | None:
        for part, outline in reversed(outlines(self.side)):
            if outline.contains(place):
                return part
        return None

    def _placed(self) -> QTransform:
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        scale = max(min(room.width() / WIDTH, room.height() / HEIGHT), 0.01)
        left = room.center().x() - scale * WIDTH / 2
        return QTransform().translate(left, room.center().y() - scale * HEIGHT / 2).scale(scale, scale)

    # --- painting ---------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """See `QWidget.paintEvent`."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._placed())
        roles, palette = QPalette.ColorRole, self.palette()
        line = palette.color(roles.WindowText)
        for part, outline in outlines(self.side):
            painter.setPen(QPen(line, 0.8))
            base = palette.color(roles.Highlight if part is not None and part is self._below else roles.AlternateBase)
            painter.setBrush(base)
            painter.drawPath(outline)
            if part in self._covered:
                painter.setBrush(palette.color(roles.Accent))
                painter.drawPath(outline)
                painter.setBrush(QBrush(QColor(255, 255, 255, 90), Qt.BrushStyle.BDiagPattern))
                painter.drawPath(outline)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(roles.Link), 2.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(shapes(self.side)[self.current])
        painter.resetTransform()
        self._tick(painter)
        painter.end()

    @property
    def _covered(self) -> frozenset[BodyPart]:
        """What is hidden: whoever masks the face masks the eyes."""
        return self._chosen | ({BodyPart.EYES} if BodyPart.FACE in self._chosen else frozenset())

    def _tick(self, painter: QPainter) -> None:
        """Put a tick on what is chosen."""
        font = painter.font()
        font.setPixelSize(max(round(self.height() / 24), 12))
        painter.setFont(font)
        painter.setPen(QColor("#FFFFFF"))
        side = 1.6 * font.pixelSize()
        for part in self._chosen & frozenset(self.parts):
            middle = self.middle_of(part)
            box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "✔")

    # --- hands ------------------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the part below the mouse."""
        part = self.part_at(event.position())
        if part is not self._below:
            self._below = part
            self.setCursor(Qt.CursorShape.ArrowCursor if part is None else Qt.CursorShape.PointingHandCursor)
            self.setToolTip("" if part is None else name_of(part, translate))
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """See `QWidget.leaveEvent`."""
        self._below = None
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the part below the mouse, or no longer."""
        part = self.part_at(event.position())
        if part is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go_to(part)
            self.toggled.emit(part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from part to part by the arrows; Space and Enter choose."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._go_to(self.parts[(self.parts.index(self.current) + step) % len(self.parts)])
        elif event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.toggled.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _go_to(self, part: BodyPart) -> None:
        self.current = part
        self.retranslate()
        self.update()

    # --- words ------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the window; the list beside it says the same."""
        self.setAccessibleName(self.tr("Body from the front") if self.side == "front" else self.tr("Body from behind"))
        state = self.tr("to be masked") if self.current in self._chosen else self.tr("not masked")
        self.setAccessibleDescription(f"{name_of(self.current, translate)}: {state}")

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
