"""How review is put into words: states as icon and word, what is missing, as sentences. Free of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from redactor.gui.numbers import number
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.review import State
from redactor.workflow.states import Gate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.gui.problems import Translate
    from redactor.gui.theme import Theme
    from redactor.workflow.coverage import Edge
    from redactor.workflow.states import Missing

ICONS: Final = {
    State.UNREVIEWED: "○",
    State.IN_REVIEW: "◐",
    State.FLAGGED: "⚑",
    State.REVIEWED: "●",
    State.APPROVED: "✔",
    State.RELEASED: "⇪",
    State.STALE: "↻",
    State.FAILED: "✖",
    State.QUARANTINED: "⛔",
}
_WORDS: Final = {
    State.UNREVIEWED: QT_TRANSLATE_NOOP("Review", "Not reviewed"),
    State.IN_REVIEW: QT_TRANSLATE_NOOP("Review", "In review"),
    State.FLAGGED: QT_TRANSLATE_NOOP("Review", "Needs second opinion"),
    State.REVIEWED: QT_TRANSLATE_NOOP("Review", "Reviewed"),
    State.APPROVED: QT_TRANSLATE_NOOP("Review", "Approved for release"),
    State.RELEASED: QT_TRANSLATE_NOOP("Review", "Released"),
    State.STALE: QT_TRANSLATE_NOOP("Review", "Changed since review"),
    State.FAILED: QT_TRANSLATE_NOOP("Review", "Output check failed"),
    State.QUARANTINED: QT_TRANSLATE_NOOP("Review", "Quarantined"),
}
WHY_REJECTED: Final = QT_TRANSLATE_NOOP("Review", "Why may it stay visible?")
REJECTED_SINCE: Final = {
    "not_text": QT_TRANSLATE_NOOP("Review", "No text"),
    "names_nobody": QT_TRANSLATE_NOOP("Review", "Names nobody"),
    "wrong_header": QT_TRANSLATE_NOOP("Review", "The header is wrong"),
    "other": QT_TRANSLATE_NOOP("Review", "Other reason"),
}
"""Why a finding was rejected, by the code that is kept."""
WHY_QUARANTINED: Final = QT_TRANSLATE_NOOP("Review", "Why must this series not leave?")
QUARANTINED_SINCE: Final = {
    "mixed_patients": QT_TRANSLATE_NOOP("Review", "Mixed patients"),
    "unreadable": QT_TRANSLATE_NOOP("Review", "Can't be judged"),
    "other": QT_TRANSLATE_NOOP("Review", "Other reason"),
}
"""Why a series was put into quarantine, by the code that is kept."""
NOTE: Final = "✎"
"""Says that a series has a note."""
_QUARANTINED: Final = QT_TRANSLATE_NOOP("Review", "This series can't be released: {reason}. Return it to review first.")
_CHECKING: Final = QT_TRANSLATE_NOOP("Review", "Checking the output…")
_STALE: Final = QT_TRANSLATE_NOOP("Review", "This image changed after review. Review it again.")
_READY: Final = QT_TRANSLATE_NOOP("Review", "Everything was looked at and decided.")
_NOT_READY: Final = QT_TRANSLATE_NOOP("Review", "Not ready: {what}.")
_AND: Final = QT_TRANSLATE_NOOP("Review", ", ")
_ONE: Final = {
    Gate.FRAMES: QT_TRANSLATE_NOOP("Review", "1 frame not viewed"),
    Gate.FINDINGS: QT_TRANSLATE_NOOP("Review", "1 finding not decided"),
    Gate.PARTS: QT_TRANSLATE_NOOP("Review", "1 chosen body part not marked"),
}
_SOME: Final = {
    Gate.FRAMES: QT_TRANSLATE_NOOP("Review", "{count} frames not viewed"),
    Gate.FINDINGS: QT_TRANSLATE_NOOP("Review", "{count} findings not decided"),
    Gate.PARTS: QT_TRANSLATE_NOOP("Review", "{count} chosen body parts not marked"),
    Gate.WORDS: QT_TRANSLATE_NOOP("Review", "words that stay not confirmed"),
    Gate.HIDDEN: QT_TRANSLATE_NOOP("Review", "hidden data not read"),
}
_WAITING: Final = {
    Gate.SEARCH: QT_TRANSLATE_NOOP("Review", "still searching"),
    Gate.WORDS: QT_TRANSLATE_NOOP("Review", "attributes still being read"),
    Gate.HIDDEN: QT_TRANSLATE_NOOP("Review", "hidden data still being read"),
}
_EDGES: Final[dict[Edge, str]] = {
    "top": QT_TRANSLATE_NOOP("Review", "Top edge not viewed"),
    "bottom": QT_TRANSLATE_NOOP("Review", "Bottom edge not viewed"),
    "left": QT_TRANSLATE_NOOP("Review", "Left edge not viewed"),
    "right": QT_TRANSLATE_NOOP("Review", "Right edge not viewed"),
}


def state_words(state: State, translate: Translate) -> str:
    """Give a state as icon and word: never by colour alone."""
    return f"{ICONS[state]} {translate('Review', _WORDS[state])}"


def state_colour(state: State, theme: Theme) -> str:
    """Give the colour of a state."""
    return {
        State.UNREVIEWED: theme.unreviewed,
        State.IN_REVIEW: theme.unreviewed,
        State.FLAGGED: theme.unreviewed,
        State.REVIEWED: theme.info,
        State.APPROVED: theme.accepted,
        State.RELEASED: theme.accepted,
        State.STALE: theme.unreviewed,
        State.FAILED: theme.error,
        State.QUARANTINED: theme.error,
    }[state]


def quarantined(code: str, translate: Translate) -> str:
    """Say why a series is in quarantine; a code that is not known is another reason."""
    reason = translate("Review", QUARANTINED_SINCE.get(code, QUARANTINED_SINCE["other"]))
    return translate("Review", _QUARANTINED).format(reason=reason)


def standing(
    state: State,
    gaps: Sequence[Missing],
    *,
    is_checking: bool,
    reason: str,
    edges: Sequence[Edge],
    translate: Translate,
) -> str:
    """Say in a sentence where a series stands and what it needs.

    Parameters
    ----------
    is_checking
        Whether its output is being checked.
    reason
        Why the check of its output failed, or why it is in quarantine, in the language of the person.
    edges
        Of the frame shown, those along which something was not seen.
    """
    if state is State.QUARANTINED:
        return reason
    if is_checking:
        return translate("Review", _CHECKING)
    if state is State.FAILED:
        return reason
    told = _not_ready(gaps, edges, translate)
    if state is State.STALE:
        return f"{translate('Review', _STALE)} {told}" if gaps else translate("Review", _STALE)
    if state in {State.REVIEWED, State.APPROVED, State.RELEASED}:
        return ""
    return told


def _not_ready(gaps: Sequence[Missing], edges: Sequence[Edge], translate: Translate) -> str:
    if not gaps:
        return translate("Review", _READY)
    what = translate("Review", _AND).join(_gap(gap, translate) for gap in gaps)
    told = translate("Review", _NOT_READY).format(what=what)
    if 0 < len(edges) < len(_EDGES) and any(gap.gate is Gate.FRAMES for gap in gaps):
        told += " " + translate("Review", _AND).join(translate("Review", _EDGES[edge]) for edge in edges)
    return told


def _gap(gap: Missing, translate: Translate) -> str:
    if not gap.count:
        return translate("Review", _WAITING[gap.gate])
    words = _ONE.get(gap.gate) if gap.count == 1 else None
    return translate("Review", words or _SOME[gap.gate]).format(count=number(gap.count, translate))
