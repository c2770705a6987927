"""The open case: what is shown, what is selected, what was decided. Views listen to its signals.

All edits go through one `History`; what the edits mean stands in `redactor.gui.edits`, free of Qt.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from redactor.dicom.instance import Instance
from redactor.errors import JournalOfOthers
from redactor.gui import edits
from redactor.gui.body_findings import BodyFindings
from redactor.gui.known_ids import KnownIds, glanced_prefix, is_glanced
from redactor.gui.position import Position, image_at, place_of
from redactor.gui.searches import Search, Searches, SearchState
from redactor.model.case_plan import CasePlan, adding_choice, adding_proposals, replacing_proposals
from redactor.model.history import History
from redactor.model.image import Frame, Grain
from redactor.model.region import Effect, Status
from redactor.trust.local_key import LocalKey
from redactor.workflow.frame_cache import FrameCache
from redactor.workflow.masking import FrameMasks
from redactor.workflow.naming import Naming
from redactor.workflow.project import Project
from redactor.workflow.related import related_keys, twin_keys, with_carried

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redactor.model.body_parts import BodyChoice, BodyPart
    from redactor.model.case_plan import AttributeDecision
    from redactor.model.geometry import Shape
    from redactor.model.history import Steps
    from redactor.model.image import PixelFormat
    from redactor.model.mask import Mask
    from redactor.model.plan import RedactionPlan
    from redactor.model.region import Kind, Region
    from redactor.workflow.body_parts import Wanted
    from redactor.workflow.case import CaseImage, OpenedCase
    from redactor.workflow.propose import Proposals


_NO_CASE: Final = CasePlan()


class Session(QObject):
    """The one open case. Without one, `case` is None and every edit does nothing."""

    case_changed = Signal()
    case_grown = Signal()
    """The case has more images, or fewer; position, selection and decisions are what they were."""
    exported = Signal()
    position_changed = Signal()
    selection_changed = Signal()
    plan_changed = Signal()
    searches_changed = Signal()
    wanted_changed = Signal()
    """Other parts of the body are looked for."""
    region_drawn = Signal(str)
    """The id of a region that was drawn just now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cache = FrameCache()
        self.project = Project.ephemeral()
        self.key = LocalKey.random()
        """Names what is remembered of the case; the lasting one of this user where that can be had."""
        self.profile_name = "basic"
        self.case: OpenedCase | None = None
        self.position = Position()
        self.selected_id: str | None = None
        self.visited: set[str] = set()
        self._history = History(_NO_CASE)
        self._saved = _NO_CASE
        self.searches = Searches()
        self.listed: frozenset[str] = frozenset()
        """Ids of the regions that a search only lists: it says itself that they may stay visible."""
        self._body = BodyFindings()
        self._codes: dict[str, str] = {}
        self._masks: dict[str, FrameMasks] = {}
        self._plans: tuple[CasePlan, dict[str, RedactionPlan]] = (_NO_CASE, {})
        self._meanings: dict[tuple[str, int], str] = {}
        self._drawn = 0
        self._naming = Naming(self.project.replacements)
        self._numbers: dict[str, int] = {}
        self._ids = KnownIds()
        self._glanced: set[str] = set()
        """The images of which the plan has a first answer, until their search replaces it."""
        self._is_restored = False

    # --- the case -------------------------------------------------------------------------------------------

    def open(self, case: OpenedCase) -> None:
        """Show another case from its first frame; one without images leaves none open."""
        self.case = case if case.images else None
        self.position = Position()
        self.selected_id = None
        self.visited = set()
        self._history = History(case.plan)
        self._saved = case.plan
        self.listed = frozenset()
        self.searches = Searches(image.key for image in case.images)
        self._naming = Naming(self.project.replacements)
        self._codes, self._numbers, self._ids = {}, {}, KnownIds()
        self._glanced, self._is_restored = set(), False
        self._body.forget()
        self._name_images(case)
        self._masks.clear()
        self._meanings.clear()
        self.cache.clear()
        self._drawn = 0
        for signal in (self.case_changed, self.position_changed, self.searches_changed):
            signal.emit()
        self.selection_changed.emit()
        self.plan_changed.emit()

    def grow(self, case: OpenedCase) -> None:
        """Take the same case after more of its files were read; what is shown, selected and decided stays."""
        shown = self.image
        if shown is None or not case.images:
            self.open(case)
            return
        self.case = case
        self._history.rebase(lambda plan: replace(plan, subjects=case.plan.subjects))
        self._saved = replace(self._saved, subjects=case.plan.subjects)
        self.searches.set_images(image.key for image in case.images)
        self._name_images(case)
        place = place_of(case, shown.key)
        self.position = Position() if place is None else replace(place, frame=self.position.frame)
        for signal in (self.case_grown, self.position_changed, self.searches_changed, self.plan_changed):
            signal.emit()

    def restore(self, steps: Steps[CasePlan]) -> None:
        """Take up the edits of an earlier time, with all their undo and redo, in place of those of now.

        Raises
        ------
        JournalOfOthers
            If an image has another size than it had then.
        """
        if self.case is None:
            return
        subjects, found = self.case.plan.subjects, self.plan.regions
        sizes = {subject.key: subject for subject in steps.now.value.subjects}
        if any(sizes.get(subject.key, subject) != subject for subject in subjects):
            raise JournalOfOthers
        self._ids = KnownIds.of(steps)
        self._is_restored = True
        self._glanced |= {key for one in steps.now.value.regions if is_glanced(one) for key in one.scope.instances}
        self._drawn = self._ids.last_drawn
        add = adding_proposals(self._ids.new(found))
        self._history = History.restored(steps)
        self._history.rebase(lambda plan: add(replace(plan, subjects=subjects)))
        self._plan_is_other()
        self._look_for_others()

    def _name_images(self, case: OpenedCase) -> None:
        for image in case.images:
            if image.key not in self._codes:
                name = self._naming.name_for(image.image.place, str(image.path))
                self._codes[image.key] = f"CASE-{name.case:04}"
                self._numbers[image.key] = len(self._numbers) + 1

    @property
    def image(self) -> CaseImage | None:
        """The image shown."""
        return None if self.case is None else image_at(self.case, self.position)

    @property
    def pixels(self) -> PixelFormat | None:
        """The pixel format of the image shown."""
        return None if self.image is None else self.image.image.pixel_format

    def code(self, key: str) -> str:
        """Give the code of the case that an image belongs to, such as ``CASE-0001``."""
        return self._codes.get(key, "")

    def go_to(self, position: Position) -> None:
        """Show another frame. A region selected in another image is no longer."""
        if self.case is None or position == self.position:
            return
        before = self.image
        self.position = position
        if self.image is not before:
            self.select(None)
        self.position_changed.emit()

    def frame(self, image: CaseImage, number: int) -> Frame:
        """Give a frame, decoded once while the cache holds it. Any thread may ask.

        Raises
        ------
        SetAside
            If it can't be decoded.
        """
        name = (image.key, number)

        def decode() -> object:
            frame = image.image.frame(number)
            self._meanings[name] = frame.photometric_interpretation
            return frame.stored_values

        stored = self.cache.get(name, decode)  # type: ignore[arg-type]  # numpy's generic arrays are invariant
        return Frame(number, stored, self._meanings[name])

    # --- the plan -------------------------------------------------------------------------------------------

    @property
    def plan(self) -> CasePlan:
        """What was decided so far."""
        return self._history.value

    @property
    def regions(self) -> tuple[Region, ...]:
        """The regions of the image shown, on any of its frames."""
        return () if self.image is None else self.plan_for(self.image.key).regions

    def plan_for(self, key: str) -> RedactionPlan:
        """Give the plan for an image; kept, since every panel asks at every step."""
        plan = self.plan
        if self._plans[0] is not plan:
            self._plans = (plan, {})
        known = self._plans[1]
        if key not in known:
            known[key] = plan.plan_for(key)
        return known[key]

    @property
    def selected(self) -> Region | None:
        """The selected region, while the image shown has it."""
        return next((region for region in self.regions if region.id == self.selected_id), None)

    @property
    def steps(self) -> Steps[CasePlan]:
        """The plan with all its undo and redo."""
        return self._history.steps

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back, marked for translation in ``Edits``."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again."""
        return self._history.redo_label

    @property
    def has_unexported_edits(self) -> bool:
        """True if a person decided something that no export has used."""
        return self._history.undo_label is not None and self.plan != self._saved

    def mark_exported(self, plan: CasePlan) -> None:
        """Remember that this plan was exported."""
        self._saved = plan
        self.exported.emit()

    @staticmethod
    def grain(image: CaseImage) -> Grain:
        """Give the smallest block that the Transfer Syntax of an image can change alone."""
        return image.image.pixel_data.grain if isinstance(image.image, Instance) else Grain()

    def mask(self, image: CaseImage, number: int) -> Mask:
        """Give what the plan hides in a frame, grown to the grain: bool, shape (rows, columns)."""
        plan = self.plan_for(image.key)
        masks = self._masks.get(image.key)
        if masks is None or masks.plan != plan:
            masks = FrameMasks(plan, image.image.pixel_format, self.grain(image))
            self._masks[image.key] = masks
        return masks.of(number).effective

    def select(self, region_id: str | None) -> None:
        """Select a region, or none."""
        if region_id != self.selected_id:
            self.selected_id = region_id
            if region_id is not None:
                self.visited.add(region_id)
            self.selection_changed.emit()

    def draw(self, shape: Shape, effect: Effect = Effect.HIDE) -> None:
        """Add what a person drew; what lies outside the image is cut off."""
        if self.image is None:
            return
        kept = edits.inside(shape, self.image.image.pixel_format)
        if kept is None:
            return
        region_id = self.new_id()
        plan = edits.drawn(self.plan, kept, instance=self.image.key, region_id=region_id, effect=effect)
        self.change(plan, edits.DRAWN[effect], select=region_id)
        self.region_drawn.emit(region_id)

    def reshape(self, region_id: str, shape: Shape) -> None:
        """Give a region another shape."""
        kept = None if self.image is None else edits.inside(shape, self.image.image.pixel_format)
        if kept is not None:
            self._edit(edits.reshaped(self.plan, region_id, kept), edits.RESHAPE)

    def decide(self, status: Status) -> None:
        """Accept or reject the selected region."""
        if region := self.selected:
            label = edits.ACCEPT if status is Status.ACCEPTED else edits.REJECT
            self._edit(edits.decided(self.plan, region.id, status), label)

    def name_region(self, region_id: str, kind: Kind) -> None:
        """Say what a region that a person drew shows."""
        self._edit(edits.named(self.plan, region_id, kind), edits.NAME)

    def decide_attribute(self, path: str, decision: AttributeDecision | None) -> None:
        """Keep or remove an attribute against the profile; None leaves it to the profile again."""
        self._edit(edits.attribute_decided(self.plan, path, decision), edits.DECIDE_ATTRIBUTE)

    @property
    def proposed_here(self) -> frozenset[str]:
        """The ids of the regions of the frame shown that need a decision."""
        here = self.position.frame
        return frozenset(r.id for r in self.regions if r.status is Status.PROPOSED and r.scope.has_frame(here))

    def accept_all(self) -> None:
        """Accept all that is proposed on the frame shown."""
        self._edit(edits.all_accepted(self.plan, self.proposed_here), edits.ACCEPT_ALL)

    def delete(self) -> None:
        """Delete the selected region, or reject it if it was proposed."""
        if region := self.selected:
            label = edits.DELETE if edits.is_drawn(region) else edits.REJECT
            self._edit(edits.removed(self.plan, region.id), label)

    def duplicate(self) -> None:
        """Put a copy of the selected region beside it and select the copy."""
        if (region := self.selected) and (pixels := self.pixels):
            new_id = self.new_id()
            self._edit(edits.duplicated(self.plan, region.id, new_id=new_id, pixels=pixels), edits.DUPLICATE)
            self.select(new_id)

    def nudge(self, *, columns: int = 0, rows: int = 0) -> None:
        """Move the selected region by some pixels."""
        if (region := self.selected) and (pixels := self.pixels):
            plan = edits.nudged(self.plan, region.id, columns=columns, rows=rows, pixels=pixels)
            self._edit(plan, edits.MOVE)

    @property
    def is_frame_dropped(self) -> bool:
        """True if the frame shown will be left out."""
        return self.image is not None and self.position.frame in self.plan.dropped_of(self.image.key)

    @property
    def kept_frames(self) -> int:
        """How many frames of the image shown stay."""
        if self.image is None:
            return 0
        return self.image.image.pixel_format.number_of_frames - len(self.plan.dropped_of(self.image.key))

    def drop_frame(self) -> None:
        """Leave the frame shown out of what is exported."""
        if (image := self.image) and (pixels := self.pixels):
            plan = edits.without_frame(self.plan, image.key, self.position.frame, pixels=pixels)
            self._edit(plan, edits.DROP_FRAME)

    def keep_frame(self) -> None:
        """Keep the frame shown after all."""
        if image := self.image:
            self._edit(edits.with_frame(self.plan, image.key, self.position.frame), edits.KEEP_FRAME)

    def undo(self) -> None:
        """Take the last edit back."""
        self._history.undo()
        self._plan_is_other()

    def redo(self) -> None:
        """Do again what was undone last."""
        self._history.redo()
        self._plan_is_other()

    def new_id(self) -> str:
        """Give an id for a new region."""
        self._drawn += 1  # never used twice, not even after an undo
        while self.plan.region(f"p{self._drawn}") is not None:  # a plan that was restored has some
            self._drawn += 1
        return f"p{self._drawn}"

    def change(self, plan: CasePlan, label: str, *, select: str | None = None) -> None:
        """Record a plan that a person arrived at by one gesture, and select a region of it."""
        self._edit(plan, label)
        if select is not None:
            self.select(select)

    def _edit(self, plan: CasePlan, label: str) -> None:
        carried = with_carried(self.plan, plan, self._related, self._twins)
        if carried != self.plan:
            self._history.record(carried, label)
            self._plan_is_other()

    def _related(self, keys: Iterable[str]) -> tuple[str, ...]:
        return () if self.case is None else related_keys(self.case, keys)

    def _twins(self, keys: Iterable[str]) -> tuple[str, ...]:
        return () if self.case is None else twin_keys(self.case, keys)

    def _plan_is_other(self) -> None:
        if self.selected is None:
            self.select(None)
        self.plan_changed.emit()

    def use_profile(self, name: str) -> None:
        """Choose the confidentiality profile; what was judged under another one is judged no more."""
        if name != self.profile_name:
            self.profile_name = name
            self.plan_changed.emit()

    # --- searches -------------------------------------------------------------------------------------------

    def search_waits(self, key: str) -> None:
        """Note that an image will be searched after all."""
        self._set_search(key, replace(self.searches.of(key), state=SearchState.WAITING))

    def search_started(self, key: str) -> None:
        """Note that an image is being searched."""
        self._set_search(key, replace(self.searches.of(key), state=SearchState.RUNNING))

    def search_failed(self, key: str) -> None:
        """Note that nobody searched an image."""
        self._body.ask_again(key)
        self._set_search(key, Search(SearchState.FAILED))

    def add_proposals(self, key: str, proposals: Proposals) -> None:
        """Add what was found in an image to every value of the history, so that no undo takes it away.

        A first answer gives way to that of the search, but for what a person did with it meanwhile.
        """
        if self.case is None or place_of(self.case, key) is None:
            return
        if proposals.is_first:
            self._add_first(key, proposals)
            return
        # The number of an image never changes, unlike its place in a case that grows.
        before = self.searches.of(key).runs
        found = self._body.add(key, proposals, f"s{self._numbers[key]}{f'r{len(before)}' if before else ''}")
        gone = self._first_to_go(key)
        self.listed = (self.listed - gone) | {region.id for region in found if region.status is Status.REJECTED}
        self._add_regions(found, gone)
        self._set_search(key, Search(SearchState.DONE, (*before, *proposals.runs)))
        self._hide_rest([key])
        self._plan_is_other()

    def add_regions(self, regions: Iterable[Region]) -> None:
        """Add proposals that no search of an image made to every value of the history."""
        self._add_regions(regions)
        self._plan_is_other()

    def _add_regions(self, regions: Iterable[Region], gone: frozenset[str] = frozenset()) -> None:
        new, shown = self._ids.new(regions), self.selected
        self._ids.remember(new)
        change = replacing_proposals(gone, new)
        self._history.rebase(change)
        self._saved = change(self._saved)
        if shown is not None and shown.id in gone:
            self.selected_id = edits.nearest(new, shown)
            self.selection_changed.emit()

    def _add_first(self, key: str, proposals: Proposals) -> None:
        search = self.searches.of(key)
        if self._is_restored or key in self._glanced or search.runs or not search.is_unfinished:
            return  # what is known already is more
        self._glanced.add(key)
        found = proposals.regions(instance=key, prefix=glanced_prefix(self._numbers[key]))
        self.listed |= {region.id for region in found if region.status is Status.REJECTED}
        self._add_regions(found)
        self._plan_is_other()

    # --- parts of the body ----------------------------------------------------------------------------------

    def choose_parts(self, choice: BodyChoice) -> None:
        """Note which parts of the body are to be masked, in every value of the history: no undo forgets it."""
        if self.case is not None:
            self._history.rebase(adding_choice(choice))
            self._plan_is_other()
            self._look_for_others()

    def look_always_for(self, parts: Iterable[BodyPart]) -> None:
        """Take what a policy has looked for in every case."""
        self._body.always = frozenset(parts)
        self._look_for_others()

    @property
    def wanted_of_body(self) -> Wanted:
        """What of the body is looked for in this case."""
        return self._body.wanted

    def ask_detectors(self, key: str) -> tuple[str, ...]:
        """Give the ids of the detectors that an image still needs; they are asked now."""
        return self._body.ask(key)

    def needs_search(self, key: str) -> bool:
        """True if an image was searched before something else of the body was wanted."""
        return self.searches.of(key).state is SearchState.DONE and bool(self._body.open_names(key))

    def _look_for_others(self) -> None:
        """Propose what was found already and is wanted now, and have the rest searched."""
        if self._body.want(self.plan.body_choices):
            self._add_regions(self._body.regions)
            self._hide_rest(self._numbers)
            self._plan_is_other()
            self.wanted_changed.emit()

    def _hide_rest(self, keys: Iterable[str]) -> None:
        """Where something alone may be seen, hide images on which no search found it."""
        if self.case is None or self._body.wanted.kept is None:
            return
        asked = frozenset(keys)
        done = [
            image
            for image in self.case.images
            if image.key in asked
            and self.searches.of(image.key).state is SearchState.DONE
            and not self.needs_search(image.key)
        ]
        whole = [self._body.hidden_whole(image, self.plan) for image in done]
        self._add_regions(region for region in whole if region is not None)

    def _first_to_go(self, key: str) -> frozenset[str]:
        if key not in self._glanced:
            return frozenset()
        self._glanced.discard(key)
        return self._ids.give_way(self._history.steps, key, self.listed)

    def _set_search(self, key: str, search: Search) -> None:
        if self.searches.set(key, search):
            self.searches_changed.emit()
