"""Which action stands where: menu bar, toolbar and the menu of a region, as lists of ids. None is a separator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QToolBar, QToolButton, QWidget

from redactor.gui import actions as table
from redactor.gui.icons import SIZE
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from redactor.gui.action_set import ActionSet

_TOOLS: Final = tuple(spec.id for spec in table.tool_specs())
_STYLES: Final = tuple(spec.id for spec in table.style_specs())
_SCOPES: Final = ("scope_frame", "scope_range", "scope_image", "scope_series", "scope_device")
_PRESETS: Final = tuple(f"preset_{number}" for number in range(9))

Entry = str | None | tuple[str, tuple[str, ...]]
"""An action, a separator, or a menu of its own: its name and its actions."""

MENUS: Final[tuple[tuple[str, tuple[Entry, ...]], ...]] = (
    (
        table.FILE,
        (
            "open_files",
            "open_folder",
            "open_sample",
            None,
            "export",
            "bulk",
            "teaching",
            None,
            "settings",
            None,
            "close_case",
            "quit",
        ),
    ),
    (
        table.EDIT,
        (
            "undo",
            "redo",
            None,
            "cut_region",
            "copy_region",
            "paste_region",
            "duplicate",
            "delete",
            None,
            "copy_image",
            None,
            "edit_region",
            "new_region",
            None,
            (table.APPLY_TO, _SCOPES),
            (table.STYLES, _STYLES),
        ),
    ),
    (
        table.VIEW,
        (
            "fit",
            "actual_size",
            "zoom_in",
            "zoom_out",
            None,
            *_PRESETS,
            "own_presets",
            "faint_text",
            None,
            "invert",
            "mask_display",
            "overlays",
            "magnifier",
            "magnifier_closer",
            None,
            "curtain",
            "side_by_side",
            "change_map",
            None,
            "full_screen",
            "lock_panels",
            "reset_layout",
        ),
    ),
    (
        table.NAVIGATE,
        (
            "previous_frame",
            "next_frame",
            "first_frame",
            "last_frame",
            None,
            "cine",
            "cine_sweep",
            "cine_faster",
            "cine_slower",
            None,
            "previous_image",
            "next_image",
            None,
            "left",
            "right",
        ),
    ),
    (table.TOOLS, _TOOLS),
    (
        table.REVIEW,
        (
            "next_thing",
            "previous_finding",
            "next_finding",
            None,
            "accept",
            "reject",
            "keep",
            "accept_all",
            "look_below",
            None,
            "drop_frame",
            "keep_frame",
            "projections",
            None,
            "flag",
            "comment",
            "quarantine",
            None,
            "mark_reviewed",
            "approve",
            "hand_over",
            "open_hand_over",
            "give_back",
            "return_to_review",
            "recall",
            None,
            "skip",
            "back",
            "next_unreviewed",
            None,
            "body_parts",
            "carry_masks",
            "find_face",
            "surface",
            "save_template",
            "key_image",
            None,
            "queue",
            "queue_order",
        ),
    ),
    (table.HELP, ("help", "shortcuts", "restart_tour", "open_sample", None, "about")),
)
TOOLBAR: Final[tuple[str | None, ...]] = (
    "open_files",
    "open_folder",
    None,
    "undo",
    "redo",
    None,
    *_TOOLS,
    None,
    "fit",
    "actual_size",
    "invert",
    "mask_display",
    "curtain",
    "side_by_side",
    "cine",
    None,
    "previous_finding",
    "next_finding",
    "accept",
    "reject",
)
REGION_MENU: Final[tuple[Entry, ...]] = (
    "accept",
    "reject",
    "keep",
    "look_below",
    None,
    (table.APPLY_TO, _SCOPES),
    (table.STYLES, _STYLES),
    "edit_region",
    "add_corner",
    "remove_corner",
    None,
    "cut_region",
    "copy_region",
    "duplicate",
    "delete",
)
IMAGE_MENU: Final[tuple[Entry, ...]] = ("paste_region", "new_region", None, "fit", "actual_size", "invert")


class Menus(QObject):
    """The menu bar; it follows the language."""

    def __init__(self, bar: QMenuBar, actions: ActionSet, choices: Sequence[QMenu]) -> None:
        super().__init__(bar)
        self._bar = bar
        self._menus: list[tuple[str, QMenu]] = []
        for group, names in MENUS:
            menu = bar.addMenu("")
            fill(menu, names, actions)
            self._menus.append((group, menu))
            if group == table.VIEW:
                menu.addSeparator()
                for choice in choices:
                    menu.addMenu(choice)
        tools = QActionGroup(self)
        for name in _TOOLS:
            tools.addAction(actions[name])
        bar.installEventFilter(self)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the menus; in Chinese the key follows the name."""
        for place, (group, menu) in enumerate(self._menus):
            name = translate("Actions", group)
            menu.setTitle(f"&{name}" if name == group else f"{name}(&{group[0] if place else 'F'})")
            for action in menu.actions():
                if title := action.property("title"):
                    action.setText(translate("Actions", str(title)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return super().eventFilter(watched, event)


def toolbar(actions: ActionSet) -> QToolBar:
    """Give the toolbar, with the main action by itself at its end."""
    bar = QToolBar(movable=False)
    bar.setIconSize(QSize(SIZE, SIZE))
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    fill(bar, TOOLBAR, actions)
    opener = bar.widgetForAction(actions[TOOLBAR[0] or ""])
    if isinstance(opener, QToolButton):
        opener.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    spacer = QWidget()
    spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(spacer)
    export = QToolButton()
    export.setDefaultAction(actions["export"])
    export.setProperty("role", "main")
    export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    bar.addWidget(export)
    return bar


def fill(place: QMenu | QToolBar, names: Iterable[Entry], actions: ActionSet) -> None:
    """Put actions into a menu or toolbar."""
    if isinstance(place, QMenu):
        place.setToolTipsVisible(True)  # they say why something can't be done
    for name in names:
        if name is None:
            place.addSeparator()
        elif isinstance(name, tuple):
            if isinstance(place, QMenu):
                title, inner = name
                menu = place.addMenu(translate("Actions", title))
                menu.menuAction().setProperty("title", title)
                fill(menu, inner, actions)
        else:
            place.addAction(actions[name])
