"""Render the icon of the program for every system: PNG by size, an .ico for Windows, an .icns for macOS."""

from __future__ import annotations

import argparse
import os
import struct
import sys
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING: Final = Path(__file__).resolve().parents[1] / "resources" / "icons" / "app.svg"
SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_ICO_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)
_ICNS_TYPES: Final = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512}


def main() -> int:
    """Write `redactor-N.png`, `redactor.ico` and `redactor.icns` into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication([])
    drawn = {size: png(size) for size in SIZES}
    for size, data in drawn.items():
        (folder / f"redactor-{size}.png").write_bytes(data)
    (folder / "redactor.ico").write_bytes(ico({size: drawn[size] for size in _ICO_SIZES}))
    (folder / "redactor.icns").write_bytes(icns({kind: drawn[size] for kind, size in _ICNS_TYPES.items()}))
    del application
    return 0


def png(size: int) -> bytes:
    """Draw the icon in a square of `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico(drawn: dict[int, bytes]) -> bytes:
    """Put PNG files by size into one .ico: a head, a row each of 16 bytes, the files (256 is written as 0)."""
    rows, files, at = b"", b"", 6 + 16 * len(drawn)
    for size, data in drawn.items():
        rows += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), at)
        files += data
        at += len(data)
    return struct.pack("<HHH", 0, 1, len(drawn)) + rows + files


def icns(drawn: dict[bytes, bytes]) -> bytes:
    """Put PNG files by type into one .icns: each is a type, its length with these eight bytes, and the file."""
    body = b"".join(kind + struct.pack(">I", 8 + len(data)) + data for kind, data in drawn.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


if __name__ == "__main__":
    sys.exit(main())
