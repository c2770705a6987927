"""The roots of what can go wrong.

Each type carries a sentence for people (what happened, what it means, what to do next) and its facts as
fields. No fact is ever a patient's value: numbers, identifiers of the Standard and plug-in names only.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable

CONTEXT = "Errors"
"""The translation context of all sentences here."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - lupdate looks for this very name
    """Mark a sentence for translation; `redactor.i18n` can't be imported here, since it needs these types."""
    del context
    return text


def reason_of(error: OSError) -> str:
    """Give the system's words for an error, without the path that it is about."""
    return (error.strerror or type(error).__name__).lower()


class RedactorError(Exception):
    """The root of everything that this program raises on purpose.

    Parameters
    ----------
    **facts
        The values that the sentence names in braces.
    """

    sentence: ClassVar[str] = QT_TRANSLATE_NOOP("Errors", "Something went wrong. Nothing was written.")

    def __init__(self, **facts: str | int) -> None:
        self.facts = facts
        super().__init__(self.sentence.format(**facts))

    def __reduce__(self) -> tuple[Callable[[], RedactorError], tuple[()]]:
        """Let an error cross from a worker process: facts are keywords, and exceptions pass positions by themselves."""
        return partial(type(self), **self.facts), ()


class SetAside(RedactorError):
    """An input that may not, or can't, be de-identified safely. Nothing is written for it."""

    sentence = QT_TRANSLATE_NOOP("Errors", "This input was set aside. Nothing was written for it.")


class CheckFailed(RedactorError):
    """The written bytes are not what they should be. The output is not kept."""

    sentence = QT_TRANSLATE_NOOP("Errors", "The written file failed its check ({check}). It was not kept.")


class UsageError(RedactorError):
    """The person asked for something that can't be done as asked."""

    sentence = QT_TRANSLATE_NOOP("Errors", "This can't be done as asked. See `redactor --help`.")
