"""What a person can do, as data: name, key, place where the key works, and when it can't be done and why.

A bare key works only while the viewport has the focus: at window level it would fire from lists and buttons,
and Space would no longer press the focused button. The window level gets Ctrl and function keys alone.
"""
# ruff: noqa: E501 - the table is read row by row

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from redactor import styles
from redactor.gui import tools
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import Status
from redactor.model.review import State

if TYPE_CHECKING:
    from collections.abc import Callable

Scope = Literal["viewport", "window"]


@dataclass(frozen=True)
class Situation:
    """The facts that decide what can be done now."""

    has_case: bool = False
    has_frame: bool = False
    is_busy: bool = False
    is_reading: bool = False
    findings: int = 0
    selected: Status | None = None
    can_project: bool = False
    is_queue_on: bool = False
    undo_label: str | None = None
    redo_label: str | None = None
    unfinished_searches: int = 0
    presets: int = 0
    kept_frames: int = 0
    is_frame_dropped: bool = False
    open_things: int = 0
    has_open_series: bool = False
    is_vouched: bool = False
    proposed_here: int = 0
    unvisited_here: int = 0
    region_obstacles: tuple[tuple[str, str], ...] = ()
    """(action, why it can't be done with the selected region)."""
    frames_to_play: int = 0
    overlays: int = 0
    state: State | None = None
    """Where the series shown stands in its review."""
    needs_approval: bool = False
    can_give_back: bool = False
    accepted_hiding: int = 0
    can_carry: bool = False
    can_render: bool = False


@dataclass(frozen=True)
class ActionSpec:
    """One action.

    Attributes
    ----------
    text, group
        Marked for translation in ``Actions`` (those of a tool in ``Plugins``); the group is a heading of the overlay.
    keys
        As Qt writes them in portable form; the first one is shown.
    obstacle
        Says why the action can't be done now, marked for translation in ``Actions``; empty if it can.
    short
        What a button says that has no room for the text, marked for translation in ``Actions``; empty: the text.
    """

    id: str
    text: str
    group: str
    keys: tuple[str, ...] = ()
    scope: Scope = "window"
    icon: str = ""
    checkable: bool = False
    summary: str = ""
    obstacle: Callable[[Situation], str] = lambda situation: ""
    short: str = ""


FILE: Final = QT_TRANSLATE_NOOP("Actions", "File")
EDIT: Final = QT_TRANSLATE_NOOP("Actions", "Edit")
VIEW: Final = QT_TRANSLATE_NOOP("Actions", "View")
NAVIGATE: Final = QT_TRANSLATE_NOOP("Actions", "Go")
TOOLS: Final = QT_TRANSLATE_NOOP("Actions", "Tools")
STYLES: Final = QT_TRANSLATE_NOOP("Actions", "Style")
APPLY_TO: Final = QT_TRANSLATE_NOOP("Actions", "Apply to")
REVIEW: Final = QT_TRANSLATE_NOOP("Actions", "Review")
HELP: Final = QT_TRANSLATE_NOOP("Actions", "Help")

