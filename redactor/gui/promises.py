"""What an export will do, how far it is, and how it ended, in plain words. Free of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from redactor import styles
from redactor.gui import problems
from redactor.gui.numbers import counted, number
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import Status
from redactor.workflow.report import ItemStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.gui.exporting import Summary
    from redactor.gui.problems import Translate
    from redactor.model.case_plan import CasePlan
    from redactor.model.record import ObscuredRecord
    from redactor.workflow.case import OpenedCase
    from redactor.workflow.report import NoiseItem

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
_RELEASED: Final = QT_TRANSLATE_NOOP("Export", "Reviewed, and released with this export: {count}.")
_KEPT_BACK: Final = QT_TRANSLATE_NOOP("Export", "In quarantine, not written: {count}")
_LEFT_OUT: Final = QT_TRANSLATE_NOOP("Export", "Not reviewed, so not written: {count}.")
_NOT_OPENED: Final = QT_TRANSLATE_NOOP("Export", "Files that were not opened: {count}. They are not exported.")
_CANDIDATES: Final = QT_TRANSLATE_NOOP("Export", "Results are candidates: no one has approved them for release.")
_SOME_CANDIDATES: Final = QT_TRANSLATE_NOOP(
    "Export", "Results that are not reviewed are candidates: no one has approved them for release."
)
_ONE_PERSON: Final = QT_TRANSLATE_NOOP("Export", "Released by the person who reviewed: single-person release.")
_PROGRESS: Final = QT_TRANSLATE_NOOP("Export", "File {number} of {count}: {name}")
_ALSO_TIMES: Final = QT_TRANSLATE_NOOP("Export", "{seconds} s so far, about {left} s left")
_WRITTEN: Final = QT_TRANSLATE_NOOP("Export", "Written and checked: {count}.")
_SET_ASIDE: Final = QT_TRANSLATE_NOOP("Export", "Set aside, nothing was written: {count}.")
_FAILED: Final = QT_TRANSLATE_NOOP("Export", "Failed the check, not kept: {count}.")
_LEFT: Final = QT_TRANSLATE_NOOP("Export", "Stopped before these were reached: {count}.")
_OBSCURED: Final = QT_TRANSLATE_NOOP(
    "Export", "Obscured, not removed ({style}): {count}. Likeness to what is below: {likeness}."
)
_NOISE: Final = QT_TRANSLATE_NOOP(
    "Export", "Copies with noise: {count}, privacy loss ε {epsilon} in all. Likeness to the results: {likeness}."
)
_NO_NOISE: Final = QT_TRANSLATE_NOOP("Export", "Copies with noise that were not made: {count}.")
_LIKENESS: Final = QT_TRANSLATE_NOOP("Export", "PSNR {psnr} dB, SSIM {ssim}")
_NO_LIKENESS: Final = QT_TRANSLATE_NOOP("Export", "not told")
_NOT_FOR_DIAGNOSIS: Final = QT_TRANSLATE_NOOP(
    "Export",
    "Copies with noise are derived images, not for diagnosis. Noise does not hide faces, text or body contours; "
    "it changes every pixel.",
)


def candidates(released: int, unreviewed: int, translate: Translate) -> str:
    """Say what results are: candidates, or released, or some of each."""
    if not released:
        return translate("Export", _CANDIDATES)
    return translate("Export", _SOME_CANDIDATES if unreviewed else _ONE_PERSON)


def not_for_diagnosis(translate: Translate) -> str:
    """Say what noise is not for, and what it does not hide."""
    return translate("Export", _NOT_FOR_DIAGNOSIS)


def promise(
    case: OpenedCase,
    plan: CasePlan,
    incomplete: int,
    translate: Translate,
    *,
    released: int = 0,
    left_out: int = 0,
    kept_back: int = 0,
) -> list[str]:
    """Say what an export will do, line by line.

    Parameters
    ----------
    incomplete
        How many images a search broke off on.
    released, left_out
        How many images somebody vouches for, and how many are not written since nobody does.
    kept_back
        How many are in quarantine.
    """
    count = len(case.images) - left_out - kept_back
    statuses = [region.status for region in plan.regions]
    lines = [counted(translate("Export", _ONE_IMAGE), translate("Export", _IMAGES), count, translate)]
    lines.append(translate("Export", _ORIGINALS))
    for text, found in (
        (_RELEASED, released),
        (_LEFT_OUT, left_out),
        (_KEPT_BACK, kept_back),
        (_UNDECIDED, statuses.count(Status.PROPOSED)),
        (_REJECTED, statuses.count(Status.REJECTED)),
        (_NOT_SEARCHED, incomplete),
        (_NOT_OPENED, len(case.problems)),
    ):
        if found:
            lines.append(translate("Export", text).format(count=number(found, translate)))
    return [*lines, translate("Export", _LOCAL)]


def progress(done: int, total: int, name: str, seconds: float, translate: Translate) -> str:
    """Say how far an export is; how long it will take only once something was done."""
    place, count = number(min(done + 1, total), translate), number(total, translate)
    text = translate("Export", _PROGRESS).format(number=place, count=count, name=name).rstrip(": ")
    if done and done < total:
        left = round(seconds / done * (total - done))
        times = translate("Export", _ALSO_TIMES)
        text += "\n" + times.format(seconds=number(round(seconds), translate), left=number(left, translate))
    return text


def ending(summary: Summary, translate: Translate) -> list[str]:
    """Say how an export ended: counts, then each reason with how often it occurred."""
    lines = [translate("Export", _WRITTEN).format(count=number(summary.count(ItemStatus.DONE), translate))]
    for text, found in (
        (_SET_ASIDE, summary.count(ItemStatus.SET_ASIDE)),
        (_FAILED, summary.count(ItemStatus.FAILED)),
        (_LEFT, summary.left),
    ):
        if found:
            lines.append(translate("Export", text).format(count=number(found, translate)))
    lines += _obscured(summary, translate) + _noise(summary, translate)
    return lines + [f"{count}× {problems.reason(reason, translate)}" for reason, count in summary.reasons().items()]


def _obscured(summary: Summary, translate: Translate) -> list[str]:
    found: dict[str, list[ObscuredRecord]] = {}
    for item in summary.items:
        for told in item.obscured:
            found.setdefault(told.style, []).append(told)
    return [
        translate("Export", _OBSCURED).format(
            style=translate("Plugins", styles.available()[style].title),
            count=len(many),
            likeness=_likeness(many, translate),
        )
        for style, many in sorted(found.items())
    ]


def _noise(summary: Summary, translate: Translate) -> list[str]:
    copies = [item.noise for item in summary.items if item.noise]
    made = [copy for copy in copies if copy.output]
    lines = []
    if made:
        spent = number(sum(copy.total_epsilon for copy in made), translate, "g")
        text = translate("Export", _NOISE)
        lines += [text.format(count=len(made), epsilon=spent, likeness=_likeness(made, translate))]
        lines += [not_for_diagnosis(translate)]
    if len(made) < len(copies):
        lines.append(translate("Export", _NO_NOISE).format(count=len(copies) - len(made)))
    return lines


def _likeness(found: Sequence[ObscuredRecord | NoiseItem], translate: Translate) -> str:
    psnr = sorted(told.psnr for told in found if told.psnr is not None)
    ssim = sorted(told.ssim for told in found if told.ssim is not None)
    if not psnr or not ssim:
        return translate("Export", _NO_LIKENESS)
    return translate("Export", _LIKENESS).format(psnr=_range(psnr, translate), ssim=_range(ssim, translate))


def _range(ordered: list[float], translate: Translate) -> str:
    low, high = number(ordered[0], translate, "g"), number(ordered[-1], translate, "g")
    return low if low == high else f"{low} … {high}"
