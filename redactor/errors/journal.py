"""The journal of edits can't be read."""

from __future__ import annotations

from redactor.errors.base import QT_TRANSLATE_NOOP, RedactorError


class JournalError(RedactorError):
    """The journal of edits can't do its work; nothing of it was deleted."""

    sentence = QT_TRANSLATE_NOOP("Errors", "The journal of edits can't be used. Nothing in it was changed.")


class JournalTooNew(JournalError):
    """A newer version of the program wrote the journal."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "These edits were saved by a newer version of the program (journal schema {found}, known here: {known}). "
        "Nothing was changed. Restore them with that version.",
    )


class JournalBusy(JournalError):
    """Another window has the journal."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "These edits are open in another window. Nothing was changed. Continue there, or close it first."
    )


class JournalDamaged(JournalError):
    """The journal can't be read, or belongs to another key."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "These saved edits are damaged, or their key is another one. They can't be restored; originals are unchanged. "
        "Open the images again and repeat the edits.",
    )


class JournalOfOthers(JournalError):
    """The images are no longer those that were edited."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The images changed since these edits were saved, so the edits don't fit. They were not restored; "
        "look at the images anew.",
    )
