"""What the list of findings says of a region, in words: pure functions, free of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from redactor import detectors, styles
from redactor.gui.facts import join
from redactor.gui.finding_groups import Group, group_of
from redactor.gui.numbers import number
from redactor.gui.review_words import REJECTED_SINCE
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.region import ALL, Effect, Kind, Status
from redactor.workflow.body_parts import KEEP_ONLY
from redactor.workflow.carrying import CARRIED
from redactor.workflow.matching import REASON

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from redactor.gui.problems import Translate
    from redactor.model.record import DetectorRun
    from redactor.model.region import Region

KINDS: Final = {
    Kind.BURNED_IN_TEXT: QT_TRANSLATE_NOOP("Kinds", "Burned-in text"),
    Kind.BARCODE: QT_TRANSLATE_NOOP("Kinds", "Barcode"),
    Kind.ULTRASOUND_BANNER: QT_TRANSLATE_NOOP("Kinds", "Ultrasound banner"),
    Kind.STILL_OVERLAY: QT_TRANSLATE_NOOP("Kinds", "Still overlay"),
    Kind.DEVICE_LAYOUT: QT_TRANSLATE_NOOP("Kinds", "Device layout"),
    Kind.FILM_EDGE: QT_TRANSLATE_NOOP("Kinds", "Film edge"),
    Kind.SCREEN_CAPTURE: QT_TRANSLATE_NOOP("Kinds", "Screen capture"),
    Kind.FACE: QT_TRANSLATE_NOOP("Kinds", "Face"),
    Kind.BODY_CONTOUR: QT_TRANSLATE_NOOP("Kinds", "Body contour"),
    Kind.BREAST: QT_TRANSLATE_NOOP("Kinds", "Breast"),
    Kind.LUNG_FIELD: QT_TRANSLATE_NOOP("Kinds", "Lung field"),
    Kind.HEART: QT_TRANSLATE_NOOP("Kinds", "Heart"),
    Kind.RIB_CAGE: QT_TRANSLATE_NOOP("Kinds", "Rib cage"),
    Kind.RIB: QT_TRANSLATE_NOOP("Kinds", "Rib"),
    Kind.CLAVICLE: QT_TRANSLATE_NOOP("Kinds", "Clavicle"),
    Kind.DIAPHRAGM: QT_TRANSLATE_NOOP("Kinds", "Diaphragm"),
    Kind.GENITAL_REGION: QT_TRANSLATE_NOOP("Kinds", "Genital region"),
    Kind.EYE: QT_TRANSLATE_NOOP("Kinds", "Eye"),
    Kind.EAR: QT_TRANSLATE_NOOP("Kinds", "Ear"),
    Kind.NECK: QT_TRANSLATE_NOOP("Kinds", "Neck"),
    Kind.ABDOMEN: QT_TRANSLATE_NOOP("Kinds", "Abdomen"),
    Kind.ARM: QT_TRANSLATE_NOOP("Kinds", "Arm"),
    Kind.HAND: QT_TRANSLATE_NOOP("Kinds", "Hand"),
    Kind.LEG: QT_TRANSLATE_NOOP("Kinds", "Leg"),
    Kind.FOOT: QT_TRANSLATE_NOOP("Kinds", "Foot"),
    Kind.BACK: QT_TRANSLATE_NOOP("Kinds", "Back"),
    Kind.BUTTOCKS: QT_TRANSLATE_NOOP("Kinds", "Buttocks"),
    Kind.SKIN_MARK: QT_TRANSLATE_NOOP("Kinds", "Tattoo or scar"),
    Kind.COLLIMATED_FIELD: QT_TRANSLATE_NOOP("Kinds", "Collimated field"),
    Kind.OTHER: QT_TRANSLATE_NOOP("Kinds", "Masked area"),
}
EFFECTS: Final = {
    Effect.HIDE: "",
    Effect.HIDE_OUTSIDE: QT_TRANSLATE_NOOP("Kinds", "Keep only the inside"),
    Effect.ERASE: QT_TRANSLATE_NOOP("Kinds", "Uncovered area"),
    Effect.PROTECT: QT_TRANSLATE_NOOP("Kinds", "Protected area"),
}
STATUSES: Final = {
    Group.OPEN: ("◌", QT_TRANSLATE_NOOP("Status", "Proposed")),
    Group.ACCEPTED: ("✔", QT_TRANSLATE_NOOP("Status", "Accepted")),
    Group.KEPT: ("◇", QT_TRANSLATE_NOOP("Status", "Kept visible")),
    Group.REJECTED: ("✖", QT_TRANSLATE_NOOP("Status", "Rejected")),
    Group.LISTED: ("○", QT_TRANSLATE_NOOP("Status", "Listed, stays visible")),
}
"""Icon and word of each status; the colour is the theme's, and never says it alone."""

