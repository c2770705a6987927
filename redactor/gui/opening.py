"""From paths to an open case: ask if edits would be lost, open, say what was left out, search every image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from redactor.errors import RedactorError
from redactor.gui import problems
from redactor.gui.dialogs.problems import ProblemsDialog
from redactor.gui.dialogs.question import ask
from redactor.gui.panels.messages import Message
from redactor.gui.tasks import Opening, Searching
from redactor.gui.translation import translate
from redactor.workflow.case import OpenedCase
from redactor.workflow.propose import Proposals
from redactor.workflow.sample import sample_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from redactor.gui.panels.messages import MessageStrip
    from redactor.gui.panels.welcome import Welcome
    from redactor.gui.session_model import Session


def search_order(case: OpenedCase) -> list[tuple[str, Path]]:
    """Give the images in the order to search them: the first of each series, then the others as they are shown."""
    firsts = [series.images[0] for series in case.series]
    others = [image for series in case.series for image in series.images[1:]]
    return [(image.key, image.path) for image in (*firsts, *others)]


class CaseOpener(QObject):
    """Brings cases into the session."""

    def __init__(self, session: Session, messages: MessageStrip, welcome: Welcome, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._messages = messages
        self._welcome = welcome
        self._window = window
        self.opening = Opening(self)
        self.searching = Searching(self)
        self.opening.progress.connect(welcome.set_progress)
        self.opening.opened.connect(self._show)
        self.opening.failed.connect(self._refuse)
        self.searching.started.connect(session.search_started)
        self.searching.found.connect(self._add)
        self.searching.failed.connect(self._miss)
        session.position_changed.connect(self._prefer)

    def open(self, paths: Sequence[Path]) -> None:
        """Open files and folders; what was open before is closed."""
        if paths:
            self.after_asking(lambda: self._start(paths))

    def open_sample(self) -> None:
        """Open the case that comes with the program."""
        self.open(sample_paths())

    def close_case(self) -> None:
        """Close the case that is open."""
        self.after_asking(lambda: self._show(OpenedCase((), ())))

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
        """End thread and process."""
        self.opening.cancel()
        self.searching.close()

    def _start(self, paths: Sequence[Path]) -> None:
        self._messages.clear()
        self._welcome.set_progress(0)
        self.opening.start(paths, self._session.project)

    @Slot(OpenedCase)
    def _show(self, case: OpenedCase) -> None:
        self._welcome.set_progress(None)
        self._messages.clear()
        self.searching.cancel()
        self._session.open(case)
        if case.problems:
            self._messages.show_message(
                "problems",
                Message("warning", lambda: self._count(case), lambda: self.tr("Reasons…"), lambda: self._list(case)),
            )
        self.searching.start(search_order(case))

    def _count(self, case: OpenedCase) -> str:
        count = len(case.problems)
        if count == 1:
            return self.tr("1 file was not opened")
        return self.tr("{count} files were not opened").format(count=count)

    def _list(self, case: OpenedCase) -> None:
        ProblemsDialog(case.problems, self._window).open()

    @Slot(RedactorError)
    def _refuse(self, error: RedactorError) -> None:
        self._welcome.set_progress(None)
        self._messages.show_message("opening", Message("error", lambda: problems.sentence(error, translate)))

    @Slot(str, Proposals)
    def _add(self, key: str, proposals: Proposals) -> None:
        self._session.add_proposals(key, proposals)

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
