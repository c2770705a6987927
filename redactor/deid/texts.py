"""Free text: what may stay without being read by a person, and what is left of it after cleaning."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from redactor.deid.legible import values_of
from redactor.deid.vocabulary import coding_schemes, extended, is_of_a_device, standard, technical_attributes
from redactor.dicom.walk import keyword_at, value_of

if TYPE_CHECKING:
    from pydicom.dataelem import DataElement
    from pydicom.dataset import Dataset

    from redactor.deid.identity import PersonWords
    from redactor.deid.profile import Profile
    from redactor.deid.vocabulary import Vocabulary

PROSE: Final = frozenset({"LO", "SH", "ST", "LT", "UT", "UC"})
"""VRs of words that people write."""

_CODE: Final = frozenset({"CodeValue", "LongCodeValue", "CodingSchemeDesignator"})
"""Of a scheme that a standard defines. The meaning is not among them: anybody can write one beside a true code."""

_CODED: Final = re.compile(r"[A-Z0-9_ ]{0,16}")
_OTHER_CHARACTER_SETS: Final = ("utf-8", "gb18030")
"""Tried where bytes were decoded as Latin-1, which decodes any: what GBK devices write without saying so."""


@dataclass(frozen=True)
class Texts:
    """Judges texts by the vocabulary and by the words of the patient.

    Attributes
    ----------
    persons
        Words that may not stay, known or not.
    confirmed
        Whether a person has read the words that stay: only then is a text kept in part.
    """

    vocabulary: Vocabulary
    persons: PersonWords = field(repr=False)
    confirmed: bool = False

    @classmethod
    def of(cls, profile: Profile, persons: PersonWords, *, confirmed: bool = False) -> Texts:
        """Give the judge for a profile, with the words of its site."""
        vocabulary = extended(standard(), profile.words) if profile.words else standard()
        return cls(vocabulary, persons, confirmed)

    def may_stay(self, source: Dataset, element: DataElement) -> bool:
        """Say whether a text that the table doesn't list may stay as it is.

        Parameters
        ----------
        source
            The data set or item that holds it: for a code, the Coding Scheme Designator beside it.
        """
        if is_defined(source, element):
            return not self.persons.are_in(element)
        return all(self.is_known(str(value)) for value in values_of(element))

    def is_known(self, text: str) -> bool:
        """Say whether every word of a text is known and none is a patient's."""
        return self.vocabulary.knows(text) and not self.persons.are_in_text(text)

    def could_be_coded(self, element: DataElement) -> bool:
        """Say whether each value is a coded string (PS3.5 6.2), or words that are known."""
        values = [str(value).strip() for value in values_of(element)]
        return all(_CODED.fullmatch(value) or self.vocabulary.knows(value) for value in values)

    def cleaned(self, values: list[str]) -> list[str] | None:
        """Give values with nothing in them but known words; None if nothing may stay.

        Without a person, a value stays whole or not at all, and not one if another doesn't.
        """
        decoded = [self.decoded(value) for value in values]
        if all(map(self.is_known, decoded)):
            return decoded if any(decoded) else None
        if not self.confirmed:
            return None
        left = [self.vocabulary.known_words(value, self.persons.are_in_text) for value in decoded]
        left = [value if self.is_known(value) else "" for value in left]
        return left if any(left) else None

    def decoded(self, text: str) -> str:
        """Give a text as it was meant, where a wrong Specific Character Set hid known words."""
        if text.isascii() or not all(character <= "\xff" for character in text):
            return text
        for name in _OTHER_CHARACTER_SETS:
            try:
                meant = text.encode("latin-1").decode(name)
            except UnicodeDecodeError:
                continue
            if self.vocabulary.knows(meant):
                return meant
        return text


def is_defined(source: Dataset, element: DataElement) -> bool:
    """Say whether a text is a device's own, or of a code that a standard defines."""
    keyword = keyword_at(element.tag)
    if keyword in _CODE:
        return str(value_of(source, "CodingSchemeDesignator") or "").strip() in coding_schemes()
    return keyword in technical_attributes() and all(
        is_of_a_device(keyword, str(value)) for value in values_of(element)
    )
