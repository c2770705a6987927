"""The review of the open case: it asks the rules of `workflow.states`, and tells the window when an answer changes."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from redactor.deid.profile_file import load_profile
from redactor.model.review import EVERYWHERE, Mark, Projection, Review, State
from redactor.workflow import states
from redactor.workflow.body_parts import reminders
from redactor.workflow.case import source_of
from redactor.workflow.coverage import Sight, Uncovered, Watch, cells, cells_touched, uncovered
from redactor.workflow.release import Vouched
from redactor.workflow.states import Facts, Member, Missing, Rules, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from redactor.gui.session_model import Session
    from redactor.model.case_plan import CasePlan
    from redactor.model.geometry import Bounds
    from redactor.workflow.body_parts import Reminder
    from redactor.workflow.case import CaseImage, Series

_DONE: Final = frozenset({State.REVIEWED, State.APPROVED, State.RELEASED, State.QUARANTINED})
_AGAIN: Final = 20
"""Milliseconds."""
_ANOTHER: Final = "another"
"""Who will approve, as long as nobody has: for the check of the output alone."""
_ALMOST: Final = 0.999
"""A zoom is a ratio of rounded lengths: fitted to the window it may be a little less than 1."""


@dataclass(frozen=True)
class Told:
    """What is known of the file of an image beside its pixels, as fingerprints under a local key; empty is nothing."""

    words: str
    hidden: str


class Reviewing(QObject):
    """What was reviewed of the open case. The unit is the series, named by its key."""

    changed = Signal()
    """A review, a gate or a state may be another one."""
    check_wanted = Signal(str, str)
    """The key of a series that a person vouched for, and its snapshot: its output has to be checked."""

    def __init__(self, session: Session, rules: Rules | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.rules = rules or Rules()
        self.person = "p1"
        self.clock: Callable[[], float] = _milliseconds
        """Tells how long a frame is shown."""
        self._units: dict[str, Unit] = {}
        self._unit_of: dict[str, str] = {}
        self._reviews: dict[str, Review] = {}
        self._told: dict[str, Told] = {}
        self._known = object()
        """Another one as soon as anything else is known of the files or their searches."""
        self._gaps: dict[str, tuple[tuple[object, ...], tuple[Missing, ...]]] = {}
        self._snapshots: dict[str, tuple[tuple[Unit, CasePlan, str, Rules], str]] = {}
        self._joined: dict[str, tuple[Unit, str | None, str | None]] = {}
        """What is told of all files of a series, until more is."""
        self._states: dict[str, tuple[tuple[object, ...], State]] = {}
        self._searched = session.searches, session.searches.outcomes
        self._plan = session.plan
        self._watch = Watch()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        session.case_changed.connect(self._take_case)
        session.case_grown.connect(self._take_more)
        session.plan_changed.connect(self._follow_plan)
        session.searches_changed.connect(self._follow_searches)
        self._take_case()

    # --- what there is ----------------------------------------------------------------------------------------

    @property
    def units(self) -> tuple[Unit, ...]:
        """All series of the case, in its order."""
        return tuple(self._units.values())

    @property
    def current(self) -> Unit | None:
        """The series of the image that is shown."""
        image = self._session.image
        return None if image is None else self._units.get(self._unit_of.get(image.key, ""))

    def unit_of(self, image_key: str) -> Unit | None:
        """Give the series that an image belongs to."""
        return self._units.get(self._unit_of.get(image_key, ""))

    def review(self, unit: Unit) -> Review:
        """Give what was done with a series."""
        return self._reviews.get(unit.key, Review())

    def state(self, unit: Unit) -> State:
        """Say where a series stands."""
        plan = self._session.plan
        judged = (unit, plan, self._reviews.get(unit.key), self.rules, self._session.profile_name)
        before = self._states.get(unit.key)
        if before is None or any(old is not new for old, new in zip(before[0], judged, strict=True)):
            review = self.review(unit)
            now = self.snapshot(unit) if review.reviewed is not None else ""
            found = states.state(review, now, decided=states.has_decisions(unit, plan.regions))
            before = self._states[unit.key] = judged, found
        return before[1]

    def missing(self, unit: Unit) -> tuple[Missing, ...]:
        """Give what is not done yet, in the order in which a person should do it; kept, since every panel asks."""
        judged = (unit, self._session.plan, self._reviews.get(unit.key), self.rules, self._known)
        before = self._gaps.get(unit.key)
        if before is None or any(old is not new for old, new in zip(before[0], judged, strict=True)):
            gaps = states.missing(unit, self._session.plan, self.review(unit), self._facts(unit), self.rules)
            before = self._gaps[unit.key] = judged, gaps
        return before[1]

    def reminders(self, unit: Unit) -> tuple[Reminder, ...]:
        """Give what was chosen to be masked and that nobody marked in a series."""
        return reminders(unit, self._session.plan, self.review(unit))

    def snapshot(self, unit: Unit) -> str:
        """Give the fingerprint of all that is judged of a series, as it is now."""
        judged = (unit, self._session.plan, self._session.profile_name, self.rules)
        before = self._snapshots.get(unit.key)
        if before is None or any(old is not new for old, new in zip(before[0], judged, strict=True)):
            before = self._snapshots[unit.key] = judged, self._snapshot_under(unit, self._session.plan)
        return before[1]

    def _snapshot_under(self, unit: Unit, plan: CasePlan) -> str:
        profile = {"profile": repr(load_profile(self._session.profile_name))}
        return states.snapshot(unit, plan, profile, self.rules)

    def vouched(self, unit: Unit) -> Vouched | None:
        """Say who vouches for a series as it is now, if it may be released."""
        approved = self.review(unit).approved
        allowed = self.state(unit) in {State.REVIEWED, State.APPROVED, State.RELEASED}
        return self.voucher(unit) if allowed and (approved is not None or self.rules.one_person) else None

    def voucher(self, unit: Unit) -> Vouched:
        """Say who would vouch for a series: whose marks it has, else the person at the window and, maybe, another."""
        review = self.review(unit)
        reviewer = self.person if review.reviewed is None else review.reviewed.by
        another = reviewer if self.rules.one_person else _ANOTHER
        return Vouched(reviewer, another if review.approved is None else review.approved.by, self.rules)

    def is_checking(self, unit: Unit) -> bool:
        """True while the output that somebody vouches for is not checked yet."""
        review = self.review(unit)
        if review.reviewed is None or review.reviewed.snapshot != self.snapshot(unit):
            return False
        return review.checked is None or review.checked.snapshot != review.reviewed.snapshot

    def next_thing(self) -> tuple[Unit, Missing] | None:
        """Give what to do next: in the series shown, then in those after it, then from the first on."""
        units, current = self.units, self.current
        start = units.index(current) if current in units else 0
        for unit in (*units[start:], *units[:start]):
            if self.state(unit) in _DONE or self.is_checking(unit):
                continue
            if gaps := self.missing(unit):
                return unit, gaps[0]
        return None

    def next_unreviewed(self) -> Unit | None:
        """Give the next series after the one shown that nobody vouches for."""
        units, current = self.units, self.current
        start = units.index(current) + 1 if current in units else 0
        waiting = (unit for unit in (*units[start:], *units[:start]) if unit != current)
        return next((unit for unit in waiting if self.state(unit) not in _DONE and not self.is_checking(unit)), None)

    def _facts(self, unit: Unit) -> Facts:
        searches = self._session.searches
        before = self._joined.get(unit.key)
        if before is None or before[0] is not unit:
            keys = [member.key for member in unit.members]
            words, hidden = self._join(keys, lambda told: told.words), self._join(keys, lambda told: told.hidden)
            before = self._joined[unit.key] = unit, words, hidden
        return Facts(unit.keys & searches.unfinished_keys, unit.keys & searches.failed_keys, *before[1:])

    def _join(self, keys: Iterable[str], part: Callable[[Told], str]) -> str | None:
        told = [self._told.get(key) for key in keys]
        if any(one is None for one in told):
            return None
        found = sorted({part(one) for one in told if one is not None} - {""})
        return states.fingerprint(found) if found else ""

    # --- what a person does -----------------------------------------------------------------------------------

    @Slot(str, int, float, object)
    def painted(self, key: str, frame: int, zoom: float, visible: Bounds) -> None:
        """Note that a masked frame is on the screen, how large, relative to fitting in, and which part of it."""
        unit = self.unit_of(key)
        member = self._members.get(key) if unit else None
        if member is None or zoom < _ALMOST:
            self.hidden()
            return
        sight = Sight(key, frame, cells(visible, rows=member.rows, columns=member.columns))
        self._credit(self._watch.show(sight, self.clock()))
        self._timer.start(round(self._watch.least) + 1)

    @Slot()
    def hidden(self) -> None:
        """Note that no masked frame is on the screen."""
        self._timer.stop()
        self._credit(self._watch.show(None, self.clock()))

    @Slot()
    def _look(self) -> None:
        seen = self._watch.seen(self.clock())
        if seen is None and self._watch.is_watching:
            self._timer.start(_AGAIN)  # Qt's timers may be a little early
        self._credit(seen)

    def _credit(self, sight: Sight | None) -> None:
        if sight is not None and (unit := self.unit_of(sight.key)) is not None:
            self._set(unit, self.review(unit).with_seen(sight.key, sight.frame, sight.cells))

    def learn(self, key: str, told: Told) -> None:
        """Note what is known of the file of an image."""
        self.learn_all({key: told})

    def learn_all(self, told: Mapping[str, Told]) -> None:
        """Note what is known of the files of images, by their keys."""
        if any(self._told.get(key) != one for key, one in told.items()):
            self._told |= told
            self._joined.clear()
            self._know()

    def unlearn(self) -> None:
        """Forget what is known of the files: it is asked again."""
        if self._told:
            self._told.clear()
            self._joined.clear()
            self._know()

    @Slot()
    def _follow_searches(self) -> None:
        """Take note of a search that has ended; that one has begun changes nothing here."""
        searches = self._session.searches
        if self._searched != (searches, searches.outcomes):
            self._searched = searches, searches.outcomes
            self._know()

    @Slot()
    def _know(self) -> None:
        """Tell that other facts are known."""
        self._known = object()
        self.changed.emit()

    def confirm_words(self, unit: Unit) -> None:
        """Note that a person read the free text that stays, as it is now."""
        self._set(unit, replace(self.review(unit), words=self._facts(unit).words or ""))

    def confirm_hidden(self, unit: Unit) -> None:
        """Note that a person read the report of hidden data, as it is now."""
        self._set(unit, replace(self.review(unit), hidden=self._facts(unit).hidden or ""))

    def approve_projection(self, unit: Unit, kind: Projection) -> None:
        """Note that a person found nothing in a picture of all frames."""
        review = self.review(unit)
        self._set(unit, replace(review, projections=review.projections | {kind}))

    def flag(self, unit: Unit) -> None:
        """Ask for a second opinion, or no longer."""
        review = self.review(unit)
        self._set(unit, replace(states.returned(review), is_flagged=not review.is_flagged))

    def comment(self, unit: Unit, text: str) -> None:
        """Note what a person wrote about a series."""
        self._set(unit, replace(self.review(unit), comment=text))

    def note_reason(self, unit: Unit, region_id: str, reason: str) -> None:
        """Note why a person rejects a finding, as a code."""
        review = self.review(unit)
        self._set(unit, replace(review, reasons={**review.reasons, region_id: reason}))

    def note_absent(self, unit: Unit, answer: str) -> None:
        """Note that something that was chosen to be masked is not in a series, as it is now."""
        review = self.review(unit)
        self._set(unit, replace(review, absent={**review.absent, answer: len(unit.members)}))

    def quarantine(self, unit: Unit, reason: str) -> None:
        """Say why a series may not leave; an empty reason lets it go on."""
        self._set(unit, replace(self.review(unit), quarantined=reason))

    def mark(self, unit: Unit) -> None:
        """Vouch for a series; its output is checked then.

        Raises
        ------
        ReviewNotReady
            If something is not done yet.
        """
        self._refresh_source(unit)
        unit = self._units[unit.key]
        mark = self._mark(unit)
        self._set(unit, states.marked(self.review(unit), self.missing(unit), mark))
        self.check_wanted.emit(unit.key, mark.snapshot)

    def check_ended(self, key: str, snapshot: str, reason: str) -> None:
        """Note how the check of an output ended; a reason if it failed."""
        if unit := self._units.get(key):
            self._set(unit, states.checked(self.review(unit), snapshot, reason))

    def take_over(self, unit: Unit, plan: CasePlan, mark: Mark, reasons: Mapping[str, str]) -> None:
        """Let the mark of another account count for a series under the plan it was set on.

        Its output is checked here anew. Where the plan is another one by now, the mark is stale.

        Parameters
        ----------
        mark
            Who reviewed it, and when; its snapshot is made here.
        """
        own = replace(mark, snapshot=self._snapshot_under(unit, plan))
        before = self.review(unit)
        self._set(unit, replace(before, reviewed=own, released=None, is_flagged=False, reasons=dict(reasons)))
        if self.is_checking(unit):
            self.check_wanted.emit(unit.key, own.snapshot)

    def take_approval(self, unit: Unit, by: str, at: float) -> None:
        """Note that somebody approved a series at another account, as it is now.

        Raises
        ------
        NotReviewed
            If nobody reviewed it as it is now.
        SamePerson
            If it was the person who reviewed it.
        """
        now = self.snapshot(unit)
        self._set(unit, states.approved(self.review(unit), now, Mark(now, by, at)))

    def approve(self, unit: Unit) -> None:
        """Vouch for a series as the second person.

        Raises
        ------
        NotReviewed
            If nobody reviewed it as it is now.
        SamePerson
            If it was the person at the window.
        """
        self._refresh_source(unit)
        unit = self._units[unit.key]
        self._set(unit, states.approved(self.review(unit), self.snapshot(unit), self._mark(unit)))

    def send_back(self, unit: Unit) -> None:
        """Take back that anybody vouched for a series."""
        self._set(unit, states.returned(self.review(unit)))

    def note_release(self, unit: Unit) -> None:
        """Note that the results of a series left.

        Raises
        ------
        NotReviewed
            If they may not.
        """
        now = self.snapshot(unit)
        self._set(unit, states.released(self.review(unit), now, self.rules, self._mark(unit)))

    def set_rules(self, rules: Rules, least: float) -> None:
        """Follow another policy; what was judged under the one before is stale.

        Parameters
        ----------
        least
            Milliseconds that a frame must be shown.
        """
        self._watch.least = least
        if rules != self.rules:
            self.rules = rules
            self.changed.emit()

    # --- what is remembered -----------------------------------------------------------------------------------

    @property
    def reviews(self) -> Mapping[str, Review]:
        """What was done, by the keys of the series."""
        return dict(self._reviews)

    def restore(self, reviews: Mapping[str, Review]) -> None:
        """Go on where somebody left off; series that the case has not are left out.

        What was seen and said meanwhile is kept beside it.
        """
        known = {key: review for key, review in reviews.items() if key in self._units}
        self._reviews |= {key: review.joined_by(self._reviews.get(key, Review())) for key, review in known.items()}
        self.changed.emit()

    def _set(self, unit: Unit, review: Review) -> None:
        if review != self._reviews.get(unit.key, Review()):
            self._reviews[unit.key] = review
            self.changed.emit()

    def _mark(self, unit: Unit) -> Mark:
        return Mark(self.snapshot(unit), self.person, time.time())

    @Slot()
    def _follow_plan(self) -> None:
        """Have looked at again what the plan shows now and hid before; the frame on the screen is painted anew."""
        before, plan = self._plan, self._session.plan
        self._plan = plan
        for one in uncovered(before, plan):
            for unit in self.units:
                review = self.review(unit)
                for member in unit.members:
                    if one.scope.has_instance(member.key):
                        frames = [
                            (member.key, n) for n in range(1, member.number_of_frames + 1) if one.scope.has_frame(n)
                        ]
                        review = review.without_seen(frames, _cells_of(one, member))
                self._reviews[unit.key] = review
        self._watch.show(None, self.clock())
        self.changed.emit()

    # --- the case ---------------------------------------------------------------------------------------------

    @Slot()
    def _take_case(self) -> None:
        self._members: dict[str, Member] = {}
        self._take_more()

    @Slot()
    def _take_more(self) -> None:
        """Take the series of a case that has grown; what is known of an image stays known."""
        case = self._session.case
        series = () if case is None else case.series
        self.hidden()
        known = self._members
        self._members = {
            image.key: known.get(image.key) or _member(image, image.source) for one in series for image in one.images
        }
        self._units = {one.key: self._unit(one) for one in series}
        self._unit_of = {member.key: unit.key for unit in self._units.values() for member in unit.members}
        self._reviews = {key: review for key, review in self._reviews.items() if key in self._units}
        self._told = {key: told for key, told in self._told.items() if key in self._unit_of}
        for kept in (self._gaps, self._states, self._joined, self._snapshots):
            kept.clear()
        self._plan = self._session.plan
        self._known = object()
        self.changed.emit()

    def _refresh_source(self, unit: Unit) -> None:
        """Look again whether the files are what they were: a person vouches for what is there now."""
        case = self._session.case
        found = next((one for one in case.series if one.key == unit.key), None) if case else None
        if found is not None:
            self._members |= {image.key: _member(image, source_of(image.path)) for image in found.images}
            self._units[unit.key] = self._unit(found)

    def _unit(self, series: Series) -> Unit:
        return Unit(series.key, series.modality, tuple(self._members[image.key] for image in series.images))


def _milliseconds() -> float:
    return time.monotonic() * 1000


def _cells_of(one: Uncovered, member: Member) -> int:
    if one.box is None:
        return EVERYWHERE
    return cells_touched(one.box, rows=member.rows, columns=member.columns)


def _member(image: CaseImage, source: tuple[int, int]) -> Member:
    pixels = image.image.pixel_format
    return Member(image.key, pixels.rows, pixels.columns, pixels.number_of_frames, source)
