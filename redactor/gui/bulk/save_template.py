"""Save the accepted regions of the image shown as a mask template for images of its device and size."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from redactor.dicom.instance import Instance
from redactor.errors import RedactorError
from redactor.gui import problems
from redactor.gui.bulk.words import rule_words
from redactor.gui.dialogs.fitting import Fitting
from redactor.gui.translation import translate
from redactor.model.region import Effect, Status
from redactor.model.template import Fit, rule_of, template_of
from redactor.workflow.template_guard import facts_of

if TYPE_CHECKING:
    from redactor.gui.session_model import Session
    from redactor.model.plan import RedactionPlan
    from redactor.model.template import MatchRule
    from redactor.workflow.templates import Library


def accepted_hiding(session: Session) -> int:
    """Count the accepted regions of the image shown that hide something, 0 where no template can be made of it."""
    image = session.image
    if image is None or not isinstance(image.image, Instance):
        return 0
    hides = {Effect.HIDE, Effect.HIDE_OUTSIDE}
    return sum(region.status is Status.ACCEPTED and region.effect in hides for region in session.regions)


class SaveTemplateDialog(QDialog):
    """A title, and whom it is for. The engine says if something of the patient would stand in it."""

    def __init__(self, session: Session, library: Library, image: Instance, parent: QWidget) -> None:
        super().__init__(parent)
        self._library, self._image = library, image
        self._facts = facts_of(image)
        self._plan = _accepted(session)
        self.saved = ""
        """The name in the library, once it was saved."""
        device = self._facts.device
        self.title = QLineEdit(f"{device.manufacturer} {device.manufacturer_model_name}".strip() or device.modality)
        self.title.setText(f"{self.title.text()} {device.columns}×{device.rows}".strip())
        self.kept_as = QComboBox()
        self.kept_as.addItem("", None)
        for entry in library.entries():
            if entry.template.match.fit(self._facts) is Fit.FITS:
                self.kept_as.addItem("", (entry.name, entry.template.title))
        self.view, self.ultrasound = QCheckBox(), QCheckBox()
        self.view.setVisible(bool(self._facts.view_position))
        self.ultrasound.setVisible(bool(self._facts.ultrasound_regions))
        self._title_label, self._as_label, self._what = QLabel(), QLabel(), QLabel(wordWrap=True)
        self.rule, self._hint, self.problem = (QLabel(wordWrap=True) for _ in range(3))
        self._hint.setProperty("role", "muted")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.button(QDialogButtonBox.StandardButton.Save).setDefault(True)
        self._buttons.accepted.connect(self.save)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self._title_label, self.title)
        form.addRow(self._as_label, self.kept_as)
        layout = QVBoxLayout(self)
        layout.addWidget(self._what)
        layout.addLayout(form)
        for widget in (self.rule, self.view, self.ultrasound, self._hint, self.problem, self._buttons):
            layout.addWidget(widget)
        for box in (self.view, self.ultrasound):
            box.toggled.connect(self.retranslate)
        layout.addStrut(560)
        Fitting(self)
        self.title.selectAll()
        self.retranslate()

    @property
    def _match(self) -> MatchRule:
        return rule_of(self._facts, view_position=self.view.isChecked(), ultrasound_regions=self.ultrasound.isChecked())

    def save(self) -> None:
        """Have the engine check the template, and keep it as a new version; nothing is in use before a test."""
        chosen = self.kept_as.currentData()
        try:
            template = template_of(self.title.text(), self._match, self._plan, identifiers=self._image.identifiers)
            self.saved = self._library.save(template, chosen[0] if chosen else None).name
        except RedactorError as error:
            self.problem.setText(f"⛔ {problems.sentence(error, translate)}")
            return
        self.accept()

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        self.setWindowTitle(self.tr("Save as template"))
        count = len(self._plan.regions)
        what = self.tr("Use this mask for other images of this device and size. Accepted regions: {count}.")
        self._what.setText(what.format(count=count))
        self._title_label.setText(self.tr("Title:"))
        self._as_label.setText(self.tr("Keep as:"))
        self.title.setAccessibleName(self.tr("Title"))
        self.kept_as.setAccessibleName(self.tr("Keep as"))
        self.kept_as.setItemText(0, self.tr("New template"))
        for row in range(1, self.kept_as.count()):
            told = self.tr("New version of “{title}”").format(title=self.kept_as.itemData(row)[1])
            self.kept_as.setItemText(row, told)
        self.view.setText(self.tr("Only this View Position"))
        self.ultrasound.setText(self.tr("Only with the same ultrasound regions"))
        conditions = "\n".join(f"• {each}" for each in rule_words(self._match, translate))
        self.rule.setText(self.tr("For images of which all of this is true:") + "\n" + conditions)
        self._hint.setText(
            self.tr(
                "It is kept in your library without pixels or names, and can be used after a test on files "
                "(File ▸ Bulk…). Don't put a patient's name into the title."
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        """See `QWidget.changeEvent`."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _accepted(session: Session) -> RedactionPlan:
    image = session.image
    if image is None:
        raise ValueError("there is no image")
    plan = session.plan.fitting_plan_for(image.key, image.image.pixel_format)
    return replace(plan, regions=tuple(region for region in plan.regions if region.status is Status.ACCEPTED))
