"""The files that were not opened, each with its reason, and the list without their names for whoever can help."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from redactor.gui import problems
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.workflow.case import Problem


def without_names(refused: Sequence[Problem], translate: problems.Translate) -> str:
    """Give the reasons with how often each occurs: a file's name often is a patient's."""
    counted = Counter(problems.sentence(problem.error, translate) for problem in refused)
    return "\n".join(f"{count}× {reason}" for reason, count in counted.most_common())


class ProblemsDialog(QDialog):
    """Lists files by reason. The names are shown here alone, in memory: the person has just chosen these files."""

    def __init__(self, refused: Sequence[Problem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refused = tuple(refused)
        self._heading = QLabel(wordWrap=True)
        self._list = QTreeWidget()
        self._list.setHeaderHidden(True)
        self._list.setColumnCount(1)
        self._list.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._copy = QPushButton()
        self._buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        self._buttons.rejected.connect(self.reject)
        self._copy.clicked.connect(self.copy)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(self._heading)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._buttons)
        self.resize(860, 420)
        self.retranslate()

    def copy(self) -> None:
        """Put the reasons on the clipboard, without a name."""
        QGuiApplication.clipboard().setText(without_names(self._refused, translate))

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.setWindowTitle(self.tr("Files that were not opened"))
        self._heading.setText(self.tr("These files were left out. Nothing about them was changed."))
        self._copy.setText(self.tr("Copy list without names"))
        self._list.setAccessibleName(self.windowTitle())
        self._list.clear()
        reasons: dict[str, QTreeWidgetItem] = {}
        for problem in self._refused:
            reason = problems.sentence(problem.error, translate)
            if reason not in reasons:
                reasons[reason] = QTreeWidgetItem(self._list, [reason])
            QTreeWidgetItem(reasons[reason], [problem.path.name])
        for reason, item in reasons.items():
            item.setText(0, f"{item.childCount()}× {reason}")
            item.setToolTip(0, reason)

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
