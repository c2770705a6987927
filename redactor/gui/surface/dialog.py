"""The surface of a head before and after masking, side by side, so that a person can judge what is left of a face."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from redactor.gui import problems
from redactor.gui.translation import translate
from redactor.gui.worker import Refused
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.workflow.surface import FOUND, TURNS, Surface

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FROM: Final = (
    QT_TRANSLATE_NOOP("Surface", "From the patient's right"),
    QT_TRANSLATE_NOOP("Surface", "From the front"),
    QT_TRANSLATE_NOOP("Surface", "From the patient's left"),
)
_BEFORE: Final = QT_TRANSLATE_NOOP("Surface", "As it is")
_AFTER: Final = QT_TRANSLATE_NOOP("Surface", "As masked now")
_TITLE: Final = QT_TRANSLATE_NOOP("Surface", "Surface of the head")
_WAIT: Final = QT_TRANSLATE_NOOP("Surface", "The series is being rendered.")
_NO_STACK: Final = QT_TRANSLATE_NOOP(
    "Surface", "This series can't be rendered: it is no stack of slices, or one too thin to show a surface."
)
_DIED: Final = QT_TRANSLATE_NOOP("Surface", "Rendering broke off. Close this window and try again.")
_BOTH: Final = QT_TRANSLATE_NOOP("Surface", "▲ A face detector still finds a face ({before}; masked: {after}).")
_GONE: Final = QT_TRANSLATE_NOOP(
    "Surface", "A face detector finds a face before ({before}), and none as masked ({after})."
)
_NEITHER: Final = QT_TRANSLATE_NOOP(
    "Surface", "A face detector finds no face even before ({before}; masked: {after}). Look yourself."
)
_UNMASKED: Final = QT_TRANSLATE_NOOP("Surface", "▲ Nothing of this series is masked. A face detector says: {before}.")
_NO_DETECTOR: Final = QT_TRANSLATE_NOOP("Surface", "No face detector is installed. Judge by the pictures alone.")
_NO_HEAD: Final = QT_TRANSLATE_NOOP("Surface", "The program can't tell that this is a head. It is shown as it lies.")
_CAVEAT: Final = QT_TRANSLATE_NOOP(
    "Surface",
    "Proposed regions count as masked. That no detector finds a face is no proof that nobody can tell who it is: "
    "skull, teeth, forehead and the shape of the head remain.",
)


class SurfaceDialog(QDialog):
    """Waits for a `Surface` and shows it; nothing in it can be saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self._answer: Surface | Refused | str | None = None
        self.verdict, self.caveat = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.verdict.setObjectName("verdict")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._heads = [QLabel(alignment=Qt.AlignmentFlag.AlignHCenter) for _ in TURNS]
        self._names = [QLabel(), QLabel()]
        self.pictures = [[QLabel() for _ in TURNS] for _ in self._names]
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._buttons.rejected.connect(self.reject)
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        for column, head in enumerate(self._heads, 1):
            grid.addWidget(head, 0, column)
        for row, name in enumerate(self._names, 1):
            grid.addWidget(name, row, 0)
            for column, picture in enumerate(self.pictures[row - 1], 1):
                grid.addWidget(picture, row, column)
        layout = QVBoxLayout(self)
        for widget in (self.verdict, self._bar, self._grid, self.caveat, self._buttons):
            layout.addWidget(widget)
        self._grid.hide()
        self._retranslate()

    @Slot(object)
    def show_answer(self, answer: Surface | Refused | None, *, died: bool = False) -> None:
        """Show what a worker gave; None where there is no surface."""
        self._bar.hide()
        self._answer = answer if answer is not None else (_DIED if died else _NO_STACK)
        if isinstance(answer, Surface):
            for column, look in enumerate(answer.looks):
                for row, picture in enumerate((look.before, look.after)):
                    self.pictures[row][column].setPixmap(_pixmap(picture))
            self._grid.show()
        self._retranslate()
        self.adjustSize()

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("Surface", _TITLE))
        for head, text in zip(self._heads, _FROM, strict=True):
            head.setText(translate("Surface", text))
        for row, text in enumerate((_BEFORE, _AFTER)):
            self._names[row].setText(translate("Surface", text))
            for column, seen in enumerate(_FROM):
                name = f"{translate('Surface', text)}: {translate('Surface', seen)}"
                self.pictures[row][column].setAccessibleName(name)
        self.verdict.setText(self._verdict())
        self.caveat.setText(translate("Surface", _CAVEAT))

    def _verdict(self) -> str:
        answer = self._answer
        if answer is None:
            return translate("Surface", _WAIT)
        if isinstance(answer, Refused):
            return problems.sentence(answer.error(), translate)
        if isinstance(answer, str):
            return translate("Surface", answer)
        parts = [] if answer.is_head else [translate("Surface", _NO_HEAD)]
        return " ".join([*parts, _said(answer)])


def _said(surface: Surface) -> str:
    before, after = surface.score_before, surface.score_after
    if before is None or after is None:
        return translate("Surface", _NO_DETECTOR)
    if not surface.is_masked:
        sentence = _UNMASKED
    elif after >= FOUND:
        sentence = _BOTH
    else:
        sentence = _GONE if before >= FOUND else _NEITHER
    return translate("Surface", sentence).format(before=_percent(before), after=_percent(after))


def _percent(score: float) -> str:
    return f"{min(round(100 * score), 99)} %"


def _pixmap(picture: NDArray[np.uint8]) -> QPixmap:
    rows, columns = picture.shape
    image = QImage(picture.tobytes(), columns, rows, columns, QImage.Format.Format_Grayscale8)
    return QPixmap.fromImage(image)  # which copies the bytes
