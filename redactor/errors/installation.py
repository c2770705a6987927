"""A broken installation."""

from __future__ import annotations

from redactor.errors.base import QT_TRANSLATE_NOOP, RedactorError


class BrokenInstallation(RedactorError):
    """The program itself is not whole."""

    sentence = QT_TRANSLATE_NOOP("Errors", "The program is not complete. Install it again.")


class MissingResource(BrokenInstallation):
    """A file that ships with the program is not there."""

    sentence = QT_TRANSLATE_NOOP("Errors", "A part of the program is missing ({name}). Install it again.")


class BrokenPlugin(BrokenInstallation):
    """A plug-in folder is empty, or a module in it is not a plug-in."""

    sentence = QT_TRANSLATE_NOOP("Errors", "A plug-in of the program is broken ({name}). Install it again.")
