"""Links: what an original became. They lead back to the patient, so they stay on this computer, encrypted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class LinkKind(StrEnum):
    """What a link links."""

    INSTANCE = "instance"
    SERIES = "series"
    STUDY = "study"
    UID = "uid"
    """Any other UID, such as Frame of Reference UID, or one of an instance that was only referred to."""
    PATIENT = "patient"
    """Issuer and Patient ID, and the pseudonym."""
    UNNAMED_PATIENT = "unnamed_patient"
    """The Study Instance UID of a study that names no patient, and the pseudonym."""
    ACCESSION_NUMBER = "accession_number"
    OUTPUT = "output"
    """The path of a local folder whose report lists sources beside results, and that of the results."""
    EXPORT = "export"
    """The path of a folder that maps were exported to; it becomes nothing."""


UIDS = frozenset({LinkKind.INSTANCE, LinkKind.SERIES, LinkKind.STUDY, LinkKind.UID})


@dataclass(frozen=True, slots=True)  # a lasting project holds many
class Link:
    """An original and what it became; the repr shows neither.

    Attributes
    ----------
    issuer
        Issuer of Patient ID, for a patient.
    date_offset
        Days that are added to the dates of a patient, where they are moved.
    """

    kind: LinkKind
    original: str = field(repr=False)
    new: str = field(default="", repr=False)
    issuer: str = field(default="", repr=False)
    date_offset: int | None = field(default=None, repr=False)


class LinkTable:
    """Links without their duplicates, in the order of coming. The repr shows only how many there are."""

    def __init__(self, links: Iterable[Link] = ()) -> None:
        self._links: dict[tuple[str, str, str, str], Link] = {}
        for link in links:
            self.add(link)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self._links)}>"

    def add(self, link: Link) -> None:
        """Add a link.

        Of two links that differ in their kind alone, the one that knows what the UID is of stays; of two that differ
        in the offset of dates, the later one.
        """
        self._links[_key(link)] = self._joined(link)

    def lacks(self, link: Link) -> bool:
        """Say whether adding a link would change anything."""
        return self._joined(link) != self._links.get(_key(link))

    def _joined(self, link: Link) -> Link:
        known = self._links.get(_key(link))
        if known is None:
            return link
        kind = known.kind if link.kind is LinkKind.UID else link.kind
        offset = known.date_offset if link.date_offset is None else link.date_offset
        return replace(link, kind=kind, date_offset=offset)

    @property
    def links(self) -> tuple[Link, ...]:
        """All links."""
        return tuple(self._links.values())


def _key(link: Link) -> tuple[str, str, str, str]:
    return (LinkKind.UID if link.kind in UIDS else link.kind, link.issuer, link.original, link.new)
