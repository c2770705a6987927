"""Look at folders as a stranger would: which files, which bytes. And disks that are small."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    """Give the bytes of every file below a folder by its relative path; nothing if there is no folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def digests(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of every file below a folder by its relative path."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in contents(folder).items()}


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """Give a file system of a few kilobytes; skips the test where none may be mounted."""
    place.mkdir(parents=True, exist_ok=True)
    if not sys.platform.startswith("linux"):
        pytest.skip("a small file system is mounted on Linux only")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small file system needs more rights than this user has")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], capture_output=True, check=True)
