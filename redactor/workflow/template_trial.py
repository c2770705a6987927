"""A test of a template on files: it passes if no text is left outside its mask and no mark is covered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redactor.workflow.bulk import Watch
from redactor.workflow.dry_run import dry_run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from redactor.model.template import MaskTemplate
    from redactor.workflow.engines import LocalEngine


@dataclass(frozen=True)
class Trial:
    """What a test came to; counts are of images, but for projections, which are counted by block.

    Attributes
    ----------
    images
        That the template is for.
    changed
        The largest share of pixels that is hidden, from 0 to 1.
    problems
        Images that could not be searched.
    stopped
        Somebody ended the test; it has not been passed then.
    """

    images: int
    searched: int
    with_text: int
    projections_with_text: int
    losing_marks: int
    problems: int
    changed: float
    stopped: bool = False

    @property
    def passed(self) -> bool:
        """Whether the template may be put in use."""
        bad = self.with_text or self.projections_with_text or self.losing_marks or self.problems
        return bool(self.images) and not bad and not self.stopped


def try_template(
    sources: Sequence[Path],
    template: MaskTemplate,
    place: Path,
    engine: LocalEngine,
    *,
    sample: int = 0,
    watch: Watch | None = None,
) -> Trial:
    """Search files that a template is for. It writes nothing.

    Parameters
    ----------
    place
        Any folder that exists.
    sample
        Images of each group that are searched by themselves; 0 is all.

    Raises
    ------
    NoInput
        If a source leads nowhere.
    UsageError
        If a style can't be used.
    """
    follow = watch or Watch()
    forecast = dry_run(sources, [template], place, engine, sample=sample, watch=follow)
    fitting = [each for each in forecast.groups if each.group.template is not None]
    return Trial(
        sum(each.group.images for each in fitting),
        sum(each.looked for each in fitting),
        sum(each.images_with_text for each in fitting),
        sum(each.projected_outside for each in fitting),
        sum(each.images_losing_marks for each in fitting),
        sum(each.problems.total() for each in fitting),
        max((each.hidden for each in fitting), default=0.0),
        follow.stopping(),
    )
