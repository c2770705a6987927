"""The report of hidden data: what nobody sees in the files of the series shown, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QHeaderView, QLabel, QPushButton, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from redactor.gui import problems
from redactor.gui.hidden_words import Line, report
from redactor.gui.translation import translate
from redactor.model.region import ALL
from redactor.workflow.states import Gate

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from redactor.gui.descriptions import Descriptions
    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session
    from redactor.gui.theme import Theme
    from redactor.workflow.states import Unit

_NAME, _FOUND, _HAPPENS = range(3)


class HiddenDataPanel(QWidget):
    """Every row stands there, also of what was looked for and not found."""

    def __init__(
        self, session: Session, reviewing: Reviewing, descriptions: Descriptions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._reviewing, self._descriptions = session, reviewing, descriptions
        self._theme: Theme | None = None
        self.lines: tuple[Line, ...] = ()
        self._title, self._state = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._state.setProperty("role", "muted")
        self.table = QTableWidget(0, 3)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_FOUND, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_HAPPENS, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.button = QPushButton()
        self.button.clicked.connect(self._confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 10)
        layout.setSpacing(6)
        layout.addWidget(self._title)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._state)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        for signal in (session.case_changed, session.position_changed, session.searches_changed, session.plan_changed):
            signal.connect(self.refresh)
        descriptions.changed.connect(self.refresh)
        reviewing.changed.connect(self._show_state)
        self.retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of a theme."""
        self._theme = theme
        self._write()

    @property
    def state_text(self) -> str:
        """Whether a person has read the report."""
        return self._state.text()

    @Slot()
    def refresh(self) -> None:
        """Show the series of the image shown, as soon as anybody can see it."""
        if not self.isVisible():
            return
        unit = self._reviewing.current
        lines = () if unit is None else self._report(unit)
        if lines != self.lines:
            self.lines = lines
            self._write()
        self._show_state()

    def _report(self, unit: Unit) -> tuple[Line, ...]:
        keys = frozenset(member.key for member in unit.members)
        regions = [
            one
            for one in self._session.plan.regions
            if one.scope.instances == ALL or not keys.isdisjoint(one.scope.instances)
        ]
        return report(
            self._descriptions.of_unit(unit),
            regions,
            [self._session.searches.of(key) for key in keys],
            translate,
            listed=self._session.listed,
            modality=unit.modality,
        )

    def _write(self) -> None:
        self.table.setRowCount(len(self.lines))
        for row, line in enumerate(self.lines):
            mark = "⚠ " if line.is_striking else ""
            for column, text in enumerate((f"{mark}{line.name}", line.found, line.happens)):
                item = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignRight if column == _FOUND else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignTop)
                if self._theme is not None and column == _HAPPENS:
                    item.setForeground(QBrush(QColor(self._theme.muted)))
                self.table.setItem(row, column, item)

    @Slot()
    def _show_state(self) -> None:
        if not self.isVisible():
            return
        unit = self._reviewing.current
        self.button.setVisible(False)
        if unit is None:
            self._state.clear()
            return
        refused = [member.key for member in unit.members if self._descriptions.is_refused(member.key)]
        gap = next((one for one in self._reviewing.missing(unit) if one.gate is Gate.HIDDEN), None)
        if refused:
            error = self._descriptions.refusal(refused[0])
            told = "" if error is None else problems.sentence(error, translate)
            self._state.setText("⛔ " + (told or self.tr("This can't be read. The series can't be reviewed.")))
        elif not self._descriptions.is_whole(unit):
            self._state.setText(self.tr("Still reading the files of this series…"))
        elif gap is not None:
            self._state.setText("⚠ " + self.tr("Read what was found, then confirm it."))
            self.button.setVisible(True)
        elif any(one.told_hidden for one in self._descriptions.of_unit(unit)):
            self._state.setText("✔ " + self.tr("You have read this report."))
        else:
            self._state.setText("○ " + self.tr("Nothing hidden was found in these places. You still have to look."))

    @Slot()
    def _confirm(self) -> None:
        if (unit := self._reviewing.current) is not None and self._descriptions.is_whole(unit):
            self._reviewing.confirm_hidden(unit)

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self._title.setText(self.tr("Hidden data of this series"))
        self.table.setHorizontalHeaderLabels([self.tr("What"), self.tr("Found"), self.tr("What happens")])
        self.table.setAccessibleName(self.tr("Hidden data of this series"))
        self.button.setText(self.tr("Confirm: I have read this"))
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what there is now."""
        super().showEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
