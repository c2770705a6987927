"""The file of a journal: SQLite with a schema number, migrations, and errors in our own words."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Final

from redactor.errors import CannotWrite, DiskFull, JournalBusy, JournalDamaged, JournalTooNew
from redactor.files import writing_errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_APPLICATION_ID: Final = 0x52445831
"""Says in the file's header that it is such a journal."""

_MIGRATIONS: Final = (
    (
        # 1: the steps of the history; what they refer to, sealed, each value once
        "CREATE TABLE about (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
        "CREATE TABLE sheets (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, body BLOB NOT NULL)",
        """CREATE TABLE steps (place INTEGER PRIMARY KEY, label TEXT NOT NULL, head INTEGER NOT NULL,
        subjects INTEGER NOT NULL, before INTEGER NOT NULL, after INTEGER NOT NULL, regions BLOB NOT NULL)""",
    ),
    (
        # 2: other facts of the review, sealed
        "CREATE TABLE facts (name TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID",
    ),
)
"""What makes each schema out of the one before."""

SCHEMA: Final = len(_MIGRATIONS)


def connect(path: Path, *, new: bool = False) -> sqlite3.Connection:
    """Open the file of a journal for this process alone, and bring an older one up to date.

    Parameters
    ----------
    new
        Whether the file is made now, for its owner alone.

    Raises
    ------
    JournalTooNew
        If a newer version of the program wrote it: it stays as it is.
    JournalBusy
        If another process, or another part of this one, has it.
    JournalDamaged
        If it is no such journal.
    CannotWrite, DiskFull
        If the file system refuses.
    """
    with writing_errors():
        if new:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite would make it readable for others; what it puts beside it has the permissions of this file.
        os.close(os.open(path, os.O_RDWR | (os.O_CREAT | os.O_EXCL if new else 0), 0o600))
    with sqlite_errors():
        connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        with sqlite_errors():
            _prepare(connection, new=new)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, *, new: bool) -> None:
    # Exclusive: no second program may restore what this one still edits, and network drives need no shared memory.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    begun = schema != 0 or application_id != 0  # a kill may have come before the first commit
    if begun and application_id != _APPLICATION_ID:
        raise JournalDamaged
    if schema > SCHEMA:
        raise JournalTooNew(found=schema, known=SCHEMA)
    if not begun and not new and connection.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
        raise JournalDamaged
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        if schema < SCHEMA:
            for statement in chain.from_iterable(_MIGRATIONS[schema:]):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write everything or nothing.

    Raises
    ------
    CannotWrite, DiskFull, JournalBusy, JournalDamaged
        If it can't be written.
    """
    with sqlite_errors():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            roll_back(connection)
            raise


def roll_back(connection: sqlite3.Connection) -> None:
    """Take a transaction back, where SQLite hasn't done so by itself."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


@contextmanager
def sqlite_errors() -> Iterator[None]:
    """Turn what SQLite says into our own errors."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the rest tells of details
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise JournalBusy from None
        if code == sqlite3.SQLITE_FULL:
            raise DiskFull from None
        if code in _DAMAGE:
            raise JournalDamaged from None
        raise CannotWrite(reason=_REASONS.get(code, "database error")) from None


_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_SCHEMA})
_REASONS: Final = {
    sqlite3.SQLITE_READONLY: "read-only file system",
    sqlite3.SQLITE_IOERR: "input/output error",
    sqlite3.SQLITE_CANTOPEN: "no such file or directory",
    sqlite3.SQLITE_PERM: "permission denied",
    sqlite3.SQLITE_AUTH: "permission denied",
}


def delete(path: Path) -> None:
    """Delete a journal and what SQLite puts beside it; what is gone already stays gone.

    Raises
    ------
    CannotWrite
        If the file system refuses.
    """
    with writing_errors():
        for each in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            each.unlink(missing_ok=True)
