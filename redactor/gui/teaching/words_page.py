"""What the author writes: each field is scanned while it is written, and says in words what may identify somebody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from redactor.gui.bulk.page import button, fill, table
from redactor.gui.teaching import edits
from redactor.gui.translation import translate
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.teaching import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.gui.teaching.edits import Hit
    from redactor.gui.teaching.model import TeachingModel

_SECTIONS: Final = ("history", "findings", "diagnosis", "differential", "discussion")
_LANGUAGES: Final = {
    Language.CHINESE: QT_TRANSLATE_NOOP("Teaching", "Chinese"),
    Language.ENGLISH: QT_TRANSLATE_NOOP("Teaching", "English"),
    Language.BOTH: QT_TRANSLATE_NOOP("Teaching", "both"),
}


class _Underlines(QSyntaxHighlighter):
    """Underlines what is suspected; what it is stands below the field."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor.document())
        self.hits: tuple[Hit, ...] = ()

    def take(self, hits: tuple[Hit, ...]) -> None:
        """Underline other words."""
        if hits != self.hits:
            self.hits = hits
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """See `QSyntaxHighlighter`."""
        begin = self.currentBlock().position()
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(QColor("#FF6B6B"))
        wave.setFontUnderline(True)
        for hit in self.hits:
            first, last = max(hit.begin - begin, 0), min(hit.end - begin, len(text))
            if last > first:
                self.setFormat(first, last - first, wave)


class _Section:
    """One field of several lines."""

    def __init__(self, page: WordsPage, name: str) -> None:
        self._page, self.name = page, name
        self.label, self.editor, self.hint = QLabel(), QPlainTextEdit(), QLabel(wordWrap=True)
        self.editor.setTabChangesFocus(True)
        self.editor.setMinimumHeight(58)
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.hint.setProperty("role", "state")
        self.underlines = _Underlines(self.editor)
        self.label.setBuddy(self.editor)
        self.editor.textChanged.connect(self._take)

    def _take(self) -> None:
        self._page.take_section(self.name, self.editor.toPlainText())


class WordsPage(QScrollArea):
    """Title, language, quiz mode and sections."""

    def __init__(self, model: TeachingModel) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model = model
        self.title, self.title_hint = QLineEdit(), QLabel(wordWrap=True)
        self.title_hint.setProperty("role", "state")
        self.language, self.quiz = QComboBox(), QCheckBox()
        for language in _LANGUAGES:
            self.language.addItem("", language)
        self.sections = {name: _Section(self, name) for name in _SECTIONS}
        self._title_label, self._language_label, self._rare = QLabel(), QLabel(), QLabel(wordWrap=True)
        self._rare.setProperty("role", "muted")
        inner = QWidget()
        layout, row, form = QVBoxLayout(inner), QHBoxLayout(), QFormLayout()
        form.addRow(self._title_label, self.title)
        layout.addLayout(form)
        layout.addWidget(self.title_hint)
        row.addWidget(self._language_label)
        row.addWidget(self.language)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addWidget(self.quiz)
        for section in self.sections.values():
            layout.addWidget(section.label)
            layout.addWidget(section.editor, 1)
            layout.addWidget(section.hint)
        layout.addWidget(self._rare)
        self.setWidget(inner)
        self.title.textEdited.connect(
            lambda text: model.edit(replace(model.case, title=text), edits.WRITE, "case.title")
        )
        self.language.activated.connect(
            lambda at: model.edit(replace(model.case, language=Language(self.language.itemData(at))), edits.CHOOSE)
        )
        self.quiz.clicked.connect(lambda on: model.edit(replace(model.case, quiz=on), edits.CHOOSE))

    def take_section(self, name: str, text: str) -> None:
        """Note what was written."""
        sections = replace(self.model.case.sections, **{name: text})
        self.model.edit(replace(self.model.case, sections=sections), edits.WRITE, f"case.sections.{name}")

    def go_to(self, place: str) -> None:
        """Put the cursor into a field."""
        name = place.removeprefix("case.sections.")
        editor = self.sections[name].editor if name in self.sections else self.title
        editor.setFocus()
        self.ensureWidgetVisible(editor)

    @Slot()
    def refresh(self) -> None:
        """Say everything as it is now."""
        case, hits = self.model.case, self.model.hits
        self._title_label.setText(edits.place_words("case.title", translate) + ":")
        self.title.setAccessibleName(edits.place_words("case.title", translate))
        self._language_label.setText(self.tr("Headings in:"))
        self.language.setAccessibleName(self.tr("Language of the headings"))
        for at, word in enumerate(_LANGUAGES.values()):
            self.language.setItemText(at, translate("Teaching", word))
        self.language.setCurrentIndex(list(_LANGUAGES).index(case.language))
        self.quiz.setText(self.tr("Quiz: the answer comes after the images"))
        self.quiz.setChecked(case.quiz)
        self._rare.setText(self.tr("Very rare findings can identify a patient even without a name."))
        if self.title.text() != case.title:
            self.title.setText(case.title)
        self._tell(self.title_hint, "case.title", hits, self.title)
        for name, section in self.sections.items():
            place = f"case.sections.{name}"
            section.label.setText(edits.place_words(place, translate) + ":")
            section.editor.setAccessibleName(edits.place_words(place, translate))
            text = getattr(case.sections, name)
            if section.editor.toPlainText() != text:
                section.editor.blockSignals(True)
                section.editor.setPlainText(text)
                section.editor.blockSignals(False)
            self._tell(section.hint, place, hits, section.editor)
            section.editor.blockSignals(True)
            section.underlines.take(tuple(hit for hit in hits if hit.place == place))
            section.editor.blockSignals(False)

    def _tell(self, hint: QLabel, place: str, hits: Sequence[Hit], editor: QWidget) -> None:
        told = [edits.hit_words(self.model.case, hit, translate) for hit in hits if hit.place == place]
        text = "⚠ " + "; ".join(told) if told else ""
        hint.setText(text)
        hint.setVisible(bool(told))
        editor.setAccessibleDescription(text)


