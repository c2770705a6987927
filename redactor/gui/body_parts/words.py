"""How parts of the body, and what was chosen of them, are put into words. Free of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from redactor.gui.cards import KINDS
from redactor.gui.facts import join
from redactor.gui.numbers import moment
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.body_parts import BodyPart

if TYPE_CHECKING:
    from redactor.gui.problems import Translate
    from redactor.model.body_parts import BodyChoice
    from redactor.model.region import Kind
    from redactor.workflow.body_parts import Reminder

_PARTS: Final = {
    BodyPart.FACE: QT_TRANSLATE_NOOP("BodyParts", "Face"),
    BodyPart.EYES: QT_TRANSLATE_NOOP("BodyParts", "Eyes"),
    BodyPart.EARS: QT_TRANSLATE_NOOP("BodyParts", "Ears"),
    BodyPart.NECK: QT_TRANSLATE_NOOP("BodyParts", "Neck"),
    BodyPart.CHEST: QT_TRANSLATE_NOOP("BodyParts", "Chest and breasts"),
    BodyPart.ABDOMEN: QT_TRANSLATE_NOOP("BodyParts", "Abdomen"),
    BodyPart.PELVIS: QT_TRANSLATE_NOOP("BodyParts", "Pelvis and genital region"),
    BodyPart.ARMS: QT_TRANSLATE_NOOP("BodyParts", "Arms"),
    BodyPart.HANDS: QT_TRANSLATE_NOOP("BodyParts", "Hands"),
    BodyPart.LEGS: QT_TRANSLATE_NOOP("BodyParts", "Legs"),
    BodyPart.FEET: QT_TRANSLATE_NOOP("BodyParts", "Feet"),
    BodyPart.BACK: QT_TRANSLATE_NOOP("BodyParts", "Back"),
    BodyPart.BUTTOCKS: QT_TRANSLATE_NOOP("BodyParts", "Buttocks"),
    BodyPart.SKIN_MARKS: QT_TRANSLATE_NOOP("BodyParts", "Tattoos, scars, birthmarks"),
    BodyPart.BODY_OUTLINE: QT_TRANSLATE_NOOP("BodyParts", "Outline of the body"),
    BodyPart.HEART: QT_TRANSLATE_NOOP("BodyParts", "Outline of the heart"),
    BodyPart.RIBS: QT_TRANSLATE_NOOP("BodyParts", "Ribs"),
}
BY_HAND: Final = QT_TRANSLATE_NOOP("BodyParts", "drawn by hand")
_ONLY: Final = QT_TRANSLATE_NOOP("BodyParts", "only this may be seen: {kind}")
_CHOSEN: Final = QT_TRANSLATE_NOOP("BodyParts", "{time}, noted by {person}: {what}")
_BY_PATIENT: Final = QT_TRANSLATE_NOOP("BodyParts", "{time}, chosen by the patient, noted by {person}: {what}")
_WITHDRAWN: Final = QT_TRANSLATE_NOOP("BodyParts", "{time}, withdrawn, noted by {person}")
_NOT_MARKED: Final = QT_TRANSLATE_NOOP(
    "BodyParts",
    "Chosen to be masked: {part}. Nobody marked it on images of this series: {count}. "
    "Draw it, or say that it is not there.",
)
_NOT_KEPT: Final = QT_TRANSLATE_NOOP(
    "BodyParts",
    "It alone may be seen: {part}. Nobody marked it on images of this series: {count}. Draw it with Keep only.",
)


def name_of(chosen: BodyPart | Kind, translate: Translate) -> str:
    """Name what can be chosen."""
    return translate("BodyParts", _PARTS[chosen]) if isinstance(chosen, BodyPart) else translate("Kinds", KINDS[chosen])


def told(choice: BodyChoice, translate: Translate) -> str:
    """Say what was chosen, when and by whom."""
    when = moment(choice.at, translate)
    if choice.is_withdrawal:
        return translate("BodyParts", _WITHDRAWN).format(time=when, person=choice.by)
    what = [name_of(part, translate) for part in choice.parts]
    if choice.keep_only is not None:
        what.append(translate("BodyParts", _ONLY).format(kind=name_of(choice.keep_only, translate)))
    text = _BY_PATIENT if choice.by_patient else _CHOSEN
    return translate("BodyParts", text).format(time=when, person=choice.by, what=join(what, translate))


def reminding(reminder: Reminder, translate: Translate) -> str:
    """Say what a person still has to do about something that was chosen."""
    text = _NOT_MARKED if isinstance(reminder.chosen, BodyPart) else _NOT_KEPT
    part = name_of(reminder.chosen, translate)
    return translate("BodyParts", text).format(count=len(reminder.keys), part=part)
