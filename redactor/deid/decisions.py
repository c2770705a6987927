"""What a person, or a profile, may decide about a single attribute, beside the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pydicom.datadict import dictionary_has_tag, dictionary_VR, tag_for_keyword
from pydicom.tag import Tag

from redactor.deid.safety_net import is_removed

if TYPE_CHECKING:
    from typing import Literal

_IMAGE_GROUP: Final = 0x0028
_NEEDED: Final = frozenset(map(tag_for_keyword, ("PatientName", "PatientID", "AccessionNumber", "Modality")))
_NEVER_KEPT_VRS: Final = frozenset(
    {"PN", "UI", "UR", "AE", "DA", "DT", "TM", "AS", "OB", "OD", "OF", "OL", "OV", "OW", "UN"}
)
"""Persons, UIDs and addresses; points in time and ages, which are for the profile, whose codes tell of them; bytes."""

_NEVER_KEPT: Final = frozenset(
    map(
        tag_for_keyword,
        (
            "PatientID",
            "AccessionNumber",
            "StudyID",
            "AdmissionID",
            "ServiceEpisodeID",
            "IssuerOfPatientID",
            "OtherPatientIDs",
            "OtherPatientIDsSequence",
            "MedicalRecordLocator",
            "InsurancePlanIdentification",
            "PatientAddress",
            "PatientTelephoneNumbers",
            "PatientTelecomInformation",
            "PersonAddress",
            "PersonTelephoneNumbers",
            "PersonTelecomInformation",
            "PersonIdentificationCodeSequence",
            "ReferringPhysicianAddress",
            "ReferringPhysicianTelephoneNumbers",
            "ReferringPhysicianIdentificationSequence",
            "OrderCallbackPhoneNumber",
            "OrderCallbackTelecomInformation",
            "ResponsibleOrganization",
            "RequestedProcedureID",
            "ScheduledProcedureStepID",
            "PerformedProcedureStepID",
            "PlacerOrderNumberImagingServiceRequest",
            "FillerOrderNumberImagingServiceRequest",
        ),
    )
)
"""Direct identifiers, whatever their VR."""


def is_allowed(tag: int, decision: Literal["keep", "remove"]) -> bool:
    """Say whether an attribute may be kept, or removed, against the profile.

    What identifies directly is never kept, and what an image can't be without is never removed.
    """
    base = Tag(tag)
    if base.is_private:
        return decision == "remove"
    vr = dictionary_VR(base) if dictionary_has_tag(base) else "UN"
    if decision == "remove":
        return base.group != _IMAGE_GROUP and base not in _NEEDED and vr != "UI"
    return not is_removed(base) and base not in _NEVER_KEPT and vr not in _NEVER_KEPT_VRS
