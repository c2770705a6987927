"""The journal of a bulk run: every input, its group and what became of it, in one SQLite file beside the results.

A run that ends in any way, by a signal or a loss of power, finds here what remains. Of the header it holds HMACs under
the project key alone. It names sources, so it stays in the local folder.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from redactor.errors import CannotWrite, DiskFull, InvalidDocument
from redactor.model.stages import OutputName
from redactor.workflow.report import Item, ItemStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FILE: Final = "bulk.sqlite"
PENDING: Final = "pending"
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS groups (
    id INTEGER PRIMARY KEY, facts TEXT UNIQUE NOT NULL, kind TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT '', template INTEGER);
CREATE TABLE IF NOT EXISTS blocks (
    id INTEGER PRIMARY KEY, group_id INTEGER NOT NULL, cleared TEXT, tried INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS files (
    id INTEGER PRIMARY KEY, source BLOB NOT NULL, size INTEGER NOT NULL, group_id INTEGER,
    series TEXT NOT NULL DEFAULT '', patient TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '',
    number INTEGER NOT NULL DEFAULT 0, has_sign INTEGER NOT NULL DEFAULT 1, frames INTEGER NOT NULL DEFAULT 1,
    name_case INTEGER, name_series INTEGER, name_instance INTEGER, block INTEGER,
    status TEXT NOT NULL, output TEXT, reason TEXT NOT NULL DEFAULT '', seconds REAL NOT NULL DEFAULT 0,
    run INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS files_by_status ON files (status, id);
CREATE INDEX IF NOT EXISTS files_by_group ON files (group_id, series, number, id);
CREATE INDEX IF NOT EXISTS files_by_block ON files (block);
"""
_FULL: Final = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR})


@dataclass(frozen=True)
class Listed:
    """One file as it was found. The repr shows neither path nor keys."""

    source: Path = field(repr=False)
    size: int
    problem: str = ""
    facts: str = ""
    kind: str = ""
    series: str = field(default="", repr=False)
    patient: str = field(default="", repr=False)
    place: str = field(default="", repr=False)
    number: int = 0
    has_sign: bool = True
    frames: int = 1
    name: OutputName | None = None


@dataclass(frozen=True)
class Group:
    """Images of one kind, and what is done with them."""

    id: int
    facts: str
    kind: str
    state: str
    template: int | None
    images: int
    size: int


@dataclass(frozen=True)
class Waiting:
    """A file that is still to be worked on."""

    id: int
    source: Path = field(repr=False)
    name: OutputName
    place: str = field(repr=False)
    template: int
    cleared: str | None
    """What the search of its block said, where that was enough."""


@dataclass(frozen=True)
class Block:
    """Images of one series whose projections are searched together."""

    id: int
    template: int
    facts: str
    sources: tuple[Path, ...] = field(repr=False)


