"""Say what should become of each line and each letter that was found."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from redactor.detectors._cores import Slant
from redactor.detectors._ink import LEVEL, letters_in, reaching, straightened
from redactor.detectors._meaning import SYMBOLS, UNKNOWN, Meaning, meaning
from redactor.detectors._places import Places, fewer
from redactor.detectors._seen import seen_lines
from redactor.detectors._table import Table, shared
from redactor.detectors._ways import CLEAR, Patience, read
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.finding import Finding
from redactor.model.geometry import Polygon, Rectangle
from redactor.model.region import ALL, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.detectors._letters import Gray
    from redactor.detectors._look import Found
    from redactor.detectors._reader import Reading
    from redactor.detectors._seen import TextLine
    from redactor.model.geometry import Shape
    from redactor.model.image import PixelFormat

LINE = QT_TRANSLATE_NOOP("Reasons", "looks like burned-in text")
LETTER = QT_TRANSLATE_NOOP("Reasons", "looks like a single burned-in letter or marker")

_PARTLY: Final = 0.55
"""Confidence of a reading that is wrong in some letters."""
_SEEN: Final = 0.85
"""Share from which the network saw text that nobody can read."""
_LETTERS_UNREAD: Final = 2
"""Spots of the size of letters in a line of which nothing could be read at all."""
_CERTAIN: Final = 6.0
"""Scores of a place: such that something is there even if it can't be read, or even if the network sees nothing."""
_MARGIN_ROWS: Final = (12.0, 17.0, 24.0)
_MARGIN: Final = (3.0, 1.0, 0.5)
_MARGIN_ENDS: Final = (2.0, 1.0, 0.5)
"""Pixels that are hidden above and below ink, and at its ends, for lines of so many rows: of small letters a single
row of pixels that a threshold missed still tells something."""
_MARGIN_UNREAD: Final = 0.15
"""Share of the height of a line that is added for letters that nobody could read, since where they end is not sure."""
_MARGIN_TURNED: Final = 0.2
"""Share of the height of a line along columns that is hidden around it at least."""
_MARGIN_UNREAD_MOST: Final = (5.0, 3.0)
_MARGIN_TURNED_MOST: Final = (9.0, 4.0)
"""What these are at most, in pixels: around what the network does not see as a line, and what it does."""
_LOOSE: Final = 0.02
"""Share of its short side by which the rectangle that the network gives a line is smaller in colour that was coded, by
a palette or in fewer samples: letters are shaded there."""


def judged(found: Found, pixels: PixelFormat) -> list[Finding]:
    """Give the findings of what some frames show, from top to bottom.

    Raises
    ------
    MissingResource
        If a model is not there, or damaged.
    """
    places = found.text.scaled(1 / found.factor)
    lines = seen_lines(found.renderings, places)
    patience = Patience()
    findings = []
    answers = []
    readings = read(found.renderings, [(line.rendering, line.slant) for line in lines], patience)
    for line, reading in zip(lines, readings, strict=True):
        answer = judged_line(line, reading, line.slant.long * line.slant.short / found.renderings[0].size)
        if not reading.text.strip() and letters_in(found.renderings[line.rendering], line.slant) < _LETTERS_UNREAD:
            answer = None
        if answer is not None:
            answers.append((line, reading, answer))
    taken: list[tuple[TextLine, bool]] = []
    for seen, reading, answer in answers:
        # Read without that: texture at its ends would garble it.
        line = extended(seen, places, [other for other, _, _ in answers], found.renderings[seen.rendering])
        taken.append((line, answer[0].suggestion != "keep"))
        findings.append(_finding(found, line.slant, *answer, pixels, text=reading.text, around=line.around))
    rest = unseen(places, taken, found.renderings[0].size).each()
    slants = [_slant(place) for place in rest]
    readings = read(found.renderings, [(0, slant) for slant in slants], patience)
    for place, slant, reading in zip(rest, slants, readings, strict=True):
        letters = max(letters_in(gray, slant) for gray in found.renderings)
        judgement = judged_place(place, reading, letters)
        if judgement is not None:
            findings.append(_finding(found, slant, *judgement, pixels, text=reading.text))
    return sorted(findings, key=lambda each: (each.shape.bounds.row, each.shape.bounds.column))


