"""Where a region may apply, and in which style: what can be chosen, and why something can't. Free of Qt."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from redactor import styles
from redactor.gui.edits import is_drawn
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import ALL, IDENTIFIERS, Effect, Scope

if TYPE_CHECKING:
    from redactor.model.region import Region, StyleChoice
    from redactor.workflow.case import CaseImage, OpenedCase

UNCOVERING: Final = frozenset({Effect.ERASE, Effect.PROTECT})


class Reach(StrEnum):
    """Where a region applies, as people say it."""

    FRAME = "frame"
    IMAGE = "image"
    SERIES = "series"
    DEVICE = "device"


REACHES: Final = {
    Reach.FRAME: QT_TRANSLATE_NOOP("Scopes", "This frame"),
    Reach.IMAGE: QT_TRANSLATE_NOOP("Scopes", "All frames of this image"),
    Reach.SERIES: QT_TRANSLATE_NOOP("Scopes", "All images of this series and size"),
    Reach.DEVICE: QT_TRANSLATE_NOOP("Scopes", "All images of this device and size"),
}

_THERE: Final = QT_TRANSLATE_NOOP("Actions", "The region applies there already.")
_ONE_FRAME: Final = QT_TRANSLATE_NOOP("Actions", "This image has one frame.")
_NO_DEVICE: Final = QT_TRANSLATE_NOOP(
    "Actions", "The header does not name the device, so no other image is known to match."
)
_NO_OTHER: Final = QT_TRANSLATE_NOOP("Actions", "No other image matches.")
_UNCOVERS: Final = QT_TRANSLATE_NOOP(
    "Actions", "What uncovers stays on its own image: nobody has looked at the others. Draw it there."
)
_NARROWER: Final = QT_TRANSLATE_NOOP(
    "Actions", "A finding is not narrowed: what it shows would come to light elsewhere. Reject it, or draw a region."
)
_NO_STYLE: Final = QT_TRANSLATE_NOOP("Actions", "This region hides nothing, so it has no style.")
_HAS_STYLE: Final = QT_TRANSLATE_NOOP("Actions", "The region has this style already.")
OBSCURING: Final = QT_TRANSLATE_NOOP("Actions", "Mosaic can be reversed for text. Use solid fill.")


def reached(case: OpenedCase, image: CaseImage, frame: int, reach: Reach) -> Scope:
    """Give the scope that someone means who looks at a frame. Never an image of another size."""
    if reach is Reach.FRAME:
        return Scope((image.key,), (frame,))
    if reach is Reach.SERIES:
        series = case.series[case.places[image.key][0]]
        return Scope(tuple(other.key for other in series.images if _size(other) == _size(image)))
    if reach is Reach.DEVICE:
        device = image.device
        return Scope(tuple(other.key for other in case.images if other.device == device))
    return Scope((image.key,))


def reach_of(scope: Scope, case: OpenedCase, image: CaseImage, frame: int) -> Reach | None:
    """Say what a scope is for someone who looks at a frame; None if it is none of these, such as some frames."""
    if scope.frames == ALL or image.image.pixel_format.number_of_frames > 1:
        for reach in (Reach.IMAGE, Reach.FRAME, Reach.SERIES, Reach.DEVICE):
            if _same(scope, reached(case, image, frame, reach)):
                return reach
    return Reach.IMAGE if scope.instances == (image.key,) and scope.frames == (1,) else None


def scope_refusal(region: Region, scope: Scope) -> str:
    """Say why a region can't apply somewhere, marked for translation in ``Actions``; empty if it can."""
    return _THERE if _same(region.scope, scope) else scope_rule(region, scope)


def scope_rule(region: Region, scope: Scope) -> str:
    """Say why a region may not apply somewhere, whether or not it does already."""
    if region.effect in UNCOVERING and len(scope.instances) > 1:
        return _UNCOVERS
    return _NARROWER if not is_drawn(region) and not _covers(scope, region.scope) else ""


def reach_refusal(region: Region, case: OpenedCase, image: CaseImage, frame: int, reach: Reach) -> str:
    """Say why a region can't apply as far, or no farther, marked for translation in ``Actions``."""
    if reach is Reach.FRAME and image.image.pixel_format.number_of_frames == 1:
        return _ONE_FRAME
    device = image.device
    if reach is Reach.DEVICE and not (device.manufacturer and device.manufacturer_model_name):
        return _NO_DEVICE
    scope = reached(case, image, frame, reach)
    if reach in {Reach.SERIES, Reach.DEVICE} and len(scope.instances) == 1:
        return _NO_OTHER
    return scope_refusal(region, scope)


def frame_range(image: CaseImage, first: int, last: int) -> Scope:
    """Give the scope of some frames of an image, both ends among them; all of them where that is all it has."""
    if (first, last) == (1, image.image.pixel_format.number_of_frames):
        return Scope((image.key,))
    return Scope((image.key,), tuple(range(first, last + 1)))


def style_refusal(region: Region, style: str, of_plan: StyleChoice) -> str:
    """Say why a region can't have a style, marked for translation in ``Actions``; empty if it can."""
    if region.effect in UNCOVERING:
        return _NO_STYLE
    if isinstance(styles.available()[style], styles.Obscure) and region.kind in IDENTIFIERS:
        return OBSCURING
    return _HAS_STYLE if (region.style or of_plan).id == style else ""


def left_out(case: OpenedCase, image: CaseImage) -> int:
    """Count the images of the series that have another size than this one."""
    series = case.series[case.places[image.key][0]]
    return sum(_size(other) != _size(image) for other in series.images)


def _size(image: CaseImage) -> tuple[int, int]:
    pixels = image.image.pixel_format
    return pixels.rows, pixels.columns


def _same(one: Scope, other: Scope) -> bool:
    return _covers(one, other) and _covers(other, one)


def _covers(wide: Scope, narrow: Scope) -> bool:
    """Say whether a scope holds all of another; frame numbers are compared as they are written."""
    instances = wide.instances == ALL or (narrow.instances != ALL and set(narrow.instances) <= set(wide.instances))
    frames = wide.frames == ALL or (narrow.frames != ALL and set(narrow.frames) <= set(wide.frames))
    return instances and frames
