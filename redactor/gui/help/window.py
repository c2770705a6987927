"""The window of the user guide: chapters at the left, the text at the right, a search above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from redactor import resources
from redactor.gui.help.book import chapters

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZE: Final = (980, 720)
_CHAPTERS: Final = 240
_MARGIN: Final = 32
_NARROWEST: Final = 320


class HelpWindow(QDialog):
    """Stays open beside the work; nothing in it leads out of the program.

    Parameters
    ----------
    language
        Tells the language of the window.
    """

    def __init__(self, language: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._language = language
        self.search, self.list, self.page = QLineEdit(clearButtonEnabled=True), QListWidget(), _Page()
        self.nothing = QLabel(wordWrap=True)
        left, column = QWidget(), QVBoxLayout()
        for widget in (self.search, self.list, self.nothing):
            column.addWidget(widget)
        column.setContentsMargins(0, 0, 0, 0)
        left.setLayout(column)
        self.list.setSpacing(2)
        splitter = QSplitter()
        splitter.addWidget(left)
        splitter.addWidget(self.page)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_CHAPTERS, _SIZE[0] - _CHAPTERS])
        QHBoxLayout(self).addWidget(splitter)
        self.resize(*_SIZE)
        self.search.textChanged.connect(self._find)
        self.list.currentRowChanged.connect(self._show)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)
        self.retranslate()

    def retranslate(self) -> None:
        """Write everything in the language of the window, at the chapter that is open."""
        shown = max(self.list.currentRow(), 0)
        self._chapters = chapters(self._language())
        self.setWindowTitle(self.tr("User guide"))
        self.search.setPlaceholderText(self.tr("Search the guide"))
        self.search.setAccessibleName(self.tr("Search the guide"))
        self.list.setAccessibleName(self.tr("Chapters"))
        self.page.setAccessibleName(self.tr("Text of the chapter"))
        self.page.setSearchPaths([str(resources.path(f"help/pictures{own}")) for own in (f"/{self._language()}", "")])
        self.nothing.setText(self.tr("No chapter has these words. Try fewer or other ones."))
        self.list.clear()
        self.list.addItems([chapter.title for chapter in self._chapters])
        self.list.setCurrentRow(shown)
        self._find(self.search.text())

    def open_at(self, chapter_id: str) -> None:
        """Show a chapter."""
        self.search.clear()
        ids = [chapter.id for chapter in self._chapters]
        self.list.setCurrentRow(ids.index(chapter_id))

    def _show(self, row: int) -> None:
        if row >= 0:
            self.page.setMarkdown(self._chapters[row].text)
            self._point()

    def _find(self, words: str) -> None:
        """Leave the chapters that have the words, and go to the first of them."""
        has = [chapter.has(words) for chapter in self._chapters]
        for row, wanted in enumerate(has):
            self.list.item(row).setHidden(not wanted)
        self.nothing.setVisible(not any(has))
        if any(has) and not has[self.list.currentRow()]:
            self.list.setCurrentRow(has.index(True))
        self._point()

    def _point(self) -> None:
        """Select the words in the text, from its beginning."""
        words = self.search.text().strip()
        if words:
            cursor = self.page.textCursor()
            cursor.setPosition(0)
            self.page.setTextCursor(cursor)
            self.page.find(words)

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class _Page(QTextBrowser):
    """Pictures are as wide as the page at most."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.document().setDocumentMargin(_MARGIN / 2)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """See `QTextBrowser.loadResource`."""
        found = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value or not isinstance(name, QUrl):
            return found
        picture = QImage()
        any(picture.load(f"{folder}/{name.path()}") for folder in self.searchPaths())
        widest = max(self.viewport().width() - 2 * _MARGIN, _NARROWEST)
        if picture.width() > widest:
            picture = picture.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)
        return picture
