"""What an export will do, how far it is, and how it ended, in plain words. Free of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from redactor.gui import problems
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import Status
from redactor.workflow.report import ItemStatus

if TYPE_CHECKING:
    from redactor.gui.exporting import Summary
    from redactor.gui.problems import Translate
    from redactor.model.case_plan import CasePlan
    from redactor.workflow.case import OpenedCase

_ONE_IMAGE: Final = QT_TRANSLATE_NOOP("Export", "1 image is written as a new, de-identified file with its edit record.")
_IMAGES: Final = QT_TRANSLATE_NOOP(
    "Export", "{count} images are written as new, de-identified files, each with its edit record."
)
_ORIGINALS: Final = QT_TRANSLATE_NOOP("Export", "Originals are not changed.")
_LOCAL: Final = QT_TRANSLATE_NOOP(
    "Export",
    "What links the copies to the originals stays in a folder beside it whose name ends in .local. Keep that one.",
)
_UNDECIDED: Final = QT_TRANSLATE_NOOP(
    "Export", "Proposals without a decision: {count}. They stay hidden in the copies."
)
_REJECTED: Final = QT_TRANSLATE_NOOP("Export", "Rejected: {count}. What they show stays visible.")
_NOT_SEARCHED: Final = QT_TRANSLATE_NOOP(
    "Export", "Images without a complete search: {count}. Only what you masked by hand is hidden there."
)
_NOT_OPENED: Final = QT_TRANSLATE_NOOP("Export", "Files that were not opened: {count}. They are not exported.")
_CANDIDATES: Final = QT_TRANSLATE_NOOP("Export", "Results are candidates: no one has approved them for release.")
_PROGRESS: Final = QT_TRANSLATE_NOOP("Export", "File {number} of {count}: {name}")
_ALSO_TIMES: Final = QT_TRANSLATE_NOOP("Export", "{seconds} s so far, about {left} s left")
_WRITTEN: Final = QT_TRANSLATE_NOOP("Export", "Written and checked: {count}.")
_SET_ASIDE: Final = QT_TRANSLATE_NOOP("Export", "Set aside, nothing was written: {count}.")
_FAILED: Final = QT_TRANSLATE_NOOP("Export", "Failed the check, not kept: {count}.")
_LEFT: Final = QT_TRANSLATE_NOOP("Export", "Stopped before these were reached: {count}.")


def candidates(translate: Translate) -> str:
    """Say what a result is."""
    return translate("Export", _CANDIDATES)


def promise(case: OpenedCase, plan: CasePlan, incomplete: int, translate: Translate) -> list[str]:
    """Say what an export will do, line by line.

    Parameters
    ----------
    incomplete
        How many images a search broke off on.
    """
    count = len(case.images)
    statuses = [region.status for region in plan.regions]
    lines = [translate("Export", _ONE_IMAGE if count == 1 else _IMAGES).format(count=count)]
    lines.append(translate("Export", _ORIGINALS))
    for text, number in (
        (_UNDECIDED, statuses.count(Status.PROPOSED)),
        (_REJECTED, statuses.count(Status.REJECTED)),
        (_NOT_SEARCHED, incomplete),
        (_NOT_OPENED, len(case.problems)),
    ):
        if number:
            lines.append(translate("Export", text).format(count=number))
    return [*lines, translate("Export", _LOCAL)]


def progress(done: int, total: int, name: str, seconds: float, translate: Translate) -> str:
    """Say how far an export is; how long it will take only once something was done."""
    text = translate("Export", _PROGRESS).format(number=min(done + 1, total), count=total, name=name).rstrip(": ")
    if done and done < total:
        left = round(seconds / done * (total - done))
        text += f"\n{translate('Export', _ALSO_TIMES).format(seconds=round(seconds), left=left)}"
    return text


def ending(summary: Summary, translate: Translate) -> list[str]:
    """Say how an export ended: counts, then each reason with how often it occurred."""
    lines = [translate("Export", _WRITTEN).format(count=summary.count(ItemStatus.DONE))]
    for text, number in (
        (_SET_ASIDE, summary.count(ItemStatus.SET_ASIDE)),
        (_FAILED, summary.count(ItemStatus.FAILED)),
        (_LEFT, summary.left),
    ):
        if number:
            lines.append(translate("Export", text).format(count=number))
    return lines + [f"{count}× {problems.reason(reason, translate)}" for reason, count in summary.reasons().items()]
