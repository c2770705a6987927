"""Words that name a person: looked for in texts that would otherwise stay."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pydicom.datadict import dictionary_VR

from redactor.deid.legible import values_of
from redactor.dicom.identifiers import IDENTIFYING, identifiers_of
from redactor.dicom.walk import keyword_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydicom.dataelem import DataElement
    from pydicom.dataset import Dataset

    from redactor.model.image import Identifiers

_SHORTEST: Final = 4
_SHORT: Final = 64
_SHORTEST_IDEOGRAPHS: Final = 2
_SHORTEST_WITHOUT_GAPS: Final = 6
_BETWEEN: Final = re.compile(r"[\W_]+")
_PLACES: Final = frozenset(
    {"InstitutionName", "InstitutionAddress", "InstitutionalDepartmentName", "StationName", "PatientAddress"}
)
"""Identifiers whose words stand in too many other texts: street, hospital, north."""

_NUMBERS_OF_ORDERS: Final = frozenset(
    {"StudyID", "RequestedProcedureID", "ScheduledProcedureStepID", "PerformedProcedureStepID"}
)
"""Often words such as CHEST: only those with a digit count."""

_ENUMERATED: Final = frozenset(
    {
        "Modality",
        "ModalitiesInStudy",
        "ImageType",
        "FrameType",
        "ConversionType",
        "PresentationIntentType",
        "PixelPresentation",
        "VolumetricProperties",
        "VolumeBasedCalculationTechnique",
        "ComplexImageComponent",
        "AcquisitionContrast",
        "PresentationLUTShape",
        "ValueType",
        "RelationshipType",
    }
)
_IMAGE_GROUP: Final = 0x0028
_TEXTS: Final = frozenset({"LO", "SH"})
_ZEROS: Final = re.compile(r"^[+-]|\.0*$")
_NUMERALS: Final = frozenset({"IS", "DS"})


@dataclass(frozen=True)
class PersonWords:
    """The words of all persons that a data set names. In memory only; the repr shows none.

    Attributes
    ----------
    anywhere
        At least four characters, or two ideographs: looked for inside other words too.
    without_gaps
        Whole names and numbers written in one, at least six characters (two ideographs): looked for in the
        text without its gaps.
    whole
        Two or three characters: only if they are the whole value.
    """

    anywhere: frozenset[str] = field(repr=False)
    without_gaps: frozenset[str] = field(repr=False)
    whole: frozenset[str] = field(repr=False)

    @classmethod
    def of(cls, attributes: Dataset) -> PersonWords:
        """Collect the words of names and numbers of persons, at every depth."""
        return cls.among(identifiers_of(attributes))

    @classmethod
    def among(cls, identifiers: Identifiers) -> PersonWords:
        """Collect the words of names and numbers of persons among what a data set says of whom it shows."""
        words: set[str] = set()
        joined: set[str] = set()
        for keyword, text in _names_and_numbers(identifiers):
            for group in text.split("="):
                parts = _words(group)
                if keyword in _NUMBERS_OF_ORDERS:
                    parts = tuple(part for part in parts if any(map(str.isdigit, part)))
                words.update(parts)
                joined.add("".join(parts))
        return cls(
            anywhere=_long_enough(words, _SHORTEST),
            without_gaps=_long_enough(joined, _SHORTEST_WITHOUT_GAPS),
            whole=frozenset(word for word in words if 2 <= len(word) < _SHORTEST),
        )

    def are_in(self, element: DataElement) -> bool:
        """Say whether a value names one of them. Coded strings and numbers are compared as a whole."""
        values = [str(value) for value in values_of(element)]
        if element.VR in _TEXTS:
            return any(self._in_text(value) for value in values)
        if element.VR == "CS":
            named = not _is_of_image(element) and keyword_at(element.tag) not in _ENUMERATED
            return named and any(self._is_all_of(_words(value)) for value in values)
        if element.VR in _NUMERALS and not _is_of_image(element):
            whole = [_ZEROS.sub("", value.strip()) for value in values]  # 4711.0 is the number 4711
            return any(len(value) >= _SHORTEST_WITHOUT_GAPS and value in self.anywhere for value in whole)
        return False

    def are_in_text(self, text: str) -> bool:
        """Say whether a text names one of them, whatever attribute it stands in."""
        return self._in_text(text)

    def _in_text(self, text: str) -> bool:
        parts = _words(text)
        flat = "".join(parts)
        return (
            flat in self.whole
            or any(word in part for part in parts for word in self.anywhere)
            or any(word in flat for word in self.without_gaps)
        )

    def _is_all_of(self, parts: Sequence[str]) -> bool:
        return any(part in self.anywhere for part in parts) and all(
            part in self.anywhere or part in self.whole for part in parts
        )


def _names_and_numbers(identifiers: Identifiers) -> Iterator[tuple[str, str]]:
    for path, text in identifiers.values:
        tag = int(path[-10:-1].replace(",", ""), 16)
        keyword = keyword_at(tag)
        is_date = keyword in IDENTIFYING and dictionary_VR(tag) in {"DA", "TM", "DT"}
        if not is_date and keyword not in _PLACES:
            yield keyword, text


def _is_of_image(element: DataElement) -> bool:
    return int(element.tag) >> 16 == _IMAGE_GROUP


def _words(text: str) -> tuple[str, ...]:
    """Give the words of a text; those of short ones are worked out once, since a series says much the same."""
    return _words_once(text) if len(text) <= _SHORT else _words_anew(text)


@lru_cache(1 << 12)
def _words_once(text: str) -> tuple[str, ...]:
    return _words_anew(text)


def _words_anew(text: str) -> tuple[str, ...]:
    # NFKC: full-width letters and digits, as East Asian keyboards type them, are the same words.
    return tuple(word for word in _BETWEEN.split(unicodedata.normalize("NFKC", text).casefold()) if word)


def _long_enough(words: Iterable[str], shortest: int) -> frozenset[str]:
    return frozenset(
        word for word in words if len(word) >= (_SHORTEST_IDEOGRAPHS if any(map(_is_ideograph, word)) else shortest)
    )


def _is_ideograph(character: str) -> bool:
    return character >= "\u2e80"  # CJK radicals and all after them; Latin, Greek, Cyrillic, … come before
