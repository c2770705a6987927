"""The genital region on frontal films of pelvis and abdomen; all of a film of the perineum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from redactor.detectors._body import body_of, darkened, field_of
from redactor.detectors._chest import LEAST_SIDE, View, gray_of, stated_view
from redactor.detectors._shapes import polygon
from redactor.i18n import QT_TRANSLATE_NOOP
from redactor.model.finding import Finding
from redactor.model.geometry import Rectangle
from redactor.model.region import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from redactor.detectors import Progress
    from redactor.model.image import Image, PixelFormat, Positioning

    Bits = NDArray[np.uint8]
    Gray = NDArray[np.uint8]

PERINEAL: Final = QT_TRANSLATE_NOOP(
    "Reasons", "the header says that the film shows the perineum or genitals: all of it"
)
BETWEEN: Final = QT_TRANSLATE_NOOP("Reasons", "the genital region: in the middle, above where the thighs part")
MIDDLE: Final = QT_TRANSLATE_NOOP("Reasons", "the genital region by proportions alone, around the middle of the body")
LATERAL: Final = QT_TRANSLATE_NOOP(
    "Reasons", "cannot find the genital region: the header says that the view is lateral"
)
NOWHERE: Final = QT_TRANSLATE_NOOP(
    "Reasons", "cannot find the genital region: nothing stands out that could be a pelvis"
)
UNKNOWN: Final = QT_TRANSLATE_NOOP(
    "Reasons", "cannot find the genital region: the header does not say that this is a pelvis"
)

_MODALITIES: Final = frozenset({"CR", "DX", "RG", "RF", "XA", "SC", "OT", "XC", ""})
_PELVIS: Final = frozenset({"PELVIS", "HIP", "HIPS", "SACRUM", "SIJOINT", "COCCYX", "BLADDER", "SSPINE", "PROSTATE"})
_ABDOMEN: Final = frozenset({"ABDOMEN", "ABDOMENPELVIS", "ABDPELVIS", "CHESTABDPELVIS", "KUB", "WHOLEBODY", "LSPINE"})
_PERINEAL: Final = ("PERINE", "PENIS", "SCROT", "TESTI", "URETHR", "VAGINA", "VULVA", "ANUS", "GENITAL", "CHASSARD")
"""Beginnings of words of body parts and views that show nothing else."""
_PERINEAL_CODES: Final = frozenset(
    {"38864007", "18911002", "20233005", "40689003", "76784001", "13648007", "45292006", "53505006"}
    | {"T-D2700", "T-91000", "T-98000", "T-94000", "T-82000", "T-75000", "T-81000", "T-59900"}
)
"""Perineum, penis, scrotum, testis, vagina, urethra, vulva, anus in SNOMED CT and SRT."""
_PELVIS_CODES: Final = frozenset({"12921003", "24136001", "T-D6000", "T-15710"})
_ABDOMEN_CODES: Final = frozenset({"818982008", "818983003", "113345001", "416949008", "T-D4000"})

_HALF: Final = 0.17
"""Half the breadth of the region, as a share of the breadth of the body."""
_ABOVE: Final = 0.24
"""How far it reaches above where the thighs part, as a share of that breadth: the symphysis lies there."""
_BELOW: Final = 0.28
_STARTS: Final = {"pelvis": 0.52, "abdomen": 0.80}
"""Without a gap between thighs, from which share of the body's height on it lies: nothing more than proportions."""
_CORNERS: Final = 20
_LEAST_GAP: Final = 0.03
"""Rows of air between thighs that count as a gap, as a share of the picture."""


@dataclass(frozen=True)
class PelvisOptions:
    """The header and the picture decide: there is nothing to choose."""


@dataclass(frozen=True)
class Pelvis:
    """Proposes the genital region of frontal films, and the whole of perineal ones."""

    id: str = "pelvis"
    title: str = QT_TRANSLATE_NOOP("Plugins", "Genital region")
    summary: str = QT_TRANSLATE_NOOP(
        "Plugins", "Marks the genital region on films of pelvis and abdomen, and films of the perineum as a whole."
    )
    version: int = 1
    options: type[PelvisOptions] = PelvisOptions
    kinds: tuple[Kind, ...] = (Kind.GENITAL_REGION,)

    def propose(self, image: Image, options: PelvisOptions, progress: Progress) -> Iterator[Finding]:
        """Yield one finding: the region, or why it can't be found, which hides nothing."""
        del options
        pixels = image.pixel_format
        if image.device_key.modality in _MODALITIES:
            if is_perineal(image.positioning):
                yield Finding(Kind.GENITAL_REGION, _whole(pixels), PERINEAL, suggestion="ask", confidence=0.9)
            elif min(pixels.rows, pixels.columns) >= LEAST_SIDE:
                yield _frontal(image, pixels)
        progress(1.0)


def is_perineal(positioning: Positioning) -> bool:
    """Say whether the header speaks of a film of the perineum or genitals alone."""
    words = f"{positioning.body_part_examined} {positioning.view_position}".split()
    return bool(_PERINEAL_CODES & set(positioning.codes)) or any(word.startswith(_PERINEAL) for word in words)


