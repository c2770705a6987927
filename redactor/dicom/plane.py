"""Where a frame lies in the patient, as its instance says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from redactor.dicom.functional_groups import FrameAttributes, numbers_in
from redactor.dicom.walk import value_of
from redactor.model.patient_space import plane_of

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

    from redactor.model.patient_space import Plane

_MACROS: Final = (
    ("ImagePositionPatient", "PlanePositionSequence"),
    ("ImageOrientationPatient", "PlaneOrientationSequence"),
    ("PixelSpacing", "PixelMeasuresSequence"),
)


def plane_of_frame(attributes: Dataset, number: int) -> Plane | None:
    """Give the plane of a frame, counted from 1; None where the instance has none (PS3.3 C.7.6.2, C.7.6.16.2.1–4).

    Imager Pixel Spacing (0018,1164) does not count: it is measured at the detector, not in the patient. An instance of
    several frames without functional groups has no plane, since all would lie in one place.
    """
    frames = numbers_in(value_of(attributes, "NumberOfFrames")) or [1.0]
    if "PerFrameFunctionalGroupsSequence" not in attributes and frames != [1.0]:
        return None
    frame = FrameAttributes(attributes, number)
    values = [numbers_in(value_of(frame.merged((keyword,), macro), keyword)) for keyword, macro in _MACROS]
    return plane_of(*values)
