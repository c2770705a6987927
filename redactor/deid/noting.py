"""Replacements that note what they gave: the links of one instance, as they were really made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redactor.deid.replacements import Replacements
from redactor.dicom.place import place_of, text_of
from redactor.model.links import Link, LinkKind

if TYPE_CHECKING:
    from pydicom.dataset import Dataset


@dataclass(frozen=True)
class NotingReplacements(Replacements):
    """Replacements for one instance. What is not replaced (a UID that is kept, an empty value) is not noted.

    Attributes
    ----------
    given
        New values by kind and original; patients by issuer and Patient ID as in `Place.patient`.
    """

    given: dict[tuple[LinkKind, str], str] = field(default_factory=dict, repr=False, compare=False)

    def uid(self, original: str) -> str:
        """See `Replacements.uid`."""
        return self._noted(LinkKind.UID, original.strip(" \0"), super().uid(original))

    def instance_uid(self, original: str) -> str:
        """See `Replacements.instance_uid`."""
        return self._noted(LinkKind.UID, original.strip(" \0"), super().instance_uid(original))

    def pseudonym(self, patient: str, study_uid: str) -> str:
        """See `Replacements.pseudonym`."""
        kind = LinkKind.PATIENT if patient else LinkKind.UNNAMED_PATIENT
        return self._noted(kind, patient or study_uid, super().pseudonym(patient, study_uid))

    def accession_number(self, original: str, study_uid: str) -> str:
        """See `Replacements.accession_number`."""
        return self._noted(LinkKind.ACCESSION_NUMBER, original, super().accession_number(original, study_uid))

    def links(self, attributes: Dataset) -> tuple[Link, ...]:
        """Give the links of the instance that has these original attributes; patients as its header writes them."""
        place = place_of(attributes)
        kinds = {place.instance: LinkKind.INSTANCE, place.series: LinkKind.SERIES, place.study: LinkKind.STUDY}
        found = []
        for (kind, original), new in self.given.items():
            if kind is LinkKind.UID:
                found.append(Link(kinds.get(original, kind), original, new))
            elif kind is LinkKind.PATIENT:
                of_issuer, _, number = original.partition("\\")
                if original == place.patient:
                    of_issuer, number = text_of(attributes, "IssuerOfPatientID"), text_of(attributes, "PatientID")
                found.append(Link(kind, number, new, of_issuer))
            else:
                found.append(Link(kind, original, new))
        return tuple(found)

    def _noted(self, kind: LinkKind, original: str, new: str) -> str:
        if original and new != original:
            self.given[kind, original] = new
        return new
