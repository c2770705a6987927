"""Keys, maps and projects that can't be opened or were destroyed."""

from __future__ import annotations

from redactor.errors.base import QT_TRANSLATE_NOOP, UsageError


class KeyUnavailable(UsageError):
    """The key of a project is in a key store that does not give it."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The key of this project is kept in the key store of the user who made it, and can't be had here. "
        "Nothing was written. Unlock the key store, or work on that computer as that user.",
    )


class PassphraseNeeded(UsageError):
    """The key of a project is kept under a passphrase, and nobody can be asked."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The key of this project is kept under a passphrase. Nothing was written. Give it with --passphrase-file.",
    )


class WrongPassphrase(UsageError):
    """A passphrase does not open the key of a project."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "The passphrase does not open this project. Nothing was written. Check it and try again."
    )


class NoProject(UsageError):
    """There is no project in a folder."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "There is no project in this folder. Nothing was written. Make one with `redactor project new`."
    )


class ProjectExists(UsageError):
    """A new project was asked for where there is one."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "There is a project in this folder already. Nothing was written. Choose another folder."
    )


class ProjectDestroyed(UsageError):
    """The map and the keys of a project were destroyed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The map and the keys of this project were destroyed, so its names can't be continued. "
        "Nothing was written. Use a new project and a new output folder.",
    )


class ProjectBusy(UsageError):
    """Another run is writing the map of a project."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "Another run is using this project. Nothing was written. Wait until it has ended, then try again."
    )


class DamagedMap(UsageError):
    """The linkage map was changed, or belongs to another key."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The linkage map is damaged or was changed (at part {part}), or it belongs to another project. "
        "Nothing was written. Put it back from a backup, or use a new project.",
    )


class NotConfirmed(UsageError):
    """Something that can't be undone was not confirmed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "This can't be undone and was not confirmed. Nothing was destroyed. Confirm it, or add --yes."
    )