_TEMPLATE = QT_TRANSLATE_NOOP("Sources", "Template")
_FOUND_BY = QT_TRANSLATE_NOOP("Sources", "search: {name}")
_OWN = {
    CARRIED: QT_TRANSLATE_NOOP("Sources", "Related series"),
    KEEP_ONLY: QT_TRANSLATE_NOOP("Sources", "Choice of body parts"),
}
"""What no plug-in proposes."""
_HEADER = QT_TRANSLATE_NOOP("Sources", "Header match")
_BY_HAND = QT_TRANSLATE_NOOP("Cards", "drawn by hand")
_REJECTED_SINCE = QT_TRANSLATE_NOOP("Cards", "Rejected because: {reason}")
_LIKELY = QT_TRANSLATE_NOOP("Cards", "likely {percent} %")
_POSSIBLE = QT_TRANSLATE_NOOP("Cards", "possible {percent} %")
_UNSURE = QT_TRANSLATE_NOOP("Cards", "unsure {percent} %")
_ALL_FRAMES = QT_TRANSLATE_NOOP("Cards", "all frames")
_ONE_FRAME = QT_TRANSLATE_NOOP("Cards", "frame {number}")
_SOME_FRAMES = QT_TRANSLATE_NOOP("Cards", "{count} frames")
_IMAGES = QT_TRANSLATE_NOOP("Cards", "{count} images")
_OBSCURED = QT_TRANSLATE_NOOP("Cards", "{style}: obscured, not removed")
_PIXELS = QT_TRANSLATE_NOOP("Cards", "{columns}×{rows} pixels")
_SPOKEN = QT_TRANSLATE_NOOP("Cards", "{number}. {title}, {status}. {reason}. {details}")
_NOTHING_RAN = QT_TRANSLATE_NOOP("Cards", "No search was run on this image. You have to look at all of it.")
_FOUND_NOTHING = QT_TRANSLATE_NOOP("Cards", "Nothing was found in {count} searches: {names}. You still have to look.")
_FOUND_NOTHING_IN_ONE = QT_TRANSLATE_NOOP("Cards", "Nothing was found in 1 search: {names}. You still have to look.")
_BROKE_OFF = QT_TRANSLATE_NOOP("Cards", "Not complete, these searches broke off: {names}. Look there yourself.")


@dataclass(frozen=True)
class Card:
    """The words of one region. Never a value of the patient: reasons hold none."""

    number: int
    title: str
    reason: str
    details: str
    icon: str
    status: str
    spoken: str


def card(
    region: Region,
    number: int,
    frames: int,
    translate: Translate,
    *,
    listed: AbstractSet[str] = frozenset(),
    rejected_since: str = "",
) -> Card:
    """Describe a region.

    Parameters
    ----------
    number
        Its place in the list, from 1.
    frames
        Number of Frames of its image; a region of a single frame need not say where it applies.
    listed
        Ids of regions that a search only lists.
    rejected_since
        Why a person rejected it, as a code of `REJECTED_SINCE`; told while it is rejected.
    """
    title = translate("Kinds", EFFECTS[region.effect] or KINDS[region.kind])
    reason = reason_of(region.reason, translate) if region.reason else translate("Cards", _BY_HAND)
    source = _source(region, translate)
    parts = [_since(region, rejected_since, translate), _confidence(region.confidence, translate)]
    parts += [source, _scope(region, frames, translate)]
    parts.append(_style(region, translate))
    if not source:
        bounds = region.shape.bounds
        parts.append(translate("Cards", _PIXELS).format(columns=bounds.columns, rows=bounds.rows))
    details = join(parts, translate)
    icon, status = STATUSES[group_of(region, listed)]
    status = translate("Status", status)
    spoken = translate("Cards", _SPOKEN).format(
        number=number, title=title, status=status, reason=reason, details=details
    )
    return Card(number, title, reason, details, icon, status, spoken)


