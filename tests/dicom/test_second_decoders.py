"""What is written can be read by programs that share no code with this one: dcmtk and GDCM, where they are."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.uid import (
    CTImageStorage,
    HTJ2KLossless,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGLSLossless,
    RLELossless,
)

from redactor.dicom.instance import Instance
from tests import second_decoders
from tests.dicom import streams
from tests.instances import hiding, noise
from tests.runs import verified

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

PLAN = hiding((16, 16, 16, 16))

KINDS: dict[str, Any] = {
    "8 bit": (lambda: streams.picture(64, 80, colour=False), 8, "MONOCHROME2"),
    "RGB": (lambda: streams.picture(64, 80), 8, "RGB"),
    "12 bit": (lambda: noise((64, 80), np.uint16, high=4096), 12, "MONOCHROME2"),
    "12 bit signed": (lambda: noise((64, 80), np.int16, high=2048), 12, "MONOCHROME2"),
    "YBR_RCT": (lambda: streams.picture(64, 80), 8, "YBR_RCT"),
}
CASES = [
    (uid, kind)
    for uid in (JPEGBaseline8Bit, RLELossless, JPEGLSLossless, JPEG2000Lossless, HTJ2KLossless)
    for kind in KINDS
    if (uid != JPEGBaseline8Bit or "12" not in kind) and (kind != "YBR_RCT" or uid in {JPEG2000Lossless, HTJ2KLossless})
]


def result_of(uid: str, kind: str, folder: Path) -> Path:
    """Write two frames in a syntax, hide a square in both, and give the checked file."""
    make, bits, photometric = KINDS[kind]
    values = make()
    told = {"RGB": "YBR_FULL"}.get(photometric, photometric) if uid == JPEGBaseline8Bit else photometric
    coded = streams.jpeg(values, "4:4:4") if uid == JPEGBaseline8Bit else streams.coded(uid, values, bits)
    pixels = streams.pixel_format(values, bits, told)
    computed = {"SOPClassUID": CTImageStorage}  # GDCM writes no signed secondary capture
    source = streams.instance_file(folder / "in.dcm", uid, [coded, coded], pixels, attributes=computed)
    return verified(source, folder / "out", PLAN).file


def same(read: Path, written: Path, *, tolerance: int) -> None:
    """Compare another program's native values with ours, frame by frame."""
    ours, theirs = Instance.open(written), Instance.open(read)
    for number in (1, 2):
        one, other = ours.frame(number), theirs.frame(number)
        difference = np.abs(one.stored_values.astype(np.int64) - other.stored_values)
        assert difference.max() <= tolerance
        assert not difference[16:32, 16:32].any()


def tolerance_of(uid: str) -> int:
    """Two implementations of the inverse DCT may differ by one (ISO/IEC 10918-2); the rest is exact."""
    return 1 if uid == JPEGBaseline8Bit else 0


@pytest.mark.parametrize(
    ("uid", "kind"), [c for c in CASES if c[0] in second_decoders.DCMTK], ids=lambda v: getattr(v, "name", v)
)
def test_dcmtk_reads_the_same_values(uid: str, kind: str, tmp_path: Path) -> None:
    if not second_decoders.dcmtk_tool(uid):
        pytest.skip("dcmtk is not installed")
    written = result_of(uid, kind, tmp_path)
    assert second_decoders.by_dcmtk(uid, written, tmp_path / "read.dcm")
    same(tmp_path / "read.dcm", written, tolerance=tolerance_of(uid))


@pytest.mark.parametrize(("uid", "kind"), CASES, ids=lambda value: getattr(value, "name", value))
def test_dcmtk_reads_the_data_set(uid: str, kind: str, tmp_path: Path) -> None:
    if not (tool := shutil.which("dcmdump")):
        pytest.skip("dcmdump of dcmtk is not installed")
    written = result_of(uid, kind, tmp_path)
    shown = subprocess.run([tool, "--print-all", str(written)], check=True, capture_output=True, text=True)
    assert "W:" not in shown.stderr
    assert "E:" not in shown.stderr


@pytest.mark.parametrize(
    ("uid", "kind"), [c for c in CASES if c[0] != HTJ2KLossless], ids=lambda v: getattr(v, "name", v)
)
def test_gdcm_reads_the_same_values(uid: str, kind: str, tmp_path: Path) -> None:
    if not second_decoders.has_gdcm():
        pytest.skip("GDCM (python-gdcm) is not installed")
    written = result_of(uid, kind, tmp_path)
    assert second_decoders.by_gdcm(written, tmp_path / "read.dcm")
    assert not dcmread(tmp_path / "read.dcm").file_meta.TransferSyntaxUID.is_compressed
    same(tmp_path / "read.dcm", written, tolerance=tolerance_of(uid))
