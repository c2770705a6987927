"""Uncover by hand what earlier regions hide."""

from __future__ import annotations

from redactor.gui.tools import Cursor
from redactor.gui.tools._brushing import BrushTool
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import Effect

PLUGIN = BrushTool(
    id="eraser",
    title=QT_TRANSLATE_NOOP("Plugins", "Eraser"),
    summary=QT_TRANSLATE_NOOP(
        "Plugins", "Paint over what earlier regions hide to uncover it. What is found later stays hidden."
    ),
    shortcut="Shift+B",
    icon="eraser",
    place=60,
    effect=Effect.ERASE,
    cursor=Cursor.ERASER,
)
