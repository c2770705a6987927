"""What a file holds that nobody sees is counted, never quoted."""

from __future__ import annotations

from pydicom.dataset import Dataset
from pydicom.uid import RLELossless

from redactor.dicom.instance import Instance
from redactor.dicom.unseen import HiddenData, hidden_data
from tests.instances import capture, ct_slice, header, noise, save, save_compressed, with_pixels


def test_a_plain_file_has_nothing_hidden_but_what_every_file_has(tmp_path):
    found = hidden_data(Instance.open(ct_slice(tmp_path / "a.dcm")))
    assert found == HiddenData(uids=found.uids, dates=found.dates, serials=found.serials)
    assert found.uids
    assert found.dates


def test_all_that_is_hidden_is_counted_at_every_depth(tmp_path):
    inside = Dataset()
    inside.add_new(0x00091001, "LO", "CANARY")
    inside.UID = "1.2.3"
    icon = Dataset()
    icon.Rows = icon.Columns = 1
    ds = with_pixels(header(DeviceSerialNumber="77", IconImageSequence=[icon]), noise((1, 4, 4)))
    ds.add_new(0x00090010, "LO", "MAKER")
    ds.add_new(0x60000010, "US", 4)
    ds.add_new(0x60020010, "US", 4)
    ds.add_new(0x50000010, "US", 4)
    ds.RequestAttributesSequence = [inside]
    ds.WaveformSequence = [Dataset()]
    found = hidden_data(Instance.open(save(ds, tmp_path / "a.dcm")))
    assert (found.overlays, found.icons, found.curves, found.documents, found.private) == (2, 1, 1, 1, 2)
    assert found.serials == 1
    assert "CANARY" not in repr(found)


def test_bytes_before_and_behind_are_counted(tmp_path):
    path = capture(tmp_path / "a.dcm")
    with path.open("r+b") as file:
        file.write(b"ZELDA")
        file.seek(0, 2)
        file.write(b"12 bytes now")
    found = hidden_data(Instance.open(path))
    assert (found.preamble, found.trailing) == (5, 12)


def test_bytes_behind_encapsulated_frames_are_counted(tmp_path):
    ds = with_pixels(header(), noise((1, 8, 8)))
    path = save_compressed(ds, tmp_path / "a.dcm", RLELossless)
    assert hidden_data(Instance.open(path)).trailing == 0
    with path.open("ab") as file:
        file.write(b"behind")
    assert hidden_data(Instance.open(path)).trailing == 6
