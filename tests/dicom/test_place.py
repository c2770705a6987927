"""The start of a file tells where its instance belongs, or that it can't tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from redactor.dicom.instance import Instance
from redactor.dicom.place import read_place
from redactor.errors import NotDicom
from tests.instances import header, noise, save, with_pixels

if TYPE_CHECKING:
    from pathlib import Path

SYNTAXES = (ExplicitVRLittleEndian, ImplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian)
GIVEN = {"PatientID": "p 1", "IssuerOfPatientID": "Ward", "InstanceNumber": "7"}


@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda syntax: syntax.name)
def test_the_start_of_a_file_tells_what_the_whole_does(syntax: str, tmp_path: Path) -> None:
    path = save(with_pixels(header(**GIVEN), noise((1, 8, 8), np.uint16)), tmp_path / "a.dcm", syntax)
    place = read_place(path)
    assert place == Instance.open(path).place
    assert place is not None
    assert place.patient == "WARD\\P 1"


def test_a_start_without_a_patient_tells_too_little(tmp_path: Path) -> None:
    source = with_pixels(header(**GIVEN), noise((1, 8, 8), np.uint16))
    del source.PatientID
    assert read_place(save(source, tmp_path / "a.dcm")) is None


def test_what_is_not_dicom_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.dcm").write_bytes(b"nothing" * 40)
    with pytest.raises(NotDicom):
        read_place(tmp_path / "a.dcm")
