"""The journal of a case: every edit with its undo and redo, on disk and readable to the holder of the local key alone.

A region, a list of subjects and what else a plan holds is a *sheet*: JSON, sealed, stored once however many steps have
it, and found again by its HMAC under the local key. A step names its sheets; of its list of regions it has only what
differs from the step before, so that a long session of drawing stays small. In clear are numbers, times and the
constant names of edits. Free of Qt; one thread at a time may use a journal.
"""

from __future__ import annotations

import json
import time
from array import array
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from redactor.errors import CannotWrite, InvalidDocument, JournalDamaged
from redactor.model.case_plan import CasePlan
from redactor.model.codec import CASE, case_from_json, case_to_json, region_to_json
from redactor.model.history import Step, Steps
from redactor.model.strict_json import Reader, list_of, text, whole
from redactor.workflow.journal_store import connect, delete, sqlite_errors, transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from redactor.model.case_plan import Subject
    from redactor.model.region import Region
    from redactor.trust.local_key import LocalKey

_REGION: Final = "region"
_SUBJECTS: Final = "subjects"
_HEAD: Final = "head"
_FACT: Final = "fact"
_PATHS: Final = "paths"
_REMEMBERED: Final = 20_000
"""How many regions are known by identity, which keeps them in memory."""


@dataclass(frozen=True)
class Summary:
    """What can be told of a journal without its key: how many edits it can undo, and when it was saved last."""

    path: Path = field(repr=False)
    edits: int
    saved: float
    """Seconds since 1970."""
    has_facts: bool = False
    """Whether it keeps something of the review, with or without edits."""
    is_exported: bool = False
    """Whether an export has used all of it, so that nothing is lost without it."""


@dataclass(frozen=True)
class _Row:
    """A step as it is stored."""

    label: str
    head: int
    subjects: int
    before: int
    """How many regions at the start are those of the step before."""
    after: int
    """How many at the end are."""
    regions: bytes
    """The sheets of those between, as 32-bit numbers."""


