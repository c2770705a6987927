"""The projections of a group in three tabs, with the mask tinted and what it leaves framed in red."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget

from redactor.gui.bulk.words import PICTURES
from redactor.gui.canvas.content import Content
from redactor.gui.canvas.view import ImageView
from redactor.gui.translation import translate
from redactor.model.image import PixelFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.workflow.bulk_preview import GroupPicture


class Pictures(QTabWidget):
    """Hidden while there is nothing to show."""

    def __init__(self) -> None:
        super().__init__()
        self.views = {name: ImageView() for name in PICTURES}
        self._left: dict[str, int] = {}
        for view in self.views.values():
            self.addTab(view, "")
        self.show_pictures(())

    def show_pictures(self, pictures: Sequence[GroupPicture]) -> None:
        """Show others."""
        self._left = {picture.name: picture.left for picture in pictures}
        for picture in pictures:
            rows, columns, _ = picture.values.shape
            pixels = PixelFormat(rows=rows, columns=columns, samples_per_pixel=3, photometric_interpretation="RGB")
            self.views[picture.name].show_image(Content(picture.values, pixels))
        if not pictures:
            for view in self.views.values():
                view.show_image(None)
        self.setVisible(bool(pictures))
        self.retranslate()

    @property
    def left(self) -> int:
        """Places with text outside the mask in all three."""
        return sum(self._left.values())

    def retranslate(self) -> None:
        """Name the tabs; where text is left, a sign says so."""
        self.setAccessibleName(self.tr("Projections of the group"))
        for place, (name, view) in enumerate(self.views.items()):
            count = self._left.get(name, 0)
            word = translate("Bulk", PICTURES[name])
            self.setTabText(place, f"⚠ {word} ({count})" if count else word)
            view.setAccessibleDescription(word)
