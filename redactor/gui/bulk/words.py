"""Bulk work in words: rules of templates, groups, how far a run is, how it ended. Free of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from redactor.gui.numbers import counted, number
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.workflow.grouping import GroupState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redactor.gui.problems import Translate
    from redactor.model.image import DeviceKey
    from redactor.model.template import MatchRule, Words
    from redactor.workflow.bulk import Step
    from redactor.workflow.dry_run import GroupForecast
    from redactor.workflow.template_trial import Trial
    from redactor.workflow.templates import Entry

_SIZE: Final = QT_TRANSLATE_NOOP("Bulk", "{columns} × {rows} pixels")
_IS: Final = QT_TRANSLATE_NOOP("Bulk", "{name} is “{value}”")
_CONTAINS: Final = QT_TRANSLATE_NOOP("Bulk", "{name} contains “{value}”")
_MANUFACTURER: Final = QT_TRANSLATE_NOOP("Bulk", "Manufacturer")
_MODEL: Final = QT_TRANSLATE_NOOP("Bulk", "Manufacturer's Model Name")
_MODALITY: Final = QT_TRANSLATE_NOOP("Bulk", "Modality")
_SOP_CLASS: Final = QT_TRANSLATE_NOOP("Bulk", "SOP Class UID")
_VIEW: Final = QT_TRANSLATE_NOOP("Bulk", "View Position")
_IMAGE_TYPE: Final = QT_TRANSLATE_NOOP("Bulk", "Image Type")
_ONE_REGION: Final = QT_TRANSLATE_NOOP("Bulk", "the same ultrasound region")
_REGIONS: Final = QT_TRANSLATE_NOOP("Bulk", "the same {count} ultrasound regions")
_IN_USE: Final = QT_TRANSLATE_NOOP("Bulk", "✔ version {version} is in use")
_TESTED: Final = QT_TRANSLATE_NOOP("Bulk", "◐ tested, not in use")
_NOT_TESTED: Final = QT_TRANSLATE_NOOP("Bulk", "○ not tested")
_NEWER: Final = QT_TRANSLATE_NOOP("Bulk", "newest version: {version}")
_STATISTICS: Final = QT_TRANSLATE_NOOP("Bulk", "applied {applied} · accepted {accepted} · corrected {corrected}")
_STATES: Final = {
    GroupState.MATCHES: ("▣", QT_TRANSLATE_NOOP("Bulk", "matches")),
    GroupState.SIZE_DIFFERS: ("▤", QT_TRANSLATE_NOOP("Bulk", "size differs")),
    GroupState.UNSUPPORTED: ("⊘", QT_TRANSLATE_NOOP("Bulk", "unsupported")),
}
_STATUSES: Final = {
    "done": QT_TRANSLATE_NOOP("Bulk", "✔ done, not reviewed"),
    "skipped": QT_TRANSLATE_NOOP("Bulk", "✔ done earlier, not reviewed"),
    "set_aside": QT_TRANSLATE_NOOP("Bulk", "⛔ set aside"),
    "failed": QT_TRANSLATE_NOOP("Bulk", "✖ failed"),
    "pending": QT_TRANSLATE_NOOP("Bulk", "○ not reached"),
}
_PHASES: Final = {
    "list": QT_TRANSLATE_NOOP("Bulk", "Listing files: {done}"),
    "search": QT_TRANSLATE_NOOP("Bulk", "Searching projections: {done} of {count}"),
    "apply": QT_TRANSLATE_NOOP("Bulk", "Applying masks to files: {done} of {count}"),
    "look": QT_TRANSLATE_NOOP("Bulk", "Looking at images: {done} of {count}"),
}
_RATE: Final = QT_TRANSLATE_NOOP("Bulk", "{rate} a second")
_LEFT: Final = QT_TRANSLATE_NOOP("Bulk", "about {time} left")
_SECONDS: Final = QT_TRANSLATE_NOOP("Bulk", "{count} s")
_MINUTES: Final = QT_TRANSLATE_NOOP("Bulk", "{count} min")
_HOURS: Final = QT_TRANSLATE_NOOP("Bulk", "{count} h")
PICTURES: Final = {
    "maximum": QT_TRANSLATE_NOOP("Bulk", "Maximum"),
    "minimum": QT_TRANSLATE_NOOP("Bulk", "Minimum"),
    "deviation": QT_TRANSLATE_NOOP("Bulk", "Standard deviation"),
}
_ONE_PASSED: Final = QT_TRANSLATE_NOOP(
    "Bulk", "✔ Passed: 1 image was searched, and no text was found outside the mask."
)
_PASSED: Final = QT_TRANSLATE_NOOP(
    "Bulk", "✔ Passed: {count} images were searched, and no text was found outside the mask."
)
_NO_IMAGE: Final = QT_TRANSLATE_NOOP("Bulk", "✖ Not passed: none of these files is an image that the template is for.")
_STOPPED: Final = QT_TRANSLATE_NOOP("Bulk", "✖ Not passed: the test was ended early.")
_NOT_PASSED: Final = QT_TRANSLATE_NOOP("Bulk", "✖ Not passed:")
_WITH_TEXT: Final = QT_TRANSLATE_NOOP("Bulk", "text outside the mask in {count} images")
_PROJECTED: Final = QT_TRANSLATE_NOOP("Bulk", "text outside the mask in the projections of {count} parts")
_LOSING: Final = QT_TRANSLATE_NOOP("Bulk", "{count} images would lose a mark, such as the letter of a side")
_UNREADABLE: Final = QT_TRANSLATE_NOOP("Bulk", "{count} images could not be searched")
_ONE: Final = {
    _WITH_TEXT: QT_TRANSLATE_NOOP("Bulk", "text outside the mask in 1 image"),
    _PROJECTED: QT_TRANSLATE_NOOP("Bulk", "text outside the mask in the projections of 1 part"),
    _LOSING: QT_TRANSLATE_NOOP("Bulk", "1 image would lose a mark, such as the letter of a side"),
    _UNREADABLE: QT_TRANSLATE_NOOP("Bulk", "1 image could not be searched"),
}
_CHANGED: Final = QT_TRANSLATE_NOOP("Bulk", "{percent} % of the pixels change")
_CLEAR: Final = QT_TRANSLATE_NOOP("Bulk", "nothing found that the mask leaves")
_DOT: Final = " · "


def rule_words(rule: MatchRule, translate: Translate) -> tuple[str, ...]:
    """Say all that a rule asks for, one condition each."""
    told = [translate("Bulk", _SIZE).format(columns=rule.columns, rows=rule.rows)]
    for name, words in ((_MANUFACTURER, rule.manufacturer), (_MODEL, rule.manufacturer_model_name)):
        if words.value:
            told.append(_condition(name, words, translate))
    for name, value in ((_MODALITY, rule.modality), (_SOP_CLASS, rule.sop_class_uid), (_VIEW, rule.view_position)):
        if value:
            told.append(translate("Bulk", _IS).format(name=translate("Bulk", name), value=value))
    told += [
        translate("Bulk", _CONTAINS).format(name=translate("Bulk", _IMAGE_TYPE), value=value)
        for value in rule.image_type
    ]
    if rule.ultrasound_regions is not None:
        one, many = translate("Bulk", _ONE_REGION), translate("Bulk", _REGIONS)
        told.append(counted(one, many, len(rule.ultrasound_regions), translate))
    return tuple(told)


def _condition(name: str, words: Words, translate: Translate) -> str:
    text = translate("Bulk", _CONTAINS if words.contains else _IS)
    return text.format(name=translate("Bulk", name), value=words.value)


def entry_state(entry: Entry, translate: Translate) -> str:
    """Say whether a template is in use or was tested, and what became of it so far."""
    newest = entry.template.version
    if entry.in_use:
        state = translate("Bulk", _IN_USE).format(version=entry.in_use)
        if entry.in_use != newest:
            state += _DOT + translate("Bulk", _NEWER).format(version=newest)
    else:
        state = translate("Bulk", _TESTED if newest in entry.tested else _NOT_TESTED)
    counts = entry.statistics
    statistics = translate("Bulk", _STATISTICS)
    return (
        state
        + _DOT
        + statistics.format(
            applied=number(counts.applied, translate),
            accepted=number(counts.accepted, translate),
            corrected=number(counts.corrected, translate),
        )
    )


def device_words(device: DeviceKey, kind: str) -> str:
    """Name the device of a group, its size and modality."""
    name = f"{device.manufacturer} {device.manufacturer_model_name}".strip() or "–"
    size = f"{device.columns}×{device.rows}" if device.rows and device.columns else kind
    return _DOT.join(part for part in (name, size, device.modality) if part)


def group_state(state: str, translate: Translate) -> str:
    """Say what can be done with a group, as sign and word."""
    sign, word = _STATES[GroupState(state)]
    return f"{sign} {translate('Bulk', word)}"


def status_words(status: str, translate: Translate) -> str:
    """Say how files ended."""
    return translate("Bulk", _STATUSES[status])


def step_words(step: Step, translate: Translate) -> str:
    """Say how far it is: ``Applying masks: 3 of 12 files · 2.0 a second · about 5 s left``."""
    told = [
        translate("Bulk", _PHASES[step.phase]).format(
            done=number(step.done, translate), count=number(step.total, translate)
        )
    ]
    if step.rate:
        told.append(translate("Bulk", _RATE).format(rate=number(step.rate, translate, ",.1f")))
    if step.remaining >= 1:
        told.append(translate("Bulk", _LEFT).format(time=duration(step.remaining, translate)))
    return _DOT.join(told)


def duration(seconds: float, translate: Translate) -> str:
    """Say a time, roughly."""
    for limit, length, text in ((90, 1, _SECONDS), (5400, 60, _MINUTES)):
        if seconds < limit:
            return translate("Bulk", text).format(count=number(max(round(seconds / length), 1), translate))
    return translate("Bulk", _HOURS).format(count=number(seconds / 3600, translate, ",.1f"))


def trial_words(trial: Trial, translate: Translate) -> str:
    """Say how a test ended."""
    if trial.passed:
        return counted(translate("Bulk", _ONE_PASSED), translate("Bulk", _PASSED), trial.searched, translate)
    if trial.stopped:
        return translate("Bulk", _STOPPED)
    if not trial.images:
        return translate("Bulk", _NO_IMAGE)
    counts = {
        _WITH_TEXT: trial.with_text,
        _PROJECTED: trial.projections_with_text,
        _LOSING: trial.losing_marks,
        _UNREADABLE: trial.problems,
    }
    return translate("Bulk", _NOT_PASSED) + " " + _counted(counts, translate) + "."


def forecast_words(group: GroupForecast, translate: Translate) -> str:
    """Say what was found in a group."""
    found = _counted(
        {
            _WITH_TEXT: group.images_with_text,
            _PROJECTED: group.projected_outside,
            _LOSING: group.images_losing_marks,
            _UNREADABLE: group.problems.total(),
        },
        translate,
    )
    changed = translate("Bulk", _CHANGED).format(percent=number(100 * group.hidden, translate, ".1f"))
    return _DOT.join([changed, found or translate("Bulk", _CLEAR)])


def _counted(counts: Mapping[str, int], translate: Translate) -> str:
    return _DOT.join(
        counted(translate("Bulk", _ONE[text]), translate("Bulk", text), count, translate)
        for text, count in counts.items()
        if count
    )
