"""A region as numbers and choices, for those who can't or would rather not use the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from redactor import styles
from redactor.gui.cards import EFFECTS
from redactor.gui.edits import is_drawn
from redactor.gui.region_fields import Fields, applied, fields_of, has_size, problem
from redactor.gui.scoping import REACHES, Reach, frame_range, reach_of, reach_refusal, reached, style_refusal
from redactor.gui.translation import translate
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import ALL, Effect

if TYPE_CHECKING:
    from redactor.gui.session_model import Session
    from redactor.model.region import Region, Scope
    from redactor.workflow.case import CaseImage, OpenedCase

_HIDE = QT_TRANSLATE_NOOP("Kinds", "Hide the inside")
_AS_IT_IS = QT_TRANSLATE_NOOP("Scopes", "Unchanged")
_RANGE = QT_TRANSLATE_NOOP("Scopes", "Some frames of this image")
_UNCHANGED, _FRAMES = "unchanged", "frames"


class RegionEditor(QDialog):
    """The fields of one region of the image shown. What is entered is one edit."""

    def __init__(self, session: Session, region: Region, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if session.case is None or session.image is None:
            raise ValueError("a region is edited on an image")
        self._session = session
        self._case: OpenedCase = session.case
        self._image: CaseImage = session.image
        self._frame = session.position.frame
        self._region = region
        self._label = label
        self._pixels = session.image.image.pixel_format
        self._build()
        self._fill()
        self._check()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Region by numbers"))
        self.column, self.row, self.columns, self.rows = (QDoubleSpinBox() for _ in range(4))
        self.effect, self.scope, self.style_of = QComboBox(), QComboBox(), QComboBox()
        self.first, self.last = QSpinBox(), QSpinBox()
        self.message = QLabel(wordWrap=True)
        self.message.setProperty("role", "error")
        self.message.setMinimumWidth(360)
        form = QFormLayout()
        frames = QHBoxLayout()
        frames.addWidget(self.first)
        frames.addWidget(QLabel("–"))
        frames.addWidget(self.last)
        frames.addStretch(1)
        fields: tuple[tuple[str, QWidget | QHBoxLayout], ...] = (
            (self.tr("Column"), self.column),
            (self.tr("Row"), self.row),
            (self.tr("Columns"), self.columns),
            (self.tr("Rows"), self.rows),
            (self.tr("Effect"), self.effect),
            (self.tr("Applies to"), self.scope),
            (self.tr("Frames"), frames),
            (self.tr("Style"), self.style_of),
        )
        for name, field in fields:
            form.addRow(name, field)
            if isinstance(field, QWidget):
                field.setAccessibleName(name)
        self.first.setAccessibleName(self.tr("First frame"))
        self.last.setAccessibleName(self.tr("Last frame"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.addLayout(form)
        layout.addWidget(self.message)
        layout.addWidget(self.buttons)

    def _fill(self) -> None:
        region, pixels = self._region, self._pixels
        fields = fields_of(region, self._session.plan.style)
        left, top, right, bottom = fields.box
        values = (left, top, right - left, bottom - top)
        whole = all(value.is_integer() for value in map(float, values))
        for field, value, most in zip(
            (self.column, self.row, self.columns, self.rows),
            values,
            (pixels.columns, pixels.rows, pixels.columns, pixels.rows),
            strict=True,
        ):
            field.setDecimals(0 if whole else 3)
            field.setRange(0, most)
            field.setValue(value)
            field.valueChanged.connect(self._check)
        for field in (self.columns, self.rows):
            field.setEnabled(has_size(region))
        for effect in Effect:
            self.effect.addItem(translate("Kinds", EFFECTS[effect] or _HIDE), effect)
        self.effect.setCurrentIndex(list(Effect).index(fields.effect))
        self.effect.setEnabled(is_drawn(region))
        self._fill_scopes()
        for style in styles.available().values():
            reason = style_refusal(region, style.id, self._session.plan.style)
            _add(self.style_of, translate("Plugins", style.title), style.id, reason if style.id != fields.style else "")
        self.style_of.setCurrentIndex(max(self.style_of.findData(fields.style), 0))
        for box in (self.effect, self.scope, self.style_of):
            box.currentIndexChanged.connect(self._check)
        for spin in (self.first, self.last):
            spin.valueChanged.connect(self._check)

    def _fill_scopes(self) -> None:
        region, frames = self._region, self._pixels.number_of_frames
        now = reach_of(region.scope, self._case, self._image, self._frame)
        for reach, name in REACHES.items():
            reason = reach_refusal(region, self._case, self._image, self._frame, reach) if reach is not now else ""
            _add(self.scope, translate("Scopes", name), str(reach), reason)
        if frames > 1:
            _add(self.scope, translate("Scopes", _RANGE), _FRAMES, "")
        if now is None:
            _add(self.scope, translate("Scopes", _AS_IT_IS), _UNCHANGED, "")
        self.scope.setCurrentIndex(self.scope.findData(_UNCHANGED if now is None else str(now)))
        chosen = (1, frames) if region.scope.frames == ALL else (min(region.scope.frames), max(region.scope.frames))
        for field, value in zip((self.first, self.last), chosen, strict=True):
            field.setRange(1, frames)
            field.setValue(value)

    def choose_frames(self) -> None:
        """Go to the fields for the first and the last frame."""
        self.scope.setCurrentIndex(self.scope.findData(_FRAMES))
        self.first.setFocus()
        self.first.selectAll()

    @property
    def fields(self) -> Fields:
        """What is entered."""
        left, top = self.column.value(), self.row.value()
        box = (left, top, left + self.columns.value(), top + self.rows.value())
        return Fields(box, Effect(self.effect.currentData()), self._scope(), str(self.style_of.currentData()))

    def _scope(self) -> Scope:
        chosen = self.scope.currentData()
        if chosen == _UNCHANGED:
            return self._region.scope
        if chosen == _FRAMES:
            return frame_range(self._image, self.first.value(), max(self.first.value(), self.last.value()))
        now = reach_of(self._region.scope, self._case, self._image, self._frame)
        if chosen == now:
            return self._region.scope
        return reached(self._case, self._image, self._frame, Reach(chosen))

    def _check(self) -> None:
        """Say what is wrong with the fields; what is wrong can't be taken over."""
        is_range = self.scope.currentData() == _FRAMES
        for field in (self.first, self.last):
            field.setEnabled(is_range)
        self.last.setMinimum(self.first.value())
        reason = problem(self._region, self.fields, self._pixels, self._session.plan.style)
        self.message.setText(translate("Actions", reason) if reason else "")
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not reason)

    def accept(self) -> None:
        """Take the fields over, as one edit."""
        session, fields = self._session, self.fields
        if problem(self._region, fields, self._pixels, session.plan.style):
            return
        made = applied(self._region, fields, session.plan.style)
        session.change(session.plan.with_region(made), self._label, select=made.id)
        super().accept()


def _add(box: QComboBox, text: str, data: str, reason: str) -> None:
    """Add a choice; one with a reason against it can be read, but not chosen."""
    box.addItem(text, data)
    model, row = box.model(), box.count() - 1
    if reason and isinstance(model, QStandardItemModel):
        model.item(row).setEnabled(False)
        box.setItemData(row, translate("Actions", reason), Qt.ItemDataRole.ToolTipRole)
