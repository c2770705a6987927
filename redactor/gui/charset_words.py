"""How it is said that a text of the header is read in another character set than the file states. Free of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from redactor.i18n import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redactor.gui.problems import Translate

_NAME: Final = QT_TRANSLATE_NOOP("Charset", "Name decoded as {charset} (file says {declared}). Check it.")
_TEXT: Final = QT_TRANSLATE_NOOP("Charset", "Other text decoded as {charset} (file says {declared}). Check it.")
_PATIENT_NAME: Final = "(0010,0010)"
_DEFAULT: Final = "ISO_IR 6"
_SHORT: Final = 40
_KNOWN: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _/\\")
"""Characters of a Code String (PS3.5 6.2), its separator, and the slash between values as they are shown."""


def declared(value: str) -> str:
    """Give Specific Character Set (0008,0005) as it may be shown: only what such a value can be."""
    if not value:
        return _DEFAULT
    return value if set(value) <= _KNOWN and len(value) <= _SHORT else "?"


def warnings(guessed: Iterable[tuple[str, str]], said: str, translate: Translate) -> list[str]:
    """Say which texts are guessed, the patient's name first, each character set once.

    Parameters
    ----------
    guessed
        (path, character set), as `redactor.model.image.Identifiers.guessed`.
    said
        What the file states.
    """
    found = sorted({(path != _PATIENT_NAME, charset) for path, charset in guessed})
    return [
        translate("Charset", _TEXT if is_other else _NAME).format(charset=charset, declared=said)
        for is_other, charset in found
    ]
