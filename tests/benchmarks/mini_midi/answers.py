"""The answer key: what must be true of the results, one row a fact, in SQLite."""

from __future__ import annotations

import sqlite3
from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Action(StrEnum):
    """What is asked of one place: the ten actions of MIDI-B, then six of our own."""

    TAG_RETAINED = "tag_retained"
    TEXT_NOTNULL = "text_notnull"
    TEXT_RETAINED = "text_retained"
    TEXT_REMOVED = "text_removed"
    DATE_SHIFTED = "date_shifted"
    UID_CHANGED = "uid_changed"
    UID_CONSISTENT = "uid_consistent"
    PATID_CONSISTENT = "patid_consistent"
    PIXELS_HIDDEN = "pixels_hidden"
    PIXELS_RETAINED = "pixels_retained"
    BYTES_CLEAN = "bytes_clean"
    FILENAME_CLEAN = "filename_clean"
    CONFORMANCE_NOT_WORSE = "conformance_not_worse"
    PIXELS_OUTSIDE_MASK_IDENTICAL = "pixels_outside_mask_identical"
    RECORD_COMPLETE = "record_complete"
    REOPEN_OK = "reopen_ok"


REMOVED: Final = frozenset(
    {
        Action.TEXT_REMOVED,
        Action.DATE_SHIFTED,
        Action.UID_CHANGED,
        Action.PIXELS_HIDDEN,
        Action.BYTES_CLEAN,
        Action.FILENAME_CLEAN,
    }
)
"""Actions that a missing output passes: what is not there tells nothing."""

PIXELS: Final = frozenset({Action.PIXELS_HIDDEN, Action.PIXELS_RETAINED, Action.PIXELS_OUTSIDE_MASK_IDENTICAL})


@dataclass(frozen=True)
class Answer:
    """One fact.

    Attributes
    ----------
    file
        Path of the source below the input folder; empty where all outputs are meant.
    place
        ``P01`` to ``P48`` of the hiding places, ``HA`` to ``HR`` of the HIPAA classes, ``decoy`` or ``base``.
    category
        ``HIPAA``, ``DICOM``, ``TCIA`` or ``OURS``.
    path
        Tags as ``(gggg,eeee)``, items by number from 1, joined by ``/``; empty where no attribute is meant.
    text
        The value, or the words that must be gone, one a line.
    profile
        With which profile the fact holds: ``any``, or the name of the only one.
    detail
        What the check of an action needs beside: see `score`.
    """

    file: str
    place: str
    category: str
    action: Action
    path: str = ""
    text: str = ""
    profile: str = "any"
    detail: str = ""


@dataclass(frozen=True)
class SourceFile:
    """A planted file, and what pixels of it hold text.

    Attributes
    ----------
    boxes
        (column, row, columns, rows) of burned-in text, one a line, numbers joined by commas.
    ink
        Packed bits of the pixels of letters, rows × columns; empty without text.
    trailing
        Bytes after the data set, at which dcmtk stops: the scorer cuts them off before it reads a source.
    """

    file: str
    kind: str
    patient: str
    issuer: str
    study: str
    series: str
    rows: int
    columns: int
    boxes: str = ""
    ink: bytes = b""
    trailing: int = 0

    def rectangles(self) -> list[tuple[int, int, int, int]]:
        """Give the boxes as numbers."""
        found = [tuple(int(part) for part in line.split(",")) for line in self.boxes.splitlines()]
        return [(box[0], box[1], box[2], box[3]) for box in found]


@dataclass(frozen=True)
class Key:
    """All of it."""

    answers: tuple[Answer, ...]
    files: tuple[SourceFile, ...]


_SCHEMA: Final = """
CREATE TABLE answers (file TEXT, place TEXT, category TEXT, action TEXT, path TEXT, text TEXT, profile TEXT,
                      detail TEXT);
CREATE TABLE files (file TEXT PRIMARY KEY, kind TEXT, patient TEXT, issuer TEXT, study TEXT, series TEXT,
                    rows INTEGER, columns INTEGER, boxes TEXT, ink BLOB, trailing INTEGER);
"""


def write_key(database: Path, answers: Iterable[Answer], files: Iterable[SourceFile]) -> None:
    """Write the key into a new database."""
    connection = sqlite3.connect(database)
    try:
        connection.executescript(_SCHEMA)
        connection.executemany("INSERT INTO answers VALUES (?,?,?,?,?,?,?,?)", (astuple(row) for row in answers))
        connection.executemany("INSERT INTO files VALUES (?,?,?,?,?,?,?,?,?,?,?)", (astuple(row) for row in files))
        connection.commit()
    finally:
        connection.close()


def read_key(database: Path) -> Key:
    """Read a key back."""
    connection = sqlite3.connect(database)
    try:
        rows = connection.execute("SELECT * FROM answers").fetchall()
        files = connection.execute("SELECT * FROM files").fetchall()
    finally:
        connection.close()
    answers = tuple(Answer(row[0], row[1], row[2], Action(row[3]), row[4], row[5], row[6], row[7]) for row in rows)
    return Key(answers, tuple(SourceFile(*row) for row in files))
