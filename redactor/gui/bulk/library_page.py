"""Step 2: the library of templates. A version can be used after a test on files; none is ever deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout

from redactor.errors import RedactorError
from redactor.files import write_text
from redactor.gui import problems
from redactor.gui.bulk.page import Page, button
from redactor.gui.bulk.pictures import Pictures
from redactor.gui.bulk.words import entry_state, rule_words, trial_words
from redactor.gui.dialogs import choose
from redactor.gui.translation import translate
from redactor.model.codec import lines_of
from redactor.model.template_codec import template_to_json
from redactor.workflow.template_import import import_templates
from redactor.workflow.templates import Library

if TYPE_CHECKING:
    from redactor.gui.bulk.model import BulkModel, Tested
    from redactor.workflow.templates import Entry, Event

_NAME = Qt.ItemDataRole.UserRole


class LibraryPage(Page):
    """Tick what is used, test what is new."""

    def __init__(self, model: BulkModel) -> None:
        super().__init__(model)
        self._entries: dict[str, Entry] = {}
        self._tested: Tested | None = None
        self._said = ""
        self.list = QListWidget()
        self.rule, self.told, self._empty = (QLabel(wordWrap=True) for _ in range(3))
        self.pictures = Pictures()
        self.test_button, self.use_button = button(self.test), button(lambda: self._note("in use"))
        self.retire_button = button(lambda: self._note("retired"))
        self.import_button, self.export_button = button(self._import), button(self._export)
        self.shared_button = button(self._ask_library)
        left = QVBoxLayout()
        left.addWidget(self._empty)
        left.addWidget(self.list, 1)
        left.addWidget(self.import_button)
        left.addWidget(self.shared_button)
        buttons = QHBoxLayout()
        for each in (self.test_button, self.use_button, self.retire_button, self.export_button):
            buttons.addWidget(each)
        right = QVBoxLayout()
        right.addWidget(self.rule)
        right.addLayout(buttons)
        right.addWidget(self.told)
        right.addWidget(self.pictures, 1)
        right.addStretch(0)
        layout = QHBoxLayout(self)
        layout.addLayout(left, 2)
        layout.addLayout(right, 3)
        self.list.itemChanged.connect(self._tick)
        self.list.currentRowChanged.connect(self._choose)
        model.tested.connect(self._show_test)

    @property
    def current(self) -> Entry | None:
        """The template that is looked at."""
        row = self.list.currentRow()
        return None if row < 0 else self._entries.get(self.list.item(row).data(_NAME))

    def enter(self) -> None:
        """Read the library; what is in use is ticked at first."""
        first = not self._entries
        self._read()
        if first:
            self._take({name for name, entry in self._entries.items() if entry.in_use})

    def _ask_library(self) -> None:
        if folder := choose.folder(self, self.tr("Folder of the library")):
            self._entries, self._tested, self._said = {}, None, ""
            self.pictures.show_pictures(())
            self.model.use_library(Library(folder))
            self.enter()

    def test(self) -> None:
        """Search the files of the source for text that the template leaves."""
        if self.current is not None:
            self._tested, self._said = None, ""
            self.pictures.show_pictures(())
            self.model.test(self.current.name)

    def _read(self) -> None:
        try:
            self._entries = {entry.name: entry for entry in self.model.library.entries()}
        except RedactorError as error:
            self._tell(f"⛔ {problems.sentence(error, translate)}")
        self.refresh()

    def _take(self, names: set[str]) -> None:
        usable = tuple(name for name, entry in self._entries.items() if name in names and entry.in_use)
        try:
            self.model.use_templates(usable)
        except RedactorError as error:
            self._tell(f"⛔ {problems.sentence(error, translate)}")
        self.refresh()

    def _tick(self, item: QListWidgetItem) -> None:
        names = {chosen.name for chosen in self.model.chosen}
        ticked = item.checkState() is Qt.CheckState.Checked
        self._take(names | {item.data(_NAME)} if ticked else names - {item.data(_NAME)})

    def _choose(self) -> None:
        self._said = ""
        entry, tested = self.current, self._tested
        is_it = entry is not None and tested is not None and tested.name == entry.name
        self.pictures.show_pictures(tested.pictures if tested is not None and is_it else ())
        self.refresh()

    def _show_test(self, tested: Tested) -> None:
        self._tested = tested
        self._read()
        self._choose()

    def _note(self, event: Event) -> None:
        entry = self.current
        if entry is None:
            return
        version = entry.in_use if event == "retired" and entry.in_use else entry.template.version
        try:
            self.model.library.note(entry.name, version, event)
        except RedactorError as error:
            self._tell(f"⛔ {problems.sentence(error, translate)}")
            return
        names = {chosen.name for chosen in self.model.chosen}
        self._read()
        self._take(names | {entry.name} if event == "in use" else names - {entry.name})

    def _import(self) -> None:
        told: list[str] = []
        for file in choose.files(self, self.tr("Import templates")):
            try:
                found = import_templates(file)
                saved = [self.model.library.save(template) for template in found.templates]
            except RedactorError as error:
                told.append(f"⛔ {problems.sentence(error, translate)}")
                continue
            told.append(self.tr("Templates imported: {count}. Test each on files.").format(count=len(saved)))
            left = self.tr("Line {line} was left out: {reason}")
            told += [left.format(line=line, reason=reason) for line, reason in found.left_out]
        if told:
            self._read()
            self._tell("\n".join(told))

    def _export(self) -> None:
        entry = self.current
        if entry is None:
            return
        file = choose.new_file(self, self.tr("Export template"), f"{entry.name}.json")
        if file is not None:
            try:
                write_text(file, lines_of(template_to_json(entry.template)))
            except RedactorError as error:
                self._tell(f"⛔ {problems.sentence(error, translate)}")
            else:
                self._tell(self.tr("✔ The template was exported."))

    def _tell(self, text: str) -> None:
        self._said = text
        self.told.setText(text)

    def refresh(self) -> None:
        """See `Page`."""
        self._fill()
        entry, busy = self.current, self.model.work.is_running
        self._empty.setText(
            "" if self._entries else self.tr("No templates yet. Draw a mask once, then choose ‘Save as template’.")
        )
        self.list.setAccessibleName(self.tr("Templates"))
        for each, text in (
            (self.test_button, self.tr("Test on files")),
            (self.use_button, self.tr("Put in use")),
            (self.retire_button, self.tr("Retire")),
            (self.export_button, self.tr("Export…")),
            (self.import_button, self.tr("Import template, CTP script or deid recipe…")),
            (self.shared_button, self.tr("Use another library…")),
        ):
            alone = each in {self.import_button, self.shared_button}
            each.setText(text)
            each.setEnabled(not busy and (entry is not None or alone))
            each.setToolTip("" if entry is not None or alone else self.tr("Choose a template in the list first."))
        self.shared_button.setToolTip(self.tr("Templates of {folder}").format(folder=self.model.library.folder))
        if entry is None:
            self.rule.setText("")
        else:
            newest = entry.template.version
            may = newest in entry.tested and entry.in_use != newest
            self.use_button.setEnabled(may and not busy)
            self.use_button.setToolTip("" if may else self.tr("Only what passed a test and is not in use yet."))
            self.retire_button.setEnabled(bool(entry.in_use) and not busy)
            self.retire_button.setToolTip("" if entry.in_use else self.tr("No version is in use."))
            conditions = "\n".join(f"• {each}" for each in rule_words(entry.template.match, translate))
            head = self.tr("{title}, version {version}, regions: {count}").format(
                title=entry.template.title, version=newest, count=len(entry.template.plan.regions)
            )
            self.rule.setText(f"{head}\n{conditions}")
        tested = self._tested
        if self._said or entry is None or tested is None or tested.name != entry.name:
            self.told.setText(self._said)
        else:
            self.told.setText(trial_words(tested.trial, translate))
        self.pictures.retranslate()

    def _fill(self) -> None:
        row = self.list.currentRow()
        chosen = {each.name for each in self.model.chosen}
        with QSignalBlocker(self.list):
            if [self.list.item(at).data(_NAME) for at in range(self.list.count())] != list(self._entries):
                self.list.clear()
                for name in self._entries:
                    item = QListWidgetItem()
                    item.setData(_NAME, name)
                    self.list.addItem(item)
            for at, (name, entry) in enumerate(self._entries.items()):
                item = self.list.item(at)
                item.setText(f"{entry.template.title}\n{entry_state(entry, translate)}")
                flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable if entry.in_use else flags)
                item.setCheckState(Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked)
                item.setToolTip("" if entry.in_use else self.tr("It can be ticked once it is in use."))
            if self._entries:
                self.list.setCurrentRow(max(min(row, self.list.count() - 1), 0))
