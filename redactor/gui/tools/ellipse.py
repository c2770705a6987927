"""Draw the ellipse in an upright box."""

from __future__ import annotations

from redactor.gui.tools._drawing import BoxTool
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.geometry import Ellipse

PLUGIN = BoxTool(
    id="ellipse",
    title=QT_TRANSLATE_NOOP("Plugins", "Ellipse"),
    summary=QT_TRANSLATE_NOOP("Plugins", "Drag from corner to corner to hide the ellipse between them."),
    shortcut="E",
    icon="ellipse",
    place=30,
    kind=Ellipse,
)
