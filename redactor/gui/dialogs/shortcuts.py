"""All keys at a glance, generated from the table of actions: what is shown is what works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from redactor.gui import actions as table
from redactor.gui.action_set import key_text
from redactor.gui.translation import translate
from redactor.i18n import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from redactor.gui.action_set import ActionSet

_COLUMNS: Final = (
    (table.NAVIGATE, table.REVIEW, table.TOOLS),
    (table.VIEW, table.HELP),
    (table.FILE, table.EDIT, table.APPLY_TO),
)
_WIDE: Final = (
    (table.NAVIGATE, table.TOOLS),
    (table.REVIEW, table.FILE, table.HELP),
    (table.VIEW,),
    (table.EDIT, table.APPLY_TO),
)
"""For a window of its own: low enough for a screen of 1080 lines."""
_AROUND: Final = 96
"""What the window needs beside the page: margins, the button, its frame."""
_MOUSE: Final = (
    (QT_TRANSLATE_NOOP("Mouse", "Wheel"), QT_TRANSLATE_NOOP("Mouse", "Next and previous frame")),
    (QT_TRANSLATE_NOOP("Mouse", "Ctrl + wheel"), QT_TRANSLATE_NOOP("Mouse", "Zoom at the pointer")),
    (QT_TRANSLATE_NOOP("Mouse", "Left drag"), QT_TRANSLATE_NOOP("Mouse", "Window width and level, or the tool")),
    (QT_TRANSLATE_NOOP("Mouse", "Alt + left drag"), QT_TRANSLATE_NOOP("Mouse", "Window width and level")),
    (QT_TRANSLATE_NOOP("Mouse", "Shift + wheel"), QT_TRANSLATE_NOOP("Mouse", "Size of the brush, or ten frames")),
    (QT_TRANSLATE_NOOP("Mouse", "Alt + click"), QT_TRANSLATE_NOOP("Mouse", "Add a corner to the polygon")),
    (QT_TRANSLATE_NOOP("Mouse", "Alt + Shift + click"), QT_TRANSLATE_NOOP("Mouse", "Remove a corner")),
    (QT_TRANSLATE_NOOP("Mouse", "Middle drag"), QT_TRANSLATE_NOOP("Mouse", "Move the image")),
    (QT_TRANSLATE_NOOP("Mouse", "Right drag"), QT_TRANSLATE_NOOP("Mouse", "Zoom")),
    (QT_TRANSLATE_NOOP("Mouse", "Right click"), QT_TRANSLATE_NOOP("Mouse", "Menu of the region")),
    (QT_TRANSLATE_NOOP("Mouse", "Double click"), QT_TRANSLATE_NOOP("Mouse", "Image alone, or with its panels")),
)


class ShortcutsDialog(QDialog):
    """The overlay of F1."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        self.page = ShortcutsPage(actions, is_wide=True)
        layout.addWidget(self.page, 1)
        layout.addWidget(buttons)
        self.retranslate()
        self.fit()

    def fit(self) -> None:
        """Show all of the page, as far as the screen has room."""
        room = self.screen().availableSize()
        wanted = self.page.content_size + QSize(_AROUND, _AROUND)
        self.resize(wanted.boundedTo(room - QSize(_AROUND // 2, _AROUND // 2)))

    def retranslate(self) -> None:
        """Name the window; the page speaks for itself."""
        self.setWindowTitle(self.tr("Keyboard shortcuts and mouse"))

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class ShortcutsPage(QScrollArea):
    """All keys and what the mouse does, in columns."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None, *, is_wide: bool = False) -> None:
        super().__init__(parent)
        self._actions = actions
        self._columns = _WIDE if is_wide else _COLUMNS
        self.content_size = QSize()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.retranslate()

    def retranslate(self) -> None:
        """Write the lists anew in the language of the window."""
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setSpacing(24)
        for place, groups in enumerate(self._columns):
            column = QVBoxLayout()
            column.setSpacing(4)
            for group in groups:
                _add(column, translate("Actions", group), self._rows(group))
            if place == len(self._columns) - 1:
                _add(
                    column,
                    self.tr("Mouse"),
                    [(translate("Mouse", what), translate("Mouse", does)) for what, does in _MOUSE],
                )
            column.addStretch(1)
            columns.addLayout(column, 1)
        self.setWidget(page)
        self.content_size = page.sizeHint()

    def _rows(self, group: str) -> list[tuple[str, str]]:
        rows = []
        for spec in self._actions.specs.values():
            if spec.group == group and spec.keys and self._actions[spec.id].isVisible():
                keys = ", ".join(dict.fromkeys(key_text(key) for key in spec.keys))
                rows.append((keys, self._actions[spec.id].text().rstrip("…")))
        return rows

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _add(column: QVBoxLayout, title: str, rows: list[tuple[str, str]]) -> None:
    heading = QLabel(title)
    heading.setProperty("role", "title")
    heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    column.addWidget(heading)
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, 96)
    grid.setColumnStretch(1, 1)
    grid.setContentsMargins(12, 0, 0, 14)
    for row, (keys, does) in enumerate(rows):
        key = QLabel(keys, alignment=Qt.AlignmentFlag.AlignTop)
        grid.addWidget(key, row, 0)
        words = QLabel(does)
        words.setProperty("role", "muted")
        grid.addWidget(words, row, 1)
    column.addLayout(grid)