def reason_of(reason: str, translate: Translate) -> str:
    """Give a reason in the language of the window; the attribute that a match names stays as the Standard calls it."""
    before, after = REASON.split("{attribute}")
    if before and reason.startswith(before) and reason.endswith(after):
        attribute = reason[len(before) : len(reason) - len(after)]
        return translate("Reasons", REASON).format(attribute=attribute)
    return translate("Reasons", reason)


def searched(runs: Iterable[DetectorRun], translate: Translate) -> str:
    """Say which searches found nothing, and which broke off; nothing found is never said without "look"."""
    runs = tuple(runs)
    whole = [_search(run.id, translate) for run in runs if not run.problem]
    broken = [_search(run.id, translate) for run in runs if run.problem]
    if not runs:
        return translate("Cards", _NOTHING_RAN)
    told = []
    if whole:
        text = _FOUND_NOTHING_IN_ONE if len(whole) == 1 else _FOUND_NOTHING
        told.append(translate("Cards", text).format(count=len(whole), names=join(whole, translate)))
    if broken:
        told.append(translate("Cards", _BROKE_OFF).format(names=join(broken, translate)))
    return "\n".join(told)


def _search(run_id: str, translate: Translate) -> str:
    name = run_id.partition("@")[0]
    plugin = detectors.available().get(name)
    return translate("Plugins", plugin.title) if plugin else name


def _source(region: Region, translate: Translate) -> str:
    if region.origin.by == "person":
        return ""  # the reason says so
    if region.origin.by == "template":
        return f"▦ {translate('Sources', _TEMPLATE)}"
    if region.origin in _OWN:
        return f"⇄ {translate('Sources', _OWN[region.origin])}"
    if region.header_match:
        return f"⚑ {translate('Sources', _HEADER)}"
    return "⌕ " + translate("Sources", _FOUND_BY).format(name=_search(region.origin.id, translate))


def _confidence(confidence: float | None, translate: Translate) -> str:
    if confidence is None:
        return ""
    text = _LIKELY if confidence >= 0.75 else _POSSIBLE if confidence >= 0.4 else _UNSURE
    percent = min(round(confidence * 100), 99)  # no search is ever sure
    return translate("Cards", text).format(percent=percent)


def _since(region: Region, code: str, translate: Translate) -> str:
    """Say why a finding was rejected; one that was taken back since then needs no reason any more."""
    if region.status is not Status.REJECTED or code not in REJECTED_SINCE:
        return ""
    return translate("Cards", _REJECTED_SINCE).format(reason=translate("Review", REJECTED_SINCE[code]))


def _style(region: Region, translate: Translate) -> str:
    """Name a style of its own; one that sees what it hides is never said to remove it."""
    style = None if region.style is None else styles.available().get(region.style.id)
    if style is None:
        return "" if region.style is None else region.style.id
    title = translate("Plugins", style.title)
    return translate("Cards", _OBSCURED).format(style=title) if isinstance(style, styles.Obscure) else title


def _scope(region: Region, frames: int, translate: Translate) -> str:
    if region.scope.instances != ALL and len(region.scope.instances) > 1:
        return translate("Cards", _IMAGES).format(count=number(len(region.scope.instances), translate))
    if frames == 1:
        return ""
    if region.scope.frames == ALL:
        return translate("Cards", _ALL_FRAMES)
    if len(region.scope.frames) == 1:
        return translate("Cards", _ONE_FRAME).format(number=region.scope.frames[0])
    return translate("Cards", _SOME_FRAMES).format(count=number(len(region.scope.frames), translate))
