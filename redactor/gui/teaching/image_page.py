"""One image of the case: caption, frames, window, what is cut off, arrows and labels; each also by numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from redactor.errors import SetAside
from redactor.gui import problems
from redactor.gui.bulk.page import button, table
from redactor.gui.teaching import edits
from redactor.gui.teaching.canvas import Canvas
from redactor.gui.teaching.painting import Painting
from redactor.gui.translation import translate
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.geometry import Rectangle
from redactor.model.image import Window
from redactor.model.teaching import Arrow, KeyImage, Label
from redactor.workflow.teaching_pictures import Stamps

if TYPE_CHECKING:
    from redactor.gui.teaching.canvas import Tool
    from redactor.gui.teaching.model import TeachingModel
    from redactor.model.geometry import Point
    from redactor.workflow.teaching_listing import Listed

_TOOLS: Final[tuple[tuple[Tool, str], ...]] = (
    ("look", QT_TRANSLATE_NOOP("Teaching", "Look")),
    ("crop", QT_TRANSLATE_NOOP("Teaching", "Cut")),
    ("arrow", QT_TRANSLATE_NOOP("Teaching", "Arrow")),
    ("label", QT_TRANSLATE_NOOP("Teaching", "Label")),
)
_FAR: Final = 1_000_000.0


class ImagePage(QWidget):
    """The image chosen in the list of the case."""

    def __init__(self, model: TeachingModel) -> None:
        super().__init__()
        self.model = model
        self.at: int | None = None
        self._asked: object = None
        self.painting, self.canvas = Painting(self), Canvas()
        self.tools = QButtonGroup(self)
        self.preview = QToolButton()
        self.preview.setProperty("role", "button")
        self.preview.setCheckable(True)
        self.caption = QLineEdit()
        self.first, self.last = QSpinBox(minimum=1), QSpinBox(minimum=1)
        self.as_stored = QCheckBox()
        self.centre, self.width_of = QDoubleSpinBox(), QDoubleSpinBox()
        self.is_cut = QCheckBox()
        self.cut = tuple(QSpinBox(maximum=1 << 16) for _ in range(4))
        self.marks = table(6)
        self.marks.setEditTriggers(QTableWidget.EditTrigger.AllEditTriggers)
        self.add_arrow, self.add_label = button(self._add_arrow), button(self._add_label)
        self.remove_mark = button(self._remove_mark)
        self._labels: dict[str, QLabel] = {}
        self._build()
        self._connect()

    # --- parts ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        for spin in (self.centre, self.width_of):
            spin.setRange(-_FAR, _FAR)
            spin.setDecimals(1)
        self.width_of.setMinimum(1.0)
        top, form = QHBoxLayout(), QFormLayout()
        for tool, _ in _TOOLS:
            chooser = QToolButton()
            chooser.setProperty("role", "button")
            chooser.setCheckable(True)
            chooser.setChecked(tool == "look")
            chooser.setProperty("tool", tool)
            self.tools.addButton(chooser)
            top.addWidget(chooser)
        top.addStretch(1)
        top.addWidget(self.preview)
        for name, widgets in (
            ("caption", (self.caption,)),
            ("frames", (self.first, self.last)),
            ("window", (self.as_stored, self.centre, self.width_of)),
            ("cut", (self.is_cut, *self.cut)),
        ):
            row = QHBoxLayout()
            for widget in widgets:
                row.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)
            if name != "caption":
                row.addStretch(1)
            self._labels[name] = QLabel()
            form.addRow(self._labels[name], row)
        self.marks.setMaximumHeight(110)
        beside, drawn = QVBoxLayout(), QHBoxLayout()
        for each in (self.add_arrow, self.add_label, self.remove_mark):
            beside.addWidget(each)
        beside.addStretch(1)
        drawn.addWidget(self.marks, 1)
        drawn.addLayout(beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.canvas, 1)
        layout.addLayout(form)
        layout.addLayout(drawn)

    def _connect(self) -> None:
        self.tools.buttonClicked.connect(lambda chosen: self.canvas.use(chosen.property("tool")))
        self.preview.toggled.connect(lambda on: self.refresh())
        self.painting.ready.connect(self._show)
        self.painting.failed.connect(self._refuse)
        self.canvas.crop_drawn.connect(self._take_cut)
        self.canvas.arrow_drawn.connect(self._take_arrow)
        self.canvas.label_placed.connect(self._take_label)
        self.caption.textEdited.connect(self._take_caption)
        for frame in (self.first, self.last):
            frame.valueChanged.connect(self._take_frames)
        self.as_stored.clicked.connect(self._take_window)
        for value in (self.centre, self.width_of):
            value.valueChanged.connect(self._take_window)
        self.is_cut.clicked.connect(self._take_cut_numbers)
        for side in self.cut:
            side.valueChanged.connect(self._take_cut_numbers)
        self.marks.cellChanged.connect(self._take_cell)

    # --- what is shown --------------------------------------------------------------------------------------

    @property
    def image(self) -> KeyImage | None:
        """The image chosen."""
        images = self.model.case.images
        return images[self.at] if self.at is not None and self.at < len(images) else None

    @property
    def found(self) -> Listed | None:
        """Its result."""
        return None if self.image is None else self.model.result(self.image.file)

    def choose(self, at: int | None) -> None:
        """Show another image of the case."""
        self.at = at
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say everything as it is now."""
        image, found = self.image, self.found
        self._name()
        self.setEnabled(image is not None and found is not None)
        if image is None or found is None:
            self._asked = None
            gone = self.tr("This image is not in the folder of results.")
            self.canvas.show_message(gone if image is not None else self.tr("Choose an image of the case."))
            return
        editors = (self.caption, self.first, self.last, self.as_stored, self.centre, self.width_of, self.is_cut)
        for editor in (*editors, *self.cut, self.marks):
            editor.blockSignals(True)
        self._write(image, found)
        for editor in (*editors, *self.cut, self.marks):
            editor.blockSignals(False)
        self._draw(image, found)

    def _write(self, image: KeyImage, found: Listed) -> None:
        if self.caption.text() != image.caption:
            self.caption.setText(image.caption)
        pixels = found.result.instance.pixel_format
        for spin, value in ((self.first, image.frames[0]), (self.last, image.frames[-1])):
            spin.setMaximum(pixels.number_of_frames)
            spin.setValue(value)
            spin.setEnabled(pixels.number_of_frames > 1)
        is_gray = pixels.photometric_interpretation.startswith("MONOCHROME")
        self.as_stored.setEnabled(is_gray)
        self.as_stored.setChecked(image.window is None)
        for part in (self.centre, self.width_of):
            part.setEnabled(is_gray and image.window is not None)
        if image.window is not None:
            self.centre.setValue(image.window.center)
            self.width_of.setValue(image.window.width)
        box = image.crop
        self.is_cut.setChecked(box is not None)
        whole = (0, 0, pixels.columns, pixels.rows)
        values = whole if box is None else (box.column, box.row, box.columns, box.rows)
        for side, number in zip(self.cut, values, strict=True):
            side.setEnabled(box is not None)
            side.setValue(round(number))
        self._write_marks(image)

    def _write_marks(self, image: KeyImage) -> None:
        rows = [(self.tr("Arrow"), *map(_text, (*arrow.tail, *arrow.tip)), "") for arrow in image.arrows]
        labels = [(self.tr("Label"), *map(_text, label.at), "", "", label.text) for label in image.labels]
        self.marks.setRowCount(len(rows) + len(labels))
        for at, row in enumerate([*rows, *labels]):
            is_label = at >= len(rows)
            for column, value in enumerate(row):
                item = QTableWidgetItem(value)
                fixed = column == 0 or (is_label and column in {3, 4}) or (not is_label and column == 5)
                if fixed:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.marks.setItem(at, column, item)

    def _draw(self, image: KeyImage, found: Listed) -> None:
        instance = found.result.instance
        final = self.preview.isChecked()
        stamps = Stamps(self.model.watermark, self.model.is_draft)
        number = image.frames[0]
        wanted = (found.name, number, image, stamps) if final else (found.name, number, image.window)
        if wanted == self._asked and self.canvas.message == "":
            self._show_marks(image, instance.pixel_aspect(number))
            return
        self._asked = wanted
        if final:
            self.painting.final(instance, image, stamps, number)
        else:
            self.painting.whole(instance, number, image.window)

    def _show_marks(self, image: KeyImage, aspect: float) -> None:
        if not self.preview.isChecked():
            self.canvas.show_marks(image, aspect)

    @Slot(int, QImage)
    def _show(self, asked: int, drawn: QImage) -> None:
        image, found = self.image, self.found
        if asked != self.painting.last or image is None or found is None:
            return
        if self.preview.isChecked():
            self.canvas.show_picture(drawn)
        else:
            self.canvas.show_picture(drawn, image, found.result.instance.pixel_aspect(image.frames[0]))

    @Slot(int, SetAside)
    def _refuse(self, asked: int, problem: SetAside) -> None:
        if asked == self.painting.last:
            self.canvas.show_message(problems.sentence(problem, translate))

    # --- what a person does ---------------------------------------------------------------------------------

    def _edit(self, label: str, merging: str = "", **changes: object) -> None:
        if self.image is not None and self.at is not None:
            image = replace(self.image, **changes)  # type: ignore[arg-type]  # fields of it
            self.model.edit(
                edits.with_image(self.model.case, self.at, image), label, merging and f"{merging} {self.at}"
            )

    @Slot(str)
    def _take_caption(self, text: str) -> None:
        self._edit(edits.WRITE, "caption", caption=text)

    @Slot()
    def _take_frames(self) -> None:
        first, last = self.first.value(), self.last.value()
        if last < first:  # whichever was changed leads
            first, last = (first, first) if self.sender() is self.first else (last, last)
        self._edit(edits.VIEW, "frames", frames=tuple(range(first, last + 1)))

    @Slot()
    def _take_window(self) -> None:
        found, image = self.found, self.image
        if found is None or image is None:
            return
        if self.as_stored.isChecked():
            self._edit(edits.VIEW, window=None)
        elif image.window is None:
            instance = found.result.instance
            shown = instance.grayscale(instance.frame(image.frames[0])).default_window
            self._edit(edits.VIEW, window=shown)
        else:
            function = image.window.function
            window = Window(self.centre.value(), self.width_of.value(), function)
            self._edit(edits.VIEW, "window", window=window)

    @Slot(object, object)
    def _take_cut(self, one: Point, other: Point) -> None:
        if self.found is not None:
            pixels = self.found.result.instance.pixel_format
            box = edits.cut(one, other, pixels.rows, pixels.columns)
            if box is not None:
                self._edit(edits.CUT, crop=box)

    @Slot()
    def _take_cut_numbers(self) -> None:
        if self.found is None:
            return
        pixels = self.found.result.instance.pixel_format
        if not self.is_cut.isChecked():
            self._edit(edits.CUT, crop=None)
            return
        left, top, wide, high = (side.value() for side in self.cut)
        if self.image is not None and self.image.crop is None:
            self._edit(edits.CUT, crop=Rectangle(0, 0, pixels.columns, pixels.rows))
        elif (box := edits.cut((left, top), (left + wide, top + high), pixels.rows, pixels.columns)) is not None:
            self._edit(edits.CUT, "cut", crop=box)

    @Slot(object, object)
    def _take_arrow(self, tail: Point, tip: Point) -> None:
        if self.image is not None and tail != tip:
            self._edit(edits.MARK, arrows=(*self.image.arrows, Arrow(tail, tip)))

    @Slot(object)
    def _take_label(self, at: Point) -> None:
        if self.image is not None:
            label = Label(at, edits.next_letter(self.image))
            self._edit(edits.MARK, labels=(*self.image.labels, label))
            self.marks.setCurrentCell(self.marks.rowCount() - 1, 5)

    def _middle(self) -> tuple[float, float, float]:
        """Give the middle of what stays, and an eighth of its smaller side."""
        if self.found is None or self.image is None:
            return 0.0, 0.0, 1.0
        pixels, box = self.found.result.instance.pixel_format, self.image.crop
        left, top, wide, high = (
            (0, 0, pixels.columns, pixels.rows) if box is None else (box.column, box.row, box.columns, box.rows)
        )
        return left + wide // 2, top + high // 2, max(min(wide, high) // 8, 1)

    def _add_arrow(self) -> None:
        column, row, far = self._middle()
        self._take_arrow((column - far, row - far), (column, row))

    def _add_label(self) -> None:
        column, row, _ = self._middle()
        self._take_label((column, row))

    def _remove_mark(self) -> None:
        at, image = self.marks.currentRow(), self.image
        if image is None or at < 0:
            return
        arrows, labels = list(image.arrows), list(image.labels)
        if at < len(arrows):
            del arrows[at]
        else:
            del labels[at - len(arrows)]
        self._edit(edits.MARK, arrows=tuple(arrows), labels=tuple(labels))

    @Slot(int, int)
    def _take_cell(self, at: int, column: int) -> None:
        image, item = self.image, self.marks.item(at, column)
        if image is None or item is None:
            return
        cells = [self.marks.item(at, place) for place in range(6)]
        texts = ["" if cell is None else cell.text() for cell in cells]
        arrows, labels = list(image.arrows), list(image.labels)
        try:
            if at < len(arrows):
                left, top, right, bottom = map(_number, texts[1:5])
                arrows[at] = Arrow((left, top), (right, bottom))
            else:
                labels[at - len(arrows)] = Label((_number(texts[1]), _number(texts[2])), texts[5])
        except ValueError:  # no number, or an arrow without a direction: what was there comes back
            self.refresh()
            return
        self._edit(edits.MARK, arrows=tuple(arrows), labels=tuple(labels))

    # --- words ----------------------------------------------------------------------------------------------

    def _name(self) -> None:
        for chooser, (_, word) in zip(self.tools.buttons(), _TOOLS, strict=True):
            chooser.setText(translate("Teaching", word))
        self.preview.setText(self.tr("As it leaves"))
        self.preview.setToolTip(self.tr("The final pixels of the first frame, with watermark and stamp."))
        words = {
            "caption": self.tr("Caption:"),
            "frames": self.tr("Frames:"),
            "window": self.tr("Window:"),
            "cut": self.tr("Cut:"),
        }
        for name, label in self._labels.items():
            label.setText(words[name])
        self.as_stored.setText(self.tr("as stored"))
        self.is_cut.setText(self.tr("only this part"))
        sides = (self.tr("Left"), self.tr("Top"), self.tr("Width"), self.tr("Height"))
        for side, word in zip(self.cut, sides, strict=True):
            side.setAccessibleName(word)
            side.setToolTip(self.tr("{side} in pixels of the frame").format(side=word))
        named = (
            (self.caption, self.tr("Caption")),
            (self.first, self.tr("First frame")),
            (self.last, self.tr("Last frame")),
            (self.centre, self.tr("Window centre")),
            (self.width_of, self.tr("Window width")),
            (self.marks, self.tr("Arrows and labels")),
            (self.canvas, self.tr("The image: cut it and draw on it here, or by the numbers below")),
        )
        for widget, word in named:
            widget.setAccessibleName(word)
            if isinstance(widget, QTableWidget):
                widget.horizontalHeader().setAccessibleName(word)
            if widget is not self.marks and widget is not self.canvas:
                widget.setToolTip(word)
        x, y = self.tr("Column"), self.tr("Row")
        to_x, to_y = self.tr("to column"), self.tr("to row")
        self.marks.setHorizontalHeaderLabels([self.tr("Mark"), x, y, to_x, to_y, self.tr("Text")])
        self.add_arrow.setText(self.tr("Add arrow"))
        self.add_label.setText(self.tr("Add label"))
        self.remove_mark.setText(self.tr("Remove mark"))


def _text(value: float) -> str:
    return f"{value:g}"


def _number(text: str) -> float:
    value = float(text)
    if not abs(value) <= _FAR:  # nor is it a number where it says so itself
        raise ValueError("far outside of any frame")
    return value
