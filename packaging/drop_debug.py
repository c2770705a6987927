"""Take sections for debuggers out of shared libraries of the frozen program: some 50 MB that nothing loads.

This is not `strip` over everything, which broke libraries whose parts had been moved by the tools that make wheels: the
loader refused them ("ELF load command address/offset not page-aligned"). Here a library keeps its symbols, those moved
ones (in folders that end in `.libs`) are never touched, and one whose loaded segments would differ is left as it was.
"""

from __future__ import annotations

import argparse
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

_ELF_64_LITTLE: Final = b"\x7fELF\x02\x01"
_PT_LOAD: Final = 1


def main() -> int:
    """Go through a folder, and print how much smaller it became."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    if shutil.which("strip") is None:
        print("drop_debug: there is no `strip` (package binutils); nothing was taken out", file=sys.stderr)
        return 0
    saved = sum(drop_debug(path) for path in sorted(folder.rglob("*.so*")) if is_candidate(path))
    print(f"drop_debug: {saved / 1e6:.1f} MB of sections for debuggers taken out")
    return 0


def is_candidate(path: Path) -> bool:
    """Say whether a file may be changed."""
    is_moved = any(part.endswith(".libs") for part in path.parts)
    return path.is_file() and not path.is_symlink() and not is_moved and loaded_segments(path.read_bytes()) != ()


def drop_debug(path: Path) -> int:
    """Change one file if it is the same to the loader afterwards, and give the bytes saved."""
    before = path.stat().st_size
    with tempfile.TemporaryDirectory() as folder:
        smaller = Path(folder) / path.name
        done = subprocess.run(["strip", "--strip-debug", "-o", smaller, path], capture_output=True, check=False)
        if done.returncode or smaller.stat().st_size >= before:
            return 0
        if loaded_segments(smaller.read_bytes()) != loaded_segments(path.read_bytes()):
            return 0
        shutil.copyfile(smaller, path)
    return before - path.stat().st_size


def loaded_segments(data: bytes) -> tuple[tuple[int, ...], ...]:
    """Give (flags, offset, address, bytes in the file, bytes in memory, alignment) of what a loader maps of a file.

    Empty for what is no 64-bit little endian ELF file (System V ABI, chapter 5).
    """
    if not data.startswith(_ELF_64_LITTLE):
        return ()
    (table,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    rows = [struct.unpack_from("<IIQQQQQQ", data, table + number * size) for number in range(count)]
    return tuple(
        (flags, offset, address, in_file, in_memory, alignment)
        for kind, flags, offset, address, _, in_file, in_memory, alignment in rows
        if kind == _PT_LOAD
    )


if __name__ == "__main__":
    sys.exit(main())