def unseen(places: Places, lines: Sequence[tuple[TextLine, bool]], pixels: int) -> Places:
    """Give the places that are text without any line, and the markers of which something is not hidden yet.

    Parameters
    ----------
    lines
        Each with whether it will be hidden: a marker's letter may be kept, the initials beside it are not.
    pixels
        Of the image.
    """
    read, hidden = ([line for line, is_hidden in lines if is_hidden or everything] for everything in (True, False))
    by_any, by_hidden = (
        shared(places, _boxes(some)).sum(axis=1) / np.maximum(places.box_area, 1) for some in (read, hidden)
    )
    long = np.maximum(places.box_rows, places.box_columns)
    is_mark = (places.mark > 0) & np.where(places.count > 1, by_hidden <= _COVERED, by_any <= _TOUCHED)
    is_text = (by_any <= _TOUCHED) & (places.score > _CERTAIN) & (long > _LONE * places.rows)
    is_text &= np.minimum(places.box_rows, places.box_columns) <= _HIGHEST * places.rows
    return places.where(is_mark | (is_text & (places.box_area <= _LARGEST * pixels)))


_HIGHEST: Final = 1.8
"""Short side of a single line, in letters' rows."""


def judged_place(place: Places, reading: Reading, letters: int) -> tuple[Meaning, float] | None:
    """Say what should become of a place that the network does not see, a table of one place; None if it is no text.

    Only a letter by itself is left alone for what it says: beside it initials may stand that nobody read. No text is
    what neither of the networks knows as one, and has no letters in a row: the trace of an ECG, an edge, a bar.

    Parameters
    ----------
    letters
        How many spots in it have the size of letters.
    """
    confidence = 1 / (1 + math.exp(-float(place.score[0]))) / 2
    is_one = place.count[0] <= 1
    if reading.confidence >= CLEAR:
        said = meaning(reading.text)
        if said.suggestion == "hide" or (is_one and len(reading.text.strip()) == 1):
            return said, confidence
    sides = sorted((float(place.box_rows[0]), float(place.box_columns[0])))
    room = sides[1] / max(sides[0], 1.0)
    is_blank = len(reading.text.strip()) <= 1 and reading.confidence < _PARTLY
    if not place.mark[0] and is_blank and room >= _ROOM and letters <= room:
        return None
    return Meaning("ask", LETTER if place.mark[0] else LINE), confidence


_ROOM: Final = 2.0
"""How often as long as high a place is in which more than one letter would be read."""
_TOUCHED: Final = 0.1
_COVERED: Final = 0.7
"""Shares of a place from which lines are what was found there: of one with text, and of one with markers."""
_LONE: Final = 1.8
_LARGEST: Final = 0.02
"""Share of an image up to which a place may be text that the network does not see."""


def judged_line(line: TextLine, reading: Reading, share: float) -> tuple[Meaning, float] | None:
    """Say what should become of a line that the network sees, and how sure that is; None if it is no text.

    Parameters
    ----------
    share
        Of the image that the line takes.
    """
    said = meaning(reading.text)
    least = _PARTLY
    is_one = len(reading.text.strip()) == 1
    if is_one and reading.confidence < CLEAR and share > _LARGEST_LETTER and line.slant.short > _LARGE_LETTER:
        return None
    if line.is_cut:  # the edge of an organ goes on and on, and reads as a letter or two
        least = _PARTLY_CUT if len(reading.text.strip()) >= _WORD else 1.0
    if said.suggestion == "keep" and is_one and reading.text.strip() not in SYMBOLS:
        least = max(least, _LETTER)  # initials beside it may have been taken for a part of it
        if reading.confidence < least:
            is_texture = line.is_cut or share > _LARGEST or reading.confidence < _PARTLY
            return None if is_texture else (Meaning("ask", LETTER), reading.confidence)
    if reading.confidence >= max(CLEAR, least) and _fills(reading.text, line.slant):
        return said, reading.confidence
    if reading.confidence >= least:
        return (said if said.suggestion == "hide" else Meaning("ask", UNKNOWN)), reading.confidence
    is_certain = line.score > _CERTAIN
    if (
        line.share >= _SEEN
        and share <= (_LARGEST_CERTAIN if is_certain else _LARGEST)
        and (is_certain or not line.is_cut)
    ):
        return Meaning("ask", LINE), 0.5
    return None


