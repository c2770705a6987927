"""The line above the findings with which a person narrows the list: words, states, kinds, this frame alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from redactor.gui.cards import KINDS
from redactor.gui.finding_groups import HEADINGS, ICONS, Filter, Group
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from PySide6.QtGui import QAction

    from redactor.gui.finding_groups import Grouped
    from redactor.model.region import Kind


class FindingFilter(QWidget):
    """Nothing chosen lets everything through."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLineEdit(clearButtonEnabled=True)
        self.text.textChanged.connect(self.changed)
        self.chips = {group: _chip() for group in Group}
        self.here = _chip()
        self.kinds = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.kinds.setProperty("role", "switch")
        self.kinds.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = QMenu(self)
        self.kinds.setMenu(self._menu)
        self._actions: dict[Kind, QAction] = {}
        chips = QHBoxLayout()
        chips.setSpacing(4)
        for chip in (*self.chips.values(), self.here):
            chip.toggled.connect(self.changed)
            chips.addWidget(chip)
        chips.addStretch(1)
        chips.addWidget(self.kinds)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 0, 10, 6)
        layout.setSpacing(5)
        layout.addWidget(self.text)
        layout.addLayout(chips)

    def filter(self, frame: int) -> Filter:
        """Give what is chosen.

        Parameters
        ----------
        frame
            The frame shown.
        """
        groups = frozenset(group for group, chip in self.chips.items() if chip.isChecked())
        kinds = frozenset(kind for kind, action in self._actions.items() if action.isChecked())
        return Filter(self.text.text(), groups or None, kinds or None, frame if self.here.isChecked() else 0)

    def offer(self, grouped: Grouped, kinds: AbstractSet[Kind], *, frames: int) -> None:
        """Offer what the image has; what is not there can't be chosen."""
        for group, chip in self.chips.items():
            count = grouped.count(group)
            chip.setText(f"{ICONS[group]} {count}")
            name = translate("Findings", HEADINGS[group])
            chip.setToolTip(name)
            chip.setAccessibleName(f"{name}: {count}")
            chip.setVisible(bool(count) or chip.isChecked())
        self.here.setText(self.tr("This frame"))
        self.here.setToolTip(self.tr("Only what applies to the frame shown"))
        self.here.setVisible(frames > 1 or self.here.isChecked())
        self.kinds.setText(self.tr("Kind") + " ▾")
        self.kinds.setVisible(len(kinds) > 1 or any(action.isChecked() for action in self._actions.values()))
        self.text.setPlaceholderText(self.tr("Filter findings"))
        self.text.setAccessibleName(self.tr("Filter findings"))
        if frozenset(kinds) != frozenset(self._actions):
            self._fill(kinds)
        for kind, action in self._actions.items():
            action.setText(translate("Kinds", KINDS[kind]))

    def _fill(self, kinds: AbstractSet[Kind]) -> None:
        chosen = {kind for kind, action in self._actions.items() if action.isChecked()}
        self._menu.clear()
        self._actions = {}
        for kind in sorted(kinds):
            action = self._menu.addAction("")
            action.setCheckable(True)
            action.setChecked(kind in chosen)
            action.toggled.connect(self._tell)
            self._actions[kind] = action

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()


def _chip() -> QToolButton:
    chip = QToolButton()
    chip.setCheckable(True)
    chip.setProperty("role", "switch")
    chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return chip