class Journal:
    """One open journal. The repr shows nothing of the case."""

    def __init__(self, path: Path, key: LocalKey, connection: sqlite3.Connection) -> None:
        self.path = path
        self._key = key
        self._connection = connection
        self._rows: list[_Row] = []
        self._known: dict[bytes, int] = {}
        # What was stored, by the identity of values that the entries keep alive: nothing is encoded twice.
        self._plans: dict[int, tuple[CasePlan, tuple[int, int, array[int]]]] = {}
        self._regions: dict[int, tuple[Region, int]] = {}
        self._subjects: tuple[tuple[Subject, ...], int] | None = None
        self._facts: dict[str, bytes] = {}
        self._remember()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self._rows)} steps>"

    @classmethod
    def make(cls, path: Path, key: LocalKey, paths: Iterable[Path]) -> Journal:
        """Begin a journal for the case that opening these paths gave.

        Raises
        ------
        CannotWrite, DiskFull
            If the file system refuses.
        """
        connection = connect(path, new=True)
        made = cls(path, key, connection)
        names = [str(each) for each in paths]
        with transaction(connection):
            made._tell("paths", key.seal(_compact(names), _PATHS))
            made._tell("opened", opened_digest(key, paths))
        return made

    @classmethod
    def open(cls, path: Path, key: LocalKey) -> Journal:
        """Open a journal that is there.

        Raises
        ------
        JournalTooNew, JournalBusy, JournalDamaged
            If it can't be used.
        CannotWrite, DiskFull
            If the file system refuses.
        """
        connection = connect(path)
        try:
            return cls(path, key, connection)
        except BaseException:
            connection.close()
            raise

    def close(self) -> None:
        """Let others have it; it stays on disk."""
        with sqlite_errors():
            self._connection.close()

    def discard(self) -> None:
        """Delete it.

        Raises
        ------
        CannotWrite
            If the file system refuses.
        """
        self.close()
        delete(self.path)

    # --- writing ----------------------------------------------------------------------------------------------

    def save(
        self, steps: Steps[CasePlan], facts: Mapping[str, object] | None = None, *, is_exported: bool = False
    ) -> None:
        """Make the journal hold these steps, and these facts beside others; when it returns they are on the disk.

        Parameters
        ----------
        is_exported
            Whether an export has used the plan as it is now.

        Raises
        ------
        CannotWrite, DiskFull, JournalBusy, JournalDamaged
            If that failed; the journal then holds what it held before.
        ValueError
            If a fact is no JSON.
        """
        written = {name: _fact(value) for name, value in (facts or {}).items()}
        if not self.path.exists():
            raise CannotWrite(reason="no such file or directory")  # SQLite would write into what nobody finds
        try:
            with transaction(self._connection):
                self._write_steps(steps)
                for name, body in written.items():
                    if self._facts.get(name) != body:
                        sealed = self._key.seal(body, f"{_FACT} {name}")
                        self._connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, sealed))
                self._tell("edits", len(steps.past))
                self._tell("exported", int(is_exported))
                self._tell("saved", time.time())
        except BaseException:
            self._remember()
            raise
        self._facts.update(written)

    def tell_subjects(self, subjects: Iterable[Subject]) -> None:
        """Remember which images the whole case has, so that it is known again however it is opened."""
        with transaction(self._connection):
            self._tell("subjects", subjects_digest(self._key, subjects))

    def _write_steps(self, steps: Steps[CasePlan]) -> None:
        chain = [*steps.past, steps.now, *reversed(steps.future)]
        rows, before = [], array("I")
        for step in chain:
            head, subjects, regions = self._sheets_of(step.value)
            rows.append(_difference(step.label, head, subjects, before, regions))
            before = regions
        for place, row in enumerate(rows):
            if place >= len(self._rows) or self._rows[place] != row:
                values = (place, row.label, row.head, row.subjects, row.before, row.after, row.regions)
                self._connection.execute("INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        if len(self._rows) > len(rows):
            self._connection.execute("DELETE FROM steps WHERE place >= ?", (len(rows),))
        self._tell("now", len(steps.past))
        self._rows = rows
        kept = {id(step.value) for step in chain}
        self._plans = {number: known for number, known in self._plans.items() if number in kept}

    def _sheets_of(self, plan: CasePlan) -> tuple[int, int, array[int]]:
        known = self._plans.get(id(plan))
        if known is not None:  # it is the same value, since the entry keeps it alive
            return known[1]
        head = case_to_json(replace(plan, subjects=(), regions=(), dropped_frames=()))
        dropped = [[key, list(numbers)] for key, numbers in plan.dropped_frames]
        found = (
            self._sheet(_HEAD, {"plan": head, "dropped_frames": dropped}),
            self._sheet_of_subjects(plan.subjects),
            array("I", [self._sheet_of_region(region) for region in plan.regions]),
        )
        self._plans[id(plan)] = plan, found
        return found

    def _sheet_of_region(self, region: Region) -> int:
        known = self._regions.get(id(region))
        if known is None:
            if len(self._regions) >= _REMEMBERED:
                self._regions.clear()
            known = region, self._sheet(_REGION, region_to_json(region, in_case=True))
            self._regions[id(region)] = known
        return known[1]

    def _sheet_of_subjects(self, subjects: tuple[Subject, ...]) -> int:
        if self._subjects is None or self._subjects[0] is not subjects:
            document = case_to_json(CasePlan(subjects=subjects))["subjects"]
            self._subjects = subjects, self._sheet(_SUBJECTS, document)
        return self._subjects[1]

    def _sheet(self, kind: str, document: object) -> int:
        body = _compact(document)
        digest = self._key.digest(kind, body)
        number = self._known.get(digest)
        if number is None:
            sealed = self._key.seal(body, kind)
            cursor = self._connection.execute("INSERT INTO sheets (digest, body) VALUES (?, ?)", (digest, sealed))
            number = self._known[digest] = int(cursor.lastrowid or 0)
        return number

    def _tell(self, name: str, value: float | bytes) -> None:
        self._connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def _remember(self) -> None:
        """Know what is on disk, and nothing else."""
        for known in (self._plans, self._regions, self._facts):
            known.clear()
        self._subjects = None
        with sqlite_errors():
            columns = "label, head, subjects, before, after, regions"
            self._rows = [_Row(*row) for row in self._connection.execute(f"SELECT {columns} FROM steps ORDER BY place")]  # noqa: S608 - constant words
            self._known = dict(self._connection.execute("SELECT digest, id FROM sheets"))

    # --- reading ----------------------------------------------------------------------------------------------

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths that were opened.

        Raises
        ------
        JournalDamaged
            If they can't be read.
        """
        with _damage():
            names = list_of(text)(json.loads(self._key.unseal(self._about("paths"), _PATHS)), "paths")
        return tuple(map(Path, names))

    @property
    def saved(self) -> float:
        """When it was saved last, in seconds since 1970; 0 if it never was."""
        with sqlite_errors():
            found = self._connection.execute("SELECT value FROM about WHERE name = 'saved'").fetchone()
        return 0.0 if found is None else float(found[0])

    @property
    def is_exported(self) -> bool:
        """True if an export had used the plan when it was saved last."""
        with sqlite_errors():
            found = self._connection.execute("SELECT value FROM about WHERE name = 'exported'").fetchone()
        return found is not None and found[0] == 1

    @property
    def facts(self) -> dict[str, Any]:
        """The facts of the review, by name."""
        with _damage(), sqlite_errors():
            rows = self._connection.execute("SELECT name, body FROM facts ORDER BY name").fetchall()
            self._facts = {name: self._key.unseal(body, f"{_FACT} {name}") for name, body in rows}
            return {name: json.loads(body) for name, body in self._facts.items()}

    def was_opened_as(self, paths: Iterable[Path]) -> bool:
        """Say whether these paths were opened."""
        return self._is("opened", opened_digest(self._key, paths))

    def is_of(self, subjects: Iterable[Subject]) -> bool:
        """Say whether its case has these images and no others."""
        return self._is("subjects", subjects_digest(self._key, subjects))

    def load(self) -> Steps[CasePlan] | None:
        """Give the steps that were saved last; None if none were.

        Raises
        ------
        JournalDamaged
            If they can't be read.
        """
        if not self._rows:
            return None
        with _damage(), sqlite_errors():
            now = whole(self._about("now"), "now")
            read = _Sheets(self._connection, self._key)
            chain, before = [], array("I")
            for row in self._rows:
                middle = array("I")
                middle.frombytes(row.regions)
                before = before[: row.before] + middle + before[len(before) - row.after :]
                plan = replace(read.head(row.head), subjects=read.subjects(row.subjects), regions=read.regions(before))
                chain.append(Step(plan, row.label))
            return Steps(tuple(chain[:now]), chain[now], tuple(reversed(chain[now + 1 :])))

    def _about(self, name: str) -> Any:  # noqa: ANN401 - what SQLite holds
        found = self._connection.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        if found is None:
            raise JournalDamaged
        return found[0]

    def _is(self, name: str, digest: bytes) -> bool:
        with sqlite_errors():
            found = self._connection.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return found is not None and found[0] == digest


class _Sheets:
    """Reads sheets, each once."""

    def __init__(self, connection: sqlite3.Connection, key: LocalKey) -> None:
        self._connection = connection
        self._key = key
        self._read: dict[tuple[str, int], Any] = {}

    def head(self, number: int) -> CasePlan:
        def read(document: object) -> CasePlan:
            reader = Reader(document, _HEAD)
            plan = reader.take("plan", lambda found, where: case_from_json(found))
            dropped = reader.take("dropped_frames", list_of(_read_dropped))
            reader.end()
            return replace(plan, dropped_frames=dropped)

        plan: CasePlan = self._once(_HEAD, number, read)
        return plan

    def subjects(self, number: int) -> tuple[Subject, ...]:
        found: tuple[Subject, ...] = self._once(
            _SUBJECTS, number, lambda document: case_from_json({"schema": CASE, "subjects": document}).subjects
        )
        return found

    def regions(self, numbers: Iterable[int]) -> tuple[Region, ...]:
        found = tuple(self._once(_REGION, number, _read_region) for number in numbers)
        if len({region.id for region in found}) != len(found):
            raise JournalDamaged
        return found

    def _once(self, kind: str, number: int, read: Callable[[object], Any]) -> Any:  # noqa: ANN401 - see `read`
        if (kind, number) not in self._read:
            row = self._connection.execute("SELECT body FROM sheets WHERE id = ?", (number,)).fetchone()
            if row is None:
                raise JournalDamaged
            self._read[kind, number] = read(json.loads(self._key.unseal(row[0], kind)))
        return self._read[kind, number]


def summary_of(path: Path) -> Summary:
    """Tell what a journal holds, without its key.

    Raises
    ------
    JournalTooNew, JournalBusy, JournalDamaged, CannotWrite, DiskFull
        If it can't be opened.
    """
    connection = connect(path)
    try:
        with sqlite_errors():
            wanted = "('edits', 'saved', 'exported')"
            about = dict(connection.execute(f"SELECT name, value FROM about WHERE name IN {wanted}"))  # noqa: S608 - constant words
            has_facts = connection.execute("SELECT 1 FROM facts LIMIT 1").fetchone() is not None
    finally:
        connection.close()
    edits, saved = int(about.get("edits", 0)), float(about.get("saved", 0.0))
    return Summary(path, edits, saved, has_facts, is_exported=about.get("exported", 0) == 1)


def opened_digest(key: LocalKey, paths: Iterable[Path]) -> bytes:
    """Give what tells whether the same paths are opened again."""
    return key.digest("opened", _compact(sorted({str(path.resolve()) for path in paths})))


def subjects_digest(key: LocalKey, subjects: Iterable[Subject]) -> bytes:
    """Give what tells whether the same images are opened again."""
    return key.digest("case", _compact(sorted(subject.key for subject in subjects)))


def _difference(label: str, head: int, subjects: int, before: array[int], regions: array[int]) -> _Row:
    least = min(len(before), len(regions))
    same = next((place for place in range(least) if before[place] != regions[place]), least)
    most = least - same
    after = next((back for back in range(most) if before[-1 - back] != regions[-1 - back]), most)
    return _Row(label, head, subjects, same, after, regions[same : len(regions) - after].tobytes())


def _read_region(document: object) -> Region:
    (region,) = case_from_json({"schema": CASE, "regions": [document]}).regions
    return region


def _read_dropped(document: object, where: str) -> tuple[str, tuple[int, ...]]:
    match document:
        case [str(key), list(numbers)] if numbers:
            return key, list_of(whole)(numbers, where)
        case _:
            raise InvalidDocument(where=where, problem="a subject with frame numbers is needed")


def as_fact(value: object) -> Any:  # noqa: ANN401 - what JSON can hold
    """Give a copy of a fact that nobody else changes.

    Raises
    ------
    ValueError
        If it is not what JSON gives back.
    """
    return json.loads(_fact(value))


def _fact(value: object) -> bytes:
    body = _compact(value)
    if json.loads(body) != value:
        raise ValueError("a fact must be what JSON gives back")
    return body


def _compact(document: object) -> bytes:
    return json.dumps(document, separators=(",", ":"), allow_nan=False).encode("ascii")


@contextmanager
def _damage() -> Iterator[None]:
    """Say of everything that can't be read that the journal is damaged."""
    try:
        yield
    except (InvalidDocument, ValueError, TypeError, LookupError, OverflowError):
        raise JournalDamaged from None