class QuestionsPage(QWidget):
    """Questions and their answers."""

    def __init__(self, model: TeachingModel) -> None:
        super().__init__()
        self.model = model
        self.table = table(2)
        self.table.setEditTriggers(QTableWidget.EditTrigger.AllEditTriggers)
        self.table.setWordWrap(True)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.add, self.remove = button(self._add), button(self._remove)
        row, layout = QHBoxLayout(), QVBoxLayout(self)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch(1)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        self.table.cellChanged.connect(self._take)

    def go_to(self, place: str) -> None:
        """Choose a question."""
        self.table.setFocus()
        self.table.setCurrentCell(int(place.partition("[")[2].partition("]")[0]), int(place.endswith("answer")))

    def _rows(self) -> list[tuple[str, str]]:
        def text(at: int, column: int) -> str:
            item = self.table.item(at, column)
            return "" if item is None else item.text()

        return [(text(at, 0), text(at, 1)) for at in range(self.table.rowCount())]

    def _write(self, rows: Sequence[tuple[str, str]], label: str) -> None:
        self.model.edit(edits.with_questions(self.model.case, rows), label)

    def _add(self) -> None:
        self._write([*self._rows(), ("", "")], edits.CHOOSE)
        self.table.setFocus()
        self.table.setCurrentCell(self.table.rowCount() - 1, 0)
        self.table.edit(self.table.currentIndex())

    def _remove(self) -> None:
        rows, at = self._rows(), self.table.currentRow()
        if 0 <= at < len(rows):
            del rows[at]
            self._write(rows, edits.CHOOSE)

    @Slot()
    def _take(self) -> None:
        self._write(self._rows(), edits.WRITE)

    @Slot()
    def refresh(self) -> None:
        """Say everything as it is now."""
        for part in (self.table, self.table.horizontalHeader()):
            part.setAccessibleName(self.tr("Questions and answers"))
        self.table.setHorizontalHeaderLabels([self.tr("Question"), self.tr("Answer")])
        self.add.setText(self.tr("Add question"))
        self.remove.setText(self.tr("Remove question"))
        rows = [(question.text, question.answer) for question in self.model.case.questions]
        if rows != self._rows():
            self.table.blockSignals(True)
            fill(self.table, rows)
            self.table.blockSignals(False)
