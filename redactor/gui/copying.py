"""The frame shown, as a picture for the clipboard: masked as it would leave, and marked until it was released."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPainterPath, QPen

from redactor.gui.canvas.render import shown
from redactor.gui.position import place_of
from redactor.model.review import State

if TYPE_CHECKING:
    from redactor.gui.action_set import ActionSet
    from redactor.gui.canvas.content import Content
    from redactor.gui.panels.viewport import Viewport
    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session
    from redactor.model.image import Window
    from redactor.model.mask import Mask

DRAFT: Final = "DRAFT – NOT RELEASED 草稿-未放行"
"""In both languages at once: who gets the picture may read one of them."""
_LEAST: Final = 512
"""Pixels of the longer side: the mark must be legible in a small picture, too."""
_PART: Final = 0.9
"""How much of the diagonal the mark takes, at most."""


class Copying(QObject):
    """Connects the action that copies the image."""

    told = Signal(str)
    """A passing remark, in the language of the window."""

    def __init__(self, session: Session, reviewing: Reviewing, viewport: Viewport, actions: ActionSet) -> None:
        super().__init__(viewport)
        self._session, self._reviewing, self._viewport = session, reviewing, viewport
        actions.connect_to("copy_image", self.copy)

    def copy(self) -> None:
        """Put the frame shown on the clipboard."""
        case, found, content = self._session.case, self._viewport.frame_shown, self._viewport.content
        place = None if case is None or found is None else place_of(case, found[0])
        if case is None or found is None or content is None or place is None:
            return
        key, number = found
        image = case.series[place.series].images[place.image]
        view, unit = self._viewport.view, self._reviewing.unit_of(key)
        is_released = unit is not None and self._reviewing.state(unit) is State.RELEASED
        drawn = picture(
            content, self._session.mask(image, number), window=view.chosen_window, is_inverted=view.is_inverted
        )
        QGuiApplication.clipboard().setImage(drawn if is_released else with_draft_mark(drawn))
        if is_released:
            self.told.emit(self.tr("The masked image was copied."))
        else:
            self.told.emit(self.tr("The masked image was copied, with the mark that it is not released."))


def picture(content: Content, mask: Mask, *, window: Window | None, is_inverted: bool) -> QImage:
    """Draw a frame with its pixels as squares, black where it is masked, and enlarged where it is small.

    Parameters
    ----------
    mask
        bool, shape (rows, columns), True is hidden.
    window
        None is the view as the instance stores it.
    """
    table = content.table(window)
    visible = np.where(mask, np.uint8(0), np.uint8(255))
    values = np.ascontiguousarray(shown(content.pyramid.level(0), 255 - table if is_inverted else table, visible))
    rows, columns = values.shape[:2]
    depth = QImage.Format.Format_Grayscale8 if values.ndim == 2 else QImage.Format.Format_RGB888
    drawn = QImage(values.data, columns, rows, values.strides[0], depth).convertToFormat(QImage.Format.Format_RGB32)
    scale = max(-(-_LEAST // max(rows, columns)), 1)
    return drawn.scaled(columns * scale, max(round(rows * scale * content.aspect), 1))


def with_draft_mark(drawn: QImage) -> QImage:
    """Give a picture with the mark across it, from the lower left to the upper right: white, with a black edge."""
    marked = drawn.copy()
    width, height = marked.width(), marked.height()
    path = QPainterPath()
    font = QFont(QGuiApplication.font())
    font.setPixelSize(100)
    font.setBold(True)
    path.addText(0, 0, font, DRAFT)
    box: QRectF = path.boundingRect()
    painter = QPainter(marked)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(width / 2, height / 2)
    painter.rotate(-np.degrees(np.arctan2(height, width)))
    # So that a turned box of this shape lies inside the picture.
    sine, cosine = height / np.hypot(width, height), width / np.hypot(width, height)
    scale = _PART * min(
        width / (box.width() * cosine + box.height() * sine), height / (box.width() * sine + box.height() * cosine)
    )
    painter.scale(scale, scale)
    painter.translate(-box.center())
    painter.setOpacity(0.75)
    painter.setPen(
        QPen(QColor("#000000"), 12, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.fillPath(path, QColor("#FFFFFF"))
    painter.end()
    return marked
