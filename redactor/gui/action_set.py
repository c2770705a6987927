"""The actions as Qt knows them: made from the table, kept in step with the situation and the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from redactor.gui.actions import HOLD_ORIGINAL, SPECS, STYLES, TOOLS, ActionSpec, Situation, style_specs, tool_specs
from redactor.gui.icons import icon
from redactor.gui.translation import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from redactor.gui.theme import Theme

_PRESET = "preset_"
_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def key_text(key: str) -> str:
    """Give a key as people read it: the arrow keys by what is printed on them."""
    modifiers, plus, name = key.rpartition("+")
    if name in _ARROWS:
        return f"{modifiers}{plus}{_ARROWS[name]}"
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


class ActionSet(QObject):
    """All actions by id. `window` and `viewport` are where their keys work."""

    def __init__(self, window: QWidget, viewport: QWidget) -> None:
        super().__init__(window)
        self.specs = {spec.id: spec for spec in (*SPECS, *tool_specs(), *style_specs())}
        self._actions: dict[str, QAction] = {}
        self._obstacles: dict[str, str] = {}
        self._labels: dict[str, str | None] = {}
        self._presets: tuple[str, ...] | None = None
        for spec in self.specs.values():
            action = QAction(self)
            action.setObjectName(spec.id)
            action.setCheckable(spec.checkable)
            action.setAutoRepeat(spec.group != TOOLS)
            place = viewport if spec.scope == "viewport" else window
            if spec.scope == "viewport":
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            if spec.id != HOLD_ORIGINAL:  # its key is held, not pressed: the viewport listens for it itself
                action.setShortcuts([QKeySequence(key) for key in spec.keys])
            place.addAction(action)
            self._actions[spec.id] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    @property
    def all(self) -> tuple[QAction, ...]:
        """Every action."""
        return tuple(self._actions.values())

    def connect_to(self, name: str, function: Callable[[], object]) -> None:
        """Have a function called when an action is done."""
        self._actions[name].triggered.connect(lambda checked=False: function())

    def obstacle(self, name: str) -> str:
        """Say in the language of the window why an action can't be done now; empty if it can."""
        reason = self._obstacles.get(name, "")
        return translate("Actions", reason) if reason else ""

    def obstacle_of_key(self, key: QKeySequence) -> str:
        """Say why the action of a key of the viewport can't be done now."""
        for spec in self.specs.values():
            if spec.scope == "viewport" and any(QKeySequence(other) == key for other in spec.keys):
                return self.obstacle(spec.id)
        return ""

    def update(self, situation: Situation) -> None:
        """Enable what can be done now. Only what has changed is named anew: this follows every edit."""
        labels = {"undo": situation.undo_label, "redo": situation.redo_label}
        for name, spec in self.specs.items():
            obstacle = spec.obstacle(situation)
            if obstacle != self._obstacles.get(name) or labels.get(name) != self._labels.get(name):
                self._obstacles[name], self._labels[name] = obstacle, labels.get(name)
                self._actions[name].setEnabled(not obstacle)
                self._name(name)

    def set_presets(self, titles: tuple[str, ...]) -> None:
        """Name the window presets; those without a name are not listed in menus. It is called for every frame."""
        if titles == self._presets:
            return
        self._presets = titles
        for name, action in self._actions.items():
            number = name.removeprefix(_PRESET)
            if number.isdigit() and number != "0":
                place = int(number) - 1
                action.setVisible(place < len(titles))
                action.setProperty("title", titles[place] if place < len(titles) else "")
                self._name(name)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in the colours of a theme."""
        for name, spec in self.specs.items():
            if spec.icon:
                self._actions[name].setIcon(icon(spec.icon, theme))

    def retranslate(self) -> None:
        """Name everything in the language of the window."""
        for name in self.specs:
            self._name(name)

    def _name(self, name: str) -> None:
        spec, action = self.specs[name], self._actions[name]
        title = self._title(spec)
        action.setText(title)
        short = translate("Actions", spec.short) if spec.short else self._plain_title(spec)
        action.setIconText(short.rstrip("…"))
        key = key_text(spec.keys[0]) if spec.keys else ""
        tip = f"{title.rstrip('…')} ({key})" if key else title.rstrip("…")
        summary = translate("Plugins", spec.summary) if spec.summary else ""
        action.setToolTip("\n".join(part for part in (tip, summary, self.obstacle(name)) if part))

    def _title(self, spec: ActionSpec) -> str:
        if label := self._labels.get(spec.id):
            return f"{self._plain_title(spec)}: {translate('Edits', label)}"
        if title := self._actions[spec.id].property("title"):
            return str(translate("Presets", title))
        return self._plain_title(spec)

    @staticmethod
    def _plain_title(spec: ActionSpec) -> str:
        context = "Plugins" if spec.group in {TOOLS, STYLES} else "Actions"
        return translate(context, spec.text).format(number=spec.id.removeprefix(_PRESET))
