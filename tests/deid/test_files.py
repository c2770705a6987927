"""Real files of every kind, also broken ones: none stops the engine, and each result can be written."""

from __future__ import annotations

import warnings
from pathlib import Path

import pydicom
import pytest
from pydicom import dcmread

from redactor.dicom.header import read_header
from redactor.errors import SetAside
from tests.deid.samples import LENIENT, deidentified, read, written

FILES = sorted(path for path in (Path(pydicom.__file__).parent / "data").rglob("*") if path.suffix in {".dcm", ""})


@pytest.mark.parametrize("path", [path for path in FILES if path.is_file()], ids=lambda path: path.name)
def test_a_file_of_pydicom_is_deidentified(path: Path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            attributes = read_header(path).attributes
        except SetAside:
            attributes = dcmread(path, force=True)  # no image that this program exports; the engine must stand it
        result = deidentified(attributes, profile=LENIENT, pixels_changed=True).attributes
        result.setdefault("SOPClassUID", "1.2.840.10008.5.1.4.1.1.7")
        result.setdefault("SOPInstanceUID", "1.2.3")
        again = read(written(result))
    assert not [one for one in again.iterall() if one.tag.is_private]
    assert again.PatientIdentityRemoved == "YES"
