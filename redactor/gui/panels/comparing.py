"""Before and after: curtain, side by side, the map of changes. At rest the image is shown as it would leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from redactor.gui.canvas.comparison import Comparison
from redactor.gui.canvas.linked import Linked
from redactor.gui.canvas.view import ImageView
from redactor.gui.changes import ChangeMaps
from redactor.gui.numbers import number
from redactor.gui.translation import translate
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.workflow.changes import Changes

if TYPE_CHECKING:
    from redactor.gui.session_model import Session

_ORIGINAL = QT_TRANSLATE_NOOP("Comparing", "Original")
_MASKED = QT_TRANSLATE_NOOP("Comparing", "Masked")
_SAID = {
    Comparison.NONE: "",
    Comparison.VERTICAL: QT_TRANSLATE_NOOP("Comparing", "Curtain: original at the left, masked at the right"),
    Comparison.HORIZONTAL: QT_TRANSLATE_NOOP("Comparing", "Curtain: original above, masked below"),
    Comparison.SIDE_BY_SIDE: QT_TRANSLATE_NOOP("Comparing", "Side by side: original at the left, masked at the right"),
    Comparison.CHANGES: QT_TRANSLATE_NOOP("Comparing", "Map of changes: what the output changes is magenta"),
}
_OUTSIDE = QT_TRANSLATE_NOOP("Comparing", "Changed outside regions: {count} px")
_GROWN = QT_TRANSLATE_NOOP("Comparing", "in whole coding blocks around them: {count} px")
_COUNTING = QT_TRANSLATE_NOOP("Comparing", "Changes are being counted…")


class Comparing(QObject):
    """The view and, beside it, the one of the original; which of the comparisons is on."""

    changed = Signal()

    def __init__(self, session: Session, view: ImageView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._shown: tuple[str, int] | None = None
        self._found: Changes | None = None
        self.maps = ChangeMaps(session)
        self.original = ImageView()
        self.original.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are the other view's
        self.original.set_mask_display("off")
        self.original.hide()
        self.panes = QWidget()
        layout = QHBoxLayout(self.panes)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(self.original, 1)
        layout.addWidget(view, 1)
        Linked(view, self.original)
        view.looked_up.connect(self._follow)
        self.original.window_changed.connect(view.drag_window)
        self.original.frame_stepped.connect(view.frame_stepped)
        self.original.pointer_moved.connect(view.pointer_moved)
        self.original.maximise_requested.connect(view.maximise_requested)
        self.maps.ready.connect(self._show_changes)

    @property
    def mode(self) -> Comparison:
        """Which comparison is on."""
        return self._view.comparison

    def next_curtain(self) -> None:
        """Go from no curtain to an upright one, to a level one, to none."""
        after = {Comparison.VERTICAL: Comparison.HORIZONTAL, Comparison.HORIZONTAL: Comparison.NONE}
        self.use(after.get(self.mode, Comparison.VERTICAL))

    def toggle(self, mode: Comparison) -> None:
        """Compare in a way, or no longer."""
        self.use(Comparison.NONE if self.mode is mode else mode)

    def use(self, mode: Comparison) -> None:
        """Compare in a way."""
        self._view.set_comparison(mode)
        self.original.setVisible(mode is Comparison.SIDE_BY_SIDE)
        self._follow()
        self.retranslate()
        self.follow_plan(self._shown)

    def follow_plan(self, shown: tuple[str, int] | None) -> None:
        """Take note of the frame that is shown, or that the plan is another one; the map follows."""
        self._shown, self._found = shown, None
        self._view.set_changes(None)
        image = self._session.image
        if self.mode is Comparison.CHANGES and shown is not None and image is not None and image.key == shown[0]:
            self.maps.request(image, shown[1])
        else:
            self.maps.forget()
        self.changed.emit()

    @property
    def text(self) -> str:
        """Which comparison is on, in words; empty for none."""
        return translate("Comparing", _SAID[self.mode]) if _SAID[self.mode] else ""

    @property
    def outside_text(self) -> str:
        """What the map of changes counts outside regions, in words; empty while it is not shown."""
        if self.mode is not Comparison.CHANGES:
            return ""
        if self._found is None:
            return translate("Comparing", _COUNTING)
        sign = "⚠" if self._found.outside else "✔"
        told = f"{sign} {translate('Comparing', _OUTSIDE).format(count=number(self._found.outside, translate))}"
        return (
            f"{told} ({translate('Comparing', _GROWN).format(count=number(self._found.grown, translate))})"
            if self._found.grown
            else told
        )

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        original, masked = translate("Comparing", _ORIGINAL), translate("Comparing", _MASKED)
        self.original.set_captions(original=original)
        self.original.setAccessibleName(original)
        parted = self.mode.is_curtain
        beside = self.mode is Comparison.SIDE_BY_SIDE
        self._view.set_captions(original if parted else "", masked if parted or beside else "")

    @Slot()
    def _follow(self) -> None:
        """Show the same frame in the same window beside."""
        view, original = self._view, self.original
        if self.mode is not Comparison.SIDE_BY_SIDE:
            original.show_image(None)  # nothing of a frame is held that nobody sees
            return
        if original.content is not view.content:
            original.show_image(view.content, keep_view=True)
        original.set_window(view.chosen_window)
        original.set_look(view.look)
        original.set_inverted(view.is_inverted)

    @Slot(str, int, Changes)
    def _show_changes(self, key: str, number: int, found: Changes) -> None:
        if self._shown == (key, number) and self._view.content is not None:
            self._found = found
            self._view.set_changes(found.changed)
            self.changed.emit()
