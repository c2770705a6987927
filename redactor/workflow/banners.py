"""Banners after the text in them was read: what is known decides by itself, what is not stays hidden.

A banner is what lies outside the ultrasound regions, where a device is known to write, or what stands still in a cine.
It is hidden as a whole, because nobody knows what it says. Once its lines were read, each of them has a suggestion of
its own, and the banner only has to hide what nobody read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.detectors.ultrasound_region import outside_rectangles
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.geometry import Rectangle
from redactor.model.region import ALL, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from redactor.model.finding import Finding
    from redactor.model.geometry import Bounds

    _Drawn = Callable[[Sequence[Bounds]], list[list[Bounds]]]

WAS_READ: Final = QT_TRANSLATE_NOOP(
    "Reasons", "outside the ultrasound regions (0018,6011); the text in it was read, and is listed by itself"
)
NOT_READ: Final = QT_TRANSLATE_NOOP(
    "Reasons", "outside the ultrasound regions (0018,6011), beside text that was read, but not read itself"
)
KEPT: Final = QT_TRANSLATE_NOOP("Reasons", "the text in this area was read, and is listed by itself")
LEFT: Final = QT_TRANSLATE_NOOP("Reasons", "beside text that was read, but not read itself")
_REASONS: Final = {
    Kind.ULTRASOUND_BANNER: (WAS_READ, NOT_READ),
    Kind.DEVICE_LAYOUT: (KEPT, LEFT),
    Kind.STILL_OVERLAY: (KEPT, LEFT),
}
_LETTER: Final = 5
"""Rows and columns that a letter has at least: five by three in the smallest fonts of devices, and its edges."""


def is_known(finding: Finding) -> bool:
    """Say whether a text was read, or is harmless by its look (the ticks of a scale)."""
    return bool(finding.text) or finding.suggestion == "keep"


def settled(
    findings: Sequence[Finding],
    known: Callable[[Finding], bool] = is_known,
    drawn: _Drawn | None = None,
) -> list[tuple[Finding, ...]]:
    """Decide what becomes of banners, from the findings of all detectors.

    A banner in which no text is known stays as it is. Else known texts are cut out of it; what is left stays hidden, as
    far as it is wide and tall enough for a letter. A label of a film, which may bear handwriting, too, is kept as a
    whole, and only if all of its texts are known to be harmless.

    Parameters
    ----------
    known
        Says of a finding of burned-in text whether it was read.
    drawn
        Gives for each box the parts of it in which something is drawn. With it, what is left of a banner is hidden only
        as far as that; without it, as a whole.

    Returns
    -------
    list of tuple of Finding
        What each finding becomes, in their order: itself, but for banners.
    """
    texts = [each for each in findings if each.kind is Kind.BURNED_IN_TEXT]
    told = [known(each) for each in texts]
    read = [each for each, is_told in zip(texts, told, strict=True) if is_told]
    unread = [each for each, is_told in zip(texts, told, strict=True) if not is_told]
    return [_after_reading(each, read, unread, drawn) for each in findings]


def _after_reading(
    finding: Finding, read: Sequence[Finding], unread: Sequence[Finding], drawn: _Drawn | None
) -> tuple[Finding, ...]:
    if finding.suggestion == "keep":
        return (finding,)
    if finding.kind is Kind.FILM_EDGE:
        return (_label(finding, read, unread),)
    return _without(finding, read, drawn) if finding.kind in _REASONS else (finding,)


def _label(label: Finding, read: Sequence[Finding], unread: Sequence[Finding]) -> Finding:
    box = label.shape.bounds
    known = [each for each in read if _common(each.shape.bounds, box)]
    harmless = bool(known) and all(each.suggestion == "keep" for each in known)
    if harmless and not any(_common(each.shape.bounds, box) for each in unread):
        return replace(label, suggestion="keep", reason=KEPT)
    return label


def _without(banner: Finding, read: Sequence[Finding], drawn: _Drawn | None) -> tuple[Finding, ...]:
    """Give a banner as one that is kept, and what is left of it after known texts were cut out."""
    box = banner.shape.bounds
    # A text in some frames leaves the others as they are.
    known = [each.shape.bounds for each in read if each.frames in {ALL, banner.frames}]
    known = [each for each in known if _common(each, box)]
    if not known:
        return (banner,)
    reason_kept, reason_left = _REASONS[banner.kind]
    kept = replace(banner, suggestion="keep", reason=reason_kept)
    left = [each.moved(columns=box.column, rows=box.row) for each in outside_rectangles(~_unknown(box, known))]
    if drawn is not None:
        parts = drawn([each.bounds for each in left])
        left = [Rectangle(part.column, part.row, part.columns, part.rows) for each in parts for part in each]
    return (kept, *(replace(banner, shape=shape, reason=reason_left) for shape in left))


def _common(one: Bounds, other: Bounds) -> bool:
    """Say whether two boxes have a pixel in common."""
    columns = min(one.column + one.columns, other.column + other.columns) - max(one.column, other.column)
    rows = min(one.row + one.rows, other.row + other.rows) - max(one.row, other.row)
    return columns > 0 and rows > 0


def _unknown(box: Bounds, known: Sequence[Bounds]) -> NDArray[np.bool_]:
    """Say which pixels of a box no known text explains: bool, shape (box.rows, box.columns)."""
    unknown = np.ones((box.rows, box.columns), np.uint8)
    for text in known:
        top, left = text.row - box.row, text.column - box.column
        unknown[max(top, 0) : max(top + text.rows, 0), max(left, 0) : max(left + text.columns, 0)] = 0
    # Strips between and around texts that are too narrow for a letter are gone; whatever is larger stays.
    kernel = np.ones((_LETTER, _LETTER), np.uint8)
    opened = cv2.morphologyEx(unknown, cv2.MORPH_OPEN, kernel, borderType=cv2.BORDER_CONSTANT, borderValue=0)
    return np.asarray(opened > 0)