def shown_part(positioning: Positioning) -> str:
    """Give ``pelvis`` or ``abdomen``, or nothing where the header names neither."""
    part = "".join(letter for letter in positioning.body_part_examined if letter.isalpha())
    if part in _PELVIS or _PELVIS_CODES & set(positioning.codes):
        return "pelvis"
    return "abdomen" if part in _ABDOMEN or _ABDOMEN_CODES & set(positioning.codes) else ""


def _frontal(image: Image, pixels: PixelFormat) -> Finding:
    part = shown_part(image.positioning)
    nothing = Finding(Kind.OTHER, _whole(pixels), UNKNOWN, suggestion="keep", confidence=0.0)
    if not part:
        return nothing
    if stated_view(image.positioning) is View.LATERAL:
        return Finding(Kind.OTHER, _whole(pixels), LATERAL, suggestion="keep", confidence=0.0)
    gray = darkened(gray_of(image, 1))
    body = body_of(gray, field_of(gray), pieces=0.15)
    box = cv2.boundingRect(body)
    if min(box[2:]) < LEAST_SIDE // 3:
        return Finding(Kind.OTHER, _whole(pixels), NOWHERE, suggestion="keep", confidence=0.0)
    gap = _gap(body)
    middle, breadth = _middle(gray, body)
    if gap is not None:
        column, row = gap
        top, bottom, centre, confidence, reason = row - _ABOVE * breadth, row + _BELOW * breadth, column, 0.6, BETWEEN
    else:
        top = box[1] + _STARTS[part] * box[3]
        bottom, centre, confidence, reason = float(box[1] + box[3]), middle, 0.35, MIDDLE
    shape = polygon(_rounded(centre, top, bottom, _HALF * breadth) * _scale(gray, pixels), pixels)
    if shape is None:
        return Finding(Kind.OTHER, _whole(pixels), NOWHERE, suggestion="keep", confidence=0.0)
    return Finding(Kind.GENITAL_REGION, shape, reason, suggestion="ask", confidence=confidence)


def _gap(body: Bits) -> tuple[float, float] | None:
    """Give the column and the row where the air between the thighs ends above, or None where there is none."""
    rows, columns = body.shape
    left, _, width, _ = cv2.boundingRect(body)
    inner = slice(left + int(0.3 * width), left + int(0.7 * width) + 1)
    open_air = np.zeros((rows, columns), np.uint8)
    open_air[:, inner] = (body[:, inner] == 0).astype(np.uint8)
    count, labels, facts, _ = cv2.connectedComponentsWithStats(open_air, connectivity=4)
    best: tuple[float, float] | None = None
    tallest = _LEAST_GAP * rows
    for index in range(1, count):
        top, height = int(facts[index, cv2.CC_STAT_TOP]), int(facts[index, cv2.CC_STAT_HEIGHT])
        # Between thighs: it begins in the lower part and is open below; both sides of it are body.
        if top > 0.3 * rows and top + height >= rows - 0.06 * rows and height > tallest:
            at = np.nonzero(labels[top] == index)[0]
            tallest, best = float(height), (float(at.mean()) + 0.5, float(top))
    return best


def _middle(gray: Gray, body: Bits) -> tuple[float, float]:
    """Give the column about which the picture is most like its mirror image, and the breadth of the body."""
    left, top, width, height = cv2.boundingRect(body)
    part = gray[top : top + height, left : left + width].astype(np.float32)
    small = cv2.resize(part, (96, 96), interpolation=cv2.INTER_AREA)
    even = small - cv2.GaussianBlur(small, (0, 0), 12)
    best, shift = -np.inf, 0
    for offset in range(-16, 17):
        mirrored = np.roll(even[:, ::-1], offset, axis=1)
        inner = slice(abs(offset), 96 - abs(offset))
        value = float((even[:, inner] * mirrored[:, inner]).mean())
        if value > best:
            best, shift = value, offset
    return left + width * (48 + shift / 2) / 96, float(width)


def _rounded(centre: float, top: float, bottom: float, half: float) -> NDArray[np.float64]:
    """Give a rounded shape, shape (points, 2): an ellipse whose sides are drawn out a little."""
    angles = np.linspace(0, 2 * np.pi, _CORNERS, endpoint=False)
    across, down = np.cos(angles), np.sin(angles)
    columns = centre + half * np.sign(across) * np.abs(across) ** 0.6
    rows = (top + bottom) / 2 + (bottom - top) / 2 * np.sign(down) * np.abs(down) ** 0.6
    return np.column_stack([columns, rows])


def _scale(gray: Gray, pixels: PixelFormat) -> NDArray[np.float64]:
    return np.array([pixels.columns / gray.shape[1], pixels.rows / gray.shape[0]])


def _whole(pixels: PixelFormat) -> Rectangle:
    return Rectangle(0, 0, pixels.columns, pixels.rows)


PLUGIN = Pelvis()
