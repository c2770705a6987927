"""Own window presets: name the window shown, use, rename or delete what was named before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from redactor.gui import facts
from redactor.gui.own_presets import LONGEST, tidy
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from redactor.gui.own_presets import OwnPresets
    from redactor.gui.panels.viewport import Viewport
    from redactor.gui.session_model import Session


class OwnPresetsDialog(QDialog):
    """The presets of the modality that is shown."""

    def __init__(self, presets: OwnPresets, session: Session, viewport: Viewport, parent: QWidget) -> None:
        super().__init__(parent)
        self._presets, self._session, self._viewport = presets, session, viewport
        case = session.case
        self._modality = "" if case is None else case.series[session.position.series].modality
        self._window = viewport.view.window_shown
        self.setWindowTitle(self.tr("Own window presets"))
        shown = self.tr("For {modality}. The window shown is {window}.")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Own window presets"))
        self.name = QLineEdit(maxLength=LONGEST, placeholderText=self.tr("Name"))
        self.name.setAccessibleName(self.tr("Name"))
        self.problem = QLabel(wordWrap=True)
        self.problem.setAccessibleName(self.tr("Problem"))
        self.add_button = self._button(self.tr("Add the window shown"), self.add)
        self.use_button = self._button(self.tr("Use"), self.use)
        self.rename_button = self._button(self.tr("Rename"), self.rename)
        self.delete_button = self._button(self.tr("Delete"), self.delete)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        modality = self._modality or self.tr("pictures")
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(shown.format(modality=modality, window=facts.window(self._window))))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.name)
        layout.addWidget(self.problem)
        for row in ((self.add_button, self.rename_button), (self.use_button, self.delete_button)):
            line = QHBoxLayout()
            for button in row:
                line.addWidget(button, 1)
            layout.addLayout(line)
        layout.addWidget(close)
        self.list.itemActivated.connect(self.use)
        self.list.currentRowChanged.connect(self._enable)
        self._fill()
        self.name.setFocus()

    def add(self) -> None:
        """Keep the window shown under the name."""
        if (name := self._allowed()) is not None:
            self._presets.add(self._modality, name, self._window)
            self._changed()

    def rename(self) -> None:
        """Give the chosen preset the name."""
        if (old := self._chosen()) and (name := self._allowed()) is not None:
            self._presets.rename(self._modality, old, name)
            self._changed()

    def delete(self) -> None:
        """Forget the chosen preset."""
        if old := self._chosen():
            self._presets.remove(self._modality, old)
            self._changed()

    def use(self) -> None:
        """Show the images in the chosen window."""
        row = self.list.currentRow()
        if row >= 0:
            self._viewport.use_window(self._presets.of(self._modality)[row].window)
            self.accept()

    def _chosen(self) -> str:
        row = self.list.currentRow()
        return "" if row < 0 else self._presets.of(self._modality)[row].title

    def _allowed(self) -> str | None:
        """Give the name that was written, or None after saying why it can't be one."""
        name = tidy(self.name.text())
        images = () if self._session.case is None else self._session.case.images
        reason = self._presets.obstacle(self._modality, name, (image.image.identifiers for image in images))
        self.problem.setText(translate("OwnPresets", reason) if reason else "")
        return None if reason else name

    def _changed(self) -> None:
        self.name.clear()
        self._fill()
        self._viewport.content_changed.emit()

    def _fill(self) -> None:
        self.list.clear()
        for preset in self._presets.of(self._modality):
            if preset.window is not None:
                self.list.addItem(f"{preset.title}  –  {facts.window(preset.window)}")
        self._enable()

    def _enable(self) -> None:
        has_one = self.list.currentRow() >= 0
        for button in (self.use_button, self.rename_button, self.delete_button):
            button.setEnabled(has_one)
            button.setToolTip("" if has_one else self.tr("Choose a preset in the list first."))

    @staticmethod
    def _button(text: str, call: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda checked=False: call())
        return button
