"""What will be removed: every attribute of the image shown, what becomes of it and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from redactor.deid.profile_file import available, load_profile, words_for_people
from redactor.deid.summary import destroyed_uses
from redactor.dicom.instance import Instance
from redactor.errors import RedactorError
from redactor.gui import attribute_words as words
from redactor.gui import charset_words, problems
from redactor.gui.dialogs import choose
from redactor.gui.panels.attribute_tree import AttributeTree
from redactor.gui.panels.kept_words import KeptWords
from redactor.gui.translation import translate
from redactor.i18n import language_of
from redactor.workflow.states import Gate

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from redactor.deid.summary import Entry
    from redactor.gui.descriptions import Descriptions
    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session
    from redactor.model.case_plan import AttributeDecision


class AttributesPanel(QWidget):
    """The table with its filters, the profile, and what a person may decide about a single attribute."""

    def __init__(
        self, session: Session, reviewing: Reviewing, descriptions: Descriptions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._reviewing, self._descriptions = session, reviewing, descriptions
        self._shown: tuple[object, ...] = ()
        self.tree = AttributeTree()
        self.words = KeptWords()
        self.profile = QComboBox()
        self.text = QLineEdit(clearButtonEnabled=True)
        self.changed, self.kept, self.private = QToolButton(), QToolButton(), QToolButton()
        self.reveal, self.keep, self.remove, self.undecide = (QPushButton() for _ in range(4))
        self.copy, self.export = QPushButton(), QPushButton()
        self._profile_label, self._warnings, self._why = QLabel(), QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._charset = QLabel(wordWrap=True)
        self._counts, self._problem = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        for label in (self._why, self._counts):
            label.setProperty("role", "muted")
        self._warnings.setProperty("role", "state")
        self._charset.setProperty("role", "state")
        self._problem.setProperty("role", "error")
        self._profile_label.setBuddy(self.profile)
        self.profile.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.reveal.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # held with the mouse; the table has Space for it
        top = QHBoxLayout()
        top.addWidget(self._profile_label)
        top.addWidget(self.profile, 1)
        checks = QHBoxLayout()
        for box in (self.changed, self.kept, self.private):
            box.setCheckable(True)
            box.setProperty("role", "switch")
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            checks.addWidget(box)
        self.changed.setChecked(True)
        checks.addStretch(1)
        buttons = QGridLayout()
        buttons.setSpacing(6)
        for place, button in enumerate((self.reveal, self.copy, self.export, self.keep, self.remove, self.undecide)):
            buttons.addWidget(button, place // 3, place % 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 10)
        layout.setSpacing(6)
        layout.addWidget(self._problem)
        layout.addWidget(self._charset)
        layout.addWidget(self.words)
        layout.addLayout(top)
        layout.addWidget(self._warnings)
        layout.addWidget(self.text)
        layout.addLayout(checks)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._counts)
        layout.addWidget(self._why)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        session = self._session
        self.profile.activated.connect(self._take_profile)
        self.text.textChanged.connect(self._fill)
        for box in (self.changed, self.kept, self.private):
            box.toggled.connect(self._fill)
        self.reveal.pressed.connect(partial(self.tree.open_originals, True))
        self.reveal.released.connect(partial(self.tree.open_originals, False))
        self.keep.clicked.connect(lambda: self._decide("keep"))
        self.remove.clicked.connect(lambda: self._decide("remove"))
        self.undecide.clicked.connect(lambda: self._decide(None))
        self.copy.clicked.connect(self._copy)
        self.export.clicked.connect(self._export)
        self.words.confirmed.connect(self._confirm)
        self.tree.entry_chosen.connect(self._show_choices)
        for signal in (session.case_changed, session.position_changed, self._descriptions.changed):
            signal.connect(self.refresh)
        session.plan_changed.connect(self._show_profile)
        self._reviewing.changed.connect(self._show_words)

    # --- what is shown ----------------------------------------------------------------------------------------

    @property
    def problem_text(self) -> str:
        """Why there is no table."""
        return self._problem.text()

    @property
    def charset_text(self) -> str:
        """That the header is read in another character set than it states; empty where it isn't."""
        return self._charset.text()

    @property
    def counts_text(self) -> str:
        """How many attributes are removed, replaced and kept."""
        return self._counts.text()

    @property
    def warnings_text(self) -> str:
        """What the images can't be used for under the profile."""
        return self._warnings.text()

    @property
    def why_text(self) -> str:
        """Why nothing can be decided about the attribute that is chosen."""
        return self._why.text()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All attributes of the image shown."""
        image = self._session.image
        found = None if image is None else self._descriptions.of(image.key)
        return () if found is None else found.entries

    @Slot()
    def refresh(self) -> None:
        """Show the image of the session, if anybody can see it and it is another one or described otherwise."""
        if not self.isVisible():
            return
        image = self._session.image
        key = "" if image is None else image.key
        found = self._descriptions.of(key)
        shown = (key, found, self._descriptions.is_refused(key), _language())
        if shown != self._shown:
            self._shown = shown
            self._say_problem(key)
            self._fill()
        self._show_words()
        self._show_profile()

    def _say_problem(self, key: str) -> None:
        found, refused = self._descriptions.of(key), self._descriptions.refusal(key)
        told = ""
        if refused is not None:
            told = f"⛔ {problems.sentence(refused, translate)}"
        elif self._descriptions.is_refused(key):
            told = "⛔ " + self.tr("The attributes can't be read. This image can't be reviewed.")
        elif key and found is None:
            told = self.tr("Reading the attributes…")
        self._problem.setText(told)
        self._problem.setVisible(bool(told))
        self._show_charset()

    def _show_charset(self) -> None:
        """Say so where the header is read in another character set than it states."""
        image = self._session.image
        found = None if image is None else image.image
        told: list[str] = []
        if isinstance(found, Instance):
            declared = charset_words.declared(found.text("SpecificCharacterSet"))
            told = charset_words.warnings(found.identifiers.guessed, declared, translate)
        self._charset.setText("\n".join(f"⚠ {one}" for one in told))
        self._charset.setVisible(bool(told))

    @Slot()
    def _fill(self) -> None:
        self._name_boxes()
        entries, wanted = self.entries, self.text.text().casefold().strip()
        self.tree.fill([one for one in entries if self._lets_through(one, wanted)], _language())
        self._counts.setText(words.counts(entries, translate) if entries else "")
        for button in (self.copy, self.export, self.reveal):
            button.setEnabled(bool(entries))
        self._show_choices()

    def _lets_through(self, entry: Entry, wanted: str) -> bool:
        if words.group_of(entry) == words.PRIVATE and not self.private.isChecked():
            return False
        box = self.changed if words.is_changed(entry) else self.kept
        told = f"{words.title(entry, _language())} {entry.name} {entry.new} {words.action(entry, translate)}"
        return box.isChecked() and wanted in told.casefold()

    @Slot()
    def _show_words(self) -> None:
        if not self.isVisible():
            return
        unit = self._reviewing.current
        found = set() if unit is None else {one for each in self._descriptions.of_unit(unit) for one in each.words}
        open_gates = set() if unit is None else {gap.gate for gap in self._reviewing.missing(unit)}
        self.words.show_words(
            sorted(found),
            is_confirmed=Gate.WORDS not in open_gates,
            is_whole=unit is not None and self._descriptions.is_whole(unit),
        )

    @Slot()
    def _show_profile(self) -> None:
        if not self.isVisible():
            return
        with QSignalBlocker(self.profile):
            self.profile.setCurrentIndex(self.profile.findData(self._session.profile_name))
        image = self._session.image
        try:
            profile = load_profile(self._session.profile_name)
        except RedactorError as error:
            self._warnings.setText(f"⛔ {problems.sentence(error, translate)}")
        else:
            modality = "" if image is None else image.image.device_key.modality
            told = [f"⚠ {translate('Profiles', one)}" for one in destroyed_uses(profile, modality)]
            self._warnings.setText("\n".join(told))
        self._warnings.setVisible(bool(self._warnings.text()))

    @Slot()
    def _show_choices(self) -> None:
        entry, decided = self.tree.chosen, dict(self._session.plan.decisions)
        choices: tuple[tuple[AttributeDecision, QPushButton], ...] = (("keep", self.keep), ("remove", self.remove))
        told = []
        for decision, button in choices:
            reason = "" if entry is None else words.refusal(entry, decision, translate)
            button.setEnabled(entry is not None and not reason)
            button.setToolTip(reason or (self.tr("Choose an attribute first.") if entry is None else ""))
            told += [f"{button.text()}: {reason}"] if reason else []
        self.undecide.setVisible(entry is not None and entry.path in decided)
        self._why.setText("\n".join(told))
        self._why.setVisible(bool(told))

    # --- what a person does -----------------------------------------------------------------------------------

    @Slot(int)
    def _take_profile(self, place: int) -> None:
        name = self.profile.itemData(place)
        try:
            load_profile(name)
        except RedactorError as error:
            self._show_profile()
            self._warnings.setText(f"⛔ {problems.sentence(error, translate)}")
            self._warnings.show()
            return
        self._session.use_profile(name)

    def _decide(self, decision: AttributeDecision | None) -> None:
        if (entry := self.tree.chosen) is not None:
            self._session.decide_attribute(entry.path, decision)

    @Slot()
    def _confirm(self) -> None:
        if (unit := self._reviewing.current) is not None and self._descriptions.is_whole(unit):
            self._reviewing.confirm_words(unit)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(words.as_text(self.tree.shown, _language(), translate))

    @Slot()
    def _export(self) -> None:
        if path := choose.new_file(self, self.tr("Export table"), "attributes.csv"):
            self.write_csv(path)

    def write_csv(self, path: Path) -> None:
        """Write the table, without its originals, as CSV that Excel reads as UTF-8."""
        try:
            path.write_text(words.as_csv(self.entries, _language(), translate), encoding="utf-8-sig", newline="")
        except OSError:
            self._problem.setText("⛔ " + self.tr("The table could not be written there. Choose another folder."))
            self._problem.show()

    # --- words ------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.tree.retranslate()
        self._profile_label.setText(self.tr("Profile"))
        self.text.setPlaceholderText(self.tr("Filter attributes"))
        self.text.setAccessibleName(self.tr("Filter attributes"))
        self.reveal.setText(self.tr("Hold: originals"))
        self.reveal.setToolTip(self.tr("Shows the original values while it is held. In the table: hold Space."))
        self.keep.setText(self.tr("Keep"))
        self.remove.setText(self.tr("Remove"))
        self.undecide.setText(self.tr("As the profile says"))
        self.copy.setText(self.tr("Copy as text"))
        self.copy.setToolTip(self.tr("Without original values"))
        self.export.setText(self.tr("Export table…"))
        self.export.setToolTip(self.tr("As CSV, without original values"))
        self._offer_profiles()
        self._shown = ()
        self.refresh()

    def _name_boxes(self) -> None:
        """Say what is listed; a mark says it beside the colour."""
        names = (self.tr("changed"), self.tr("kept"), self.tr("private"))
        for box, name in zip((self.changed, self.kept, self.private), names, strict=True):
            box.setText(f"{'✔' if box.isChecked() else '○'} {name}")
            box.setAccessibleName(name)

    def _offer_profiles(self) -> None:
        with QSignalBlocker(self.profile):
            self.profile.clear()
            for name in available():
                title, told = words_for_people(name, _language())
                self.profile.addItem(title, name)
                self.profile.setItemData(self.profile.count() - 1, told, Qt.ItemDataRole.ToolTipRole)
        self.profile.setAccessibleName(self.tr("Profile"))

    def showEvent(self, event: QShowEvent) -> None:
        """Show what there is now."""
        super().showEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _language() -> str:
    return language_of(translate("Attributes", "en"))
