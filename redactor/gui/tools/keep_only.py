"""Draw a rectangle outside of which everything is hidden: the strongest mask against text that nobody knows of."""

from __future__ import annotations

from redactor.gui.tools._drawing import BoxTool
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import Effect

PLUGIN = BoxTool(
    id="keep_only",
    title=QT_TRANSLATE_NOOP("Plugins", "Keep only"),
    summary=QT_TRANSLATE_NOOP("Plugins", "Drag from corner to corner to hide everything that lies outside."),
    shortcut="Shift+K",
    icon="keep_only",
    place=80,
    effect=Effect.HIDE_OUTSIDE,
)
