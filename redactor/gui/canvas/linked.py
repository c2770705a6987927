"""Two views of the same frame that move as one: what is done in either shows in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from redactor.gui.canvas.picture import PictureWidget


class Linked(QObject):
    """Keeps zoom and place of two views the same, while the second is shown."""

    def __init__(self, first: PictureWidget, second: PictureWidget) -> None:
        super().__init__(first)
        self._views = first, second
        self._follows = False
        first.view_changed.connect(lambda: self._follow(first, second))
        second.view_changed.connect(lambda: self._follow(second, first))

    def _follow(self, leader: PictureWidget, other: PictureWidget) -> None:
        # A view that is not shown has not got its size yet; it is told when it is.
        if self._follows or not (leader.isVisible() and other.isVisible()):
            return
        self._follows = True
        if leader.is_fitted:
            other.fit()
        else:
            other.placement.put(leader.placement.transform)
            other.placed()
        self._follows = False
