"""The guard of bulk work: a template is for the image, and the result shows no text that its mask leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from redactor.dicom.instance import Instance
from redactor.errors import Changed, NoTemplate, NotForTemplates, TemplateOtherSize, UncoveredText
from redactor.files import discarding
from redactor.model.template import Fit, ImageFacts
from redactor.workflow.export import export
from redactor.workflow.masking import FrameMasks
from redactor.workflow.uncovered import WithIdentifiers, search
from redactor.workflow.verify import searched

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from redactor.deid.replacements import Replacements
    from redactor.dicom.non_image import NonImage
    from redactor.model.image import Place
    from redactor.model.record import DetectorRun
    from redactor.model.stages import Verified
    from redactor.model.template import MatchRule
    from redactor.workflow.guard import Export

EACH: Final = "text outside the mask: the written image was searched"
BY_PROJECTIONS: Final = (
    "text outside the mask: maximum, minimum and deviation of the {count} images of its part of the series were "
    "searched, not this image by itself"
)


@dataclass(frozen=True)
class Cleared:
    """A search of the projections of images that found no text outside the mask."""

    runs: tuple[DetectorRun, ...]
    count: int


@dataclass(frozen=True)
class TemplateGuard:
    """See `Guard`.

    Attributes
    ----------
    place_key
        `place_key` of the image when its group was decided; it must still be that one.
    cleared
        None: the written image is searched by itself.
    masks
        Whether the mask is written beside the result as DICOM SEG, too.
    """

    match: MatchRule
    replacements: Replacements = field(repr=False)
    place_key: str
    cleared: Cleared | None = None
    masks: bool = False

    def admit(self, image: Instance | NonImage) -> None:
        """See `Guard`."""
        if place_key(image.place, self.replacements) != self.place_key:
            raise Changed
        if not isinstance(image, Instance):
            raise NotForTemplates
        fit = self.match.fit(facts_of(image))
        if fit is Fit.OTHER_SIZE:
            raise TemplateOtherSize(rows=image.pixel_format.rows, columns=image.pixel_format.columns)
        if fit is not Fit.FITS:
            raise NoTemplate

    def passed(self, verified: Verified, original: Instance) -> Verified:
        """See `Guard`."""
        if self.cleared is not None:
            return searched(verified, self.cleared.runs, BY_PROJECTIONS.format(count=self.cleared.count))
        masks = FrameMasks(verified.record.plan, original.pixel_format, original.pixel_data.grain)
        places = {frame.number_in_result: frame.number for frame in verified.record.frames}
        written = WithIdentifiers(Instance.open(verified.file), original.identifiers)
        found = search(written, lambda number: masks.of(places[number]).effective)
        if found.outside:
            raise UncoveredText(count=len(found.outside))
        return searched(verified, found.runs, EACH)

    def export(self, cases: Sequence[Verified], destination: Path, write: Export) -> Sequence[Path]:
        """See `Guard`. A mask never stands without its image."""
        masks = export(cases, destination, "mask_seg") if self.masks else ()
        with discarding(*(destination / path for path in masks)):
            return write(cases, destination)


def facts_of(image: Instance) -> ImageFacts:
    """Give what of an image decides which templates are for it."""
    return ImageFacts(image.device_key, image.image_type, image.text("ViewPosition"), image.ultrasound_regions)


def place_key(place: Place, replacements: Replacements) -> str:
    """Give a key that tells places apart and, without the project's key, tells nothing else."""
    return replacements.subject_key(f"{place.patient}\n{place.study}\n{place.series}\n{place.instance}")
