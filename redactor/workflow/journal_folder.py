"""The folder of this user's journals: one file a case, and the lasting key under which they are sealed."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from redactor.errors import CannotWrite, DiskFull, JournalBusy, JournalError, KeyUnavailable, RedactorError
from redactor.trust.local_key import LocalKey, keep_local_key, read_local_key
from redactor.workflow.journal import Journal, Summary, summary_of
from redactor.workflow.journal_store import delete

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from redactor.model.case_plan import CasePlan, Subject
    from redactor.model.history import Steps

KEPT_FOR: Final = 72 * 3600.0
"""Seconds, unless the settings say otherwise."""

_SUFFIX: Final = ".journal"
_KEY: Final = "key.json"


@dataclass(frozen=True)
class Unusable:
    """A journal that can't be restored here, and why; it stays until its time is over."""

    path: Path = field(repr=False)
    error: RedactorError


@dataclass(frozen=True)
class Restored:
    """A journal that fits a case, open, and what it held."""

    journal: Journal
    steps: Steps[CasePlan]
    facts: dict[str, Any] = field(repr=False)
    saved: float
    """Seconds since 1970."""
    is_exported: bool = False
    """Whether an export had used the plan as it was then."""

    @property
    def edits(self) -> int:
        """How many edits can be undone."""
        return len(self.steps.past)


@dataclass(frozen=True)
class Prepared:
    """What opening a case needs of its journal.

    Attributes
    ----------
    key
        Gives subjects their keys; a passing one if the lasting one can't be had.
    restored
        What was edited when the same paths were open before.
    error
        Why nothing can be saved now, or why what was saved can't be restored.
    """

    paths: tuple[Path, ...] = field(repr=False)
    key: LocalKey
    restored: Restored | None = None
    error: RedactorError | None = None

    def close(self) -> None:
        """Let the journal go: nobody waits for the case any more."""
        if self.restored is not None:
            self.restored.journal.close()


@dataclass(frozen=True)
class JournalFolder:
    """A folder of journals; it need not exist yet.

    Attributes
    ----------
    kept_for
        Seconds after its last edit at which a journal is deleted, whoever forgot it.
    """

    place: Path = field(repr=False)
    kept_for: float = KEPT_FOR

    def key(self) -> LocalKey:
        """Give the lasting key; the first time, it is made.

        Raises
        ------
        KeyUnavailable, InvalidDocument, Unreadable
            If it can't be had.
        CannotWrite, DiskFull
            If it can't be kept.
        """
        known = read_local_key(self.place / _KEY)
        if known is not None:
            return known
        made = LocalKey.random()
        keep_local_key(made, self.place / _KEY)
        return made

    def adopt(self, key: LocalKey) -> None:
        """Make a key that of this folder, if it has none.

        Raises
        ------
        KeyUnavailable
            If it has another one.
        CannotWrite, DiskFull, InvalidDocument, Unreadable
            If that fails.
        """
        known = read_local_key(self.place / _KEY)
        if known is None:
            keep_local_key(key, self.place / _KEY)
        elif known != key:
            raise KeyUnavailable

    def begin(self, key: LocalKey, paths: Iterable[Path]) -> Journal:
        """Begin the journal of a case.

        Raises
        ------
        CannotWrite, DiskFull
            If the file system refuses.
        """
        return Journal.make(self.place / f"{secrets.token_hex(8)}{_SUFFIX}", key, paths)

    def prepare(self, paths: Sequence[Path]) -> Prepared:
        """Give what opening these paths needs; what stands in the way is said, and never keeps a case from opening."""
        try:
            key = self.key()
        except RedactorError as error:
            return Prepared(tuple(paths), LocalKey.random(), error=error)
        restored, problem = self._found(key, lambda journal: journal.was_opened_as(paths))
        return Prepared(tuple(paths), key, restored, problem)

    def reopen(self, path: Path) -> Prepared:
        """Give what opening the case of a journal needs.

        Raises
        ------
        RedactorError
            If it can't be restored; it stays as it is.
        """
        key = self.key()
        journal = Journal.open(path, key)
        try:
            paths = journal.paths
            restored = _restored(journal)
        except BaseException:
            journal.close()
            raise
        if restored is None:
            journal.close()
        return Prepared(paths, key, restored)

    def find(self, key: LocalKey, subjects: Sequence[Subject]) -> Restored | None:
        """Give the journal of the case that has these images, however it was opened; None if there is none."""
        return self._found(key, lambda journal: journal.is_of(subjects))[0]

    def leftovers(self) -> Iterator[Summary | Unusable]:
        """Yield journals with edits that nobody took back or exported, the latest first; old ones are deleted.

        One that keeps a review without an edit, or what was exported, is not told of: it is found when its images are
        opened again.
        """
        found: list[tuple[float, Summary | Unusable]] = []
        for path in self._files():
            changed = _changed(path)
            try:
                told = summary_of(path)
            except JournalBusy:
                continue
            except (CannotWrite, DiskFull, JournalError) as error:
                if time.time() - changed > self.kept_for:
                    delete(path)
                else:
                    found.append((changed, Unusable(path, error)))
                continue
            if not (told.edits or told.has_facts) or time.time() - told.saved > self.kept_for:
                delete(path)
            elif told.edits and not told.is_exported:
                found.append((told.saved, told))
        yield from (each for _, each in sorted(found, key=lambda entry: entry[0], reverse=True))

    def _found(self, key: LocalKey, fits: Callable[[Journal], bool]) -> tuple[Restored | None, RedactorError | None]:
        problem: RedactorError | None = None
        for path in sorted(self._files(), key=_changed, reverse=True):
            try:
                journal = Journal.open(path, key)
            except (CannotWrite, DiskFull, JournalError):
                continue  # another window's, or told of at the start
            try:
                restored = _restored(journal) if fits(journal) else None
            except JournalError as error:
                journal.close()
                problem = error
                continue
            if restored is not None and time.time() - restored.saved <= self.kept_for:
                return restored, problem
            journal.close()
        return None, problem

    def _files(self) -> list[Path]:
        try:
            return sorted(path for path in self.place.iterdir() if path.suffix == _SUFFIX)
        except OSError:
            return []  # not made yet, or out of reach: saving says so


def _restored(journal: Journal) -> Restored | None:
    steps = journal.load()
    return None if steps is None else Restored(journal, steps, journal.facts, journal.saved, journal.is_exported)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