def _fills(text: str, slant: Slant) -> bool:
    """Say whether a line has about as many letters as find room in it; less, and some were not read."""
    letters = len(text.strip())
    return slant.long <= (_BROADEST * max(letters, 1) if letters != 1 else _TALLEST) * slant.short


_LETTER: Final = 0.96
"""Confidence of a single letter that is known."""
_LARGEST_LETTER: Final = 0.005
_LARGE_LETTER: Final = 24
"""Share of an image, and rows, up to which a single letter that can't be read clearly is one: rings look like it."""
_BROADEST: Final = 1.7
_TALLEST: Final = 2.6
"""Columns of a letter in a line, in its rows; sides of a letter by itself."""
_LARGEST_CERTAIN: Final = 0.05
_PARTLY_CUT: Final = 0.75
_WORD: Final = 3


def extended(line: TextLine, places: Places, lines: Sequence[TextLine], gray: Gray) -> TextLine:
    """Let a level line reach to the ends of a place in the same row: the network may lose its faint letters.

    Parameters
    ----------
    lines
        All lines: it ends before the next one in its row.
    gray
        The rendering that shows it: uint8, shape (rows, columns). Only where ink goes on does the line.
    """
    slant = line.slant
    if slant.angle != 0 or not len(places):
        return line
    left, right = slant.x - slant.long / 2, slant.x + slant.long / 2
    top, bottom = slant.y - slant.short / 2, slant.y + slant.short / 2
    overlap = np.minimum(places.bottom, bottom) - np.maximum(places.top, top)
    common = np.minimum(places.right, right) - np.maximum(places.left, left)
    same = (overlap >= _IN_ROW * np.minimum(slant.short, places.box_rows)) & (common > 0)
    size = max(slant.short, _LETTERS * line.around.short)
    same &= (places.box_rows <= _AS_HIGH * size) & (places.is_turned == 0)
    if not same.any():
        return line
    first = max(float(places.left[same].min()), left - _FARTHER * size)
    last = min(float(places.right[same].max()), right + _FARTHER * size)
    boxes = _boxes(lines)
    beside = np.minimum(boxes.bottom, bottom) - np.maximum(boxes.top, top)
    beside = beside >= _IN_ROW * np.minimum(slant.short, boxes.box_rows)
    middle = (boxes.left + boxes.right) / 2
    first = max([first, *boxes.right[beside & (middle < left)].tolist()])
    last = min([last, *boxes.left[beside & (middle > right)].tolist()])
    return replace(line, slant=reaching(gray, slant, (left - first, last - right)))


_IN_ROW: Final = 0.6
_AS_HIGH: Final = 2.2
_LETTERS: Final = 0.74
"""Rows of letters as a share of those of the rectangle that the network gives a line."""
_FARTHER: Final = 4.0


