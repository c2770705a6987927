"""Keeps the journal of one case after another: begun with the first edit, begun anew where it was lost."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from redactor.errors import RedactorError
from redactor.workflow.journal import Journal
from redactor.workflow.journal_store import delete

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from redactor.model.case_plan import CasePlan, Subject
    from redactor.model.history import Steps
    from redactor.trust.local_key import LocalKey
    from redactor.workflow.journal_folder import JournalFolder, Prepared


class JournalKeeper:
    """Belongs to one thread at a time, which may wait for the disk."""

    def __init__(self, folder: JournalFolder) -> None:
        self._folder = folder
        self._key: LocalKey | None = None
        self._paths: tuple[Path, ...] = ()
        self._subjects: tuple[Subject, ...] | None = None
        self._journal: Journal | None = None
        self._path: Path | None = None
        self._left: list[Path] = []

    def begin(self, prepared: Prepared) -> None:
        """Keep the journal of another case; what was restored goes on in its own file."""
        self.let_go()
        self._key, self._paths, self._subjects = prepared.key, prepared.paths, None
        if prepared.restored is not None:
            self.take(prepared.restored.journal)

    def take(self, journal: Journal) -> None:
        """Go on with a journal that was found for this case."""
        self.let_go()
        self._journal, self._path = journal, journal.path

    def set_subjects(self, subjects: tuple[Subject, ...]) -> None:
        """Know all images of the case, so that it is found again however it is opened.

        Raises
        ------
        RedactorError
            If that can't be saved.
        """
        self._subjects = subjects
        if self._journal is not None:
            self._journal.tell_subjects(subjects)

    def save(self, steps: Steps[CasePlan], facts: Mapping[str, Any], *, is_exported: bool = False) -> None:
        """Have all of this on the disk.

        Raises
        ------
        RedactorError
            If it isn't; the next call tries all of it again.
        """
        journal = self._opened()
        try:
            journal.save(steps, facts, is_exported=is_exported)
        except RedactorError:
            self._close()  # the file may be gone, or on a medium that is; it is opened again, or begun anew
            raise
        for path in self._left:
            with suppress(RedactorError):  # on a medium that is gone; its time runs out
                delete(path)
        self._left.clear()

    def move_to(self, folder: JournalFolder) -> None:
        """Save to another folder from now on; what lies in the one before is deleted once that has worked."""
        self._close()
        if self._path is not None:
            self._left.append(self._path)
        self._folder, self._path = folder, None

    def discard(self) -> None:
        """Delete the journal of the case; an edit after that begins another.

        Raises
        ------
        RedactorError
            If that fails: it is offered at the next start.
        """
        self._close()
        path, self._path = self._path, None
        if path is not None:
            delete(path)

    def let_go(self) -> None:
        """Leave the journal as it is."""
        self._close()
        self._path = None

    def _opened(self) -> Journal:
        if self._journal is None and self._key is not None:
            if self._path is not None and self._path.exists():
                self._journal = Journal.open(self._path, self._key)
            else:
                self._folder.adopt(self._key)
                self._journal = self._folder.begin(self._key, self._paths)
                self._path = self._journal.path
            if self._subjects is not None:
                self._journal.tell_subjects(self._subjects)
        if self._journal is None:
            raise RedactorError
        return self._journal

    def _close(self) -> None:
        journal, self._journal = self._journal, None
        if journal is not None:
            with suppress(RedactorError):  # what SQLite says on closing changes nothing on disk
                journal.close()
