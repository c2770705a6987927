"""Draw an upright rectangle of whole pixels, the usual way to hide a line of text."""

from __future__ import annotations

from redactor.gui.tools._drawing import BoxTool
from redactor.i18n import QT_TRANSLATE_NOOP

PLUGIN = BoxTool(
    id="rectangle",
    title=QT_TRANSLATE_NOOP("Plugins", "Rectangle"),
    summary=QT_TRANSLATE_NOOP("Plugins", "Drag from corner to corner to hide what lies between."),
    shortcut="R",
    icon="rectangle",
    place=20,
)
