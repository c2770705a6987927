"""A review as JSON (`redactor/review/1`), for the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from redactor.errors import InvalidDocument
from redactor.model.review import EVERYWHERE, Checked, Mark, Projection, Review
from redactor.model.strict_json import Reader, count, flag, list_of, number, one_of, text

if TYPE_CHECKING:
    from redactor.model.strict_json import Json

SCHEMA: Final = "redactor/review/1"
_MARKS: Final = ("reviewed", "approved", "released")
_CELLS: Final = len(f"{EVERYWHERE:x}")


def review_to_json(review: Review) -> Json:
    """Give a review as JSON can hold it."""
    frames: dict[str, list[Json]] = {}
    for (key, number_of_frame), cells in review.seen.items():
        frames.setdefault(key, []).append({"frame": number_of_frame, "cells": f"{cells:x}"})
    document: Json = {
        "schema": SCHEMA,
        "seen": [{"subject": key, "frames": found} for key, found in frames.items()],
        "projections": sorted(review.projections),
        "words": review.words,
        "hidden": review.hidden,
        "comment": review.comment,
        "is_flagged": review.is_flagged,
        "quarantined": review.quarantined,
        "reasons": [{"region": region, "reason": reason} for region, reason in review.reasons.items()],
    }
    if review.absent:
        document["absent"] = [{"chosen": chosen, "images": images} for chosen, images in review.absent.items()]
    for name in (*_MARKS, "checked"):
        value = getattr(review, name)
        if value is not None:
            document[name] = dict(vars(value))
    return document


def review_from_json(document: object) -> Review:
    """Read a review again.

    Raises
    ------
    InvalidDocument
        If it is none, or one of a later kind.
    """
    reader = Reader(document, "review")
    reader.take("schema", one_of(SCHEMA))
    seen = {
        (key, frame): cells for key, frames in reader.take("seen", list_of(_read_subject)) for frame, cells in frames
    }
    reviewed, approved, released = (reader.maybe(name, _read_mark) for name in _MARKS)
    review = Review(
        seen=seen,
        projections=frozenset(reader.take("projections", list_of(one_of(*Projection)))),
        words=reader.take("words", text),
        hidden=reader.take("hidden", text),
        comment=reader.take("comment", text),
        is_flagged=reader.take("is_flagged", flag),
        reviewed=reviewed,
        approved=approved,
        released=released,
        checked=reader.maybe("checked", _read_checked),
        quarantined=reader.take("quarantined", text),
        reasons=dict(reader.take("reasons", list_of(_read_reason))),
        absent=dict(reader.maybe("absent", list_of(_read_absent)) or ()),
    )
    reader.end()
    return review


def _read_subject(document: object, where: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    reader = Reader(document, where)
    found = reader.take("subject", text), reader.take("frames", list_of(_read_frame))
    reader.end()
    return found


def _read_frame(document: object, where: str) -> tuple[int, int]:
    reader = Reader(document, where)
    found = reader.take("frame", count), reader.take("cells", _read_cells)
    reader.end()
    return found


def _read_cells(document: object, where: str) -> int:
    written = text(document, where)
    if not 0 < len(written) <= _CELLS or set(written) - set("0123456789abcdef"):
        raise InvalidDocument(where=where, problem="a hexadecimal number is needed")
    return int(written, 16)


def _read_reason(document: object, where: str) -> tuple[str, str]:
    reader = Reader(document, where)
    found = reader.take("region", text), reader.take("reason", text)
    reader.end()
    return found


def _read_absent(document: object, where: str) -> tuple[str, int]:
    reader = Reader(document, where)
    found = reader.take("chosen", text), reader.take("images", count)
    reader.end()
    return found


def _read_mark(document: object, where: str) -> Mark:
    reader = Reader(document, where)
    mark = Mark(reader.take("snapshot", text), reader.take("by", text), reader.take("at", number))
    reader.end()
    return mark


def _read_checked(document: object, where: str) -> Checked:
    reader = Reader(document, where)
    checked = Checked(reader.take("snapshot", text), reader.take("reason", text))
    reader.end()
    return checked
