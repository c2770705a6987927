"""What staff choose for a case: parts to mask, and what alone may be seen. The patient is asked on another screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from redactor.gui.body_parts.chooser import Chooser
from redactor.gui.body_parts.words import name_of, told
from redactor.gui.translation import translate
from redactor.model.body_parts import KEEPABLE, current
from redactor.workflow.body_parts import finders

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from redactor.detectors import Detector
    from redactor.model.body_parts import BodyChoice, BodyPart
    from redactor.model.region import Kind

    Chosen = tuple[tuple[BodyPart, ...], Kind | None]

LEAST_PIN: Final = 4
"""Digits."""
_ALONE: Final = (None, *KEEPABLE)
_NOTHING: Final[Chosen] = ((), None)


class BodyPartsDialog(QDialog):
    """Chooses for the case that is open. What was chosen before stands below, and can be withdrawn."""

    chosen = Signal(object, object)
    """The parts, and the kind that alone may be seen or None; none of both withdraws."""
    patient_asked = Signal(str)
    """The patient is to choose; the PIN with which staff get back."""

    def __init__(
        self, choices: Sequence[BodyChoice], known: Mapping[str, Detector], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices, self._known = tuple(choices), known
        self.chooser = Chooser(known, has_inside=True)
        self.only = QComboBox()
        for _ in _ALONE:  # without data: Qt would make plain text of it
            self.only.addItem("")
        self._question, self._limits, self.history = (QLabel(wordWrap=True) for _ in range(3))
        self._limits.setProperty("role", "muted")
        self._only_label = QLabel()
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Save | standard.Cancel)
        self.withdraw, self.ask_patient = QPushButton(), QPushButton()
        self.pin = QInputDialog(self)
        self.pin.setTextEchoMode(QLineEdit.EchoMode.Password)
        self._build()
        now = current(self._choices)
        self._before: Chosen = _NOTHING if now is None else (now.parts, now.keep_only)
        self.chooser.set_parts(self._before[0])
        self.only.setCurrentIndex(_ALONE.index(self._before[1]))
        self._connect()
        self.retranslate()
        self.resize(980, 760)

    def _build(self) -> None:
        form = QFormLayout()
        form.addRow(self._only_label, self.only)
        row = QHBoxLayout()
        row.addWidget(self.ask_patient)
        row.addWidget(self.withdraw)
        row.addStretch(1)
        row.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.addWidget(self._question)
        layout.addWidget(self.chooser, 1)
        layout.addLayout(form)
        layout.addWidget(self._limits)
        layout.addWidget(self.history)
        layout.addLayout(row)

    def _connect(self) -> None:
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        self.withdraw.clicked.connect(self._withdraw)
        self.ask_patient.clicked.connect(self.pin.open)
        self.pin.textValueSelected.connect(self._hand_over)
        self.chooser.changed.connect(self._refresh)
        self.only.currentIndexChanged.connect(self._refresh)

    @property
    def _now(self) -> Chosen:
        return self.chooser.parts, _ALONE[self.only.currentIndex()]

    @Slot()
    def _save(self) -> None:
        self.chosen.emit(*self._now)
        self.accept()

    @Slot()
    def _withdraw(self) -> None:
        self.chosen.emit((), None)
        self.accept()

    @Slot(str)
    def _hand_over(self, pin: str) -> None:
        if len(pin) >= LEAST_PIN:
            self.accept()
            self.patient_asked.emit(pin)

    @Slot()
    def _refresh(self) -> None:
        """Save only what is another choice; nothing chosen is a withdrawal, which has a button of its own."""
        is_new = self._now not in (self._before, _NOTHING)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(is_new)
        self.withdraw.setEnabled(self._before != _NOTHING)

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.setWindowTitle(self.tr("Body parts"))
        self._question.setText(
            self.tr("Which parts of the body are to be masked in the copies of this case that are shared?")
        )
        self._only_label.setText(self.tr("Only this may be seen:"))
        self.only.setAccessibleName(self.tr("Only this may be seen"))
        for row, kind in enumerate(_ALONE):
            by_hand = kind is not None and not finders({kind}, self._known)
            name = self.tr("No limit") if kind is None else name_of(kind, translate)
            self.only.setItemText(row, self.tr("{name} (drawn by hand)").format(name=name) if by_hand else name)
        self._limits.setText(
            self.tr(
                "What a search finds is proposed, and stays hidden until you decide. What no search finds you are "
                "asked to draw, or to say that it is not there. A change, or a withdrawal, makes reviewed series "
                "stale."
            )
        )
        lines = "\n".join(told(choice, translate) for choice in self._choices[-3:])
        self.history.setText(lines or self.tr("Nothing was chosen so far."))
        standard = QDialogButtonBox.StandardButton
        self.buttons.button(standard.Save).setText(self.tr("Save the choice"))
        self.buttons.button(standard.Cancel).setText(self.tr("Cancel"))
        self.withdraw.setText(self.tr("Withdraw the choice"))
        self.ask_patient.setText(self.tr("Let the patient choose…"))
        self.pin.setWindowTitle(self.tr("Let the patient choose"))
        self.pin.setLabelText(
            self.tr(
                "The screen shows nothing of the case. Choose a PIN of at least 4 digits: you need it to come back."
            )
        )
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """See `QDialog.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
