"""Which way the edges of an image lie in the patient (PS3.3 C.7.6.1.1.1, C.7.6.2.1.1)."""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from redactor.dicom.functional_groups import FrameAttributes, numbers_in
from redactor.dicom.walk import value_of
from redactor.model.viewing import EdgeLetters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydicom.dataset import Dataset

_AXES: Final = (("L", "R"), ("P", "A"), ("H", "F"))
"""What +x and -x, +y and -y, +z and -z of the patient are called."""
_OPPOSITE: Final = dict(pair for one, other in _AXES for pair in ((one, other), (other, one)))
_LEAST: Final = 0.1
"""Directions that lean less than this towards an axis, as a cosine, are not named after it."""


def edge_letters(attributes: Dataset, number: int) -> EdgeLetters:
    """Give the letters of the four edges of a frame, counted from 1; what is no orientation is not shown.

    An animal's directions have other names (PS3.3 C.7.6.1.1.1); they are not shown.
    """
    if str(value_of(attributes, "AnatomicalOrientationType") or "BIPED") != "BIPED":
        return EdgeLetters()
    macro = FrameAttributes(attributes, number).merged(("ImageOrientationPatient",), "PlaneOrientationSequence")
    cosines = numbers_in(value_of(macro, "ImageOrientationPatient"))
    if len(cosines) == 6:
        right, bottom = letters_of(cosines[:3]), letters_of(cosines[3:])
    else:
        right, bottom = _stated(value_of(attributes, "PatientOrientation"))
    return EdgeLetters(opposite(right), opposite(bottom), right, bottom)


def letters_of(direction: Sequence[float]) -> str:
    """Name a direction in the patient, the axis that it follows most first: ``LP``."""
    found = [
        (-abs(cosine), axis[0] if cosine > 0 else axis[1])
        for cosine, axis in zip(direction, _AXES, strict=True)
        if abs(cosine) >= _LEAST
    ]
    return "".join(letter for _, letter in sorted(found, key=itemgetter(0)))  # an equal lean: x before y before z


def opposite(letters: str) -> str:
    """Name the other way."""
    return "".join(_OPPOSITE[letter] for letter in letters)


def _stated(value: object) -> tuple[str, str]:
    """Give the directions of Patient Orientation (0020,0020), if it is one: it could hold any text."""
    parts = [] if value is None or isinstance(value, str) or not hasattr(value, "__iter__") else [str(v) for v in value]
    if len(parts) != 2 or not all(_is_direction(part) for part in parts):
        return "", ""
    return parts[0], parts[1]


def _is_direction(text: str) -> bool:
    letters = sorted(text)
    axes = sorted(min(letter, _OPPOSITE[letter]) for letter in letters if letter in _OPPOSITE)
    return 0 < len(axes) == len(letters) <= 3 and all(one != other for one, other in pairwise(axes))
