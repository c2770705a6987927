"""What can be done with the selected region beside moving and deciding it: where it applies, style, copies, numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QPointF, Signal, Slot

from redactor import styles
from redactor.gui import edits
from redactor.gui.dialogs.region_editor import RegionEditor
from redactor.gui.numbers import counted
from redactor.gui.panels.apply_to import ApplyTo
from redactor.gui.scoping import UNCOVERING, Reach, left_out, reach_refusal, reached, style_refusal
from redactor.gui.tools import corners, edited_at
from redactor.gui.translation import translate
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.geometry import Rectangle
from redactor.model.region import Effect, Kind, Region, Scope, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from redactor.gui.action_set import ActionSet
    from redactor.gui.panels.viewport import Viewport
    from redactor.gui.session_model import Session
    from redactor.model.geometry import Point
    from redactor.workflow.case import CaseImage, OpenedCase

_NOTHING_COPIED: Final = QT_TRANSLATE_NOOP("Actions", "Copy a region first.")
_OTHER_SIZE: Final = QT_TRANSLATE_NOOP(
    "Actions", "The copied region belongs to an image of another size. It is never scaled; draw one here."
)
_OWN: Final = QT_TRANSLATE_NOOP("Actions", "You drew this region yourself. Delete it instead.")
_HEADER: Final = QT_TRANSLATE_NOOP(
    "Actions", "This matches an identifier in the header, so it can't be kept as a marker. Reject it if that is wrong."
)
_KEPT: Final = QT_TRANSLATE_NOOP("Actions", "This one is kept already.")
_NO_TEXT: Final = QT_TRANSLATE_NOOP(
    "Actions", "Only text can be kept: another finding may cover more than what can be read. Reject it instead."
)
_HIDES_OUTSIDE: Final = QT_TRANSLATE_NOOP("Actions", "This finding hides what lies outside. Reject it instead.")
_NO_POLYGON: Final = QT_TRANSLATE_NOOP("Actions", "Only a polygon has corners to add and remove.")
_NO_EDGE: Final = QT_TRANSLATE_NOOP("Actions", "There is no edge of the polygon here.")
_NO_CORNER: Final = QT_TRANSLATE_NOOP("Actions", "There is no corner here, or only three are left.")
_ONE_FRAME: Final = QT_TRANSLATE_NOOP("Actions", "This image has one frame.")


@dataclass(frozen=True)
class _Copied:
    """A region on the clipboard of the window: its outline and what it does, no pixel."""

    region: Region
    rows: int
    columns: int


class RegionCommands(QObject):
    """Connects the actions that concern the selected region."""

    told = Signal(str)
    """A passing remark, in the language of the window."""
    changed = Signal()
    """What can be done is other than before."""

    def __init__(self, session: Session, viewport: Viewport, actions: ActionSet) -> None:
        super().__init__(viewport)
        self._session = session
        self._viewport = viewport
        self._copied: _Copied | None = None
        self._menu_place: Point | None = None
        self.ask_first: Callable[[Callable[[], object]], object] = lambda reject: reject()
        """Asks for a reason, where one is needed, before a finding is rejected."""
        self._reaches: tuple[tuple[tuple[object, ...], int], dict[str, str]] = ((), 0), {}
        self.apply_to = ApplyTo(session, viewport.view, actions)
        calls: dict[str, Callable[[], object]] = {
            "cut_region": self.cut,
            "copy_region": self.copy,
            "paste_region": self.paste,
            "edit_region": self.edit,
            "new_region": self.new,
            "scope_range": partial(self.edit, at_frames=True),
            "keep": self.keep,
            "add_corner": partial(self._edit_corner, removes=False),
            "remove_corner": partial(self._edit_corner, removes=True),
            "brush_smaller": partial(viewport.view.resize_brush, -1),
            "brush_larger": partial(viewport.view.resize_brush, 1),
        }
        for name, call in calls.items():
            actions.connect_to(name, call)
        for reach in Reach:
            actions.connect_to(f"scope_{reach}", partial(self.apply_as_far_as, reach))
        for style in styles.available():
            actions.connect_to(f"style_{style}", partial(self.use_style, style))
        viewport.view.context_menu_requested.connect(self._note_menu_place)
        viewport.view.brush_changed.connect(self._tell_brush)
        session.case_changed.connect(self._forget)
        session.selection_changed.connect(self._hint)

    # --- what can't be done -------------------------------------------------------------------------------------

    def obstacles(self) -> tuple[tuple[str, str], ...]:
        """Say why actions can't be done with the selected region now, marked for translation in ``Actions``."""
        reasons = {"paste_region": self._paste_obstacle()}
        session, region = self._session, self._session.selected
        if region is not None and session.case is not None and session.image is not None:
            frame, frames = session.position.frame, session.image.image.pixel_format.number_of_frames
            reasons |= self._reach_obstacles(region, session.case, session.image, frame)
            reasons["scope_range"] = _ONE_FRAME if frames == 1 else ""
            for style in styles.available():
                reasons[f"style_{style}"] = style_refusal(region, style, session.plan.style)
            reasons["keep"] = _keep_obstacle(region)
            reasons["add_corner"] = self._corner_obstacle(region, removes=False)
            reasons["remove_corner"] = self._corner_obstacle(region, removes=True)
        return tuple((name, reason) for name, reason in reasons.items() if reason)

    def _reach_obstacles(self, region: Region, case: OpenedCase, image: CaseImage, frame: int) -> dict[str, str]:
        """Say why a region can't apply as far; kept, since each answer goes through all images."""
        judged = (region, case, image)
        (before, there), known = self._reaches
        if there != frame or len(before) != len(judged) or any(a is not b for a, b in zip(before, judged, strict=True)):
            known = {f"scope_{reach}": reach_refusal(region, case, image, frame, reach) for reach in Reach}
            self._reaches = (judged, frame), known
        return known

    def _paste_obstacle(self) -> str:
        pixels = self._session.pixels
        if self._copied is None or pixels is None:
            return _NOTHING_COPIED
        same = (self._copied.rows, self._copied.columns) == (pixels.rows, pixels.columns)
        return "" if same else _OTHER_SIZE

    def _corner_obstacle(self, region: Region, *, removes: bool) -> str:
        if not corners(region.shape):
            return _NO_POLYGON
        context = self._viewport.view.tool_context()
        place = self._menu_place
        if place is None or edited_at(region.shape, place, context, removes=removes) is None:
            return _NO_CORNER if removes else _NO_EDGE
        return ""

    # --- what the actions do ------------------------------------------------------------------------------------

    def apply_as_far_as(self, reach: Reach) -> None:
        """Let the selected region apply to a frame, an image, a series or a device."""
        session, region = self._session, self._session.selected
        if region is None or session.case is None or session.image is None:
            return
        frame = session.position.frame
        if reach_refusal(region, session.case, session.image, frame, reach):
            return
        scope = reached(session.case, session.image, frame, reach)
        session.change(edits.scoped(session.plan, region.id, scope), edits.APPLY_TO)
        if reach in {Reach.SERIES, Reach.DEVICE}:
            one, many = self.tr("The region applies to 1 image."), self.tr("The region applies to {count} images.")
            told = counted(one, many, len(scope.instances), translate)
            others = left_out(session.case, session.image) if reach is Reach.SERIES else 0
            if others:
                told += " " + self.tr("Images of another size that were left out: {count}.").format(count=others)
            self.told.emit(told)

    def use_style(self, style: str) -> None:
        """Give the selected region a style, unless it is refused for what it shows."""
        session, region = self._session, self._session.selected
        if region is not None and not style_refusal(region, style, session.plan.style):
            session.change(edits.styled(session.plan, region.id, style), edits.STYLE)

    def keep(self) -> None:
        """Keep what the selected finding shows, as a laterality marker or a measurement."""
        session, region = self._session, self._session.selected
        if region is not None and not _keep_obstacle(region):
            new_id = session.new_id()
            session.change(edits.kept(session.plan, region.id, new_id=new_id), edits.KEEP)

    def copy(self) -> None:
        """Put the selected region on the clipboard of the window."""
        if (region := self._session.selected) and (pixels := self._session.pixels):
            self._copied = _Copied(region, pixels.rows, pixels.columns)
            self.changed.emit()

    def cut(self) -> None:
        """Copy the selected region and delete it; a finding is rejected instead."""
        self.copy()
        self.ask_first(self._remove_cut)

    def _remove_cut(self) -> None:
        if region := self._session.selected:
            label = edits.CUT if edits.is_drawn(region) else edits.REJECT
            self._session.change(edits.removed(self._session.plan, region.id), label)

    def paste(self) -> None:
        """Draw the copied region on the image shown."""
        session = self._session
        if self._paste_obstacle() or self._copied is None or session.image is None:
            return
        pixels, new_id = session.image.image.pixel_format, session.new_id()
        plan = edits.pasted(session.plan, self._copied.region, new_id=new_id, instance=session.image.key, pixels=pixels)
        session.change(plan, edits.PASTE, select=new_id)

    def edit(self, *, at_frames: bool = False) -> None:
        """Show the selected region as numbers."""
        if region := self._session.selected:
            self._open(region, edits.RESHAPE, at_frames=at_frames)

    def new(self) -> None:
        """Show the numbers of a region that is not there yet, in the middle of the image."""
        if (image := self._session.image) and (pixels := self._session.pixels):
            columns, rows = max(pixels.columns // 4, 1), max(pixels.rows // 4, 1)
            shape = Rectangle((pixels.columns - columns) // 2, (pixels.rows - rows) // 2, columns, rows)
            region = Region(self._session.new_id(), shape, scope=Scope((image.key,)))
            self._open(region, edits.DRAW)

    def _open(self, region: Region, label: str, *, at_frames: bool = False) -> None:
        editor = RegionEditor(self._session, region, label, self._viewport.window())
        editor.finished.connect(lambda result: self._viewport.setFocus())
        editor.open()
        if at_frames:
            editor.choose_frames()

    def _edit_corner(self, *, removes: bool) -> None:
        if self._menu_place is not None:
            self._viewport.view.edit_corner(self._menu_place, removes=removes)

    # --- remarks ------------------------------------------------------------------------------------------------

    @Slot(object, QPoint)
    def _note_menu_place(self, region_id: str | None, place: QPoint) -> None:
        del region_id
        view = self._viewport.view
        self._menu_place = view.image_point(QPointF(view.mapFromGlobal(place)))

    @Slot(int)
    def _tell_brush(self, size: int) -> None:
        self.told.emit(self.tr("Brush: {size} px").format(size=size))

    @Slot()
    def _forget(self) -> None:
        self._reaches = ((), 0), {}
        self._copied = None

    @Slot()
    def _hint(self) -> None:
        region = self._session.selected
        if region is not None and corners(region.shape) and self._viewport.view.tool.id == "select":
            self.told.emit(
                self.tr(
                    "Drag a corner to move it. Alt-click an edge to add one, Alt+Shift-click a corner to remove it."
                )
            )


def _keep_obstacle(region: Region) -> str:
    if edits.is_drawn(region):
        return _OWN
    if region.header_match:
        return _HEADER
    if region.effect is Effect.HIDE_OUTSIDE:
        return _HIDES_OUTSIDE
    if region.kind is not Kind.BURNED_IN_TEXT:
        return _NO_TEXT  # a zone as large as a banner would uncover all that is proposed there
    return _KEPT if region.effect in UNCOVERING and region.status is Status.ACCEPTED else ""
