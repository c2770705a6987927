"""From paths to an open case: ask if edits would be lost, open, say what was left out, search every image."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QMessageBox

from redactor.errors import RedactorError
from redactor.gui import problems
from redactor.gui.dialogs.problems import ProblemsDialog
from redactor.gui.dialogs.question import ask
from redactor.gui.journaling import Journaling
from redactor.gui.numbers import counted, number
from redactor.gui.panels.messages import Message
from redactor.gui.restoring import Leftovers
from redactor.gui.tasks import Opening, Searching
from redactor.gui.translation import translate
from redactor.workflow.case import OpenedCase
from redactor.workflow.listing import MANY
from redactor.workflow.private_folder import PrivateFolder, remove_left_behind
from redactor.workflow.propose import Proposals
from redactor.workflow.sample import sample_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QAbstractButton, QWidget

    from redactor.gui.panels.messages import MessageStrip
    from redactor.gui.panels.welcome import Welcome
    from redactor.gui.session_model import Session
    from redactor.gui.settings import Settings
    from redactor.workflow.journal_folder import Prepared

_QUICK: Final = 500
"""Milliseconds after which it is said how far an opening is: before that, nobody wonders."""


def search_order(case: OpenedCase) -> list[tuple[str, Path]]:
    """Give the images in the order to search them: the first of each series, then the others as they are shown."""
    firsts = [series.images[0] for series in case.series]
    others = [image for series in case.series for image in series.images[1:]]
    return [(image.key, image.path) for image in (*firsts, *others)]


class CaseOpener(QObject):
    """Brings cases into the session."""

    def __init__(
        self, session: Session, settings: Settings, messages: MessageStrip, welcome: Welcome, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._messages = messages
        self._welcome = welcome
        self._window = window
        self._place = settings.private_folder
        self._private = self._unused = PrivateFolder(self._place)
        self._asked: set[str] = set()
        self._progress = (0, 0)
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._show_reading)
        self.journaling = Journaling(session, settings, messages, window)
        self._leftovers = Leftovers(self.journaling, messages, self.restore, self)
        self.opening = Opening(self)
        self.searching = Searching(self)
        self.opening.progress.connect(self._show_progress)
        self.opening.many.connect(self._ask_limit)
        self.opening.opened.connect(self._show)
        self.opening.grown.connect(self._grow)
        welcome.stop.clicked.connect(self._stop)
        self.opening.failed.connect(self._refuse)
        self.searching.started.connect(session.search_started)
        self.searching.glanced.connect(self._add)
        self.searching.found.connect(self._add)
        self.searching.failed.connect(self._miss)
        session.position_changed.connect(self._prefer)
        self.searching.names_for = session.ask_detectors
        session.wanted_changed.connect(self._search_more)

    def open(self, paths: Sequence[Path]) -> None:
        """Open files and folders; what was open before is closed."""
        if paths:
            self.after_asking(lambda: self._start(self.journaling.preparing(paths)))

    def restore(self, journal: Path) -> None:
        """Open the case of a journal that was left behind, with its edits."""
        self.after_asking(lambda: self._start(self.journaling.reopening(journal)))

    def look_for_leftovers(self) -> None:
        """Offer what an earlier run could not finish, and delete what it had unpacked."""
        Thread(target=remove_left_behind, args=(self._place,), name="tidying", daemon=True).start()
        self.journaling.look_for_leftovers()

    def open_sample(self) -> None:
        """Open the case that comes with the program."""
        self.open(sample_paths())

    def close_case(self) -> None:
        """Close the case that is open."""
        self.after_asking(self._close_case)

    def after_asking(self, do: Callable[[], None]) -> None:
        """Do something that ends the open case; ask first where decisions would be lost, since nothing undoes that."""
        if not self._session.has_unexported_edits:
            do()
            return
        ask(
            self._window,
            text=self.tr("Your decisions on this case were not exported. They will be lost."),
            yes=self.tr("Close the case"),
            no=self.tr("Keep it open"),
            do=do,
        )

    def stop_searching(self) -> None:
        """Search no more; images that nobody searched are named as such, and can be searched later."""
        left = self.searching.withdraw()
        for key in left:
            self._session.search_failed(key)
        if left:
            self._messages.show_message(
                "stopped",
                Message(
                    "warning",
                    lambda: self.tr("The search was stopped. Images that nobody searched: {count}.").format(
                        count=len(left)
                    ),
                    lambda: self.tr("Search them"),
                    lambda: self._search_again(left),
                ),
            )

    def close(self) -> None:
        """End threads and process; what was unpacked is deleted."""
        self.opening.cancel()
        self.searching.close()
        self.journaling.close()
        for private in {self._private, self._unused}:
            private.remove()

    def _close_case(self) -> None:
        self.opening.cancel()
        self._show(OpenedCase((), ()), None)
        self._private.remove()

    def _start(self, prepare: Callable[[], Prepared]) -> None:
        self._messages.clear()
        self._patience.start(_QUICK)
        self._show_progress(0, 0)
        if self._unused is not self._private:
            self._unused.remove()
        self._unused = PrivateFolder(self._place)
        self.opening.start(prepare, self._unused)

    @Slot(OpenedCase, object)
    def _show(self, case: OpenedCase, prepared: Prepared | None) -> None:
        self._welcome.set_idle()
        self._messages.clear()
        self._messages.dismiss("reading")
        self.searching.cancel()
        self.journaling.leave()
        if prepared is not None:
            self._session.key = prepared.key
        self._session.open(case)
        self.journaling.begin(prepared)
        if self._private is not self._unused:
            self._private.remove()
            self._private = self._unused
        self._asked = set()
        self._follow(case)

    @Slot(OpenedCase)
    def _grow(self, case: OpenedCase) -> None:
        self._session.grow(case)
        self._follow(case)

    def _follow(self, case: OpenedCase) -> None:
        """Say what opening has led to so far, and search what is new."""
        if case.is_complete:
            self._messages.dismiss("reading")
            if case.images:
                self.journaling.complete()
        elif not self._patience.isActive():
            self._show_reading()
        self._tell_left_out(case)
        new = [(key, path) for key, path in search_order(case) if key not in self._asked]
        self._asked.update(key for key, _ in new)
        self.searching.add(new)

    def _tell_left_out(self, case: OpenedCase) -> None:
        if case.unread:
            self._messages.show_message(
                "unread",
                Message(
                    "warning",
                    lambda: self.tr("Files that were not looked at, as you asked: {count}").format(
                        count=number(case.unread, translate)
                    ),
                ),
            )
        if case.problems:
            self._messages.show_message(
                "problems",
                Message("warning", lambda: self._count(case), lambda: self.tr("Reasons…"), lambda: self._list(case)),
            )

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        self._progress = (done, total)
        case = self._session.case
        if case is None:
            self._welcome.set_progress(done, total)
        else:
            self._messages.refresh("reading")

    @Slot()
    def _show_reading(self) -> None:
        is_reading = self._session.case is not None and self.opening.is_running
        if is_reading and not self._messages.refresh("reading"):
            self._messages.show_message("reading", self._reading)

    @property
    def _reading(self) -> Message:
        def told() -> str:
            done, total = self._progress
            if not total:
                return self.tr("Counting files… {count}").format(count=number(done, translate))
            told = self.tr("Reading files… {done} of {count}")
            return told.format(done=number(done, translate), count=number(total, translate))

        return Message("info", told, lambda: self.tr("Stop reading"), self._stop, lasts=True)

    def _stop(self) -> None:
        self.opening.stop()
        if not self.opening.is_running:
            self._welcome.set_idle()
            self._messages.dismiss("reading")

    @Slot(int)
    def _ask_limit(self, count: int) -> None:
        box = QMessageBox(QMessageBox.Icon.NoIcon, "redactor", "", parent=self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setText(self.tr("Scan {count} files?").format(count=number(count, translate)))
        box.setInformativeText(self.tr("It may take long. Nothing is changed, and you can stop at any time."))
        first = self.tr("Only the first {count}").format(count=number(MANY, translate))
        some = box.addButton(first, QMessageBox.ButtonRole.AcceptRole)
        every = box.addButton(self.tr("Scan all"), QMessageBox.ButtonRole.AcceptRole)
        none = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(some)
        box.setEscapeButton(none)

        def answer(button: QAbstractButton) -> None:
            if button is none:
                self._stop()
            else:
                self.opening.set_limit(None if button is every else MANY)

        box.buttonClicked.connect(answer)
        box.open()

    def _count(self, case: OpenedCase) -> str:
        one, many = self.tr("1 file was not opened"), self.tr("{count} files were not opened")
        return counted(one, many, len(case.problems), translate)

    def _list(self, case: OpenedCase) -> None:
        ProblemsDialog(case.problems, self._window).open()

    @Slot(RedactorError)
    def _refuse(self, error: RedactorError) -> None:
        self._welcome.set_idle()
        self._messages.dismiss("reading")
        self._messages.show_message("opening", Message("error", lambda: problems.sentence(error, translate)))

    @Slot(str, Proposals)
    def _add(self, key: str, proposals: Proposals) -> None:
        self._session.add_proposals(key, proposals)
        self._search_rest([key])  # something else may have been chosen meanwhile

    @Slot()
    def _search_more(self) -> None:
        """Search images again that were searched before something else of the body was chosen."""
        case = self._session.case
        self._search_rest([] if case is None else [image.key for image in case.images])

    def _search_rest(self, keys: Collection[str]) -> None:
        again = [key for key in keys if self._session.needs_search(key)]
        if again:
            self._search_again(again)

    @Slot(str, object)
    def _miss(self, key: str, error: RedactorError | None) -> None:
        self._session.search_failed(key)
        self._messages.show_message(
            f"search {key}",
            Message(
                "error",
                lambda: (
                    translate("Errors", problems.SEARCH_DIED) if error is None else problems.sentence(error, translate)
                ),
                lambda: self.tr("Search again"),
                lambda: self._again(key),
            ),
        )

    def _again(self, key: str) -> None:
        case = self._session.case
        self._messages.dismiss(f"search {key}")
        if case is not None:
            self.searching.add([(image.key, image.path) for image in case.images if image.key == key])

    def _search_again(self, keys: Collection[str]) -> None:
        self._messages.dismiss("stopped")
        if self._session.case is not None:
            again = [(image.key, image.path) for image in self._session.case.images if image.key in keys]
            for key, _ in again:
                self._session.search_waits(key)
            self.searching.add(again)

    @Slot()
    def _prefer(self) -> None:
        if image := self._session.image:
            self.searching.prefer(image.key)
