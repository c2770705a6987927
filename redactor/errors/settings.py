"""Settings that can't be used."""

from __future__ import annotations

from redactor.errors.base import QT_TRANSLATE_NOOP, UsageError


class SettingsProblem(UsageError):
    """Something in a file of settings can't be used. The program goes on without it, and says so."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "Something in the settings can't be used. The program goes on with safe values; mend the file."
    )


class UnreadableSettings(SettingsProblem):
    """A file of settings is no TOML, or can't be read."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The settings in {file} can't be read ({reason}). The strictest policies hold, and defaults for all else. "
        "Mend the file and start again.",
    )


class UnknownSetting(SettingsProblem):
    """A file of settings has a name that means nothing here."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "There is no setting {key}, which {file} sets. It changes nothing. Allowed there: {allowed}."
    )


class InvalidSetting(SettingsProblem):
    """A file of settings gives a value of the wrong type or outside what is allowed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "The setting {key} in {file} can't have that value. Allowed: {allowed}. Used instead: {used}."
    )
