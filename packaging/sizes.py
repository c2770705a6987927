"""Say what the frozen program's folder weighs, by part, as the table in `docs/performance.md`."""

from __future__ import annotations

import argparse
import fnmatch
import sys
from pathlib import Path
from typing import Final

DOCUMENT: Final = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
BEGIN: Final = "<!-- sizes: made by packaging/sizes.py -->"
END: Final = "<!-- end of sizes -->"
_REST: Final = "Python, its libraries, and the program's own code"
PARTS: Final = {
    _REST: ("*/libpython*",),
    "text models": ("*.onnx",),
    "font, sample, icons, profiles, words": ("*/resources/*",),
    "Qt and PySide6": ("*/PySide6/*", "*/shiboken6/*"),
    "OpenCV, with FFmpeg and OpenBLAS": ("*/cv2/*", "*/opencv_python_headless*"),
    "NumPy, with OpenBLAS": ("*/numpy*",),
    "codecs": (
        "*/imagecodecs*", "*/_libjpeg*", "*/_openjpeg*", "*/_CharLS*", "*/rle/*", "*/turbojpeg*", "*/pyjpegls*",
        "*/pylibjpeg*",
    ),
    "slides (python-pptx, lxml, Pillow)": ("*/pptx/*", "*/lxml/*", "*/PIL/*", "*/pillow*", "*/python_pptx*"),
    "bar codes, likeness of words": ("*/zxingcpp/*", "*/rapidfuzz*"),
    "cryptography and key stores": ("*/cryptography*", "*/keyring*", "*/_cffi_backend*"),
    "licences": ("*/licences/*",),
    "libraries of the system it was made on": ("*/_internal/lib*.so*",),
}  # fmt: skip
"""By names in the folder; the first that fits counts."""


def main() -> int:
    """Print the table; with --write, put it into the document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    made = table(arguments.folder)
    if arguments.write:
        text = DOCUMENT.read_text("utf-8")
        before, _, rest = text.partition(BEGIN)
        _, _, after = rest.partition(END)
        if not after:
            raise SystemExit(f"{DOCUMENT.name}: there is no place for the table between '{BEGIN}' and '{END}'")
        DOCUMENT.write_text(f"{before}{BEGIN}\n{made}{END}{after}", "utf-8", newline="\n")
    print(made, end="")
    return 0


def table(folder: Path) -> str:
    """Give the table: parts, the heaviest first, and their sum; links count nothing, MB are 10^6 bytes."""
    sizes: dict[str, int] = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            part = part_of("/" + path.relative_to(folder).as_posix())
            sizes[part] = sizes.get(part, 0) + path.stat().st_size
    rows = [f"| {part} | {size / 1e6:.1f} |" for part, size in sorted(sizes.items(), key=lambda row: -row[1])]
    total = f"| **all** (at most 450) | **{sum(sizes.values()) / 1e6:.1f}** |"
    return "\n".join(["| part | MB |", "| --- | --- |", *rows, total]) + "\n"


def part_of(name: str) -> str:
    """Give the part that a file belongs to, by its name in the folder."""
    return next((part for part, names in PARTS.items() if any(fnmatch.fnmatch(name, n) for n in names)), _REST)


if __name__ == "__main__":
    sys.exit(main())
