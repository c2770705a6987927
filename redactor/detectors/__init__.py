"""Detectors: where to look. One module each; a detector sees an `Image` and nothing else."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from redactor import plugins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from redactor.model.finding import Finding
    from redactor.model.image import Image, Images
    from redactor.model.region import Kind
    from redactor.options import Dataclass

    Progress = Callable[[float], None]


@runtime_checkable
class Detector(plugins.Plugin, Protocol):
    """The contract of a detector; options are a frozen dataclass made with `redactor.options.option`."""

    @property
    def version(self) -> int:
        """Raised whenever the same image could give other findings; records name ``id@version``."""
        ...

    @property
    def options(self) -> type[Dataclass]:
        """The dataclass that describes the options."""
        ...

    def propose(self, image: Image, options: Any, progress: Progress) -> Iterable[Finding]:  # noqa: ANN401
        """Find places in an image.

        The findings lie inside the image and are the same each time. `progress` takes the share done, from
        0 to 1, and may raise to cancel.
        """
        ...


@runtime_checkable
class Glancing(Detector, Protocol):
    """A detector that reads text, and can say at once, without reading, where some could be."""

    def glance(self, image: Image, options: Any, progress: Progress) -> Iterable[Finding]:  # noqa: ANN401
        """Find places as `propose` does, in a fraction of the time; what `propose` finds replaces them."""
        ...


@runtime_checkable
class Anatomical(Detector, Protocol):
    """A detector of the body itself: it looks only where a policy or a person wants it, for one case or for all.

    Without that it is not asked: most images are shared for the anatomy that they show.
    """

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of region that it may propose, for a choice of what is to go."""
        ...


@runtime_checkable
class SeriesWide(Detector, Protocol):
    """A detector that sees more in a whole series than in its images one by one."""

    def propose_series(
        self,
        images: Images,
        options: Any,  # noqa: ANN401
        progress: Progress,
    ) -> Iterable[tuple[int, Finding]]:
        """Find places in a series, each with the place of its image in the series, from 0; a series of one image, too.

        Each access to `images` may open a file: what is not needed any more is let go, so that memory holds one
        image at a time. What holds for `propose` holds here. A series in which nothing can be found yields nothing.
        """
        ...


def by_default(detectors: Mapping[str, Detector]) -> tuple[str, ...]:
    """Give the ids of the detectors that look at every image, unless others were chosen."""
    return tuple(name for name, detector in detectors.items() if not isinstance(detector, Anatomical))


@cache
def available() -> Mapping[str, Detector]:
    """Give all detectors by id."""
    return plugins.discover(sys.modules[__name__], Detector)  # type: ignore[type-abstract]  # a protocol, checked at run time
