"""Where the image of a view lies now, and where fitting, zooming, panning and resizing put it. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from redactor.gui.canvas.coordinates import (
    LARGEST_SCALE,
    Extent,
    ViewTransform,
    fit_scale,
    fitted,
    looking_at,
)

if TYPE_CHECKING:
    from redactor.model.geometry import Bounds, Point

_SMALLEST_SHARE: Final = 0.25
"""How far away an image may go, against its size when it fills the view."""


class Placement:
    """The place of one image in one view; points and lengths in device pixels.

    Attributes
    ----------
    is_fitted
        True while the image fills the view and follows its size.
    """

    def __init__(self) -> None:
        self.transform = ViewTransform()
        self.image = Extent(1, 1)
        self.view = Extent(1, 1)
        self.is_fitted = True

    @property
    def _middle(self) -> Point:
        return self.view.columns / 2, self.view.rows / 2

    def put(self, transform: ViewTransform) -> None:
        """Put the image where a person wants it, but not out of sight."""
        self.is_fitted = False
        self.transform = transform.held(self.image, self.view)

    def fit(self) -> None:
        """Fill the view, now and whenever it changes its size."""
        self.is_fitted = True
        self.transform = fitted(self.image, self.view, self.transform.aspect)

    def show(self, image: Extent, aspect: float) -> None:
        """Take another image and fill the view with it."""
        self.image = image
        self.transform = ViewTransform(aspect=aspect)
        self.fit()

    def actual_size(self) -> None:
        """Show each pixel on one device pixel, around the middle of what is seen."""
        self.put(self.transform.centred_on(self.transform.to_image(self._middle), self.view, 1.0))

    def zoom(self, factor: float, *, at: Point | None = None, start: ViewTransform | None = None) -> None:
        """Go closer by a factor; what lies at a view point stays there.

        Parameters
        ----------
        at
            The point that stays; beside the image the nearest point of its border, so that no zoom loses it.
            None is the middle of the view.
        start
            Where to zoom from, if not from here: the place where a drag began.
        """
        start = start or self.transform
        column, row = start.to_image(at or self._middle)
        anchor = start.to_view((min(max(column, 0), self.image.columns), min(max(row, 0), self.image.rows)))
        least = min(fit_scale(self.image, self.view, start.aspect) * _SMALLEST_SHARE, 1.0)
        self.is_fitted = False
        self.transform = start.zoomed(anchor, factor, least=least, most=LARGEST_SCALE)

    def pan(self, dx: float, dy: float, *, start: ViewTransform | None = None) -> None:
        """Move the image, by whole device pixels: what was sharp stays sharp."""
        self.put((start or self.transform).panned(round(dx), round(dy)))

    def look_at(self, bounds: Bounds) -> None:
        """Go to a part of the image, with what is around it."""
        self.put(looking_at(bounds, self.image, self.view, self.transform.aspect))

    def resize(self, view: Extent) -> None:
        """Follow another size of the view: the whole image if it filled the old one, else around the same middle."""
        dx, dy = (view.columns - self.view.columns) // 2, (view.rows - self.view.rows) // 2
        self.view = view
        if self.is_fitted:
            self.fit()
        else:
            self.put(self.transform.panned(dx, dy))
