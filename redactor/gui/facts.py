"""What the window says of a case, an image and a frame, in words. Never a value of the patient. Free of Qt."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from redactor.dicom.display import Grayscale
from redactor.gui.canvas.faint import FaintLook
from redactor.gui.finding_groups import Group
from redactor.gui.numbers import counted, number
from redactor.gui.position import frames_in_series, image_at
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redactor.gui.canvas.content import Content
    from redactor.gui.finding_groups import Grouped
    from redactor.gui.position import Position
    from redactor.gui.problems import Translate
    from redactor.model.geometry import Point
    from redactor.model.image import PixelFormat, Window
    from redactor.model.mask import Mask
    from redactor.model.region import Region
    from redactor.workflow.case import OpenedCase, Series

_NO_CHANGE: Final = QT_TRANSLATE_NOOP("Facts", "Changed 0 % of pixels in this frame")
_CHANGED_ONE: Final = QT_TRANSLATE_NOOP("Facts", "Changed {percent} % of pixels in this frame, 1 region")
_CHANGED: Final = QT_TRANSLATE_NOOP("Facts", "Changed {percent} % of pixels in this frame, {count} regions")
_LEFT_OUT: Final = QT_TRANSLATE_NOOP("Facts", "This frame is left out of the result")
_FRAME: Final = QT_TRANSLATE_NOOP("Facts", "frame {number} of {count}")
_IMAGE: Final = QT_TRANSLATE_NOOP("Facts", "image {number} of {count}")
_ONE_IMAGE: Final = QT_TRANSLATE_NOOP("Facts", "1 image")
_IMAGES: Final = QT_TRANSLATE_NOOP("Facts", "{count} images")
_FRAMES: Final = QT_TRANSLATE_NOOP("Facts", "{count} frames")
_PICTURE: Final = QT_TRANSLATE_NOOP("Facts", "Picture")
_COMMA: Final = QT_TRANSLATE_NOOP("Facts", ", ")
_HIDDEN: Final = QT_TRANSLATE_NOOP("Facts", "hidden")
_FAINT: Final = QT_TRANSLATE_NOOP("Facts", "Faint text {number}/{count}: {look}")
_LOOKS: Final = {
    FaintLook.NARROW: QT_TRANSLATE_NOOP("Facts", "narrow window"),
    FaintLook.INVERTED: QT_TRANSLATE_NOOP("Facts", "narrow window, inverted"),
    FaintLook.LOCAL: QT_TRANSLATE_NOOP("Facts", "local contrast"),
}
_OVERLAYS: Final = QT_TRANSLATE_NOOP("Facts", "Overlays not drawn: {count}")
_OVERLAYS_DRAWN: Final = QT_TRANSLATE_NOOP("Facts", "Overlays drawn: {count}")
_OVERLAYS_LOST: Final = QT_TRANSLATE_NOOP("Facts", "cannot be drawn: {count}")
_COUNTS: Final = {
    Status.PROPOSED: QT_TRANSLATE_NOOP("Facts", "{count} proposed"),
    Status.ACCEPTED: QT_TRANSLATE_NOOP("Facts", "{count} accepted"),
    Status.REJECTED: QT_TRANSLATE_NOOP("Facts", "{count} rejected"),
}

_GROUPS: Final = {
    Group.OPEN: QT_TRANSLATE_NOOP("Facts", "{count} to decide"),
    Group.ACCEPTED: QT_TRANSLATE_NOOP("Facts", "{count} accepted"),
    Group.KEPT: QT_TRANSLATE_NOOP("Facts", "{count} kept visible"),
    Group.REJECTED: QT_TRANSLATE_NOOP("Facts", "{count} rejected"),
    Group.LISTED: QT_TRANSLATE_NOOP("Facts", "{count} only listed"),
}


def modality(series: Series, translate: Translate) -> str:
    """Give the modality of a series; a picture has none."""
    return series.modality or translate("Facts", _PICTURE)


def place(case: OpenedCase, position: Position, translate: Translate) -> str:
    """Say what is shown: ``CT, 512×512, image 3 of 42``."""
    series = case.series[position.series]
    pixels = image_at(case, position).image.pixel_format
    parts = [modality(series, translate), size(pixels)]
    images = len(series.images)
    if images > 1:
        parts.append(image_number(position.image + 1, images, translate))
    if frames_in_series(case, position) > images or images == 1:
        frame, frames = translate("Facts", _FRAME), number(pixels.number_of_frames, translate)
        parts.append(frame.format(number=number(position.frame, translate), count=frames))
    return join(parts, translate)


def image_number(place: int, count: int, translate: Translate) -> str:
    """Say which image of a series one is."""
    text = translate("Facts", _IMAGE)
    return text.format(number=number(place, translate), count=number(count, translate))


def size(pixels: PixelFormat) -> str:
    """Give columns and rows."""
    return f"{pixels.columns}×{pixels.rows}"


def join(parts: Iterable[str], translate: Translate) -> str:
    """Put parts into one line, without the empty ones."""
    return translate("Facts", _COMMA).join(part for part in parts if part)


def series_size(series: Series, translate: Translate) -> str:
    """Say how much a series holds: ``8 images``, or ``42 frames`` where one image has many."""
    images = len(series.images)
    frames = series.ends[-1]
    told = []
    if images > 1 or frames == 1:
        told.append(counted(translate("Facts", _ONE_IMAGE), translate("Facts", _IMAGES), images, translate))
    if frames > images:
        told.append(translate("Facts", _FRAMES).format(count=number(frames, translate)))
    return join(told, translate)


def changed(share: float, regions: int, translate: Translate) -> str:
    """Say how much of a frame the masks change."""
    if share == 0:
        return translate("Facts", _NO_CHANGE)
    percent = number(share * 100, translate, ".1f" if share >= 0.001 else ".2g")
    one, many = translate("Facts", _CHANGED_ONE), translate("Facts", _CHANGED)
    return counted(one, many, regions, translate, percent=percent)


def left_out(is_dropped: bool, translate: Translate) -> str:
    """Say that a frame will not leave; empty where it will."""
    return translate("Facts", _LEFT_OUT) if is_dropped else ""


def counts(regions: Iterable[Region], translate: Translate) -> str:
    """Count regions by their status."""
    found = [region.status for region in regions]
    told = [
        translate("Facts", text).format(count=number(found.count(status), translate)) if status in found else ""
        for status, text in _COUNTS.items()
    ]
    return join(told, translate)


def look(shown: FaintLook | None, translate: Translate) -> str:
    """Say how faint text is searched; empty where it is not."""
    if shown is None:
        return ""
    looks = list(_LOOKS)
    text = translate("Facts", _FAINT)
    return text.format(number=looks.index(shown) + 1, count=len(looks), look=translate("Facts", _LOOKS[shown]))


def overlays(content: Content | None, are_drawn: bool, translate: Translate) -> str:
    """Say how many overlay planes lie on a frame and whether they are drawn; empty where there is none."""
    count = 0 if content is None else len(content.overlays)
    lost = 0 if content is None else sum(one.drawn is None for one in content.overlays)
    if count == 0:
        return ""
    told = translate("Facts", _OVERLAYS_DRAWN if are_drawn else _OVERLAYS).format(count=count)
    return join([told, translate("Facts", _OVERLAYS_LOST).format(count=lost) if lost else ""], translate)


def group_counts(grouped: Grouped, translate: Translate) -> str:
    """Count findings by what is to be done about them."""
    return join(
        [
            translate("Facts", text).format(count=number(grouped.count(group), translate))
            for group, text in _GROUPS.items()
            if grouped.count(group)
        ],
        translate,
    )


def window(shown: Window) -> str:
    """Give window width and level, with as many digits as matter."""
    digits = 0 if shown.width >= 10 else 2
    return f"W {shown.width:.{digits}f}  L {shown.center:.{digits}f}"


def probe(content: Content, point: Point, hidden: Mask | None, translate: Translate) -> str:
    """Give the place of a pixel and its value; a hidden one has none, as in what leaves."""
    column, row = math.floor(point[0]), math.floor(point[1])
    if not (0 <= column < content.extent.columns and 0 <= row < content.extent.rows):
        return ""
    where = f"({column}, {row})"
    if hidden is not None and hidden[row, column]:
        return f"{where}  {translate('Facts', _HIDDEN)}"
    if isinstance(content.values, Grayscale):
        pattern = int(content.values.stored[row, column]) % len(content.values.modality)
        return f"{where}  {content.values.modality[pattern]:g}"
    return f"{where}  {' '.join(str(sample) for sample in content.values[row, column])}"
