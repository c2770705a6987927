"""Ultrasound banners after the text in them was read: what is known decides by itself, what is not stays hidden.

A banner is all that lies outside the ultrasound regions. It is hidden as a whole, because nobody knows what it says.
Once its lines were read, each of them has a suggestion of its own, and the banner only has to hide those that were not.
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
_REACH: Final = 2.0
"""How far around text that was not read a banner stays hidden, in rows of that text."""


def is_known(finding: Finding) -> bool:
    """Say whether a text was read, or is harmless by its look (the ticks of a scale)."""
    return bool(finding.text) or finding.suggestion == "keep"


def settled(findings: Sequence[Finding], known: Callable[[Finding], bool] = is_known) -> list[tuple[Finding, ...]]:
    """Decide what becomes of banners, from the findings of all detectors.

    A banner in which no text is known stays as it is. Else it is kept, but for what lies around its unknown texts:
    hidden there to both sides, two rows of the text far, or up to the next known text, and half a row above and below.

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
    return [_settled(each, read, unread) if _is_open(each) else (each,) for each in findings]


def _is_open(finding: Finding) -> bool:
    return finding.kind is Kind.ULTRASOUND_BANNER and finding.suggestion != "keep"


def _settled(banner: Finding, read: Sequence[Finding], unread: Sequence[Finding]) -> tuple[Finding, ...]:
    box = banner.shape.bounds
    known = [each.shape.bounds for each in read if _common(each.shape.bounds, box)]
    if not known:
        return (banner,)
    kept = replace(banner, suggestion="keep", reason=WAS_READ)
    around = [_around(each.shape.bounds, box, known) for each in unread if _common(each.shape.bounds, box)]
    hidden = (Rectangle(each.column, each.row, each.columns, each.rows) for each in around if not each.is_empty)
    return (kept, *(replace(banner, shape=shape, reason=NOT_READ) for shape in dict.fromkeys(hidden)))


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
