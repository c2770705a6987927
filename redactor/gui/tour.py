"""A tour through the sample case: six small steps, each done with the real keys. A card says what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from redactor.gui.action_set import key_text
from redactor.gui.actions import HOLD_ORIGINAL
from redactor.gui.translation import translate
from redactor.i18n import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from redactor.gui.action_set import ActionSet
    from redactor.gui.canvas.view import ImageView

_MARGIN: Final = 16
_WIDTH: Final = 330


@dataclass(frozen=True)
class Step:
    """A step is done when its action was done. `text` is marked for translation in ``Tour``."""

    action: str
    text: str


STEPS: Final = (
    Step(
        "next_finding",
        QT_TRANSLATE_NOOP(
            "Tour", "What may identify the patient is proposed, and hidden. Go to the first finding: [{key}]"
        ),
    ),
    Step(HOLD_ORIGINAL, QT_TRANSLATE_NOOP("Tour", "Look at what lies beneath. Hold for the original: [{key}]")),
    Step(
        "accept", QT_TRANSLATE_NOOP("Tour", "A name or number has to go. Accept the finding that is selected: [{key}]")
    ),
    Step(
        "keep",
        QT_TRANSLATE_NOOP("Tour", "A marker such as L or R has to stay. Select it and keep it: [{key}]"),
    ),
    Step("reject", QT_TRANSLATE_NOOP("Tour", "Some findings are none. Select one and reject it: [{key}]")),
    Step("reviewed", QT_TRANSLATE_NOOP("Tour", "When everything is decided, mark the image as reviewed: [{key}]")),
)


class Tour(QObject):
    """Goes through the steps; one whose action this window hasn't got is passed over."""

    changed = Signal()
    finished = Signal()

    def __init__(self, actions: ActionSet, view: ImageView, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self.steps = tuple(step for step in STEPS if step.action in actions.specs)
        self._place: int | None = None
        for step in self.steps:
            if step.action != HOLD_ORIGINAL:
                actions.connect_to(step.action, partial(self._done, step.action))
        view.original_shown.connect(self._look)

    @property
    def number(self) -> int:
        """The number of the step, from 1; one more than there are at the end, 0 while there is no tour."""
        return 0 if self._place is None else self._place + 1

    @property
    def text(self) -> str:
        """What the card says, in the language of the window."""
        if self._place is None:
            return ""
        if self._place == len(self.steps):
            return translate("Tour", _END)
        step = self.steps[self._place]
        return translate("Tour", step.text).format(key=key_text(self._actions.specs[step.action].keys[0]))

    def start(self) -> None:
        """Begin with the first step."""
        self._place = 0
        self.changed.emit()

    @Slot()
    def end(self) -> None:
        """End here, wherever it is."""
        if self._place is not None:
            self._place = None
            self.changed.emit()
            self.finished.emit()

    @Slot(bool)
    def _look(self, shown: bool) -> None:
        if not shown:  # let go: until then the person looks at it
            self._done(HOLD_ORIGINAL)

    def _done(self, name: str) -> None:
        if self._place is not None and self._place < len(self.steps) and self.steps[self._place].action == name:
            self._place += 1
            self.changed.emit()


_END: Final = QT_TRANSLATE_NOOP(
    "Tour", "That was all. Export writes checked copies; the originals stay as they are. Open images of your own now."
)


class TourCard(QFrame):
    """The card, in the lower left corner of a widget. It never takes the focus by itself."""

    def __init__(self, tour: Tour, place: QWidget) -> None:
        super().__init__(place)
        self._tour = tour
        self._corner_of = place
        self.setProperty("role", "card")
        self._count, self._text, self.skip = QLabel(), QLabel(wordWrap=True), QPushButton()
        self._count.setProperty("role", "muted")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.skip.clicked.connect(tour.end)
        row = QHBoxLayout()
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self.skip)
        layout = self._layout = QVBoxLayout(self)
        layout.addWidget(self._text)
        layout.addLayout(row)
        self.setFixedWidth(_WIDTH)
        place.installEventFilter(self)
        tour.changed.connect(self.retranslate)
        self.retranslate()

    @property
    def text(self) -> str:
        """What it says; empty while there is no tour."""
        return self._text.text() if self._tour.number else ""

    @Slot()
    def retranslate(self) -> None:
        """Say the step in the language of the window."""
        number, count = self._tour.number, len(self._tour.steps)
        self.setVisible(bool(number))
        if not number:
            return
        at_end = number > count
        self._text.setText(self._tour.text)
        self._count.setText("" if at_end else self.tr("Step {number} of {count}").format(number=number, count=count))
        self.skip.setText(self.tr("Close") if at_end else self.tr("Skip the tour"))
        self.setAccessibleName(self._tour.text)
        self._settle()

    def _settle(self) -> None:
        self.adjustSize()
        self.resize(_WIDTH, self._layout.totalHeightForWidth(_WIDTH))
        self.move(_MARGIN, self._corner_of.height() - self.height() - 3 * _MARGIN)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if watched is self._corner_of and event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
