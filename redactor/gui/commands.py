"""What each action does: one line from a name to a call. Decisions are in the session and in pure functions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from redactor.gui import tools
from redactor.gui.actions import Situation
from redactor.gui.canvas.comparison import Comparison
from redactor.gui.finding_groups import next_to_look_at
from redactor.gui.position import by_frames, by_images, by_series
from redactor.model.region import ALL, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from redactor.gui.action_set import ActionSet
    from redactor.gui.panels.viewport import Viewport
    from redactor.gui.position import Position
    from redactor.gui.reviewing import Reviewing
    from redactor.gui.session_model import Session
    from redactor.model.region import Region
    from redactor.workflow.case import OpenedCase

    Step = Callable[[OpenedCase, Position, int], Position]

_FAR = 1 << 30
_FAR_STEP = 10
_ZOOM_STEP = 1.25
_CURTAIN_STEP = 0.05


class Commands:
    """Connects the actions that concern the image and its regions."""

    def __init__(self, session: Session, viewport: Viewport, actions: ActionSet) -> None:
        self._session = session
        self._viewport = viewport
        self._actions = actions
        self._connect()
        self.use_tool("navigate")

    def _connect(self) -> None:
        session, view = self._session, self._viewport.view
        steps: dict[str, tuple[Step, int]] = {
            "first_frame": (by_frames, -_FAR),
            "last_frame": (by_frames, _FAR),
            "previous_image": (by_images, -1),
            "next_image": (by_images, 1),
        }
        for name, (step, count) in steps.items():
            self._actions.connect_to(name, partial(self._go, step, count))
        calls: dict[str, Callable[[], object]] = {
            "left": lambda: self._sideways(-1),
            "right": lambda: self._sideways(1),
            "far_left": lambda: session.nudge(columns=-_FAR_STEP),
            "far_right": lambda: session.nudge(columns=_FAR_STEP),
            "previous_frame": lambda: self._upwards(-1),
            "next_frame": lambda: self._upwards(1),
            "back_ten": lambda: self._upwards(-_FAR_STEP),
            "forward_ten": lambda: self._upwards(_FAR_STEP),
            "undo": session.undo,
            "redo": session.redo,
            "accept": lambda: session.decide(Status.ACCEPTED),
            "duplicate": session.duplicate,
            "drop_frame": session.drop_frame,
            "keep_frame": session.keep_frame,
            "next_finding": lambda: self.look_at_finding(1),
            "previous_finding": lambda: self.look_at_finding(-1),
            "escape": self.escape,
            "fit": view.fit,
            "actual_size": view.actual_size,
            "zoom_in": lambda: view.zoom_at(None, _ZOOM_STEP),
            "zoom_out": lambda: view.zoom_at(None, 1 / _ZOOM_STEP),
            "invert": lambda: view.set_inverted(not view.is_inverted),
            "mask_display": self._viewport.next_mask_display,
            "faint_text": self._viewport.next_faint_look,
            "curtain": self._viewport.comparing.next_curtain,
            "side_by_side": lambda: self._viewport.comparing.toggle(Comparison.SIDE_BY_SIDE),
            "change_map": lambda: self._viewport.comparing.toggle(Comparison.CHANGES),
            "magnifier": self._viewport.toggle_lens,
            "magnifier_closer": self._viewport.next_lens,
            "overlays": self._viewport.toggle_overlays,
            "cine": self._viewport.cine.toggle,
            "cine_sweep": self._viewport.cine.toggle_sweep,
            "cine_faster": lambda: self._viewport.cine.change_rate(1),
            "cine_slower": lambda: self._viewport.cine.change_rate(-1),
        }
        for name, call in calls.items():
            self._actions.connect_to(name, call)
        for number in range(9):
            self._actions.connect_to(f"preset_{number}", partial(self._viewport.use_preset, number))
        for name in tools.available():
            self._actions.connect_to(f"tool_{name}", partial(self.use_tool, name))
        view.frame_stepped.connect(self._step)
        self._key = ""
        session.position_changed.connect(self._leave_gesture)

    def use_tool(self, name: str) -> None:
        """Choose what the left mouse button does."""
        self._actions[f"tool_{name}"].setChecked(True)
        self._viewport.view.set_tool(tools.available()[name])

    def escape(self) -> None:
        """Cancel what is being drawn; else deselect; else go back to the resting tool."""
        if self._viewport.view.cancel():
            return
        if self._session.selected_id is not None:
            self._session.select(None)
        else:
            self.use_tool("navigate")

    def look_at_finding(self, step: int) -> None:
        """Select the next or previous finding of the image and zoom to it, on a frame that has it."""
        region = next_to_look_at(self._session.regions, self._session.selected_id, step)
        if region is not None:
            self._session.select(region.id)
            self.look_at(region)

    def look_at(self, region: Region) -> None:
        """Zoom to a region, on a frame that has it."""
        position = self._session.position
        if region.scope.frames != ALL and not region.scope.has_frame(position.frame):
            self._session.go_to(type(position)(position.series, position.image, min(region.scope.frames)))
        self._viewport.view.look_at(region.shape.bounds)

    def fit(self) -> None:
        """Show the whole frame."""
        self._viewport.view.fit()

    def situation(self, reviewing: Reviewing, *, is_busy: bool) -> Situation:
        """Give the facts that decide what can be done now."""
        unit = reviewing.current
        session = self._session
        selected = session.selected
        return Situation(
            has_case=session.case is not None,
            has_frame=self._viewport.content is not None,
            is_busy=is_busy,
            is_reading=session.case is not None and not session.case.is_complete,
            findings=len(session.regions),
            selected=None if selected is None else selected.status,
            undo_label=session.undo_label,
            redo_label=session.redo_label,
            unfinished_searches=session.searches.unfinished,
            presets=len(self._viewport.presets),
            kept_frames=session.kept_frames,
            is_frame_dropped=session.is_frame_dropped,
            open_things=0 if unit is None else len(reviewing.missing(unit)),
            has_open_series=reviewing.next_thing() is not None,
            is_vouched=unit is not None and (reviewing.is_checking(unit) or reviewing.vouched(unit) is not None),
            proposed_here=len(session.proposed_here),
            unvisited_here=len(session.proposed_here - session.visited),
            frames_to_play=self._viewport.cine.frames,
            overlays=0 if self._viewport.content is None else len(self._viewport.content.overlays),
        )

    def _leave_gesture(self) -> None:
        """Cancel what was being drawn on an image that is no longer shown."""
        key = "" if self._session.image is None else self._session.image.key
        if key != self._key and self._viewport.view.is_drawing:
            self._viewport.view.cancel()
        self._key = key

    def _step(self, frames: int) -> None:
        self._go(by_frames, frames)

    def _go(self, step: Step, count: int) -> None:
        if self._session.case is not None:
            self._session.go_to(step(self._session.case, self._session.position, count))

    def _upwards(self, step: int) -> None:
        """Step through frames; with the tool that moves regions in hand, move the selected one."""
        if self._session.selected is not None and self._actions["tool_select"].isChecked():
            self._session.nudge(rows=step)
        else:
            self._go(by_frames, step)

    def _sideways(self, step: int) -> None:
        if self._session.selected is not None:
            self._session.nudge(columns=step)
        elif self._viewport.comparing.mode.is_curtain:
            self._viewport.view.move_curtain(step * _CURTAIN_STEP)
        else:
            self._go(by_series, step)
