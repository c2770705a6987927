"""What runs now, in the status bar: how far it is, and buttons to pause and to stop it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QToolButton, QWidget

from redactor.gui.icons import icon
from redactor.gui.jobs import Job, Phase, Stopwatch, sentence
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from redactor.gui.theme import Theme

_BAR_WIDTH: Final = 90


class JobBar(QWidget):
    """One kind of job. It is hidden while there is none."""

    pause_asked = Signal(bool)
    stop_asked = Signal()

    def __init__(self, phase: Phase, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phase = phase
        self._job: Job | None = None
        self._watch = Stopwatch()
        self._theme: Theme | None = None
        self._label = QLabel()
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self.pause, self.stop = QToolButton(), QToolButton()
        self.pause.setCheckable(True)
        self.pause.toggled.connect(self.pause_asked)
        self.stop.clicked.connect(lambda checked=False: self.stop_asked.emit())
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self.retranslate)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(4)
        for widget in (self._label, self._bar, self.pause, self.stop):
            layout.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while there is nothing to say."""
        return "" if self._job is None else self._label.text()

    def show_progress(self, done: int, total: int, *, is_paused: bool, is_busy: bool) -> None:
        """Say how far the job is; it has ended when all is done."""
        if done >= total:
            self._end()
            return
        if self._job is None or done < self._job.done:
            self._watch.restart()
        if self._job is None or is_paused != self._job.is_paused:
            self._watch.pause(is_paused)
        self._job = Job(self._phase, done, total, is_paused=is_paused, is_busy=is_busy)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.pause.blockSignals(True)  # whoever tells how far it is has paused it already
        self.pause.setChecked(is_paused)
        self.pause.blockSignals(False)
        self.retranslate()
        self._tick.start()
        self.show()

    def _end(self) -> None:
        self._job = None
        self._tick.stop()
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in the colours of a theme."""
        self.pause.setIcon(icon("pause", theme))
        self.stop.setIcon(icon("close", theme))

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        if self._job is not None:
            job = replace(self._job, seconds=self._watch.seconds)
            self._label.setText(sentence(job, translate))
            self._bar.setAccessibleName(self._label.text())
        pause = self.tr("Go on") if self.pause.isChecked() else self.tr("Pause after this image")
        for button, words in ((self.pause, pause), (self.stop, self.tr("Stop"))):
            button.setToolTip(words)
            button.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
