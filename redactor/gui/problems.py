"""Errors as sentences for people, in their language. What isn't ours is named by its type alone."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from redactor import errors
from redactor.errors import RedactorError
from redactor.i18n import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Translate = Callable[[str, str], str]
    """Takes a context and a source text."""

UNEXPECTED: Final = QT_TRANSLATE_NOOP(
    "Errors",
    "Something unexpected happened ({kind}). Your edits are kept. Try again; if it stays so, export and restart.",
)
WORKER_DIED: Final = QT_TRANSLATE_NOOP(
    "Errors",
    "The program part that works on the images broke off on this one. Nothing was written for it; try again.",
)
SEARCH_DIED: Final = QT_TRANSLATE_NOOP(
    "Errors",
    "The search broke off on this image, so its proposals are missing. Look yourself and mask it by hand.",
)
CHECKS: Final = (
    QT_TRANSLATE_NOOP("Checks", "the written file can be read"),
    QT_TRANSLATE_NOOP("Checks", "pixel format unchanged"),
    QT_TRANSLATE_NOOP("Checks", "values changed outside the mask: 0"),
    QT_TRANSLATE_NOOP("Checks", "hidden values equal the fill"),
    QT_TRANSLATE_NOOP("Checks", "nothing in unused bits"),
    QT_TRANSLATE_NOOP("Checks", "no identifier left"),
    QT_TRANSLATE_NOOP("Checks", "the checked result is unchanged"),
    QT_TRANSLATE_NOOP("Checks", "noise: pixel format of the result, in gray or RGB"),
    QT_TRANSLATE_NOOP("Checks", "noise: one value in every cell, within the declared range"),
    QT_TRANSLATE_NOOP("Checks", "noise: an instance and a series of their own"),
    QT_TRANSLATE_NOOP("Checks", "noise: marked as derived, not for diagnosis"),
)
"""What `workflow.verify` names in its faults."""


def sentence(error: BaseException, translate: Translate) -> str:
    """Say what happened, what it means and what to do next."""
    if isinstance(error, RedactorError):
        return translate("Errors", error.sentence).format(**_told(error.facts, translate))
    if isinstance(error, BaseExceptionGroup):
        return " ".join(sentence(one, translate) for one in error.exceptions)
    # The message of a foreign error may quote what it stumbled over; its type can't.
    return translate("Errors", UNEXPECTED).format(kind=type(error).__name__)


def reason(text: str, translate: Translate) -> str:
    """Give the reason of a report's item, one or more of our sentences in English, in another language.

    A sentence that isn't ours is returned as it is.
    """
    told, rest = [], text
    while rest:
        for source, pattern in _patterns():
            if match := pattern.match(rest):
                told.append(translate("Errors", source).format(**_told(match.groupdict(), translate)))
                rest = rest[match.end() :].lstrip()
                break
        else:
            return text
    return " ".join(told)


def _told(facts: Mapping[str, str | int], translate: Translate) -> dict[str, str | int]:
    """Translate the facts that are words; names of the Standard and numbers stay."""
    return {name: translate("Checks", str(value)) if name == "check" else value for name, value in facts.items()}


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give each sentence with a pattern that finds its facts; the ones with the longest fixed text first."""
    sources = {
        UNEXPECTED,
        WORKER_DIED,
        SEARCH_DIED,
        *(kind.sentence for kind in _kinds(errors.RedactorError)),
    }
    ordered = sorted(sources, key=lambda source: (-len(re.sub(r"\{\w+\}", "", source)), source))
    return tuple((source, _pattern(source)) for source in ordered)


def _pattern(source: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", source)
    literal = [re.escape(part) for part in parts[::2]]
    return re.compile(
        literal[0] + "".join(f"(?P<{name}>.*?){text}" for name, text in zip(parts[1::2], literal[1:], strict=True))
    )


def _kinds(kind: type[RedactorError]) -> Iterator[type[RedactorError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _kinds(narrower)
