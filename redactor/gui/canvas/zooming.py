"""A widget that an image can be looked at in: near and far, here and there, on screens of any density."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QWidget

from redactor.gui.canvas.coordinates import Extent
from redactor.gui.canvas.placement import Placement

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from redactor.model.geometry import Bounds, Point


class ZoomingWidget(QWidget):
    """Holds the placement of an image and follows its own size. A QPointF is a place on it, in logical pixels."""

    view_changed = Signal()
    """Zoom or place are other than before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.placement = Placement()

    @property
    def zoom(self) -> float:
        """Device pixels to a pixel; 1 is actual size."""
        return self.placement.transform.scale

    @property
    def is_fitted(self) -> bool:
        """True while the image fills the view and follows its size."""
        return self.placement.is_fitted

    def fit(self) -> None:
        """Fill the view with the image, now and whenever the view changes its size."""
        self.placement.fit()
        self.placed()

    def actual_size(self) -> None:
        """Show each pixel on one device pixel, around the middle of what is seen."""
        self.placement.actual_size()
        self.placed()

    def zoom_at(self, point: QPointF | None, factor: float) -> None:
        """Go closer by a factor; what lies at a place on the widget stays there. None is its middle."""
        self.placement.zoom(factor, at=None if point is None else self.device_point(point))
        self.placed()

    def pan(self, dx: float, dy: float) -> None:
        """Move the image by logical pixels."""
        ratio = self.devicePixelRatioF()
        self.placement.pan(dx * ratio, dy * ratio)
        self.placed()

    def look_at(self, bounds: Bounds) -> None:
        """Go to a part of the image, with what is around it."""
        self.placement.look_at(bounds)
        self.placed()

    def placed(self) -> None:
        """Follow the placement after it changed."""
        self.update()
        self.view_changed.emit()

    def device_point(self, position: QPointF) -> Point:
        """Give the view point of a place on the widget."""
        ratio = self.devicePixelRatioF()
        return position.x() * ratio, position.y() * ratio

    def image_point(self, position: QPointF) -> Point:
        """Give the image point (column, row) at a place on the widget; it may lie outside the image."""
        return self.placement.transform.to_image(self.device_point(position))

    def _measure(self) -> None:
        """Follow a new size of the widget, or a screen with other pixels."""
        ratio = self.devicePixelRatioF()
        self.placement.resize(Extent(max(round(self.width() * ratio), 1), max(round(self.height() * ratio), 1)))
        self.placed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the size of the widget."""
        del event
        self._measure()

    def event(self, event: QEvent) -> bool:
        """Follow the screen, and pinching on a track-pad."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._measure()
        elif isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_at(event.position(), 1 + event.value())
            return True
        return super().event(event)
