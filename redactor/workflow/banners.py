"""Banners after the text in them was read: what is known decides by itself, what is not stays hidden.

A banner is what lies outside the ultrasound regions, where a device is known to write, or what stands still in a cine.
It is hidden as a whole, because nobody knows what it says. Once its lines were read, each of them has a suggestion of
its own, and the banner only has to hide those that were not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.geometry import Bounds, Rectangle
from redactor.model.region import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from redactor.model.finding import Finding

WAS_READ: Final = QT_TRANSLATE_NOOP(
    "Reasons", "outside the ultrasound regions (0018,6011); the text in it was read, and is listed by itself"
)
NOT_READ: Final = QT_TRANSLATE_NOOP(
    "Reasons", "outside the ultrasound regions (0018,6011), beside text that could not be read"
)
KEPT: Final = QT_TRANSLATE_NOOP("Reasons", "the text in this area was read, and is listed by itself")
LEFT: Final = QT_TRANSLATE_NOOP("Reasons", "beside text that could not be read")
_REASONS: Final = {
    Kind.ULTRASOUND_BANNER: (WAS_READ, NOT_READ),
    Kind.DEVICE_LAYOUT: (KEPT, LEFT),
    Kind.STILL_OVERLAY: (KEPT, LEFT),
}
_REACH: Final = 2.0
"""How far around text that was not read a banner stays hidden, in rows of that text."""


def is_known(finding: Finding) -> bool:
    """Say whether a text was read, or is harmless by its look (the ticks of a scale)."""
    return bool(finding.text) or finding.suggestion == "keep"


def settled(findings: Sequence[Finding], known: Callable[[Finding], bool] = is_known) -> list[tuple[Finding, ...]]:
    """Decide what becomes of banners, from the findings of all detectors.

    A banner in which no text is known stays as it is. Else it is kept, but for what lies around its unknown texts:
    hidden there to both sides, two rows of the text far, or up to the next known text, and half a row above and below.
    A label of a film, which may bear handwriting, too, is kept only if all of its texts are known to be harmless.

    Parameters
    ----------
    known
        Says of a finding of burned-in text whether it was read.

    Returns
    -------
    list of tuple of Finding
        What each finding becomes, in their order: itself, but for banners.
    """
    texts = [each for each in findings if each.kind is Kind.BURNED_IN_TEXT]
    told = [known(each) for each in texts]
    read = [each for each, is_told in zip(texts, told, strict=True) if is_told]
    unread = [each for each, is_told in zip(texts, told, strict=True) if not is_told]
    return [_after_reading(each, read, unread) for each in findings]


def _after_reading(finding: Finding, read: Sequence[Finding], unread: Sequence[Finding]) -> tuple[Finding, ...]:
    if finding.suggestion == "keep":
        return (finding,)
    if finding.kind is Kind.FILM_EDGE:
        return (_label(finding, read, unread),)
    return _settled(finding, read, unread) if finding.kind in _REASONS else (finding,)


def _label(label: Finding, read: Sequence[Finding], unread: Sequence[Finding]) -> Finding:
    box = label.shape.bounds
    known = [each for each in read if _common(each.shape.bounds, box)]
    harmless = bool(known) and all(each.suggestion == "keep" for each in known)
    if harmless and not any(_common(each.shape.bounds, box) for each in unread):
        return replace(label, suggestion="keep", reason=KEPT)
    return label


def _settled(banner: Finding, read: Sequence[Finding], unread: Sequence[Finding]) -> tuple[Finding, ...]:
    box = banner.shape.bounds
    known = [each.shape.bounds for each in read if _common(each.shape.bounds, box)]
    if not known:
        return (banner,)
    reason_kept, reason_left = _REASONS[banner.kind]
    kept = replace(banner, suggestion="keep", reason=reason_kept)
    around = [_around(each.shape.bounds, box, known) for each in unread if _common(each.shape.bounds, box)]
    hidden = (Rectangle(each.column, each.row, each.columns, each.rows) for each in around if not each.is_empty)
    return (kept, *(replace(banner, shape=shape, reason=reason_left) for shape in dict.fromkeys(hidden)))


def _common(one: Bounds, other: Bounds) -> bool:
    """Say whether two boxes have a pixel in common."""
    columns = min(one.column + one.columns, other.column + other.columns) - max(one.column, other.column)
    rows = min(one.row + one.rows, other.row + other.rows) - max(one.row, other.row)
    return columns > 0 and rows > 0


def _around(text: Bounds, banner: Bounds, known: Sequence[Bounds]) -> Bounds:
    """Give the part of a banner around a text; text that is known and stands beside it ends it."""
    size = min(text.rows, text.columns)
    reach, margin = round(_REACH * size), -(-size // 2)
    left, right = text.column - reach, text.column + text.columns + reach
    top, bottom = text.row - margin, text.row + text.rows + margin
    for other in known:
        if other.row < bottom and other.row + other.rows > top:
            if other.column + other.columns <= text.column:
                left = max(left, other.column + other.columns)
            elif other.column >= text.column + text.columns:
                right = min(right, other.column)
    column, row = max(left, banner.column), max(top, banner.row)
    end, last = min(right, banner.column + banner.columns), min(bottom, banner.row + banner.rows)
    return Bounds(column, row, end - column, last - row)
