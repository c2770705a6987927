"""Saves every edit of the open case within half a second, in a thread, and says so as long as that fails."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from redactor.errors import DiskFull, JournalError, KeyUnavailable, RedactorError
from redactor.gui import problems
from redactor.gui.dialogs import choose
from redactor.gui.numbers import clock, number
from redactor.gui.panels.messages import Message
from redactor.gui.translation import translate
from redactor.workflow.journal import as_fact
from redactor.workflow.journal_folder import JournalFolder
from redactor.workflow.journal_keeper import JournalKeeper
from redactor.workflow.journal_store import delete

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from redactor.gui.panels.messages import MessageStrip
    from redactor.gui.session_model import Session
    from redactor.gui.settings import Settings
    from redactor.trust.local_key import LocalKey
    from redactor.workflow.journal_folder import Prepared, Restored

_DELAY: Final = 250
"""Milliseconds from an edit until it is saved, with all that was done meanwhile."""
_RETRY: Final = 3000
"""Milliseconds until a save that failed is tried again."""


class Journaling(QObject):
    """Keeps the journal of the open case, and finds those of earlier ones."""

    begun = Signal()
    """A case is open, and `key` is that of its journal; nothing was restored yet."""
    leaving = Signal()
    """The open case goes: the last moment for its facts."""
    saved = Signal()
    restored = Signal()
    left_behind = Signal(list)
    """What an earlier run of the program could not finish: `Summary` and `Unusable`."""
    _answered = Signal(object, object)
    _found = Signal(object, object)

    def __init__(self, session: Session, settings: Settings, messages: MessageStrip, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._settings = settings
        self._messages = messages
        self._window = window
        self._folder = JournalFolder(settings.journal_folder, settings.all.cache.hours * 3600.0)
        self._keeper = JournalKeeper(self._folder)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="journal")
        self._prepared: Prepared | None = None
        self._facts: dict[str, Any] = {}
        self._lasting: set[str] = set()
        """Names of the facts that are worth a journal without any edit."""
        self._was_exported = False
        """An export has used all that was decided once; what was edited since then may be more."""
        self._is_begun = False
        """Something of the case was saved, so what follows has to be, too."""
        self.taken_up: Path | None = None
        """The journal of an earlier run that the open case goes on with."""
        self._is_saving = self._is_dirty = self._is_closed = False
        self._error: RedactorError | None = None
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)
        self._timer.timeout.connect(self._save)
        self._answered.connect(self._tell)
        self._found.connect(self._take_found)
        session.plan_changed.connect(self._edited)
        session.exported.connect(self._exported)

    @property
    def is_failing(self) -> bool:
        """True while the last edits are in memory alone, because they could not be saved."""
        return self._error is not None

    @property
    def is_saved(self) -> bool:
        """True if there is nothing that the journal does not hold."""
        return not (self._is_dirty or self._is_saving or self.is_failing)

    @property
    def key(self) -> LocalKey | None:
        """The local key of the open case: a passing one where the lasting one can't be had."""
        return None if self._prepared is None else self._prepared.key

    # --- the case -----------------------------------------------------------------------------------------------

    def preparing(self, paths: Sequence[Path]) -> Callable[[], Prepared]:
        """Give what finds the key and the earlier edits of these paths; it is called in the thread that opens them."""
        folder, asked = self._folder, tuple(paths)
        return lambda: folder.prepare(asked)

    def reopening(self, path: Path) -> Callable[[], Prepared]:
        """Give the same for a journal that was left behind."""
        folder = self._folder
        return lambda: folder.reopen(path)

    def begin(self, prepared: Prepared | None) -> None:
        """Keep the journal of the case that the session has just opened; that of the case before is deleted.

        Without a case, nothing is kept. What was restored is taken up by the session.
        """
        self.end()
        if prepared is None:
            return
        if self._session.case is None:
            prepared.close()
            return
        self._prepared, keeper = prepared, self._keeper
        self._submit(lambda: keeper.begin(prepared))
        self.begun.emit()
        if prepared.restored is not None:
            self._take_up(prepared.restored)
        if isinstance(prepared.error, JournalError):
            self._remark(prepared.error)
        elif prepared.error is not None:
            self._say(prepared.error)

    def complete(self) -> None:
        """Look for edits of the same images, however they were opened: all of them are known now."""
        prepared, case = self._prepared, self._session.case
        if prepared is None or case is None:
            return
        subjects, keeper, folder = case.plan.subjects, self._keeper, self._folder
        self._submit(lambda: keeper.set_subjects(subjects))
        if prepared.restored is None and not self._has_edits:
            self._submit(lambda: _emit(self._found, prepared, folder.find(prepared.key, subjects)))

    def leave(self) -> None:
        """Let the open case go before another one is shown.

        What a person said of a review without leaving any edit behind, and what was exported, stays for the next time;
        of the rest, `begin` deletes the journal.
        """
        self.leaving.emit()
        if self._prepared is None or not self._is_known_again or self._session.has_unexported_edits:
            return
        self._timer.stop()
        self._save_the_last()
        self._submit(self._keeper.let_go)
        self._prepared = None

    @property
    def _is_known_again(self) -> bool:
        """True if the case should be known again without an edit that would be lost."""
        return bool(self._lasting) or (self._was_exported and self._has_edits)

    def end(self) -> None:
        """Delete the journal of the open case, which was closed on purpose, and keep no other."""
        self._timer.stop()
        self._submit(self._keeper.discard)
        self._is_dirty = self._is_begun = self._was_exported = False
        self._prepared, self._facts, self._error, self.taken_up = None, {}, None, None
        self._lasting.clear()
        self._messages.dismiss("journal")

    def close(self) -> None:
        """Save what is not saved yet, and stop the thread; what no one gave up stays for the next start."""
        self._timer.stop()
        if self._prepared is not None and not (self._is_known_again or self._session.has_unexported_edits):
            self._submit(self._keeper.discard)
        elif self._prepared is not None:
            self._save_the_last()
        self._submit(self._keeper.let_go)
        self._is_closed = True
        self._pool.shutdown(wait=True)

    def _save_the_last(self) -> None:
        if self._is_dirty or self._error is not None:
            self._submit(self._saving())

    # --- facts --------------------------------------------------------------------------------------------------

    def put_facts(self, name: str, value: object, *, lasts: bool = True) -> None:
        """Keep a fact of the review beside the edits, with the same delay; it is what JSON can hold.

        Parameters
        ----------
        lasts
            Whether it is worth a journal where nothing was edited.

        Raises
        ------
        ValueError
            If it isn't.
        """
        fact = as_fact(value)
        (self._lasting.add if lasts else self._lasting.discard)(name)
        if name not in self._facts or self._facts[name] != fact:
            self._facts[name] = fact
            self._edited()

    def facts(self, name: str) -> Any:  # noqa: ANN401 - what JSON can hold
        """Give a fact, or None."""
        return self._facts.get(name)

    def set_kept_for(self, seconds: float) -> None:
        """Delete journals so long after their last edit."""
        self._folder = replace(self._folder, kept_for=seconds)

    # --- what an earlier run left -------------------------------------------------------------------------------

    def look_for_leftovers(self) -> None:
        """Have `left_behind` told, from the thread."""
        folder = self._folder
        self._submit(lambda: _emit(self.left_behind, list(folder.leftovers())))

    def forget(self, path: Path) -> None:
        """Delete a journal that was left behind."""
        self._submit(lambda: delete(path))

    # --- saving -------------------------------------------------------------------------------------------------

    @property
    def _has_something(self) -> bool:
        return self._has_edits or bool(self._lasting)

    @property
    def _has_edits(self) -> bool:
        steps = self._session.steps
        return bool(steps.past or steps.future)

    def _saving(self) -> Callable[[], None]:
        """Give what saves the case as it is now."""
        keeper, steps, facts = self._keeper, self._session.steps, dict(self._facts)
        is_exported = self._was_exported and not self._session.has_unexported_edits
        return lambda: keeper.save(steps, facts, is_exported=is_exported)

    @Slot()
    def _edited(self) -> None:
        if self._prepared is not None and (self._has_something or self._is_begun):
            self._is_dirty = True
            if not self._timer.isActive():
                self._timer.start(_DELAY)

    def save_now(self) -> None:
        """Begin to save what is not saved yet without waiting for more."""
        self._timer.stop()
        self._save()

    @Slot()
    def _save(self) -> None:
        if self._is_saving:
            return  # its answer begins the next
        if self._prepared is None or not self._is_dirty or self._is_closed:
            return
        self._is_saving, self._is_dirty, self._is_begun = True, False, True
        prepared, save = self._prepared, self._saving()

        def work() -> None:
            outcome: RedactorError | None = RedactorError()
            try:
                save()
                outcome = None
            except RedactorError as error:
                outcome = error
            finally:
                _emit(self._answered, prepared, outcome)

        self._pool.submit(work)

    @Slot(object, object)
    def _tell(self, prepared: Prepared, error: RedactorError | None) -> None:
        self._is_saving = False
        if prepared is self._prepared:
            if error is None:
                self._error = None
                self._messages.dismiss("journal")
                self.saved.emit()
            else:
                self._is_dirty = True
                self._say(error)
        if self._is_dirty:
            self._timer.start(_DELAY if self._error is None else _RETRY)

    @Slot()
    def _exported(self) -> None:
        if not self._session.has_unexported_edits:
            self._was_exported = True
            self._edited()

    def _submit(self, work: Callable[[], object]) -> None:
        """Have something done in the thread; what fails there leaves a journal behind that is told of later."""

        def careful() -> None:
            with suppress(RedactorError):
                work()

        if not self._is_closed:
            self._pool.submit(careful)

    # --- restoring ----------------------------------------------------------------------------------------------

    @Slot(object, object)
    def _take_found(self, prepared: Prepared, restored: Restored | None) -> None:
        if restored is None:
            return
        if prepared is not self._prepared or self._has_edits:
            restored.journal.close()
            return
        keeper = self._keeper
        self._submit(lambda: keeper.take(restored.journal))
        self._take_up(restored)

    def _take_up(self, restored: Restored) -> None:
        try:
            self._session.restore(restored.steps)
        except JournalError as error:
            keeper = self._keeper
            self._submit(keeper.let_go)
            self._remark(error)
            return
        self._facts = dict(restored.facts)
        self.taken_up = restored.journal.path
        self._messages.dismiss(offer_name(self.taken_up))
        if restored.is_exported:
            self._session.mark_exported(self._session.plan)
        if restored.edits:
            self._tell_restored(restored)
        self.restored.emit()

    def _tell_restored(self, restored: Restored) -> None:
        self._messages.show_message(
            "restored",
            Message(
                "info",
                lambda: self.tr("Edits from {time} were restored: {count}. Undo takes them back one by one.").format(
                    time=clock(restored.saved, translate), count=number(restored.edits, translate)
                ),
            ),
        )

    # --- words --------------------------------------------------------------------------------------------------

    def _remark(self, error: RedactorError) -> None:
        self._messages.show_message("restored", Message("warning", lambda: problems.sentence(error, translate)))

    def _say(self, error: RedactorError) -> None:
        """Say that nothing is saved, until it is."""
        self._error = error
        self._messages.show_message(
            "journal",
            Message(
                "error",
                lambda: self.tr(
                    "Your edits can't be saved ({reason}). They are kept in memory, and saving is tried again. "
                    "If it stays so, choose another folder."
                ).format(reason=self._reason(error)),
                lambda: self.tr("Choose another folder…"),
                self._choose_folder,
                lasts=True,
            ),
        )

    def _reason(self, error: RedactorError) -> str:
        if isinstance(error, DiskFull):
            return self.tr("the disk is full")
        if isinstance(error, KeyUnavailable):
            return self.tr("the key store does not give the key")
        reason = error.facts.get("reason") or error.facts.get("problem")
        return str(reason or type(error).__name__)

    def _choose_folder(self) -> None:
        if chosen := choose.folder(self._window, self.tr("Folder to save edits in")):
            self.use_folder(chosen)

    def use_folder(self, chosen: Path) -> None:
        """Save edits to a new folder below this one, from now on and after the next start."""
        place = chosen / f"redactor-journal-{secrets.token_hex(4)}"
        self._settings.journal_folder = place
        folder, keeper = replace(self._folder, place=place), self._keeper
        self._folder = folder
        self._submit(lambda: keeper.move_to(folder))
        self._is_dirty = self._is_dirty or self._has_something
        self._save()


def offer_name(journal: Path) -> str:
    """Give the name of the message that offers a journal."""
    return f"left behind {journal.name}"


def _emit(signal: object, *values: object) -> None:
    """Emit from the thread, unless the window has been deleted meanwhile."""
    try:
        signal.emit(*values)  # type: ignore[attr-defined]  # PySide gives a bound signal no type of its own
    except RuntimeError:
        return
