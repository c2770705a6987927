"""What a release must not do."""

from __future__ import annotations

from redactor.errors.base import QT_TRANSLATE_NOOP, RedactorError


class ReviewRefused(RedactorError):
    """A series can't take the next step on its way out."""

    sentence = QT_TRANSLATE_NOOP("Errors", "This can't be done with the series now. Nothing has changed.")


class ReviewNotReady(ReviewRefused):
    """Something that a person must look at was not looked at yet."""

    sentence = QT_TRANSLATE_NOOP(
        "Errors", "This series is not ready to be marked as reviewed: {count} things are open. Go to the next one."
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
