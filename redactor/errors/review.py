"""What a release must not do."""

from __future__ import annotations

from redactor.errors.base import QT_TRANSLATE_NOOP, RedactorError


class ReviewRefused(RedactorError):
    """A series can't take the next step on its way out."""

    sentence = QT_TRANSLATE_NOOP("Errors", "This can't be done with the series now. Nothing has changed.")


class ReviewNotReady(ReviewRefused):
    """Something that a person must look at was not looked at yet."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "This series is not ready to be marked as reviewed (still open: {count}). Go to the next one."
    )


class NotReviewed(ReviewRefused):
    """Nobody vouches for the series as it is now."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This series is not reviewed, or it changed after its review. It was not released; review it again.",
    )


class SamePerson(ReviewRefused):
    """The reviewer can't approve where the policy asks for two persons."""

    sentence = QT_TRANSLATE_NOOP("Errors", "You reviewed this case. Another person must approve it.")


class ApprovalDoesNotFit(ReviewRefused):
    """An approval was given for another result."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The approval belongs to another result than the one that was written. It was not released; approve it again.",
    )


class HandOverDamaged(ReviewRefused):
    """A file of a hand-over can't be read under the code that was typed."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This hand-over can't be opened: the code is another one, or the file was changed or is of another kind. "
        "Nothing was taken over. Check the code, or ask for the file again.",
    )


class HandOverOfOthers(ReviewRefused):
    """A hand-over is of other images than those that are open."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This hand-over is of other images than those that are open, or one of them changed. Nothing was taken over. "
        "Open exactly the images that were reviewed.",
    )


class HandOverDiffers(ReviewRefused):
    """A hand-over was judged under other circumstances than those of here."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "This case was reviewed with another version of the program, another policy or another profile. Its review "
        "does not count here, and nothing was taken over. Make them the same, or review it here.",
    )
