"""Faces: in photographs and pictures of screens, and in heads that a series of CT or MR images can be rendered to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from redactor.detectors._faces import faces_any_way
from redactor.detectors._frames import sampled
from redactor.detectors._heads import find_head, largest_part
from redactor.detectors._solids import ear_solids, face_solid
from redactor.detectors._volume import extent_of, read_volume, slices_of, stacks_of
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.finding import Finding
from redactor.model.geometry import Ellipse, Polygon
from redactor.model.region import ALL, Kind
from redactor.options import option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from redactor.detectors import Progress
    from redactor.detectors._faces import FaceBox
    from redactor.detectors._solids import Solid
    from redactor.detectors._volume import Slice
    from redactor.model.image import Image, Images, PixelFormat

PICTURE = QT_TRANSLATE_NOOP("Reasons", "looks like a face")
FACE = QT_TRANSLATE_NOOP("Reasons", "the face of a head that the whole series shows; it could be rendered")
EAR = QT_TRANSLATE_NOOP("Reasons", "an ear of a head that the whole series shows")

_VOLUMES: Final = frozenset({"CT", "MR"})
_PICTURES: Final = frozenset({"", "ES", "GM", "OAM", "OP", "OT", "SC", "SM", "SMR", "XC"})
"""Modalities whose images may be photographs."""
_PICTURE_CLASSES: Final = ("1.2.840.10008.5.1.4.1.1.7", "1.2.840.10008.5.1.4.1.1.77.1")
"""Secondary Capture and Visible Light."""
_HEAD_PARTS: Final = (
    *("BRAIN", "EAR", "EYE", "FACE", "HEAD", "HEADNECK", "JAW"),
    *("MANDIBLE", "MAXILLA", "MOUTH", "NOSE", "ORBIT", "SINUS", "SKULL"),
)
"""Defined terms of Body Part Examined (PS3.16 Annex L), and what is often written."""
_LEAST_SLICES: Final = 8
_LEAST_EXTENT: Final = 60.0
"""In mm: what is thinner shows no face when it is rendered."""
_STEP: Final = 2.0
"""Of the grid in which the head is found, in mm."""
_LEAST_SURE: Final = 0.35
_SURE: Final = 0.5
_SIDES: Final = (416, 960)
"""The longer sides to which pictures are brought, in pixels."""
_WIDER: Final = 2**0.5
"""An ellipse of the box times this goes around the whole box."""


@dataclass(frozen=True)
class FaceOptions:
    """Of heads in a series."""

    depth_mm: float = option(
        34.0,
        label=QT_TRANSLATE_NOOP("Options", "How far behind the root of the nose the face of an adult is hidden"),
        unit="mm",
        minimum=20,
        maximum=60,
    )
    ears: bool = option(True, label=QT_TRANSLATE_NOOP("Options", "Ears, too"))


@dataclass(frozen=True)
class Face:
    """Proposes faces: ellipses in pictures, and in a series one polygon a slice, cut out of one body."""

    id: str = "face"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Faces")
    summary: str = QT_TRANSLATE_NOOP(
        "Plugins",
        "Marks faces in photographs, and the face and ears of heads that a CT or MR series could be rendered to.",
    )
    version: int = 1
    options: type[FaceOptions] = FaceOptions
    kinds: tuple[Kind, ...] = (Kind.FACE, Kind.EAR)

    def propose(self, image: Image, options: FaceOptions, progress: Progress) -> Iterator[Finding]:
        """Yield one finding a face of a picture; of an image with many slices what `propose_series` finds in it."""
        if image.device_key.modality in _VOLUMES and image.pixel_format.is_grayscale and not _is_capture(image):
            for _, finding in self.propose_series([image], options, progress):
                yield finding
            return
        progress(0.0)
        if _may_be_picture(image):
            yield from _in_picture(image, progress)
        progress(1.0)

    def propose_series(self, images: Images, options: FaceOptions, progress: Progress) -> Iterator[tuple[int, Finding]]:
        """Yield the face and the ears of the head in a series, slice by slice; nothing where no head can be found."""
        progress(0.0)
        if images and images[0].device_key.modality in _VOLUMES:
            yield from _in_series(images, options, progress)
        progress(1.0)


def _is_capture(image: Image) -> bool:
    return image.device_key.sop_class_uid.startswith(_PICTURE_CLASSES)


def _may_be_picture(image: Image) -> bool:
    """Say whether an image may be a photograph, or the picture of a rendering."""
    return _is_capture(image) or image.device_key.modality in _PICTURES


def _in_picture(image: Image, progress: Progress) -> Iterator[Finding]:
    pixels = image.pixel_format
    found: list[FaceBox] = []
    numbers = sampled(pixels.number_of_frames)
    for done, number in enumerate(numbers):
        progress(done / len(numbers))
        shown = image.display(image.frame(number))
        if min(shown.shape[:2]) >= 16:
            for box in faces_any_way(shown, _LEAST_SURE, _SIDES):
                if all(box.overlap(other) < 0.6 for other in found):
                    found.append(box)
    for box in found:
        shape = _around(box, pixels)
        if shape is not None:
            suggestion = "hide" if box.score >= _SURE else "ask"
            yield Finding(Kind.FACE, shape, PICTURE, suggestion=suggestion, confidence=round(min(box.score, 0.99), 3))  # type: ignore[arg-type]  # one of the two


def _around(box: FaceBox, pixels: PixelFormat) -> Ellipse | None:
    """Give an ellipse around a box, hair and chin included, as far as it lies inside the image."""
    wide, tall = box.columns * _WIDER, box.rows * _WIDER
    left, top = box.column - (wide - box.columns) / 2, box.row - (tall - box.rows) / 2
    right, bottom = min(left + wide, pixels.columns), min(top + tall, pixels.rows)
    left, top = max(left, 0.0), max(top, 0.0)
    if right - left < 1 or bottom - top < 1:
        return None
    return Ellipse(left, top, right - left, bottom - top)


def _in_series(images: Images, options: FaceOptions, progress: Progress) -> Iterator[tuple[int, Finding]]:
    slices = slices_of(images)
    for stack in stacks_of(slices):
        if len(stack) < _LEAST_SLICES or extent_of(stack) < _LEAST_EXTENT:
            break  # the longest comes first
        solids = _solids(images, stack, options, lambda share: progress(0.9 * share))
        if solids:
            space = stack[0].frame_of_reference
            # Slices that look another way (a localizer) show the same head, if they count from the same point.
            here = [each for each in slices if each in stack or (space and each.frame_of_reference == space)]
            yield from _findings(here, solids)
            return


def _solids(images: Images, stack: Sequence[Slice], options: FaceOptions, progress: Progress) -> list[Solid]:
    volume = read_volume(images, stack, _STEP, progress)
    stated = images[stack[0].image].positioning.body_part_examined
    head = None if volume is None else find_head(volume, is_stated=stated in _HEAD_PARTS)
    if volume is None or head is None or head.confidence < _LEAST_SURE:
        return []
    tissue = largest_part(volume)
    ears = ear_solids(head, tissue) if options.ears and tissue is not None else []
    return [face_solid(head, options.depth_mm), *ears]


def _findings(slices: Sequence[Slice], solids: Sequence[Solid]) -> Iterator[tuple[int, Finding]]:
    for each in slices:
        for solid in solids:
            corners = solid.section(each)
            if not corners:
                continue
            is_face = solid.part == "face"
            yield (
                each.image,
                Finding(
                    Kind.FACE if is_face else Kind.EAR,
                    Polygon(tuple(corners)),
                    FACE if is_face else EAR,
                    frames=ALL if each.is_alone else (each.frame,),
                    suggestion="hide" if solid.confidence >= _SURE else "ask",
                    confidence=solid.confidence,
                ),
            )


PLUGIN = Face()
