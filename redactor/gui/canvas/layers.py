"""The pixels of a view: the frame in its window, black where the mask hides it; kept until something changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from redactor.gui.canvas.coordinates import Extent, ViewTransform
from redactor.gui.canvas.render import MaskPyramid, Pyramid, ViewBox, shown, visible_box

if TYPE_CHECKING:
    from typing import Any

    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

    from redactor.gui.canvas.content import Content

BACKGROUND: Final = QColor("#000000")
_BORDER: Final = QColor("#30353D")
"""Just bright enough to tell a black image from the black around it."""


class MaskLayer:
    """The mask at the resolution of the view."""

    def __init__(self) -> None:
        self._pyramid: MaskPyramid | None = None
        self._visible: NDArray[np.uint8] | None = None

    def set_mask(self, mask: NDArray[np.bool_] | None) -> None:
        """Take another mask: bool, shape (rows, columns), True is hidden."""
        self._pyramid = MaskPyramid(mask) if mask is not None and mask.any() else None
        self._visible = None

    def place(self) -> None:
        """Forget what was resampled for another view."""
        self._visible = None

    def visible(self, transform: ViewTransform, box: ViewBox) -> NDArray[np.uint8] | None:
        """Give what may be seen of a box, as `MaskPyramid.visible` does; None where nothing at all is hidden."""
        if self._visible is None and self._pyramid is not None:
            self._visible = self._pyramid.visible(transform, box)
        return self._visible


class ImageLayer:
    """The frame as it is seen."""

    def __init__(self) -> None:
        self.mask = MaskLayer()
        self._pyramid: Pyramid | None = None
        self._extent = Extent(1, 1)
        self._table: NDArray[np.uint8] | None = None
        self._transform = ViewTransform()
        self._box = ViewBox(0, 0, 0, 0)
        self._covered = True
        self._sampled: NDArray[Any] | None = None
        self._image: QImage | None = None
        self._pixels: NDArray[np.uint8] | None = None  # what `_image` looks at: QImage keeps no reference

    def set_content(self, content: Content | None) -> None:
        """Show another frame; its table has to follow."""
        self._pyramid = None if content is None else Pyramid(content.stored)
        self._extent = Extent(1, 1) if content is None else content.extent
        self._table = None
        self._sampled = self._image = None

    def set_table(self, table: NDArray[np.uint8]) -> None:
        """Show the frame through another table of display values."""
        self._table = table
        self._image = None

    def set_mask(self, mask: NDArray[np.bool_] | None) -> None:
        """Hide other pixels."""
        self.mask.set_mask(mask)
        self._image = None

    def cover(self, covered: bool) -> None:
        """Fill what the mask hides, or show it."""
        if covered != self._covered:
            self._covered = covered
            self._image = None

    def place(self, transform: ViewTransform, view: Extent) -> None:
        """Put the frame at another place, or on a view of another size."""
        self._transform = transform
        self._box = visible_box(transform, self._extent, view)
        self.mask.place()
        self._sampled = self._image = None

    def paint(self, painter: QPainter, dirty: QRect) -> None:
        """Paint the part of a view that lies in a box of device pixels, background and all."""
        image = self._composed()
        place = QRect(self._box.x, self._box.y, self._box.width, self._box.height)
        if image is None or not place.contains(dirty):
            painter.fillRect(dirty, BACKGROUND)
        if image is None:
            return
        part = place.intersected(dirty)
        painter.drawImage(part, image, part.translated(-place.topLeft()))
        painter.setPen(_BORDER)
        painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def _composed(self) -> QImage | None:
        if self._pyramid is None or self._table is None or self._box.is_empty:
            return None
        if self._image is None:
            if self._sampled is None:
                self._sampled = self._pyramid.sample(self._transform, self._box)
            visible = self.mask.visible(self._transform, self._box) if self._covered else None
            self._pixels = shown(self._sampled, self._table, visible)
            kind = QImage.Format.Format_RGB888 if self._pixels.ndim == 3 else QImage.Format.Format_Grayscale8
            rows, columns = self._pixels.shape[:2]
            self._image = QImage(self._pixels.data, columns, rows, self._pixels.strides[0], kind)
        return self._image
