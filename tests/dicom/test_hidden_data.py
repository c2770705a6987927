"""What a file holds where nobody looks is counted, and none of it is told."""

from __future__ import annotations

import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from redactor.dicom.hidden_data import HiddenData, hidden_data
from redactor.dicom.instance import Instance
from tests.instances import capture, header, noise, save, save_compressed, with_pixels


def looked_at(path):
    return hidden_data(Instance.open(path))


def test_a_plain_image_hides_nothing(tmp_path):
    found = looked_at(save(with_pixels(header(), noise((1, 8, 8))), tmp_path / "a.dcm"))
    assert found == HiddenData(private_attributes=found.private_attributes)


def test_everything_is_counted_at_its_depth(tmp_path):
    ds = with_pixels(header(), noise((1, 8, 8)))
    before = looked_at(save(ds, tmp_path / "before.dcm")).private_attributes
    item = Dataset()
    item.add_new(0x00091001, "LO", "CANARY^ZELDA")
    item.add_new(0x00090010, "LO", "CREATOR")
    item.IconImageSequence = Sequence([Dataset()])
    ds.ReferencedImageSequence = Sequence([item])
    ds.IconImageSequence = Sequence([Dataset()])
    ds.add_new(0x00420011, "OB", b"%PDF")
    ds.add_new(0x60000010, "US", 8)
    ds.add_new(0x60020010, "US", 8)
    ds.add_new(0x50003000, "OW", b"1234")
    found = looked_at(save(ds, tmp_path / "a.dcm"))
    assert found == HiddenData(
        overlay_planes=2, curves=1, icons=2, private_attributes=before + 1, documents=1, preamble_bytes=0
    )
    assert not found.is_empty
    assert "ZELDA" not in repr(found)


def test_what_is_nested_beyond_reason_counts_as_private(tmp_path):
    ds = with_pixels(header(), noise((1, 8, 8)))
    before = looked_at(save(ds, tmp_path / "before.dcm")).private_attributes
    inner = Dataset()
    for _ in range(40):
        outer = Dataset()
        outer.ReferencedImageSequence = Sequence([inner])
        inner = outer
    ds.ReferencedImageSequence = Sequence([inner])
    assert looked_at(save(ds, tmp_path / "a.dcm")).private_attributes == before + 1


@pytest.mark.parametrize("syntax", ["", "1.2.840.10008.1.2.5"])
def test_bytes_behind_the_pixels_and_in_the_preamble_are_counted(tmp_path, syntax):
    ds = with_pixels(header(), noise((2, 8, 8)))
    path = save_compressed(ds, tmp_path / "a.dcm", syntax) if syntax else save(ds, tmp_path / "a.dcm")
    assert looked_at(path).trailing_bytes == 0
    data = bytearray(path.read_bytes())
    data[:4] = b"II*\0"
    data += b"\xfc\xff\xfc\xffOB\0\0\x04\0\0\0ABCD"
    path.write_bytes(data)
    found = looked_at(path)
    assert found.trailing_bytes == 16
    assert found.preamble_bytes == 3


def test_an_instance_without_such_things_is_empty(tmp_path):
    assert HiddenData().is_empty
    assert looked_at(capture(tmp_path / "a.dcm")).trailing_bytes == 0
