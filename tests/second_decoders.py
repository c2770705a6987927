"""Decoders that share no code with this program, each in a process of its own: dcmtk's tools, and GDCM.

GDCM must not be importable here: where pydicom finds it, tests that read with pydicom would decode with it, too. So the
set-up puts its wheel into a folder beside the environment's packages, which only the processes started here look into.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = "REDACTOR_SECOND_DECODERS"
"""Environment variable that names another folder with the module `gdcm`."""

DCMTK: Final = {
    "1.2.840.10008.1.2.4.50": ("dcmdjpeg", "+cn"),
    "1.2.840.10008.1.2.4.51": ("dcmdjpeg", "+cn"),
    "1.2.840.10008.1.2.4.57": ("dcmdjpeg", "+cn"),
    "1.2.840.10008.1.2.4.70": ("dcmdjpeg", "+cn"),
    "1.2.840.10008.1.2.4.80": ("dcmdjpls",),
    "1.2.840.10008.1.2.4.81": ("dcmdjpls",),
    "1.2.840.10008.1.2.5": ("dcmdrle",),
}
"""The tool of each Transfer Syntax, and its option to leave colours alone; dcmtk has no JPEG 2000."""

_TO_NATIVE: Final = """
import sys, gdcm
gdcm.Trace.WarningOff(), gdcm.Trace.ErrorOff()
reader = gdcm.ImageReader()
reader.SetFileName(sys.argv[1])
if not reader.Read():
    sys.exit(3)
change = gdcm.ImageChangeTransferSyntax()
change.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.ExplicitVRLittleEndian))
change.SetInput(reader.GetImage())
if not change.Change():
    sys.exit(4)
writer = gdcm.ImageWriter()
writer.SetFileName(sys.argv[2])
writer.SetFile(reader.GetFile())
writer.SetImage(change.GetOutput())
if not writer.Write():
    sys.exit(5)
"""


@cache
def has_gdcm() -> bool:
    """True if GDCM is where the set-up puts it, or importable anyway."""
    return not _python("import gdcm").returncode


def dcmtk_tool(uid: str) -> str | None:
    """Give the path of dcmtk's tool for a Transfer Syntax; None if it has none, or is not installed."""
    return shutil.which(DCMTK[uid][0]) if uid in DCMTK else None


def by_dcmtk(uid: str, source: Path, target: Path) -> bool:
    """Decode all frames of a file to native ones; False if the tool refuses."""
    tool = dcmtk_tool(uid)
    assert tool
    done = subprocess.run(
        [tool, *DCMTK[uid][1:], str(source), str(target)], capture_output=True, check=False, timeout=60
    )
    return done.returncode == 0


def by_gdcm(source: Path, target: Path) -> bool:
    """Decode all frames of a file to native ones; False if GDCM refuses, or dies of it."""
    return _python(_TO_NATIVE, str(source), str(target)).returncode == 0


def _python(code: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    folder = os.environ.get(FOLDER) or str(Path(sys.prefix) / "second-decoders")
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": folder},
    )
