"""Both figures with a list beside them that says the same: whoever can't see or point chooses there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from redactor.gui.body_parts.drawing import shapes
from redactor.gui.body_parts.figure import Figure
from redactor.gui.body_parts.words import BY_HAND, name_of
from redactor.gui.translation import translate
from redactor.model.body_parts import BodyPart
from redactor.workflow.body_parts import finders, kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from redactor.detectors import Detector

TARGET: Final = 44
"""Pixels: no finger hits less for sure."""
INSIDE: Final = (BodyPart.BODY_OUTLINE, BodyPart.HEART, BodyPart.RIBS)
"""What no patient points at, and staff may choose."""


class Chooser(QWidget):
    """Chooses parts of the body.

    Parameters
    ----------
    known
        The detectors that there are: parts that none of them finds say so.
    has_inside
        Whether what lies inside the body can be chosen, too.
    """

    changed = Signal()

    def __init__(self, known: Mapping[str, Detector], *, has_inside: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        listed = [part for part in BodyPart if has_inside or part not in INSIDE]
        self._by_hand = frozenset(part for part in listed if not finders(kinds_of(part), known))
        self._says_how = has_inside
        self.figures = {side: Figure(side) for side in ("front", "back")}
        self.boxes = {part: QCheckBox() for part in listed}
        self.all, self.none = QPushButton(), QPushButton()
        self._sides = {side: QLabel() for side in self.figures}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for side, figure in self.figures.items():
            column = QVBoxLayout()
            column.addWidget(figure, 1)
            self._sides[side].setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(self._sides[side])
            layout.addLayout(column, 1)
            figure.toggled.connect(self._toggle)
        layout.addWidget(self._list(), 1)
        self.all.clicked.connect(lambda: self.set_parts(self._on_figures))
        self.none.clicked.connect(lambda: self.set_parts(()))
        self.retranslate()

    def _list(self) -> QWidget:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setSpacing(0)
        for part, box in self.boxes.items():
            box.setMinimumHeight(TARGET)
            box.setProperty("reach", "" if self._says_how else "touch")
            box.setObjectName(part.value)
            box.toggled.connect(partial(self._take))
            rows.addWidget(box)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setMinimumWidth(330)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        buttons = QHBoxLayout()
        for button in (self.all, self.none):
            button.setProperty("reach", "touch")
            buttons.addWidget(button)
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area, 1)
        layout.addLayout(buttons)
        return side

    @property
    def _on_figures(self) -> frozenset[BodyPart]:
        """All that a person can point at, and what has no place of its own."""
        return frozenset({*shapes("front"), *shapes("back"), BodyPart.SKIN_MARKS})

    @property
    def parts(self) -> tuple[BodyPart, ...]:
        """What is chosen, in its order."""
        return tuple(part for part, box in self.boxes.items() if box.isChecked())

    def set_parts(self, parts: Iterable[BodyPart]) -> None:
        """Choose these and no others."""
        chosen = frozenset(parts)
        for part, box in self.boxes.items():
            box.setChecked(part in chosen)

    def _toggle(self, part: BodyPart) -> None:
        self.boxes[part].toggle()

    def _take(self, checked: bool) -> None:
        del checked
        chosen = frozenset(self.parts)
        for figure in self.figures.values():
            figure.set_chosen(chosen)
        self.changed.emit()

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        for part, box in self.boxes.items():
            name = name_of(part, translate)
            by_hand = self._says_how and part in self._by_hand
            box.setText(f"{name}  ({translate('BodyParts', BY_HAND)})" if by_hand else name)
        self.all.setText(self.tr("Mask all"))
        self.none.setText(self.tr("None"))
        self._sides["front"].setText(self.tr("Front"))
        self._sides["back"].setText(self.tr("Back"))

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
