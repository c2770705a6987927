"""What a header says of the part of the body that an image shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pydicom.dataset import Dataset

from redactor.dicom.instance import Instance
from redactor.dicom.positioning import positioning_of
from redactor.model.image import Positioning
from tests.instances import header, save, with_pixels

if TYPE_CHECKING:
    from pathlib import Path


def code(value: str, **facts: object) -> Dataset:
    item = Dataset()
    item.CodeValue = value
    for name, each in facts.items():
        setattr(item, name, each)
    return item


def test_words_and_codes_of_view_modifier_and_region() -> None:
    ds = Dataset()
    ds.BodyPartExamined = "chest "
    ds.ViewPosition = "ll"
    ds.ViewCodeSequence = [code("399173006", ViewModifierCodeSequence=[code("R-1")])]
    ds.AnatomicRegionSequence = [code("51185008"), Dataset()]
    assert positioning_of(ds) == Positioning("CHEST", "LL", ("399173006", "R-1", "51185008"))


def test_an_instance_without_them_says_nothing(tmp_path: Path) -> None:
    path = save(with_pixels(header(), np.zeros((1, 8, 8), np.uint8)), tmp_path / "a.dcm")
    assert Instance.open(path).positioning == Positioning()
