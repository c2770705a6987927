"""The strip below the image: which frames of the series were seen; a click goes to a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from redactor.gui.coverage_words import Cell, Seen, cells, merged, told
from redactor.gui.position import Position, place_of
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session
    from redactor.gui.theme import Theme

_NARROWEST: Final = 4
_WIDEST: Final = 22


class CoverageStrip(QFrame):
    """Frames as boxes, and how many were viewed in words."""

    def __init__(self, session: Session, reviewing: Reviewing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "footer")
        self._session, self._reviewing = session, reviewing
        self._judged: tuple[object, ...] = ()
        self.boxes = _Boxes()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(12)
        layout.addWidget(self.boxes, 1)
        layout.addWidget(self._text)
        self.boxes.chosen.connect(self._go)
        for signal in (
            session.position_changed,
            session.plan_changed,
            session.case_changed,
            session.case_grown,
            reviewing.changed,
        ):
            signal.connect(self.refresh)
        self.refresh()

    @property
    def text(self) -> str:
        """How many frames were viewed."""
        return self._text.text()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of a theme."""
        self.boxes.set_theme(theme)

    @Slot()
    def refresh(self) -> None:
        """Show what was seen of the series."""
        unit, image, case = self._reviewing.current, self._session.image, self._session.case
        self.setVisible(unit is not None)
        if unit is None or image is None or case is None:
            return
        plan, review = self._session.plan, self._reviewing.review(unit)
        judged = unit, plan.dropped_frames, review.seen, review.projections
        if judged != self._judged:
            self._judged = judged
            series = next(series for series in case.series if series.key == unit.key)
            overlays = [one.key for one in series.images for _ in one.image.overlay_planes]
            self.boxes.set_cells(cells(unit, plan, review, overlays))
        current = image.key, self._session.position.frame
        self.boxes.set_current(current)
        self._text.setText(told(self.boxes.cells, review, current, translate))
        self.boxes.setAccessibleName(self.tr("Frames viewed"))
        self.boxes.setAccessibleDescription(self._text.text())

    @Slot(str, int)
    def _go(self, key: str, frame: int) -> None:
        place = None if self._session.case is None else place_of(self._session.case, key)
        if place is not None:
            self._session.go_to(Position(place.series, place.image, frame))

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)


class _Boxes(QWidget):
    """Full is seen, half full partly, hollow not; overlays are rings, what is left out is crossed."""

    chosen = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.cells: tuple[Cell, ...] = ()
        self._current = ("", 0)
        self._theme: Theme | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """See `QWidget.sizeHint`."""
        return QSize(200, 14)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of a theme."""
        self._theme = theme
        self.update()

    def set_cells(self, found: tuple[Cell, ...]) -> None:
        """Show other frames."""
        self.cells = found
        self.update()

    def set_current(self, current: tuple[str, int]) -> None:
        """Mark the frame shown."""
        if current != self._current:
            self._current = current
            self.update()

    def _width(self) -> float:
        """Give how wide a box is."""
        return min(self.width() / max(len(merged(self.cells, self._room())), 1), _WIDEST)

    def _room(self) -> int:
        return max(self.width() // _NARROWEST, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See `QWidget.paintEvent`."""
        del event
        if self._theme is None:
            return
        painter, theme, width = QPainter(self), self._theme, self._width()
        gap = 2 if width > 2 * _NARROWEST else 1
        for place, (start, end, seen) in enumerate(merged(self.cells, self._room())):
            box = QRectF(place * width, 1.5, width - gap, self.height() - 3)
            colour = QColor(theme.info if seen in {Seen.WHOLE, Seen.PARTLY} else theme.border)
            here = any((cell.key, cell.frame) == self._current for cell in self.cells[start:end])
            painter.setPen(QPen(QColor(theme.focus if here else colour), 2 if here else 1))
            painter.setBrush(colour if seen is Seen.WHOLE else Qt.BrushStyle.NoBrush)
            if seen is Seen.OVERLAY:
                side = min(box.width(), box.height())
                painter.drawEllipse(QRectF(box.left(), box.center().y() - side / 2, side, side))
                continue
            painter.drawRect(box)
            if seen is Seen.PARTLY:
                painter.fillRect(box.adjusted(0, box.height() / 2, 0, 0), colour)
            elif seen is Seen.LEFT_OUT:
                painter.drawLine(box.topLeft(), box.bottomRight())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the frame that was clicked: of several in one box, to the first that was not seen."""
        place = int(event.position().x() // self._width())
        boxes = merged(self.cells, self._room())
        if 0 <= place < len(boxes):
            start, end, seen = boxes[place]
            cell = next(one for one in self.cells[start:end] if one.seen is seen)
            self.chosen.emit(cell.key, cell.frame)
