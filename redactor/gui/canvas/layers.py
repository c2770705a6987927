"""The pixels of a view: the frame in its window, black where the mask hides it; kept until something changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from redactor.gui.canvas.comparison import Showing
from redactor.gui.canvas.coordinates import Extent, ViewTransform
from redactor.gui.canvas.render import MaskPyramid, ViewBox, shown, tinted, visible_box

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

    from redactor.gui.canvas.render import Pyramid
    from redactor.model.mask import Mask

BACKGROUND: Final = QColor("#000000")
CHANGED: Final = (255, 0, 255)
"""Magenta, in RGB: no tissue and no grey has it."""
DRAWN: Final = (0, 229, 255)
"""Cyan, in RGB: what an overlay plane draws."""
_BORDER: Final = QColor("#30353D")
"""Just bright enough to tell a black image from the black around it."""

_Picture = tuple[QImage, "NDArray[np.uint8]"]
"""An image and the array that it looks at: QImage keeps no reference."""


class MaskLayer:
    """A mask at the resolution of the view."""

    def __init__(self) -> None:
        self._pyramid: MaskPyramid | None = None
        self._visible: NDArray[np.uint8] | None = None

    def set_mask(self, mask: Mask | None) -> None:
        """Take another mask: bool, shape (rows, columns), True is hidden."""
        self._pyramid = MaskPyramid(mask) if mask is not None and mask.any() else None
        self._visible = None

    def place(self) -> None:
        """Forget what was resampled for another view."""
        self._visible = None

    def visible(self, transform: ViewTransform, box: ViewBox, *, keep: bool = True) -> NDArray[np.uint8] | None:
        """Give what may be seen of a box, as `MaskPyramid.visible` does; None where nothing at all is hidden.

        Parameters
        ----------
        keep
            The box is that of the view, to be remembered until the view changes.
        """
        if self._pyramid is None or not keep:
            return None if self._pyramid is None else self._pyramid.visible(transform, box)
        if self._visible is None:
            self._visible = self._pyramid.visible(transform, box)
        return self._visible


class ImageLayer:
    """The frame as it is seen."""

    def __init__(self) -> None:
        self.mask, self._changes, self._drawn = MaskLayer(), MaskLayer(), MaskLayer()
        self._pyramid: Pyramid | None = None
        self._extent = Extent(1, 1)
        self._table: NDArray[np.uint8] | None = None
        self._transform = ViewTransform()
        self._box = ViewBox(0, 0, 0, 0)
        self._sampled: NDArray[Any] | None = None
        self._pictures: dict[Showing, _Picture] = {}

    def set_source(self, pyramid: Pyramid | None, extent: Extent) -> None:
        """Show another frame, or the same one prepared in another way; its table has to follow."""
        if pyramid is not self._pyramid:
            self._pyramid, self._extent = pyramid, extent
            self._table = self._sampled = None
            self._pictures.clear()

    def set_table(self, table: NDArray[np.uint8]) -> None:
        """Show the frame through another table of display values."""
        self._table = table
        self._pictures.clear()

    def set_mask(self, mask: Mask | None) -> None:
        """Hide other pixels."""
        self.mask.set_mask(mask)
        self._pictures.clear()

    def set_changes(self, changes: Mask | None) -> None:
        """Take other pixels for those that the output would change."""
        self._changes.set_mask(changes)
        self._pictures.pop(Showing.CHANGED, None)

    def set_drawn(self, drawn: Mask | None) -> None:
        """Draw other pixels over the frame, such as those of an overlay plane."""
        self._drawn.set_mask(drawn)
        self._pictures.clear()

    def place(self, transform: ViewTransform, view: Extent) -> None:
        """Put the frame at another place, or on a view of another size."""
        self._transform = transform
        self._box = visible_box(transform, self._extent, view)
        for mask in (self.mask, self._changes, self._drawn):
            mask.place()
        self._sampled = None
        self._pictures.clear()

    def paint(self, painter: QPainter, dirty: QRect, parts: Sequence[tuple[QRect, Showing]]) -> None:
        """Paint the part of a view that lies in a box of device pixels, background and all.

        Parameters
        ----------
        parts
            What is shown where; together they are the view.
        """
        place = QRect(self._box.x, self._box.y, self._box.width, self._box.height)
        pyramid, table = self._pyramid, self._table
        if not place.contains(dirty):
            painter.fillRect(dirty, BACKGROUND)
        if pyramid is None or table is None or self._box.is_empty:
            painter.fillRect(dirty, BACKGROUND)
            return
        for box, showing in parts:
            part = place.intersected(dirty).intersected(box)
            if not part.isEmpty():
                painter.drawImage(part, self._picture(showing, pyramid, table)[0], part.translated(-place.topLeft()))
        painter.setPen(_BORDER)
        painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def paint_magnified(
        self, painter: QPainter, room: QRect, transform: ViewTransform, parts: Sequence[tuple[QRect, Showing]]
    ) -> None:
        """Paint a box of device pixels as another transform shows it; it is not kept."""
        painter.fillRect(room, BACKGROUND)
        if self._pyramid is None or self._table is None:
            return
        seen = visible_box(transform, self._extent, Extent(room.right() + 1, room.bottom() + 1))
        place = QRect(seen.x, seen.y, seen.width, seen.height).intersected(room)
        for box, showing in parts:
            part = place.intersected(box)
            if not part.isEmpty():
                view_box = ViewBox(part.x(), part.y(), part.width(), part.height())
                sampled = self._pyramid.sample(transform, view_box)
                image, _ = self._composed(sampled, self._table, transform, view_box, showing, keep=False)
                painter.drawImage(part.topLeft(), image)

    def _picture(self, showing: Showing, pyramid: Pyramid, table: NDArray[np.uint8]) -> _Picture:
        if showing not in self._pictures:
            if self._sampled is None:
                self._sampled = pyramid.sample(self._transform, self._box)
            self._pictures[showing] = self._composed(
                self._sampled, table, self._transform, self._box, showing, keep=True
            )
        return self._pictures[showing]

    def _composed(
        self,
        sampled: NDArray[Any],
        table: NDArray[np.uint8],
        transform: ViewTransform,
        box: ViewBox,
        showing: Showing,
        *,
        keep: bool,
    ) -> _Picture:
        masks = self.mask, self._changes, self._drawn
        visible, same, bare = (mask.visible(transform, box, keep=keep) for mask in masks)
        values = shown(sampled, table, None if showing is Showing.ORIGINAL else visible)
        if showing is Showing.CHANGED and same is not None:
            values = tinted(values, same, CHANGED)
        if bare is not None:
            values = tinted(values, bare, DRAWN)
        kind = QImage.Format.Format_RGB888 if values.ndim == 3 else QImage.Format.Format_Grayscale8
        rows, columns = values.shape[:2]
        return QImage(values.data, columns, rows, values.strides[0], kind), values
