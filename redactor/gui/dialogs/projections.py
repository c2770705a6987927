"""Judge all frames of a series in three pictures; each has to be looked at and approved by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from redactor.errors import SetAside
from redactor.gui import problems
from redactor.gui.canvas.content import Content
from redactor.gui.canvas.view import ImageView
from redactor.gui.projecting import Projecting
from redactor.gui.translation import translate
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.image import PixelFormat
from redactor.model.review import Projection

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session
    from redactor.workflow.case import Series

LEAST: Final = 1000
"""Milliseconds that a picture is on the screen before it can be approved."""
_TITLES: Final = {
    Projection.LOWEST: QT_TRANSLATE_NOOP("Projections", "Lowest values"),
    Projection.HIGHEST: QT_TRANSLATE_NOOP("Projections", "Highest values"),
    Projection.SCATTER: QT_TRANSLATE_NOOP("Projections", "Scatter"),
}
_HINTS: Final = {
    Projection.LOWEST: QT_TRANSLATE_NOOP("Projections", "Dark writing on any frame shows here."),
    Projection.HIGHEST: QT_TRANSLATE_NOOP("Projections", "Bright writing on any frame shows here."),
    Projection.SCATTER: QT_TRANSLATE_NOOP("Projections", "Writing that is not on all frames shows here."),
}


class _Page(QWidget):
    """A picture with its button."""

    def __init__(self, kind: Projection) -> None:
        super().__init__()
        self.kind = kind
        self.view = ImageView()
        self.hint, self.button = QLabel(), QPushButton()
        self.button.setEnabled(False)
        row = QHBoxLayout()
        row.addWidget(self.hint, 1)
        row.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.view, 1)
        layout.addLayout(row)

    def show_picture(self, picture: NDArray[np.uint8]) -> None:
        """Show a picture: uint8, shape (rows, columns)."""
        rows, columns = picture.shape
        colours = picture[:, :, None].repeat(3, axis=2)
        pixels = PixelFormat(rows=rows, columns=columns, samples_per_pixel=3, photometric_interpretation="RGB")
        self.view.show_image(Content(colours, pixels))


class ProjectionsDialog(QDialog):
    """What is approved stands for having seen each frame, as far as the rules of review allow that."""

    def __init__(self, session: Session, reviewing: Reviewing, series: Series, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._reviewing, self._key = session, reviewing, series.key
        self._plan = session.plan
        self._is_made = False
        self._error: SetAside | None = None
        self.projecting = Projecting(session, self)
        self.pages = {kind: _Page(kind) for kind in Projection}
        self.tabs = QTabWidget()
        self._what, self._bar = QLabel(wordWrap=True), QProgressBar(textVisible=False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._what)
        layout.addWidget(self._bar)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(buttons)
        for kind, page in self.pages.items():
            self.tabs.addTab(page, "")
            page.button.clicked.connect(partial(self._approve, kind))
        self._timer = QTimer(self, singleShot=True, interval=LEAST)
        self._timer.timeout.connect(self._allow)
        self.tabs.currentChanged.connect(self._look)
        self.projecting.progress.connect(self._progress)
        self.projecting.made.connect(self._show)
        self.projecting.failed.connect(self._fail)
        session.plan_changed.connect(self.refresh)
        self.resize(900, 760)
        self.refresh()
        self.projecting.start(series)

    @property
    def text(self) -> str:
        """What the dialog says."""
        return self._what.text()

    @Slot(int, int)
    def _progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    @Slot(object)
    def _show(self, pictures: dict[Projection, NDArray[np.uint8]]) -> None:
        self._is_made = True
        for kind, picture in pictures.items():
            self.pages[kind].show_picture(picture)
        self.refresh()
        self._look()

    @Slot(SetAside)
    def _fail(self, error: SetAside) -> None:
        self._error = error
        self.refresh()

    @Slot()
    def _look(self) -> None:
        """Begin to count how long the picture is on the screen."""
        if self._is_made:
            self._timer.start()

    @Slot()
    def _allow(self) -> None:
        page = self.tabs.currentWidget()
        if isinstance(page, _Page) and self._counts and self.isVisible():
            page.button.setEnabled(True)

    @property
    def _counts(self) -> bool:
        """True while the pictures show what would leave."""
        return self._is_made and self._session.plan is self._plan

    def _approve(self, kind: Projection) -> None:
        unit = next((one for one in self._reviewing.units if one.key == self._key), None)
        if unit is None or not self._counts:
            return
        self._reviewing.approve_projection(unit, kind)
        self.refresh()
        place = self.tabs.currentIndex() + 1
        if place < self.tabs.count():
            self.tabs.setCurrentIndex(place)

    @Slot()
    def refresh(self) -> None:
        """Say how far it is."""
        self.setWindowTitle(self.tr("All frames in three pictures"))
        unit = next((one for one in self._reviewing.units if one.key == self._key), None)
        approved = frozenset() if unit is None else self._reviewing.review(unit).projections
        if self._error is not None:
            told = f"⛔ {problems.sentence(self._error, translate)}"
        elif not self._is_made:
            told = self.tr("Reading all frames…")
        elif not self._counts:
            told = "↻ " + self.tr("The masks were changed. Close this and open it again.")
        else:
            told = self.tr("Look at all of each picture. Approved: {count} of 3.").format(count=len(approved))
        self._what.setText(told)
        self._bar.setVisible(not self._is_made and self._error is None)
        for place, (kind, page) in enumerate(self.pages.items()):
            done = kind in approved
            self.tabs.setTabText(place, f"{'✔' if done else '○'} {translate('Projections', _TITLES[kind])}")
            page.hint.setText(translate("Projections", _HINTS[kind]))
            page.button.setText(self.tr("Nothing identifying is visible"))
            page.button.setEnabled(page.button.isEnabled() and self._counts and not done)
            page.view.setAccessibleDescription(translate("Projections", _TITLES[kind]))

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)

    def done(self, result: int) -> None:
        """End the thread with the dialog."""
        self.projecting.cancel()
        super().done(result)
