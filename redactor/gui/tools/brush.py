"""Paint over what no simple shape fits."""

from __future__ import annotations

from redactor.gui.tools import Cursor
from redactor.gui.tools._brushing import BrushTool
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import Effect

PLUGIN = BrushTool(
    id="brush",
    title=QT_TRANSLATE_NOOP("Plugins", "Brush"),
    summary=QT_TRANSLATE_NOOP("Plugins", "Paint over what is to be hidden. Size: [ and ], or Shift with the wheel."),
    shortcut="B",
    icon="brush",
    place=50,
    effect=Effect.HIDE,
    cursor=Cursor.BRUSH,
)
