"""The magnifier: a round lens at the mouse, through which the view is seen closer, masked as it is masked."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect

from redactor.gui.canvas import marks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPainter

    from redactor.gui.canvas.comparison import Showing
    from redactor.gui.canvas.layers import ImageLayer
    from redactor.gui.canvas.placement import Placement
    from redactor.model.geometry import Point

    Parts = Callable[[Point, float], Sequence[tuple[QRect, Showing]]]

FACTORS: Final = (2.0, 3.0, 4.0)
"""How much closer the magnifier brings what is under it."""
_RADIUS: Final = 120.0
"""In logical pixels."""


class Lens:
    """Where the magnifier is, and what it shows.

    Attributes
    ----------
    factor
        How much closer; None while there is no lens.
    at
        A place on the widget, in logical pixels; None while the mouse is elsewhere.
    """

    def __init__(self) -> None:
        self.factor: float | None = None
        self.at: QPointF | None = None

    def box(self) -> QRect:
        """Give what the lens covers of the widget, in logical pixels; empty where it is not."""
        if self.factor is None or self.at is None:
            return QRect()
        reach = math.ceil(_RADIUS) + 4
        return QRect(int(self.at.x()) - reach, int(self.at.y()) - reach, 2 * reach, 2 * reach)

    def paint(self, painter: QPainter, image: ImageLayer, placement: Placement, parts: Parts, ratio: float) -> None:
        """Paint the view through the lens.

        Parameters
        ----------
        parts
            Gives what is shown where, for a view that is closer by a factor around a view point.
        """
        if self.factor is None or self.at is None:
            return
        at = self.at.x() * ratio, self.at.y() * ratio
        opening = marks.lens_path(QPointF(*at), _RADIUS * ratio)
        room = (
            opening.boundingRect().toAlignedRect().intersected(QRect(0, 0, placement.view.columns, placement.view.rows))
        )
        painter.save()
        painter.setClipPath(opening)
        image.paint_magnified(painter, room, placement.transform.zoomed(at, self.factor), parts(at, self.factor))
        painter.restore()
        marks.paint_rim(painter, opening, ratio)
