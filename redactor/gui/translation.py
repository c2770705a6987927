"""The language of the window: Qt asks the same catalogue that the command line reads."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

from redactor import i18n

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QApplication

_MAGIC: Final = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_END, _TRANSLATION, _SOURCE, _CONTEXT, _COMMENT = 1, 3, 6, 7, 8


def translate(context: str, text: str) -> str:
    """Give a marked text in the language of the window."""
    return QCoreApplication.translate(context, text)


class CatalogueTranslator(QTranslator):
    """Answers Qt's questions from `redactor.i18n.catalogue`.

    The answers are put into Qt's own form (``.qm``), in memory. Overriding `QTranslator.translate` would be shorter,
    but PySide 6.12 then counts the references to None wrongly, and after some ten thousand questions Python dies.
    """

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._compiled = compiled(i18n.catalogue(language))  # Qt reads it where it lies
        self.load(self._compiled)


def compiled(catalogue: Mapping[tuple[str, str], str]) -> bytes:
    """Give translations by (context, source text) as the content of a ``.qm`` file."""
    messages = bytearray()
    places: list[tuple[int, int]] = []
    for (context, source), translation in catalogue.items():
        text = source.encode()
        places.append((_hashed(text), len(messages)))
        for tag, value in (
            (_TRANSLATION, translation.encode("utf-16-be")),
            (_COMMENT, b""),
            (_SOURCE, text),
            (_CONTEXT, context.encode()),
        ):
            messages += struct.pack(">BI", tag, len(value)) + value
        messages.append(_END)
    hashes = b"".join(struct.pack(">II", *place) for place in sorted(places))
    return _MAGIC + _section(0x42, hashes) + _section(0x69, bytes(messages))


def _section(tag: int, content: bytes) -> bytes:
    return struct.pack(">BI", tag, len(content)) + content


def _hashed(text: bytes) -> int:
    """Give the hash of the ELF format, by which Qt finds a source text."""
    value = 0
    for byte in text:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ (high >> 24)) & ~high
    return value or 1


class Language(QObject):
    """The language that the application speaks. Changing it sends every window a LanguageChange event."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._translators: list[QTranslator] = []
        self._current = i18n.SOURCE_LANGUAGE

    @property
    def current(self) -> str:
        """The language now, such as ``zh_CN``."""
        return self._current

    def use(self, language: str) -> None:
        """Speak another language from now on."""
        if language == self._current:
            return
        for translator in self._translators:
            self._application.removeTranslator(translator)
        self._translators = []
        self._current = language
        if language == i18n.SOURCE_LANGUAGE:
            return
        of_qt = QTranslator(self)  # the buttons of Qt's own dialogs
        of_qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        self._translators = [of_qt, CatalogueTranslator(language, self)]
        for translator in self._translators:
            self._application.installTranslator(translator)