_NO_CASE: Final = QT_TRANSLATE_NOOP("Actions", "Open images first.")
_NO_FRAME: Final = QT_TRANSLATE_NOOP("Actions", "There is no frame to look at.")
_NO_FINDING: Final = QT_TRANSLATE_NOOP("Actions", "This image has no findings.")
_NO_SELECTION: Final = QT_TRANSLATE_NOOP("Actions", "Select a finding or region first.")
_IS_ACCEPTED: Final = QT_TRANSLATE_NOOP("Actions", "This one is accepted already.")
_IS_REJECTED: Final = QT_TRANSLATE_NOOP("Actions", "This one is rejected already.")
_NO_QUEUE: Final = QT_TRANSLATE_NOOP("Actions", "The review queue is not open.")
_NO_PROJECTION: Final = QT_TRANSLATE_NOOP("Actions", "Each frame of this series has to be looked at: its frames differ in size, or are of a kind that can't be judged together.")  # fmt: skip
_NO_UNDO: Final = QT_TRANSLATE_NOOP("Actions", "There is nothing to undo.")
_NO_REDO: Final = QT_TRANSLATE_NOOP("Actions", "There is nothing to redo.")
_SEARCHING: Final = QT_TRANSLATE_NOOP("Actions", "The searches are still running. Export when they are done.")
_READING: Final = QT_TRANSLATE_NOOP("Actions", "Files are still being read. Export when all were, or stop reading.")
_BUSY: Final = QT_TRANSLATE_NOOP("Actions", "An export is running.")
_IS_DROPPED: Final = QT_TRANSLATE_NOOP("Actions", "This frame is left out already.")
_WONT_LEAVE: Final = QT_TRANSLATE_NOOP("Actions", "This frame is left out, so there is no picture of it to give away.")
_IS_KEPT: Final = QT_TRANSLATE_NOOP("Actions", "This frame is not left out.")
_LAST_FRAME: Final = QT_TRANSLATE_NOOP("Actions", "This is the last frame that stays; an image needs one.")
_NOT_READY: Final = QT_TRANSLATE_NOOP("Actions", "Something is still open. Press Enter to go to it.")
_IS_MARKED: Final = QT_TRANSLATE_NOOP("Actions", "This series is marked as reviewed already.")
_NOTHING_OPEN: Final = QT_TRANSLATE_NOOP("Actions", "Nothing is open.")
_NONE_PROPOSED: Final = QT_TRANSLATE_NOOP("Actions", "Nothing on this frame needs a decision.")
_UNVISITED: Final = QT_TRANSLATE_NOOP(
    "Actions", "Go to each finding of this frame once first, with the key for the next."
)
_NOTHING_TO_PLAY: Final = QT_TRANSLATE_NOOP("Actions", "There is only one frame.")
_NO_OVERLAY: Final = QT_TRANSLATE_NOOP("Actions", "This frame has no overlay.")
_IS_QUARANTINED: Final = QT_TRANSLATE_NOOP("Actions", "This series is in quarantine already.")
_IN_QUARANTINE: Final = QT_TRANSLATE_NOOP("Actions", "This series is in quarantine. Return it to review first.")
_IS_RELEASED: Final = QT_TRANSLATE_NOOP("Actions", "This series was released. Take it back first.")
_NOT_RELEASED: Final = QT_TRANSLATE_NOOP("Actions", "This series was not released.")
_IN_REVIEW: Final = QT_TRANSLATE_NOOP("Actions", "Nobody vouches for this series; it is in review.")
_NOT_REVIEWED: Final = QT_TRANSLATE_NOOP("Actions", "Nobody reviewed this series as it is now.")
_IS_APPROVED: Final = QT_TRANSLATE_NOOP("Actions", "This series is approved already.")
_NO_APPROVAL: Final = QT_TRANSLATE_NOOP("Actions", "One person alone may release here, so nobody has to approve.")
_STILL_READING: Final = QT_TRANSLATE_NOOP("Actions", "Files are still being read.")
_NOTHING_TO_GIVE_BACK: Final = QT_TRANSLATE_NOOP("Actions", "Open a hand-over and approve a series of it first.")
_NONE_ACCEPTED: Final = QT_TRANSLATE_NOOP("Actions", "Draw or accept a region that hides something on a DICOM image.")
_NOT_CARRIED: Final = QT_TRANSLATE_NOOP(
    "Actions",
    "Nothing of the body is masked in this series, or no other series shows the same body in one Frame of Reference.",
)
_NO_VOLUME: Final = QT_TRANSLATE_NOOP("Actions", "Only a CT or MR series of some slices shows a head as a whole.")
_NO_PRESET: Final = QT_TRANSLATE_NOOP("Actions", "This image has no preset of that number.")


def _case(now: Situation) -> str:
    return "" if now.has_case else _NO_CASE


def _frame(now: Situation) -> str:
    return _case(now) or ("" if now.has_frame else _NO_FRAME)


def _finding(now: Situation) -> str:
    return _case(now) or ("" if now.findings else _NO_FINDING)


def _selection(now: Situation) -> str:
    return _case(now) or ("" if now.selected else _NO_SELECTION)


def _region(name: str, before: Callable[[Situation], str] = _selection) -> Callable[[Situation], str]:
    """Say why something can't be done with the selected region."""
    return lambda now: before(now) or dict(now.region_obstacles).get(name, "")


def _idle(now: Situation) -> str:
    return _BUSY if now.is_busy else ""


def _acceptable(now: Situation) -> str:
    return _selection(now) or (_IS_ACCEPTED if now.selected is Status.ACCEPTED else "")


