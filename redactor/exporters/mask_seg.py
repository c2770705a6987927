"""The mask of a result as DICOM Segmentation, so that who measures pixels can leave out those that were filled."""

from __future__ import annotations

import hashlib
import warnings
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from pydicom import dcmread
from pydicom.datadict import tag_for_keyword
from pydicom.dataset import Dataset
from pydicom.sr.coding import Code
from pydicom.uid import ExplicitVRLittleEndian, SecondaryCaptureImageStorage

import redactor
from redactor.dicom.instance import Instance
from redactor.errors import MaskNotRebuilt, SegExtraMissing
from redactor.files import discarding, move_into_place, unfinished
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.image import Grain
from redactor.model.mask import rasterize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from redactor.model.image import PixelFormat
    from redactor.model.record import EditRecord
    from redactor.model.stages import Verified

_GRAINS: Final = (
    Grain(),
    Grain(2, 1),
    Grain(8, 8),
    Grain(16, 8),
    Grain(8, 16),
    Grain(16, 16),
    Grain(32, 8),
    Grain(2, 4),
)
"""What a mask may have grown to before the result was coded in another way than its original."""
_CATEGORY: Final = Code("309825002", "SCT", "Spatial and Relational Concept")
_HIDDEN: Final = Code("hidden", "99REDACTOR", "Area hidden by de-identification")
_NO_DATE, _NO_TIME = "19000101", "000000"
_DATES: Final = {
    "InstanceCreationDate": _NO_DATE,
    "InstanceCreationTime": _NO_TIME,
    "ContentDate": _NO_DATE,
    "ContentTime": _NO_TIME,
    "SeriesDate": _NO_DATE,
    "SeriesTime": _NO_TIME,
}
"""When a mask was written is nobody's business: it would undo moved dates."""


@dataclass(frozen=True)
class MaskSegOptions:
    """Names and places are fixed by the command line's contract."""


@dataclass(frozen=True)
class MaskSegExporter:
    """Writes ``CASE0001/S001/I0001.seg.dcm``: one segment, a frame for each frame of the result it refers to."""

    id: str = "mask_seg"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Masks as DICOM SEG")
    summary: str = QT_TRANSLATE_NOOP("Plugins", "Hidden areas as segmentations that refer to the de-identified images.")
    options: type[MaskSegOptions] = MaskSegOptions

    def export(self, cases: Sequence[Verified], destination: Path, options: MaskSegOptions) -> Sequence[Path]:
        """See `Exporter.export`.

        Raises
        ------
        SegExtraMissing
            If the library for it is not installed.
        MaskNotRebuilt
            If the mask can't be made again as it was, or the library has no way to refer to such an image.
        """
        del options
        written: list[Path] = []
        for case in cases:
            relative = Path(f"{case.name.stem}.seg.dcm")
            with discarding(*(destination / path for path in written)):
                segmentation = _segmentation(case)
                with unfinished((destination / relative).parent, ".tmp") as (file, path):
                    segmentation.save_as(file, enforce_file_format=True)
                with discarding(path):
                    move_into_place(path, destination / relative)
            written.append(relative)
        return written


def _segmentation(case: Verified) -> Dataset:
    try:
        from highdicom.seg import Segmentation, SegmentDescription  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        raise SegExtraMissing from None
    source = dcmread(case.file)
    masks = _masks(case)
    spread = "NumberOfFrames" in source and "SharedFunctionalGroupsSequence" not in source
    sop_class = source.SOPClassUID
    if spread:  # without places in space the library refers to a still image alone; the frames follow below
        del source.NumberOfFrames
        source.SOPClassUID = SecondaryCaptureImageStorage
    words = SegmentDescription(1, "Hidden", _CATEGORY, _HIDDEN, "MANUAL")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about optional attributes that the original lacks, too
            made = Segmentation(
                [source],
                masks[:1] if spread else masks,
                "BINARY",
                [words],
                series_instance_uid=_uid(source, "SeriesInstanceUID"),
                series_number=9000 + int(source.get("SeriesNumber") or 0) % 1000,
                sop_instance_uid=_uid(source, "SOPInstanceUID"),
                instance_number=case.name.instance,
                manufacturer="redactor",
                manufacturer_model_name="redactor",
                software_versions=redactor.__version__,
                device_serial_number="none",
                content_label="HIDDEN",
                content_description="Pixels hidden by de-identification",
                transfer_syntax_uid=ExplicitVRLittleEndian,
                omit_empty_frames=False,
            )
    except (ValueError, AttributeError, KeyError, TypeError, NotImplementedError):
        raise MaskNotRebuilt from None
    for keyword, value in _DATES.items():
        setattr(made, keyword, value)
    if spread:
        _spread(made, masks)
        for item in made.iterall():
            if item.keyword == "ReferencedSOPClassUID":
                item.value = sop_class
    return made


def _spread(made: Dataset, masks: NDArray[np.uint8]) -> None:
    """Make a segmentation of one frame one of many, each referring to the frame of its number (PS3.3 C.7.6.16.2.6)."""
    (first,) = made.PerFrameFunctionalGroupsSequence
    groups = []
    for number in range(1, len(masks) + 1):
        item = deepcopy(first)
        image = item.DerivationImageSequence[0].SourceImageSequence[0]
        image.ReferencedFrameNumber = number
        item.FrameContentSequence[0].DimensionIndexValues = [1, number]
        groups.append(item)
    pointer = Dataset()
    pointer.DimensionOrganizationUID = made.DimensionIndexSequence[0].DimensionOrganizationUID
    pointer.DimensionIndexPointer = tag_for_keyword("InStackPositionNumber")
    pointer.FunctionalGroupPointer = tag_for_keyword("FrameContentSequence")
    for number, item in enumerate(groups, 1):
        item.FrameContentSequence[0].StackID = "1"
        item.FrameContentSequence[0].InStackPositionNumber = number
    made.DimensionIndexSequence = [made.DimensionIndexSequence[0], pointer]
    made.PerFrameFunctionalGroupsSequence = groups
    made.NumberOfFrames = len(masks)
    packed = np.packbits(masks.ravel(), bitorder="little").tobytes()
    made.PixelData = packed + b"\0" * (len(packed) % 2)


def _masks(case: Verified) -> NDArray[np.uint8]:
    """Give 1 for what is hidden: uint8, shape (frames, rows, columns)."""
    result = Instance.open(case.file)
    own = result.pixel_data.grain
    for grain in dict.fromkeys((own, *_GRAINS)):
        masks = _grown(case.record, result.pixel_format, grain)
        if masks is not None:
            return masks
    raise MaskNotRebuilt


def _grown(record: EditRecord, pixels: PixelFormat, grain: Grain) -> NDArray[np.uint8] | None:
    """Give the masks with this grain, None unless they hide as many pixels as the record says."""
    found = np.zeros((len(record.frames), pixels.rows, pixels.columns), np.uint8)
    for place, frame in enumerate(record.frames):
        mask = rasterize(record.plan, frame.number, pixels, grain)
        if int(np.count_nonzero(mask)) != frame.effective:
            return None
        found[place] = mask
    return found


def _uid(source: Any, keyword: str) -> str:  # noqa: ANN401 - a data set
    """Give a UID (PS3.5 B.2) that is always the same for the mask of one result."""
    digest = hashlib.sha256(f"redactor mask of {source.get(keyword)}".encode()).digest()
    return f"2.25.{int.from_bytes(digest[:16], 'big')}"


PLUGIN = MaskSegExporter()