def fewest(findings: list[Finding], most: int) -> list[Finding]:
    """Give at most so many findings: what is hidden is joined with what is close rather than forgotten."""
    if len(findings) <= most:
        return findings
    hidden = [finding for finding in findings if finding.suggestion != "keep"]
    if len(hidden) <= most:
        return hidden
    boxes = np.array([_edges(finding) for finding in hidden], np.float64).T
    table = Table(*boxes)
    places = fewer(Places.of(table, rows=table.box_rows, score=np.full(len(table), _CERTAIN), count=3.0), most)
    frames = hidden[0].frames if len({finding.frames for finding in hidden}) == 1 else ALL
    return [
        Finding(
            kind=Kind.BURNED_IN_TEXT,
            shape=Rectangle(int(left), int(top), int(right - left), int(bottom - top)),
            reason=LINE,
            frames=frames,
            suggestion="hide",
            confidence=0.9,
        )
        for left, top, right, bottom in zip(places.left, places.top, places.right, places.bottom, strict=True)
    ]


def _edges(finding: Finding) -> tuple[int, int, int, int]:
    box = finding.shape.bounds
    return box.column, box.row, box.column + box.columns, box.row + box.rows


def _finding(
    found: Found,
    slant: Slant,
    said: Meaning,
    confidence: float,
    pixels: PixelFormat,
    *,
    text: str,
    around: Slant | None = None,
) -> Finding:
    return Finding(
        kind=Kind.BURNED_IN_TEXT,
        shape=shape_of(
            slant,
            found.factor,
            pixels,
            around,
            is_unread=said.reason == LETTER or (said.suggestion == "ask" and 0 < len(text.strip()) < _WORD),
        ),
        reason=said.reason,
        frames=found.frames,
        suggestion=said.suggestion,
        confidence=round(min(max(confidence, 0.05), 0.99), 2),
        text=text,
    )


def shape_of(
    slant: Slant, factor: int, pixels: PixelFormat, around: Slant | None = None, *, is_unread: bool = False
) -> Shape:
    """Give a rectangle of whole pixels around a line, or a polygon if it is slanted, inside the image.

    Parameters
    ----------
    around
        The rectangle that a network gives the line.
    """
    across, along = (float(np.interp(slant.short, _MARGIN_ROWS, each)) for each in (_MARGIN, _MARGIN_ENDS))
    is_seen = around is not None
    if slant.angle in LEVEL - {0.0}:
        least = min(_MARGIN_TURNED * slant.short, _MARGIN_TURNED_MOST[is_seen])
        across, along = max(across, least), max(along, least)
    if is_unread:
        more = min(_MARGIN_UNREAD * slant.short, _MARGIN_UNREAD_MOST[is_seen])
        across, along = across + more, along + more
    corners = replace(slant, short=slant.short + 2 * across, long=slant.long + 2 * along).corners()
    is_level = slant.angle in LEVEL
    is_shaded = not pixels.is_grayscale and pixels.photometric_interpretation != "RGB"
    if around is not None and is_level and is_shaded:
        corners = np.concatenate([corners, straightened(around).corners(-_LOOSE * around.short)])
    corners = np.clip(corners * factor, 0, [pixels.columns, pixels.rows])
    if is_level:
        left, top = np.floor(corners.min(axis=0) + 0.5)
        right, bottom = np.ceil(corners.max(axis=0) - 0.5)
        left, top = min(left, pixels.columns - 1), min(top, pixels.rows - 1)
        return Rectangle(int(left), int(top), max(int(right - left), 1), max(int(bottom - top), 1))
    return Polygon(tuple((float(x), float(y)) for x, y in corners.tolist()))


def _boxes(lines: Sequence[TextLine]) -> Table:
    if not lines:
        return Table.empty()
    corners = np.array([line.slant.corners() for line in lines], np.float64)
    low, high = corners.min(axis=1), corners.max(axis=1)
    return Table(left=low[:, 0], top=low[:, 1], right=high[:, 0], bottom=high[:, 1])


def _slant(place: Places) -> Slant:
    left, top, right, bottom = (float(getattr(place, side)[0]) for side in ("left", "top", "right", "bottom"))
    columns, rows = max(right - left, 1.0), max(bottom - top, 1.0)
    is_tall = rows > columns
    angle = np.pi / 2 if is_tall else 0.0
    return Slant((left + right) / 2, (top + bottom) / 2, max(columns, rows), min(columns, rows), angle)
