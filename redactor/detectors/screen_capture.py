"""Copies of screens: dose reports, protocol pages, renderings with their captions, reports.

They are full of text about the patient and seldom needed, so the whole image is one finding, for a person to decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from redactor.detectors._pages import is_page
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.finding import Finding
from redactor.model.geometry import Rectangle
from redactor.model.region import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redactor.detectors import Progress
    from redactor.model.image import Image

DECLARED = QT_TRANSLATE_NOOP("Reasons", "a copy of a screen, says Image Type (0008,0008) or Modality (0008,0060)")
PAGE = QT_TRANSLATE_NOOP("Reasons", "looks like a page of text on a plain background: a copy of a screen")

_SECONDARY_CAPTURE: Final = "1.2.840.10008.5.1.4.1.1.7"
"""The SOP Class Secondary Capture Image Storage; those of several frames begin with it (PS3.6 A.1)."""
_SCREEN: Final = frozenset(
    {"SCREEN", "SCREENSAVE", "SCREENSHOT", "SCREENCAPTURE", "DOSE", "DOSEINFO", "DOSEREPORT", "PROTOCOL", "PROT"}
)
"""Words of Image Type, from value 3 on, that devices give to copies of screens of any SOP Class."""
_RENDERING: Final = frozenset({"3D", "VRT", "REPORT", "SUMMARY", "CAPTURE", "CAPTURED"})
"""Words that say so of a secondary capture only: a 3D acquisition is no screen."""
_REPORTS: Final = frozenset({"SR", "DOC"})
"""Modalities of reports and documents; one with pixels is a picture of its page."""


@dataclass(frozen=True)
class ScreenCaptureOptions:
    """The header and the look of the page decide: there is nothing to choose."""


@dataclass(frozen=True)
class ScreenCaptureDetector:
    """Proposes the whole image where it is a copy of a screen."""

    id: str = "screen_capture"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Copies of screens")
    summary: str = QT_TRANSLATE_NOOP(
        "Plugins", "Marks dose reports, protocol pages and other copies of screens as a whole, for you to decide."
    )
    version: int = 1
    options: type[ScreenCaptureOptions] = ScreenCaptureOptions

    def propose(self, image: Image, options: ScreenCaptureOptions, progress: Progress) -> Iterator[Finding]:
        """Yield one finding over the whole image, or none.

        It hides nothing by itself: what is written on the screen is proposed line by line, and by default such an image
        is set aside unless a person exports it.
        """
        del options
        pixels = image.pixel_format
        whole = Rectangle(0, 0, pixels.columns, pixels.rows)
        if is_declared(image):
            yield Finding(Kind.SCREEN_CAPTURE, whole, DECLARED, suggestion="keep", confidence=0.95)
        # A device that says where the ultrasound is made an image, however much it wrote around it.
        elif not image.ultrasound_regions and is_page(image.display(image.frame(1))):
            yield Finding(Kind.SCREEN_CAPTURE, whole, PAGE, suggestion="keep", confidence=0.8)
        progress(1.0)


def is_declared(image: Image) -> bool:
    """Say whether the header calls the image a screen."""
    values = (value.upper().replace("_", " ").replace("-", " ") for value in image.image_type[2:])
    words = {word for value in values for word in value.split()}
    is_capture = image.device_key.sop_class_uid.startswith(_SECONDARY_CAPTURE)
    return bool(words & _SCREEN or (is_capture and words & _RENDERING) or image.device_key.modality in _REPORTS)


PLUGIN = ScreenCaptureDetector()
