"""An instance without pixels: a report, a presentation state, a treatment plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from redactor.dicom.header import read_without_pixels
from redactor.dicom.identifiers import identifiers_of
from redactor.dicom.place import place_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from pydicom.dataset import Dataset

    from redactor.model.image import Identifiers, Place


@dataclass(frozen=True)
class NonImage:
    """A SOP Instance without Pixel Data. The repr shows no path and no value."""

    path: Path = field(repr=False)
    attributes: Dataset = field(repr=False)
    transfer_syntax_uid: str

    @classmethod
    def open(cls, path: Path) -> NonImage:
        """Read a file to its end.

        Raises
        ------
        SetAside
            Saying why it can't be worked on.
        """
        attributes, uid = read_without_pixels(path)
        return cls(path, attributes, str(uid))

    @cached_property
    def place(self) -> Place:
        """The patient, study and series that the instance belongs to."""
        return place_of(self.attributes)

    @cached_property
    def identifiers(self) -> Identifiers:
        """What it says of whom it shows."""
        return identifiers_of(self.attributes)

    def text(self, keyword: str) -> str:
        """Give an attribute as text, empty where it is absent or can't be read."""
        return text_of(self.attributes, keyword)
