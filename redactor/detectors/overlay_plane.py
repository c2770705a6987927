"""Overlay planes (60xx): drawn over the image by a viewer, not part of its pixels; listed so that a person knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.finding import Finding
from redactor.model.geometry import Bounds, Rectangle
from redactor.model.region import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redactor.detectors import Progress
    from redactor.model.image import Image

REASON = QT_TRANSLATE_NOOP(
    "Reasons", "an overlay (60xx) that viewers draw over the image; it is removed from the result in any case"
)


@dataclass(frozen=True)
class OverlayPlaneOptions:
    """The planes stand in the header: there is nothing to choose."""


@dataclass(frozen=True)
class OverlayPlaneDetector:
    """Lists the overlay planes; it hides nothing, since none of them reaches the result."""

    id: str = "overlay_plane"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Overlay planes")
    summary: str = QT_TRANSLATE_NOOP(
        "Plugins", "Lists the overlays of the header, which the result does not have any more."
    )
    version: int = 1
    options: type[OverlayPlaneOptions] = OverlayPlaneOptions

    def propose(self, image: Image, options: OverlayPlaneOptions, progress: Progress) -> Iterator[Finding]:
        """Yield one finding a plane, the part of it that lies inside the image."""
        del options
        pixels = image.pixel_format
        for plane in image.overlay_planes:
            inside = Bounds(plane.column, plane.row, plane.columns, plane.rows).clipped(
                rows=pixels.rows, columns=pixels.columns
            )
            if not inside.is_empty:
                shape = Rectangle(inside.column, inside.row, inside.columns, inside.rows)
                yield Finding(Kind.OTHER, shape, REASON, suggestion="keep", confidence=1.0)
        progress(1.0)


PLUGIN = OverlayPlaneDetector()
