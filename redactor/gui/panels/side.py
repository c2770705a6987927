"""The panels beside the image, one at a time: findings, what will be removed, hidden data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtWidgets import QTabWidget, QWidget

from redactor.workflow.states import Gate

if TYPE_CHECKING:
    from redactor.gui.panels.attributes import AttributesPanel
    from redactor.gui.panels.findings import FindingsPanel
    from redactor.gui.panels.hidden_data import HiddenDataPanel
    from redactor.gui.reviewing import Reviewing

_NARROWEST: Final = 310
_PANELS: Final = {Gate.WORDS.value: 1, Gate.HIDDEN.value: 2}


class SidePanels(QTabWidget):
    """Tabs with a mark where something has to be confirmed."""

    wide_wanted = Signal(bool)
    """A table is shown, which needs more room than cards do, or no longer."""

    confirmed = Signal()
    """A person confirmed what a panel says."""

    def __init__(
        self,
        reviewing: Reviewing,
        findings: FindingsPanel,
        attributes: AttributesPanel,
        hidden_data: HiddenDataPanel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._reviewing = reviewing
        self.setDocumentMode(True)
        self.setUsesScrollButtons(False)
        self._firsts = (
            (findings.list,),
            (attributes.words.button, attributes.tree),
            (hidden_data.button, hidden_data.table),
        )
        for button in (attributes.words.button, hidden_data.button):
            button.clicked.connect(self.confirmed)
        for panel in (findings, attributes, hidden_data):
            self.addTab(panel, "")
        self.currentChanged.connect(lambda place: self.wide_wanted.emit(place > 0))
        reviewing.changed.connect(self.retranslate)
        self.retranslate()

    def minimumSizeHint(self) -> QSize:
        """See `QTabWidget.minimumSizeHint`: what the words of the panel shown need, not those of all."""
        width = self.currentWidget().minimumSizeHint().width() if self.count() else 0
        return QSize(
            max(_NARROWEST, self.tabBar().minimumSizeHint().width(), width), super().minimumSizeHint().height()
        )

    @Slot(str)
    def show_gate(self, gate: str) -> None:
        """Show the panel in which what is missing for a gate can be done."""
        self.setCurrentIndex(_PANELS.get(gate, 0))
        if gate in _PANELS:
            stops = self._firsts[self.currentIndex()]
            next((stop for stop in stops if stop.isVisibleTo(self) and stop.isEnabled()), stops[-1]).setFocus()

    @Slot()
    def retranslate(self) -> None:
        """Name the tabs in the language of the window."""
        unit = self._reviewing.current
        open_gates = set() if unit is None else {gap.gate for gap in self._reviewing.missing(unit) if gap.count}
        names = (
            (self.tr("Findings"), Gate.FINDINGS),
            (self.tr("Removed"), Gate.WORDS),
            (self.tr("Hidden data"), Gate.HIDDEN),
        )
        for place, (name, gate) in enumerate(names):
            told = f"⚠ {name}" if gate in open_gates else name
            if told != self.tabText(place):
                self.setTabText(place, told)
        self.setTabToolTip(1, self.tr("What will be removed"))

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
