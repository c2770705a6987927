"""What stays of the headers, which formats are wanted, for whom and where to; and what became of it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QGridLayout, QGroupBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from redactor.exporters.teaching import formats
from redactor.gui import problems
from redactor.gui.bulk.page import button, fill, table
from redactor.gui.dialogs import choose
from redactor.gui.teaching import edits
from redactor.gui.translation import translate
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.rendered import DRAFT, HEADINGS, in_language
from redactor.model.teaching import Kept
from redactor.workflow.report import Item, ItemStatus
from redactor.workflow.teaching import facts_of

if TYPE_CHECKING:
    from redactor.gui.teaching.model import TeachingModel

_KEPT: Final = {
    "age_band": QT_TRANSLATE_NOOP("Teaching", "Age, in bands"),
    "sex": QT_TRANSLATE_NOOP("Teaching", "Sex"),
    "modality": QT_TRANSLATE_NOOP("Teaching", "Modality"),
    "body_part": QT_TRANSLATE_NOOP("Teaching", "Body part"),
    "view": QT_TRANSLATE_NOOP("Teaching", "View"),
}
_STATUSES: Final = {
    ItemStatus.DONE: QT_TRANSLATE_NOOP("Teaching", "✔ done"),
    ItemStatus.SET_ASIDE: QT_TRANSLATE_NOOP("Teaching", "⛔ left out"),
    ItemStatus.FAILED: QT_TRANSLATE_NOOP("Teaching", "✖ failed"),
    ItemStatus.SKIPPED: QT_TRANSLATE_NOOP("Teaching", "✔ done earlier"),
}
_NAMES: Final = {
    "pptx": "PPTX",
    "pdf": "PDF",
    "html": "HTML",
    "mp4": "MP4",
    "gif": "GIF",
    "apng": "APNG",
    "png": "PNG",
    "png16": "PNG (16 bit)",
    "jpeg": "JPEG",
    "tiff": "TIFF",
    "mirc": "MIRC / TFS",
    "dicom": "DICOM",
}
"""The formats that are known here, in the order in which they are offered."""
_COLUMNS: Final = 3


def _place_of(form: str) -> int:
    return list(_NAMES).index(form) if form in _NAMES else len(_NAMES)


class ExportPage(QWidget):
    """The last step; it says why it can't be taken yet."""

    def __init__(self, model: TeachingModel) -> None:
        super().__init__()
        self.model = model
        self.kept = {field.name: QCheckBox() for field in fields(Kept)}
        self.forms = {form: QCheckBox() for form in sorted(formats(), key=_place_of)}
        self.watermark, self.recipient = QCheckBox(), QLineEdit()
        self.choose_button, self.export_button = button(self._choose), button(model.export)
        self.export_button.setProperty("role", "main")
        self.open_button = button(self._open)
        self.results = table(3)
        self.results.setWordWrap(True)
        self.standing, self.obstacle = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.standing.setProperty("role", "state")
        self._facts, self._recipient, self._place = QLabel(wordWrap=True), QLabel(), QLabel(wordWrap=True)
        self._summary = QLabel(wordWrap=True)
        self._facts.setProperty("role", "muted")
        self._kept_box, self._forms_box = QGroupBox(), QGroupBox()
        self._items: list[Item] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        for box, checks in ((self._kept_box, self.kept), (self._forms_box, self.forms)):
            grid = QGridLayout(box)
            for number, check in enumerate(checks.values()):
                grid.addWidget(check, number // _COLUMNS, number % _COLUMNS)
            if box is self._kept_box:
                grid.addWidget(self._facts, 2, 0, 1, _COLUMNS)
        marks, place, last = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        marks.addWidget(self._recipient)
        marks.addWidget(self.recipient, 1)
        place.addWidget(self.choose_button)
        place.addWidget(self._place, 1)
        last.addWidget(self.export_button)
        last.addWidget(self.open_button)
        last.addStretch(1)
        layout = QVBoxLayout(self)
        for part in (self._kept_box, self._forms_box, self.watermark, marks, place, self.standing, self.obstacle, last):
            if isinstance(part, QHBoxLayout):
                layout.addLayout(part)
            else:
                layout.addWidget(part)
        layout.addWidget(self._summary)
        layout.addWidget(self.results, 1)

    def _connect(self) -> None:
        model = self.model
        for name, check in self.kept.items():
            check.clicked.connect(lambda on, name=name: self._keep(name, on=on))
        for check in self.forms.values():
            check.clicked.connect(self._take_forms)
        self.watermark.clicked.connect(self._take_watermark)
        self.recipient.textEdited.connect(self._take_recipient)
        model.told.connect(self._add_item)

    def _keep(self, name: str, *, on: bool) -> None:
        case = self.model.case
        self.model.edit(replace(case, kept=replace(case.kept, **{name: on})), edits.CHOOSE)

    @Slot()
    def _take_forms(self) -> None:
        self.model.forms = tuple(form for form, check in self.forms.items() if check.isChecked())
        self.model.changed.emit()

    @Slot(bool)
    def _take_watermark(self, on: bool) -> None:
        self.model.watermark = on
        self.model.changed.emit()

    @Slot(str)
    def _take_recipient(self, text: str) -> None:
        self.model.recipient = text

    def _choose(self) -> None:
        if folder := choose.folder(self, self.tr("A new or empty folder for the export")):
            self.model.destination = folder
            self.model.changed.emit()

    def _open(self) -> None:
        if self.model.made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.model.made.destination)))

    @Slot(object)
    def _add_item(self, item: Item) -> None:
        self._items.append(item)
        self._show_items()

    def begin(self) -> None:
        """Show the results of a new export only."""
        self._items = []

    def _show_items(self) -> None:
        items = list(self.model.items) or self._items
        fill(
            self.results,
            [
                (
                    _NAMES.get(item.source, item.source),
                    translate("Teaching", _STATUSES[item.status]),
                    problems.reason(item.reason, translate) if item.reason else self._files(item),
                )
                for item in items
            ],
        )

    def _files(self, item: Item) -> str:
        return self.tr("files: {count}").format(count=(item.output or "0").split()[0])

    @Slot()
    def refresh(self) -> None:
        """Say everything as it is now."""
        case, busy = self.model.case, self.model.work.is_running
        self._name()
        for name, check in self.kept.items():
            check.setChecked(getattr(case.kept, name))
        for form, check in self.forms.items():
            check.setChecked(form in self.model.forms)
        self.watermark.setChecked(self.model.watermark)
        if self.recipient.text() != self.model.recipient:
            self.recipient.setText(self.model.recipient)
        found = [self.model.result(image.file) for image in case.images]
        told = facts_of(case, [one.result.instance for one in found if one is not None])
        self._facts.setText(" · ".join(f"{name}: {fact}" for name, fact in told))
        draft = self.tr("⚠ Not every image is released. Every picture is stamped: {draft}").format(draft=DRAFT)
        ready = self.tr("✔ All images are released.")
        self.standing.setText(draft if self.model.is_draft else ready if case.images else "")
        reason = self.model.obstacle()
        told_reason = translate("Teaching", reason) if reason else ""
        self.obstacle.setText(self.model.problem_words or told_reason)
        self.export_button.setEnabled(not reason)
        self.export_button.setToolTip(told_reason)
        for widget in (self.choose_button, self.recipient, self.watermark, *self.forms.values()):
            widget.setEnabled(not busy)
        self.open_button.setVisible(self.model.made is not None)
        self._show_items()
        self._summarise()

    def _summarise(self) -> None:
        made = self.model.made
        if made is None:
            self._summary.setText("")
            return
        failed = sum(item.status is not ItemStatus.DONE for item in made.items)
        parts = [self.tr("{count} written and checked.").format(count=len(made.items) - failed)]
        if failed:
            parts.append(self.tr("{count} not: see the reasons.").format(count=failed))
        if made.stopped:
            parts.append(self.tr("Stopped; what was finished stays."))
        if not made.originals_are_known:
            parts.append(
                self.tr("The originals are not known here; packages were searched for what the results say alone.")
            )
        self._summary.setText(" ".join(parts))

    def _name(self) -> None:
        language = self.model.case.language
        self._kept_box.setTitle(self.tr("Stays of the headers, as far as its words are known"))
        self._forms_box.setTitle(self.tr("Formats"))
        for name, check in self.kept.items():
            check.setText(translate("Teaching", _KEPT[name]))
            check.setToolTip(in_language(language, HEADINGS[name]))
        for form, check in self.forms.items():
            check.setText(_NAMES.get(form, form))
            check.setToolTip(translate("Plugins", formats()[form].summary))
        self.watermark.setText(self.tr("Visible watermark: for teaching, not for diagnosis"))
        self._recipient.setText(self.tr("Invisible mark for:"))
        self.recipient.setAccessibleName(self.tr("Recipient of the invisible mark"))
        self.recipient.setPlaceholderText(self.tr("nobody"))
        self.choose_button.setText(self.tr("Export to…"))
        place = self.model.destination
        self._place.setText(self.tr("no folder chosen") if place is None else place.name)
        self.export_button.setText(self.tr("Export"))
        self.open_button.setText(self.tr("Open folder"))
        for part in (self.results, self.results.horizontalHeader()):
            part.setAccessibleName(self.tr("Results of the export"))
        self.results.setHorizontalHeaderLabels([self.tr("Format"), self.tr("Result"), self.tr("Reason")])
