"""The picture beside its original, by curtain or by a map of what changes, and through a magnifier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from redactor.gui.canvas import marks
from redactor.gui.canvas.comparison import Comparison, Curtain, Showing
from redactor.gui.canvas.lens import Lens
from redactor.gui.canvas.picture import PictureWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from redactor.model.geometry import Point


class ComparedPicture(PictureWidget):
    """Says what is shown where in the view, and paints it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparison = Comparison.NONE
        self._curtain = Curtain()
        self._captions = {Showing.ORIGINAL: "", Showing.MASKED: ""}
        self._lens = Lens()

    # --- before and after -------------------------------------------------------------------------------------

    def set_comparison(self, comparison: Comparison) -> None:
        """Show the original beside what leaves. A curtain begins in the middle."""
        if comparison.is_curtain and comparison is not self._comparison:
            self._curtain = Curtain(comparison is Comparison.VERTICAL)
        self._comparison = comparison
        self.update()

    @property
    def comparison(self) -> Comparison:
        """How the original is shown beside what leaves."""
        return self._comparison

    @property
    def curtain(self) -> Curtain:
        """Where the curtain is, if there is one."""
        return self._curtain

    def move_curtain(self, by: float) -> None:
        """Move the curtain by a share of the view."""
        self._curtain = self._curtain.moved(by)
        self.update()

    def drag_curtain(self, position: QPointF) -> None:
        """Move the curtain to a place on the widget."""
        self._curtain = self._curtain.moved_to(self.device_point(position), self.placement.view)
        self.update()

    def is_on_curtain(self, position: QPointF) -> bool:
        """Say whether a press at a place on the widget grasps the curtain."""
        ratio = self.devicePixelRatioF()
        near = self._curtain.is_near(self.device_point(position), self.placement.view, ratio)
        return near and self._comparison.is_curtain and not self._is_original and self._content is not None

    def set_captions(self, original: str = "", masked: str = "") -> None:
        """Say in a word each which part of the view shows what; at rest nothing is said."""
        self._captions = {Showing.ORIGINAL: original, Showing.MASKED: masked}
        self.update()

    @property
    def shows_masked(self) -> bool:
        """True where the whole view shows the frame as it would leave, with nothing taken away or laid over it."""
        overlays = () if self._content is None or not self._shows_overlays else self._content.overlays
        is_plain = self._comparison in {Comparison.NONE, Comparison.SIDE_BY_SIDE} and not self._is_original
        return self._content is not None and is_plain and self._display == "filled" and not overlays

    def _parts(self, at: Point = (0, 0), factor: float = 1.0) -> tuple[tuple[QRect, Showing], ...]:
        """Give what is shown where, in device pixels; of a view that is closer around a view point, if asked."""
        whole = self._whole()
        if self._is_original:
            return ((whole, Showing.ORIGINAL),)
        if self._comparison.is_curtain:
            middle = at[0 if self._curtain.is_vertical else 1]
            line = middle + (self._curtain.line(self.placement.view) - middle) * factor
            return self._curtain.parts(whole, round(line))
        if self._comparison is Comparison.CHANGES:
            return ((whole, Showing.CHANGED),)
        return ((whole, Showing.MASKED if self._display == "filled" else Showing.ORIGINAL),)

    def outlined(self) -> QRect:
        """Give the part of the view in which regions are outlined, in device pixels: not where the original is."""
        if self._is_original:
            return QRect()
        return self._parts()[1][0] if self._comparison.is_curtain else self._whole()

    # --- magnifier --------------------------------------------------------------------------------------------

    def set_lens(self, factor: float | None) -> None:
        """Show what is under the mouse closer by a factor, in a round lens; None takes it away."""
        self._lens.factor = factor
        self.update()

    @property
    def lens(self) -> float | None:
        """How much closer the magnifier shows what is under it."""
        return self._lens.factor

    def move_lens(self, position: QPointF | None) -> None:
        """Follow the mouse; None where it is not on the widget."""
        before = self._lens.box()
        self._lens.at = position
        for box in (before, self._lens.box()):
            if not box.isEmpty():
                self.update(box)

    # --- painting ---------------------------------------------------------------------------------------------

    def paint_picture(self, painter: QPainter, dirty: QRect) -> None:
        """Paint the frame in a box of device pixels."""
        self._image.paint(painter, dirty, self._parts())

    def paint_marks(self, painter: QPainter) -> None:
        """Paint what stands over frame and outlines."""
        if self._content is None:
            return
        ratio = self.devicePixelRatioF()
        marks.paint_letters(painter, self._content.letters, self._image_box(), self._whole(), ratio)
        parts = self._parts()
        for box, showing in parts:
            if caption := self._captions.get(showing):
                marks.paint_caption(painter, box, caption, ratio)
        if len(parts) > 1:
            marks.paint_curtain(painter, self._curtain, self.placement.view, ratio)
        self._lens.paint(painter, self._image, self.placement, self._parts, ratio)