def _rejectable(now: Situation) -> str:
    return _selection(now) or (_IS_REJECTED if now.selected is Status.REJECTED else "")


def _droppable(now: Situation) -> str:
    return _frame(now) or (_IS_DROPPED if now.is_frame_dropped else "" if now.kept_frames > 1 else _LAST_FRAME)


def _keepable(now: Situation) -> str:
    return _case(now) or ("" if now.is_frame_dropped else _IS_KEPT)


def _copyable(now: Situation) -> str:
    return _frame(now) or (_WONT_LEAVE if now.is_frame_dropped else "")


def _exportable(now: Situation) -> str:
    return (
        _case(now)
        or _idle(now)
        or (_READING if now.is_reading else "")
        or (_SEARCHING if now.unfinished_searches else "")
    )


def _markable(now: Situation) -> str:
    if now.state is State.QUARANTINED:
        return _IN_QUARANTINE
    return _case(now) or (_IS_MARKED if now.is_vouched else _NOT_READY if now.open_things else "")


def _open(now: Situation) -> str:
    return _case(now) or ("" if now.open_things or now.has_open_series else _NOTHING_OPEN)


def _acceptable_all(now: Situation) -> str:
    return _frame(now) or (_NONE_PROPOSED if not now.proposed_here else _UNVISITED if now.unvisited_here else "")


def _quarantinable(now: Situation) -> str:
    reasons = {State.QUARANTINED: _IS_QUARANTINED, State.RELEASED: _IS_RELEASED}
    return _case(now) or ("" if now.state is None else reasons.get(now.state, ""))


def _returnable(now: Situation) -> str:
    waiting = {None, State.UNREVIEWED, State.IN_REVIEW, State.FLAGGED}
    return _case(now) or (_IS_RELEASED if now.state is State.RELEASED else _IN_REVIEW if now.state in waiting else "")


def _recallable(now: Situation) -> str:
    return _case(now) or ("" if now.state is State.RELEASED else _NOT_RELEASED)


def _approvable(now: Situation) -> str:
    if now.state in {State.APPROVED, State.RELEASED}:
        return _IS_APPROVED
    return (
        _case(now)
        or ("" if now.needs_approval else _NO_APPROVAL)
        or ("" if now.state is State.REVIEWED else _NOT_REVIEWED)
    )


def _can_be_handed_over(now: Situation) -> str:
    if now.state in {State.APPROVED, State.RELEASED}:
        return _IS_APPROVED
    return (
        _case(now)
        or ("" if now.needs_approval else _NO_APPROVAL)
        or (_STILL_READING if now.is_reading else "")
        or ("" if now.state is State.REVIEWED else _NOT_REVIEWED)
    )


def _can_take_over(now: Situation) -> str:
    reading = _STILL_READING if now.is_reading else ""
    return _case(now) or ("" if now.needs_approval else _NO_APPROVAL) or reading


def _can_give_back(now: Situation) -> str:
    return _case(now) or ("" if now.can_give_back else _NOTHING_TO_GIVE_BACK)


def _undoable(now: Situation) -> str:
    return "" if now.undo_label else _NO_UNDO


def _redoable(now: Situation) -> str:
    return "" if now.redo_label else _NO_REDO


def _playable(now: Situation) -> str:
    return _frame(now) or ("" if now.frames_to_play > 1 else _NOTHING_TO_PLAY)


def _overlaid(now: Situation) -> str:
    return _frame(now) or ("" if now.overlays else _NO_OVERLAY)


def _preset(number: int) -> Callable[[Situation], str]:
    return lambda now: _frame(now) or ("" if number <= now.presets else _NO_PRESET)


def _key(
    name: str, text: str, group: str, *keys: str, icon: str = "", obstacle: Callable[[Situation], str] = _frame
) -> ActionSpec:
    """Describe an action with bare keys, which work in the viewport alone."""
    return ActionSpec(name, text, group, keys, "viewport", icon, obstacle=obstacle)


def _preset_action(number: int) -> ActionSpec:
    text = QT_TRANSLATE_NOOP("Actions", "Window preset {number}")
    return _key(f"preset_{number}", text, VIEW, str(number), obstacle=_preset(number))


HOLD_ORIGINAL: Final = "hold_original"
"""Not an action: the original is shown while the key is held. It stands here for menus and the overlay."""

