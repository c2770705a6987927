"""Known banners: where a device of this kind writes names and dates, from layouts of the program and of the user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redactor.detectors._drawn import drawn_parts
from redactor.detectors._layout_files import bundled, of_user
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.finding import Finding
from redactor.model.geometry import Bounds, Rectangle
from redactor.model.region import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redactor.detectors import Progress
    from redactor.model.finding import Suggestion
    from redactor.model.image import Image

KNOWN = QT_TRANSLATE_NOOP("Reasons", "devices of this kind write names and dates here")
LIKELY = QT_TRANSLATE_NOOP(
    "Reasons", "devices of this kind may write names and dates here; not all that the layout asks for could be checked"
)
EMPTY = QT_TRANSLATE_NOOP("Reasons", "devices of this kind write names and dates here; nothing is drawn there now")


@dataclass(frozen=True)
class DeviceLayoutOptions:
    """The layouts are files: there is nothing to choose."""


@dataclass(frozen=True)
class DeviceLayout:
    """Proposes the rectangles of the layouts that fit the image, as far as something is drawn in them."""

    id: str = "device_layout"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Device layouts")
    summary: str = QT_TRANSLATE_NOOP(
        "Plugins", "Marks where devices of this manufacturer, model and image size are known to write."
    )
    version: int = 1
    options: type[DeviceLayoutOptions] = DeviceLayoutOptions

    def propose(self, image: Image, options: DeviceLayoutOptions, progress: Progress) -> Iterator[Finding]:
        """Yield what is drawn in the rectangles, and those that are empty.

        Raises
        ------
        BrokenLayout
            If a layout of the user can't be read.
        """
        del options
        pixels = image.pixel_format
        boxes: dict[Bounds, str] = {}
        for layout in (*bundled(), *of_user()):
            if layout.fits(image.device_key, image.image_type):
                for rectangle in layout.rectangles:
                    box = rectangle.clipped(rows=pixels.rows, columns=pixels.columns)
                    if not box.is_empty and boxes.get(box) != KNOWN:
                        boxes[box] = LIKELY if layout.unchecked else KNOWN
        parts = drawn_parts(image, list(boxes), progress) if boxes else []
        for (box, reason), drawn in zip(boxes.items(), parts, strict=True):
            suggestion: Suggestion = "hide" if reason == KNOWN else "ask"
            if not drawn:
                yield Finding(Kind.DEVICE_LAYOUT, _rectangle(box), EMPTY, suggestion="keep", confidence=0.9)
            for part in drawn:
                yield Finding(Kind.DEVICE_LAYOUT, _rectangle(part), reason, suggestion=suggestion, confidence=0.8)
        progress(1.0)


def _rectangle(box: Bounds) -> Rectangle:
    return Rectangle(box.column, box.row, box.columns, box.rows)


PLUGIN = DeviceLayout()
