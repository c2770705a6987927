"""The language of the window: Qt asks the same catalogue that the command line reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from redactor import i18n

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def translate(context: str, text: str) -> str:
    """Give a marked text in the language of the window."""
    return QCoreApplication.translate(context, text)


class CatalogueTranslator(QTranslator):
    """Answers Qt's questions from `redactor.i18n.catalogue`."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = i18n.catalogue(language)

    def isEmpty(self) -> bool:
        """See `QTranslator.isEmpty`; Qt doesn't install a translator that says it is empty."""
        return not self._catalogue

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        """See `QTranslator.translate`; what isn't known is answered with itself."""
        del disambiguation, n
        return self._catalogue.get((context, sourceText), sourceText)


class Language(QObject):
    """The language that the application speaks. Changing it sends every window a LanguageChange event."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._translators: list[QTranslator] = []
        self._current = i18n.SOURCE_LANGUAGE
        QLocale.setDefault(QLocale(self._current))

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
        QLocale.setDefault(QLocale(language))  # fields for numbers are Qt's own
        if language == i18n.SOURCE_LANGUAGE:
            return
        of_qt = QTranslator(self)  # the buttons of Qt's own dialogs
        of_qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        # Qt asks the last one first, and ours has an answer to everything.
        self._translators = [CatalogueTranslator(language, self), of_qt]
        for translator in self._translators:
            self._application.installTranslator(translator)