class RunJournal:
    """An open journal. Every method that changes something is one transaction; what it returned from has happened."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    # --- facts of the run ---

    def fact(self, name: str) -> str | None:
        """Give a fact of the run, None if it is not known."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def note(self, name: str, value: str) -> None:
        """Remember a fact of the run."""
        with self._change() as db:
            db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    # --- listing and grouping ---

    def clear(self) -> None:
        """Forget everything."""
        self.clear_files()
        with self._change() as db:
            db.execute("DELETE FROM facts")

    def clear_files(self) -> None:
        """Forget all files and groups, but not the facts of the run."""
        with self._change() as db:
            for table in ("groups", "blocks", "files"):
                db.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand in the line above

    def add(self, listed: Iterable[Listed]) -> None:
        """Add files with their groups."""
        with self._change() as db:
            for each in listed:
                group = None
                if each.facts:
                    db.execute("INSERT OR IGNORE INTO groups (facts, kind) VALUES (?, ?)", (each.facts, each.kind))
                    (group,) = db.execute("SELECT id FROM groups WHERE facts = ?", (each.facts,)).fetchone()
                name = each.name
                db.execute(
                    "INSERT INTO files (source, size, group_id, series, patient, place, number, has_sign, frames, "
                    "name_case, name_series, name_instance, status, reason) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                    (
                        os.fsencode(each.source),
                        each.size,
                        group,
                        each.series,
                        each.patient,
                        each.place,
                        each.number,
                        each.has_sign,
                        each.frames,
                        *((name.case, name.series, name.instance) if name else (None, None, None)),
                        str(ItemStatus.SET_ASIDE) if each.problem else PENDING,
                        each.problem,
                    ),
                )

    def mixed_series(self) -> list[tuple[str, int]]:
        """Give the keys of series that name more than one patient, with how many they name."""
        rows = self._db.execute(
            "SELECT series, count(DISTINCT patient) AS many FROM files WHERE series != '' AND status = ? "
            "GROUP BY series HAVING many > 1",
            (PENDING,),
        )
        return [(str(series), int(many)) for series, many in rows]

    def set_series_aside(self, series: str, reason: str) -> None:
        """Set all files of a series aside."""
        self._set_aside("series = ?", series, reason)

    def groups(self) -> list[Group]:
        """Give all groups with how many files they hold that can be read, largest first."""
        rows = self._db.execute(
            "SELECT g.id, g.facts, g.kind, g.state, g.template, count(f.id), coalesce(sum(f.size), 0) "
            "FROM groups g LEFT JOIN files f ON f.group_id = g.id GROUP BY g.id ORDER BY count(f.id) DESC, g.id"
        )
        return [Group(*row) for row in rows]

    def decide(self, group: int, state: str, template: int | None, reason: str) -> None:
        """Say what is done with a group; with a reason its files are set aside."""
        with self._change() as db:
            db.execute("UPDATE groups SET state = ?, template = ? WHERE id = ?", (state, template, group))
        if reason:
            self._set_aside("group_id = ?", group, reason)

    def _set_aside(self, where: str, value: str | int, reason: str) -> None:
        with self._change() as db:
            db.execute(
                f"UPDATE files SET status = ?, reason = ? WHERE status = ? AND {where}",  # noqa: S608 - two words of ours
                (str(ItemStatus.SET_ASIDE), reason, PENDING, value),
            )

    # --- blocks ---

    def make_blocks(self, most: int) -> None:
        """Put files without any sign of burned-in text into blocks of one group and series."""
        with self._change() as db:
            rows = db.execute(
                "SELECT id, group_id, series FROM files WHERE status = ? AND has_sign = 0 AND block IS NULL "
                "ORDER BY group_id, series, number, id",
                (PENDING,),
            ).fetchall()
            known: tuple[int, str] | None = None
            block = filled = 0
            for file, group, series in rows:
                if known != (group, series) or filled >= most:
                    block = int(db.execute("INSERT INTO blocks (group_id) VALUES (?)", (group,)).lastrowid or 0)
                    known, filled = (group, series), 0
                filled += 1
                db.execute("UPDATE files SET block = ? WHERE id = ?", (block, file))

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks that were not searched yet."""
        found = self._db.execute(
            "SELECT b.id, g.template, g.facts FROM blocks b JOIN groups g ON g.id = b.group_id "
            "WHERE b.tried = 0 ORDER BY b.id"
        ).fetchall()
        for block, template, facts in found:
            rows = self._db.execute("SELECT source FROM files WHERE block = ? ORDER BY number, id", (block,))
            yield Block(block, template, facts, tuple(Path(os.fsdecode(row[0])) for row in rows))

    def count_blocks(self) -> int:
        """Give how many blocks were not searched yet."""
        return self._count("SELECT count(*) FROM blocks WHERE tried = 0")

    def searched(self, block: int, cleared: str | None) -> None:
        """Say that a block was searched; None: its images have to be searched by themselves."""
        with self._change() as db:
            db.execute("UPDATE blocks SET tried = 1, cleared = ? WHERE id = ?", (cleared, block))

    # --- work ---

    def waiting(self, after: int = 0) -> Iterator[Waiting]:
        """Yield the files that are still to be worked on, in the order of listing."""
        while True:  # in pages: no statement stays open while others write
            rows = self._db.execute(
                "SELECT f.id, f.source, f.name_case, f.name_series, f.name_instance, f.place, g.template, b.cleared "
                "FROM files f JOIN groups g ON g.id = f.group_id LEFT JOIN blocks b ON b.id = f.block "
                "WHERE f.status = ? AND f.id > ? ORDER BY f.id LIMIT 256",
                (PENDING, after),
            ).fetchall()
            for file, source, case, series, instance, place, template, cleared in rows:
                path = Path(os.fsdecode(source))
                yield Waiting(file, path, OutputName(case, series, instance), place, template, cleared)
            if not rows:
                return
            after = rows[-1][0]

    def matched(self) -> Iterator[Path]:
        """Yield every file that a template is for, whatever became of it."""
        last = 0
        while True:
            rows = self._db.execute(
                "SELECT f.id, f.source FROM files f JOIN groups g ON g.id = f.group_id "
                "WHERE g.template IS NOT NULL AND f.id > ? ORDER BY f.id LIMIT 1000",
                (last,),
            ).fetchall()
            yield from (Path(os.fsdecode(source)) for _, source in rows)
            if not rows:
                return
            last = rows[-1][0]

    def finish(self, ended: Iterable[tuple[int, Item]], run: int) -> None:
        """Say how files ended in a run, counted from 1; lasting when this returns, even if the power goes."""
        with self._change() as db:
            db.executemany(
                "UPDATE files SET status = ?, output = ?, reason = ?, seconds = ?, run = ? WHERE id = ?",
                [(str(item.status), item.output, item.reason, item.seconds, run, file) for file, item in ended],
            )

    def retry(self) -> int:
        """Take up again what was set aside or failed while it was worked on; gives how many files that are."""
        with self._change() as db:
            done = db.execute(
                "UPDATE files SET status = ?, reason = '' WHERE status IN ('set_aside', 'failed') AND group_id IN "
                "(SELECT id FROM groups WHERE template IS NOT NULL)",
                (PENDING,),
            )
            return done.rowcount

    # --- what became of all ---

    def counts(self) -> dict[str, int]:
        """Give how many files there are of each status."""
        return dict(self._db.execute("SELECT status, count(*) FROM files GROUP BY status ORDER BY status").fetchall())

    def reasons(self) -> list[tuple[str, str, int]]:
        """Give status, reason and how many files have it, the most frequent first."""
        return self._db.execute(
            "SELECT status, reason, count(*) AS many FROM files WHERE reason != '' GROUP BY status, reason "
            "ORDER BY many DESC, status, reason"
        ).fetchall()

    def done_by_template(self, run: int) -> dict[int, int]:
        """Give how many files each template was applied to in a run."""
        return dict(
            self._db.execute(
                "SELECT g.template, count(*) FROM files f JOIN groups g ON g.id = f.group_id "
                "WHERE f.status = 'done' AND f.run = ? GROUP BY g.template",
                (run,),
            ).fetchall()
        )

    def items(self, run: int) -> Iterator[Item]:
        """Yield what became of each file, in the order of listing; what an earlier run finished as skipped.

        Files that nobody came to are left out.
        """
        last = 0
        while True:
            rows = self._db.execute(
                "SELECT id, source, output, status, reason, seconds, run FROM files WHERE id > ? AND status != ? "
                "ORDER BY id LIMIT 1000",
                (last, PENDING),
            ).fetchall()
            for _, source, output, status, reason, seconds, ended in rows:
                skipped = status == ItemStatus.DONE and ended < run
                told = ItemStatus.SKIPPED if skipped else ItemStatus(status)
                yield Item(os.fsdecode(source), output, told, reason, 0.0 if skipped else seconds)
            if not rows:
                return
            last = rows[-1][0]

    def largest(self) -> int:
        """Give the size in bytes of the largest file that is still to be worked on."""
        return self._count("SELECT coalesce(max(size), 0) FROM files WHERE status = 'pending'")

    def pending(self) -> int:
        """Give how many files are still to be worked on."""
        return self._count("SELECT count(*) FROM files WHERE status = 'pending'")

    def sources_of(self, group: int, most: int) -> list[Path]:
        """Give the files of a group, evenly spaced if there are more than `most`."""
        rows = self._db.execute(
            "SELECT source FROM (SELECT source, id, row_number() OVER (ORDER BY series, number, id) - 1 AS at, "
            "count(*) OVER () AS many FROM files WHERE group_id = ? AND status = ?) "
            "WHERE many <= ? OR at * ? / many != (at + 1) * ? / many ORDER BY at",
            (group, PENDING, most, most, most),
        ).fetchall()
        return [Path(os.fsdecode(row[0])) for row in rows]

    def _count(self, query: str) -> int:
        return int(self._db.execute(query).fetchone()[0])

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with _writing(self._db):
            yield self._db


@contextmanager
def open_journal(file: Path | None) -> Iterator[RunJournal]:
    """Open a journal or begin one; without a file it leaves nothing behind.

    Raises
    ------
    InvalidDocument
        If the file is no journal.
    DiskFull, CannotWrite
        If the file system refuses.
    """
    if file is not None:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)  # it names sources
        os.close(descriptor)
    connection = sqlite3.connect("" if file is None else file, isolation_level=None)
    try:
        try:
            # One file and no helper files of shared memory, which network file systems do not have.
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA temp_store = FILE")
            connection.execute("PRAGMA cache_size = -4096")
            with _writing(connection):
                for statement in _TABLES.split(";"):
                    connection.execute(statement)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            raise InvalidDocument(where="the journal of the run", problem="it is damaged") from None
        yield RunJournal(connection)
    finally:
        connection.close()


@contextmanager
def _writing(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if error.sqlite_errorcode in _FULL or error.sqlite_errorcode & 0xFF in _FULL:
            raise DiskFull from None
        raise CannotWrite(reason=error.sqlite_errorname.lower()) from None
