"""Groups of images that one template is for, or none: by device, size, modality and SOP Class."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from redactor.errors import NoTemplate, NotForTemplates, SeveralTemplates, TemplateOtherSize
from redactor.model.image import DeviceKey, UltrasoundRegion
from redactor.model.template import Fit, ImageFacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redactor.dicom.outline import Outline
    from redactor.errors import SetAside
    from redactor.model.template import MaskTemplate


class GroupState(StrEnum):
    """What can be done with a group."""

    MATCHES = "matches"
    SIZE_DIFFERS = "size differs"
    """A template is for the device, but not for the size. It is never scaled."""
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True)
class Extras:
    """Which facts beside device and size some template asks for: only these tell groups apart."""

    view_position: bool = False
    image_type: bool = False
    ultrasound_regions: bool = False

    @classmethod
    def asked_by(cls, templates: Sequence[MaskTemplate]) -> Extras:
        """Give those that the templates ask for."""
        rules = [template.match for template in templates]
        return cls(
            view_position=any(rule.view_position for rule in rules),
            image_type=any(rule.image_type for rule in rules),
            ultrasound_regions=any(rule.ultrasound_regions is not None for rule in rules),
        )

    def facts(self, outline: Outline) -> ImageFacts:
        """Give the facts that count."""
        return ImageFacts(
            outline.device,
            outline.image_type if self.image_type else (),
            outline.view_position if self.view_position else "",
            outline.ultrasound_regions if self.ultrasound_regions else (),
        )


@dataclass(frozen=True)
class Decision:
    """What becomes of a group.

    Attributes
    ----------
    template
        Index of the one that fits; None where none does, or several do.
    problem
        Why no template is used, to be said of each image; None where one is.
    """

    state: GroupState
    template: int | None = None
    problem: SetAside | None = None


def decide(facts: ImageFacts, templates: Sequence[MaskTemplate]) -> Decision:
    """Say which template a group takes. More than one is none: nobody said which is meant."""
    device = facts.device
    if not device.rows or not device.columns:
        return Decision(GroupState.UNSUPPORTED, problem=NotForTemplates())
    fits = [template.match.fit(facts) for template in templates]
    found = [index for index, fit in enumerate(fits) if fit is Fit.FITS]
    if len(found) == 1:
        return Decision(GroupState.MATCHES, found[0])
    if found:
        return Decision(GroupState.UNSUPPORTED, problem=SeveralTemplates(count=len(found)))
    if Fit.OTHER_SIZE in fits:
        problem = TemplateOtherSize(rows=device.rows, columns=device.columns)
        return Decision(GroupState.SIZE_DIFFERS, problem=problem)
    return Decision(GroupState.UNSUPPORTED, problem=NoTemplate())


@lru_cache(64)
def facts_to_text(facts: ImageFacts) -> str:
    """Give facts as one line, equal where the facts are: the key of a group."""
    return json.dumps(dataclasses.asdict(facts), ensure_ascii=True)


def facts_from_text(text: str) -> ImageFacts:
    """Give the facts back."""
    document: dict[str, Any] = json.loads(text)
    return ImageFacts(
        DeviceKey(**document["device"]),
        tuple(document["image_type"]),
        document["view_position"],
        tuple(UltrasoundRegion(**region) for region in document["ultrasound_regions"]),
    )
