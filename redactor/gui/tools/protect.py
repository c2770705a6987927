"""Draw a rectangle that proposals do not hide: a laterality marker, a measurement."""

from __future__ import annotations

from redactor.gui.tools._drawing import BoxTool
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import Effect

PLUGIN = BoxTool(
    id="protect",
    title=QT_TRANSLATE_NOOP("Plugins", "Protect"),
    summary=QT_TRANSLATE_NOOP(
        "Plugins",
        "Drag around a laterality marker or a measurement: what is only proposed does not hide it. "
        "A match with the header stays hidden.",
    ),
    shortcut="Shift+P",
    icon="protect",
    place=90,
    effect=Effect.PROTECT,
)
