"""The first phase of a bulk run: every file, its outline, its name, its group."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from redactor.dicom.outline import read_outline
from redactor.errors import SetAside, TwoPatients, Unreadable, reason_of
from redactor.workflow.grouping import Extras, decide, facts_from_text, facts_to_text
from redactor.workflow.inputs import UNFORESEEN, files_below, unforeseen
from redactor.workflow.run_journal import Listed
from redactor.workflow.template_guard import place_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from redactor.deid.replacements import Replacements
    from redactor.model.template import MaskTemplate
    from redactor.workflow.naming import Naming
    from redactor.workflow.run_journal import RunJournal

_TOGETHER: Final = 500


@dataclass(frozen=True)
class Listing:
    """What is listed, for which templates, and what gives names; without names nothing can be written."""

    sources: Sequence[Path] = field(repr=False)
    templates: Sequence[MaskTemplate]
    replacements: Replacements = field(repr=False)
    naming: Naming | None = None


def list_files(
    listing: Listing, journal: RunJournal, progress: Callable[[int], None], stopping: Callable[[], bool]
) -> bool:
    """Write every file below the sources into an empty journal; False if somebody stopped it.

    Raises
    ------
    NoInput
        If a source leads nowhere.
    """
    extras = Extras.asked_by(listing.templates)
    found: list[Listed] = []
    journal.clear_files()
    for count, (path, problem) in enumerate(files_below(listing.sources), 1):
        found.append(_listed(path, problem, listing, extras))
        if len(found) >= _TOGETHER:
            journal.add(found)
            found = []
            progress(count)
            if stopping():
                return False
    journal.add(found)
    return True


def group_files(journal: RunJournal, templates: Sequence[MaskTemplate]) -> None:
    """Decide what becomes of each group, and set series of more than one patient aside."""
    for series, patients in journal.mixed_series():
        journal.set_series_aside(series, str(TwoPatients(count=patients)))
    for group in journal.groups():
        decision = decide(facts_from_text(group.facts), templates)
        problem = "" if decision.problem is None else str(decision.problem)
        journal.decide(group.id, str(decision.state), decision.template, problem)


def _listed(path: Path, problem: SetAside | None, listing: Listing, extras: Extras) -> Listed:
    try:
        if problem is not None:
            raise problem
        outline = read_outline(path)
        size = path.stat().st_size
    except SetAside as error:
        return Listed(path, 0, str(error))
    except OSError as error:
        return Listed(path, 0, str(Unreadable(reason=reason_of(error))))
    except UNFORESEEN as error:
        return Listed(path, 0, str(unforeseen(error)))
    place, keys = outline.place, listing.replacements
    return Listed(
        path,
        size,
        "",
        facts_to_text(extras.facts(outline)),
        outline.kind,
        keys.subject_key(place.series) if place.series else "",
        keys.subject_key(place.patient),
        place_key(place, keys),
        place.number,
        outline.has_sign,
        outline.number_of_frames,
        None if listing.naming is None else listing.naming.name_for(place, str(path.resolve())),
    )