# fmt: off
SPECS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec("open_files", QT_TRANSLATE_NOOP("Actions", "Open files…"), FILE, ("Ctrl+O",), icon="open_files", obstacle=_idle),
    ActionSpec("open_folder", QT_TRANSLATE_NOOP("Actions", "Open folder…"), FILE, ("Ctrl+Shift+O",), icon="open_folder", obstacle=_idle),
    ActionSpec("open_sample", QT_TRANSLATE_NOOP("Actions", "Open sample case"), FILE, icon="sample", obstacle=_idle),
    ActionSpec("export", QT_TRANSLATE_NOOP("Actions", "Export…"), FILE, ("Ctrl+E",), icon="export", obstacle=_exportable),
    ActionSpec("bulk", QT_TRANSLATE_NOOP("Actions", "Bulk…"), FILE, ("Ctrl+2",)),
    ActionSpec("teaching", QT_TRANSLATE_NOOP("Actions", "Teaching…"), FILE, ("Ctrl+3",)),
    ActionSpec("close_case", QT_TRANSLATE_NOOP("Actions", "Close case"), FILE, ("Ctrl+W",), obstacle=lambda now: _case(now) or _idle(now)),
    ActionSpec("settings", QT_TRANSLATE_NOOP("Actions", "Settings…"), FILE, ("Ctrl+,",)),
    ActionSpec("quit", QT_TRANSLATE_NOOP("Actions", "Quit"), FILE, ("Ctrl+Q",)),
    ActionSpec("undo", QT_TRANSLATE_NOOP("Actions", "Undo"), EDIT, ("Ctrl+Z",), icon="undo", obstacle=_undoable),
    ActionSpec("redo", QT_TRANSLATE_NOOP("Actions", "Redo"), EDIT, ("Ctrl+Y", "Ctrl+Shift+Z"), icon="redo", obstacle=_redoable),
    ActionSpec("duplicate", QT_TRANSLATE_NOOP("Actions", "Duplicate"), EDIT, ("Ctrl+D",), icon="duplicate", obstacle=_selection),
    _key("delete", QT_TRANSLATE_NOOP("Actions", "Delete"), EDIT, "Del", icon="delete", obstacle=_selection),
    ActionSpec("cut_region", QT_TRANSLATE_NOOP("Actions", "Cut region"), EDIT, ("Ctrl+X",), obstacle=_selection),
    ActionSpec("copy_region", QT_TRANSLATE_NOOP("Actions", "Copy region"), EDIT, ("Ctrl+C",), obstacle=_selection),
    ActionSpec("copy_image", QT_TRANSLATE_NOOP("Actions", "Copy image"), EDIT, ("Ctrl+Shift+C",), obstacle=_copyable),
    ActionSpec("paste_region", QT_TRANSLATE_NOOP("Actions", "Paste region"), EDIT, ("Ctrl+V",), obstacle=_region("paste_region", _frame)),
    _key("edit_region", QT_TRANSLATE_NOOP("Actions", "Region by numbers…"), EDIT, "F2", obstacle=_selection),
    _key("new_region", QT_TRANSLATE_NOOP("Actions", "New region by numbers…"), EDIT, "Ins"),
    ActionSpec("add_corner", QT_TRANSLATE_NOOP("Actions", "Add a corner here"), EDIT, obstacle=_region("add_corner")),
    ActionSpec("remove_corner", QT_TRANSLATE_NOOP("Actions", "Remove this corner"), EDIT, obstacle=_region("remove_corner")),
    _key("brush_smaller", QT_TRANSLATE_NOOP("Actions", "Smaller brush"), EDIT, "["),
    _key("brush_larger", QT_TRANSLATE_NOOP("Actions", "Larger brush"), EDIT, "]"),
    _key("scope_frame", QT_TRANSLATE_NOOP("Actions", "This frame"), APPLY_TO, "F", obstacle=_region("scope_frame")),
    _key("scope_range", QT_TRANSLATE_NOOP("Actions", "Some frames…"), APPLY_TO, "Shift+F", obstacle=_region("scope_range")),
    _key("scope_image", QT_TRANSLATE_NOOP("Actions", "All frames of this image"), APPLY_TO, "Shift+S", obstacle=_region("scope_image")),
    _key("scope_series", QT_TRANSLATE_NOOP("Actions", "Series, same size"), APPLY_TO, "S", obstacle=_region("scope_series")),
    _key("scope_device", QT_TRANSLATE_NOOP("Actions", "Same device and size"), APPLY_TO, "T", obstacle=_region("scope_device")),
    _key("escape", QT_TRANSLATE_NOOP("Actions", "Cancel, deselect, navigate"), EDIT, "Esc"),
    _key("fit", QT_TRANSLATE_NOOP("Actions", "Fit to window"), VIEW, "=", icon="fit"),
    ActionSpec("actual_size", QT_TRANSLATE_NOOP("Actions", "Actual size (1:1)"), VIEW, ("Ctrl+0",), icon="actual_size", obstacle=_frame),
    _key("zoom_in", QT_TRANSLATE_NOOP("Actions", "Zoom in"), VIEW, "+"),
    _key("zoom_out", QT_TRANSLATE_NOOP("Actions", "Zoom out"), VIEW, "-"),
    ActionSpec("invert", QT_TRANSLATE_NOOP("Actions", "Invert grey"), VIEW, ("I",), "viewport", "invert", checkable=True, obstacle=_frame),
    _key("preset_0", QT_TRANSLATE_NOOP("Actions", "Window as stored"), VIEW, "0"),
    *(_preset_action(number) for number in range(1, 9)),
    _key("faint_text", QT_TRANSLATE_NOOP("Actions", "Search faint text: narrow, inverted, local contrast, off"), VIEW, "9"),
    ActionSpec("own_presets", QT_TRANSLATE_NOOP("Actions", "Own window presets…"), VIEW, obstacle=_frame),
    _key("curtain", QT_TRANSLATE_NOOP("Actions", "Curtain: upright, level, off"), VIEW, "D", icon="curtain"),
    _key("side_by_side", QT_TRANSLATE_NOOP("Actions", "Original and masked side by side"), VIEW, "Shift+D", icon="side_by_side"),
    _key("change_map", QT_TRANSLATE_NOOP("Actions", "Map of changed pixels"), VIEW, "Ctrl+Shift+D"),
    _key("magnifier", QT_TRANSLATE_NOOP("Actions", "Magnifier"), VIEW, "Z"),
    _key("magnifier_closer", QT_TRANSLATE_NOOP("Actions", "Magnifier: 2×, 3×, 4×"), VIEW, "Shift+Z"),
    _key("overlays", QT_TRANSLATE_NOOP("Actions", "Draw overlays, or not"), VIEW, "Shift+O", obstacle=_overlaid),
    _key("mask_display", QT_TRANSLATE_NOOP("Actions", "Masks: filled, outline, off"), VIEW, "M", icon="mask_display"),
    _key(HOLD_ORIGINAL, QT_TRANSLATE_NOOP("Actions", "Show the original while held"), VIEW, "Space"),
    ActionSpec("full_screen", QT_TRANSLATE_NOOP("Actions", "Full screen"), VIEW, ("F11",), icon="full_screen", checkable=True),
    ActionSpec("lock_panels", QT_TRANSLATE_NOOP("Actions", "Panels stay where they are"), VIEW, checkable=True),
    ActionSpec("reset_layout", QT_TRANSLATE_NOOP("Actions", "Reset layout"), VIEW, obstacle=_case),
    ActionSpec("next_panel", QT_TRANSLATE_NOOP("Actions", "Next panel"), VIEW, ("F6",)),
    ActionSpec("previous_panel", QT_TRANSLATE_NOOP("Actions", "Previous panel"), VIEW, ("Shift+F6",)),
    _key("previous_frame", QT_TRANSLATE_NOOP("Actions", "Previous frame"), NAVIGATE, "Up"),
    _key("next_frame", QT_TRANSLATE_NOOP("Actions", "Next frame"), NAVIGATE, "Down"),
    _key("back_ten", QT_TRANSLATE_NOOP("Actions", "Ten frames back"), NAVIGATE, "Shift+Up"),
    _key("forward_ten", QT_TRANSLATE_NOOP("Actions", "Ten frames forward"), NAVIGATE, "Shift+Down"),
    _key("first_frame", QT_TRANSLATE_NOOP("Actions", "First frame"), NAVIGATE, "Home"),
    _key("last_frame", QT_TRANSLATE_NOOP("Actions", "Last frame"), NAVIGATE, "End"),
    _key("previous_image", QT_TRANSLATE_NOOP("Actions", "Previous image"), NAVIGATE, "PgUp", obstacle=_case),
    _key("next_image", QT_TRANSLATE_NOOP("Actions", "Next image"), NAVIGATE, "PgDown", obstacle=_case),
    _key("cine", QT_TRANSLATE_NOOP("Actions", "Cine: start, stop"), NAVIGATE, "C", icon="cine", obstacle=_playable),
    _key("cine_sweep", QT_TRANSLATE_NOOP("Actions", "Cine: forth and back"), NAVIGATE, "Shift+C", obstacle=_playable),
    _key("cine_faster", QT_TRANSLATE_NOOP("Actions", "Cine: faster"), NAVIGATE, "Ctrl+Up", obstacle=_playable),
    _key("cine_slower", QT_TRANSLATE_NOOP("Actions", "Cine: slower"), NAVIGATE, "Ctrl+Down", obstacle=_playable),
    _key("left", QT_TRANSLATE_NOOP("Actions", "Previous series, or move the region or curtain left"), NAVIGATE, "Left", obstacle=_case),
    _key("right", QT_TRANSLATE_NOOP("Actions", "Next series, or move the region or curtain right"), NAVIGATE, "Right", obstacle=_case),
    _key("far_left", QT_TRANSLATE_NOOP("Actions", "Move the region left by 10 pixels"), NAVIGATE, "Shift+Left", obstacle=_selection),
    _key("far_right", QT_TRANSLATE_NOOP("Actions", "Move the region right by 10 pixels"), NAVIGATE, "Shift+Right", obstacle=_selection),
    _key("next_finding", QT_TRANSLATE_NOOP("Actions", "Next finding"), REVIEW, ".", icon="next_finding", obstacle=_finding),
    _key("previous_finding", QT_TRANSLATE_NOOP("Actions", "Previous finding"), REVIEW, ",", icon="previous_finding", obstacle=_finding),
    _key("accept", QT_TRANSLATE_NOOP("Actions", "Accept"), REVIEW, "A", icon="accept", obstacle=_acceptable),
    _key("reject", QT_TRANSLATE_NOOP("Actions", "Reject"), REVIEW, "X", icon="reject", obstacle=_rejectable),
    ActionSpec("keep", QT_TRANSLATE_NOOP("Actions", "Keep: laterality or measurement"), REVIEW, ("L",), "viewport", "protect", obstacle=_region("keep"), short=QT_TRANSLATE_NOOP("Actions", "Keep")),
    _key("look_below", QT_TRANSLATE_NOOP("Actions", "Look below the region, or cover it again"), REVIEW, "H", obstacle=_selection),
    _key("drop_frame", QT_TRANSLATE_NOOP("Actions", "Leave out this frame"), REVIEW, "Shift+X", obstacle=_droppable),
    ActionSpec("key_image", QT_TRANSLATE_NOOP("Actions", "Key image for teaching"), REVIEW, ("K",), "viewport", checkable=True, obstacle=_frame),
    ActionSpec("queue", QT_TRANSLATE_NOOP("Actions", "Review queue"), REVIEW, ("F9",), obstacle=lambda now: _case(now) or _idle(now)),
    ActionSpec("queue_order", QT_TRANSLATE_NOOP("Actions", "Other order of the queue"), REVIEW, ("Shift+F9",), obstacle=lambda now: "" if now.is_queue_on else _NO_QUEUE),
    ActionSpec("projections", QT_TRANSLATE_NOOP("Actions", "All frames in three pictures…"), REVIEW, obstacle=lambda now: _case(now) or ("" if now.can_project else _NO_PROJECTION)),
    _key("keep_frame", QT_TRANSLATE_NOOP("Actions", "Keep this frame"), REVIEW, "Alt+X", obstacle=_keepable),
    _key("accept_all", QT_TRANSLATE_NOOP("Actions", "Accept all on this frame"), REVIEW, "Shift+A", obstacle=_acceptable_all),
    _key("next_thing", QT_TRANSLATE_NOOP("Actions", "Next thing to do"), REVIEW, "Return", obstacle=_open),
    ActionSpec("flag", QT_TRANSLATE_NOOP("Actions", "Flag for a second opinion"), REVIEW, ("G",), "viewport", obstacle=_case, short=QT_TRANSLATE_NOOP("Actions", "Second opinion")),
    _key("comment", QT_TRANSLATE_NOOP("Actions", "Note on the series…"), REVIEW, "O", icon="comment", obstacle=_case),
    ActionSpec("quarantine", QT_TRANSLATE_NOOP("Actions", "Quarantine…"), REVIEW, obstacle=_quarantinable),
    ActionSpec("approve", QT_TRANSLATE_NOOP("Actions", "Approve as the second person"), REVIEW, obstacle=_approvable),
    ActionSpec("hand_over", QT_TRANSLATE_NOOP("Actions", "Hand over for approval…"), REVIEW, obstacle=_can_be_handed_over),
    ActionSpec("open_hand_over", QT_TRANSLATE_NOOP("Actions", "Open hand-over…"), REVIEW, obstacle=_can_take_over),
    ActionSpec("give_back", QT_TRANSLATE_NOOP("Actions", "Give approval back…"), REVIEW, obstacle=_can_give_back),
    ActionSpec("return_to_review", QT_TRANSLATE_NOOP("Actions", "Return to review"), REVIEW, obstacle=_returnable),
    ActionSpec("recall", QT_TRANSLATE_NOOP("Actions", "Take back the release"), REVIEW, obstacle=_recallable),
    ActionSpec("mark_reviewed", QT_TRANSLATE_NOOP("Actions", "Mark reviewed and go on"), REVIEW, ("Ctrl+Return", "Ctrl+Enter"), "viewport", obstacle=_markable, short=QT_TRANSLATE_NOOP("Actions", "Mark reviewed")),
    _key("skip", QT_TRANSLATE_NOOP("Actions", "Skip this series"), REVIEW, "Ctrl+Right", obstacle=_case),
    _key("back", QT_TRANSLATE_NOOP("Actions", "Back to the series before"), REVIEW, "Ctrl+Left", obstacle=_case),
    _key("next_unreviewed", QT_TRANSLATE_NOOP("Actions", "Next series that is not reviewed"), REVIEW, "Ctrl+J", obstacle=_case),
    ActionSpec("save_template", QT_TRANSLATE_NOOP("Actions", "Save as template…"), REVIEW, obstacle=lambda now: _case(now) or ("" if now.accepted_hiding else _NONE_ACCEPTED)),
    ActionSpec("body_parts", QT_TRANSLATE_NOOP("Actions", "Body parts…"), REVIEW, ("Ctrl+B",), obstacle=_case),
    ActionSpec("find_face", QT_TRANSLATE_NOOP("Actions", "Look for the face in this series"), REVIEW, obstacle=lambda now: _case(now) or ("" if now.can_render else _NO_VOLUME)),
    ActionSpec("surface", QT_TRANSLATE_NOOP("Actions", "Surface of the head…"), REVIEW, obstacle=lambda now: _case(now) or ("" if now.can_render else _NO_VOLUME)),
    ActionSpec("carry_masks", QT_TRANSLATE_NOOP("Actions", "Propose body masks on related series"), REVIEW, obstacle=lambda now: _case(now) or ("" if now.can_carry else _NOT_CARRIED)),
    ActionSpec("help", QT_TRANSLATE_NOOP("Actions", "User guide"), HELP, ("Shift+F1",)),
    ActionSpec("shortcuts", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), HELP, ("F1",), icon="keyboard"),
    ActionSpec("restart_tour", QT_TRANSLATE_NOOP("Actions", "Restart tour"), HELP, obstacle=_idle),
    ActionSpec("about", QT_TRANSLATE_NOOP("Actions", "About redactor"), HELP, icon="info"),
)
# fmt: on


def tool_specs() -> tuple[ActionSpec, ...]:
    """Give one action for each drawing tool."""
    return tuple(
        ActionSpec(f"tool_{tool.id}", tool.title, TOOLS, (tool.shortcut,), "viewport", tool.icon, True, tool.summary)
        for tool in tools.available().values()
    )


def style_specs() -> tuple[ActionSpec, ...]:
    """Give one action for each style of the selected region."""
    return tuple(
        ActionSpec(
            f"style_{style.id}", style.title, STYLES, summary=style.summary, obstacle=_region(f"style_{style.id}")
        )
        for style in styles.available().values()
    )
