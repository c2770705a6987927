"""Regions whose cover a person lifted to look below it: on the screen alone, never in the plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from redactor.model.mask import rasterize
from redactor.model.region import Effect, Status

if TYPE_CHECKING:
    from redactor.gui.session_model import Session
    from redactor.model.mask import Mask
    from redactor.model.region import Region
    from redactor.workflow.case import CaseImage


def has_cover(region: Region) -> bool:
    """True if a region hides anything."""
    return region.status is not Status.REJECTED and region.effect in {Effect.HIDE, Effect.HIDE_OUTSIDE}


class Uncovered(QObject):
    """The regions that are shown without their cover, for the image shown; another image has none."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._ids: frozenset[str] = frozenset()
        self._image = ""
        session.position_changed.connect(self._forget)
        session.case_changed.connect(self._forget)

    def __contains__(self, region_id: str) -> bool:
        return region_id in self._ids

    def toggle(self, region_id: str) -> None:
        """Lift the cover of a region, or put it back; one that covers nothing is left as it is."""
        region = self._session.plan.region(region_id)
        if region is not None and has_cover(region):
            self._ids ^= {region_id}
            self.changed.emit()

    def clear(self) -> None:
        """Cover everything again."""
        if self._ids:
            self._ids = frozenset()
            self.changed.emit()

    def count(self, number: int) -> int:
        """Count the regions of a frame whose cover is lifted."""
        lifted = [region for region in self._session.regions if region.id in self._ids and has_cover(region)]
        return sum(region.scope.has_frame(number) for region in lifted)

    def mask(self, image: CaseImage, number: int) -> Mask:
        """Give what is covered on the screen: as the plan says, but for these regions."""
        whole = self._session.mask(image, number)
        if not self.count(number):
            return whole
        plan = self._session.plan_for(image.key)
        others = replace(plan, regions=tuple(region for region in plan.regions if region.id not in self._ids))
        return rasterize(others, number, image.image.pixel_format, self._session.grain(image))

    @Slot()
    def _forget(self) -> None:
        key = "" if self._session.image is None else self._session.image.key
        if key != self._image:
            self._image = key
            self.clear()
