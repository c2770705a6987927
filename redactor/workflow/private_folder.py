"""A folder for what has to lie in clear for a while: its owner's alone, gone at the end, and after a crash at the next.

Each has a file that the program holds locked as long as it runs; one that nobody holds was left behind.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from redactor.files import locked, writing_errors

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

_LOCK: Final = ".lock"


class PrivateFolder:
    """A folder of its own below a place, made when it is first needed."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._folder: Path | None = None
        self._lock: BinaryIO | None = None
        self._count = 0

    @property
    def free(self) -> int:
        """How many bytes there is room for.

        Raises
        ------
        CannotWrite, DiskFull
            If it can't be made.
        """
        with writing_errors():
            return shutil.disk_usage(self._made()).free

    def new_file(self) -> tuple[BinaryIO, Path]:
        """Open a new file of a neutral name, for its owner alone.

        Raises
        ------
        CannotWrite, DiskFull
            If that fails.
        """
        with writing_errors():
            folder = self._made()
            self._count += 1
            path = folder / f"{self._count:06}"
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            return os.fdopen(os.open(path, flags, 0o600), "w+b"), path

    def remove(self) -> None:
        """Delete it with all that it holds; another one is made when it is needed."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)  # Windows keeps what is open
        self._folder = self._lock = None

    def _made(self) -> Path:
        if self._folder is None:
            folder = self._place / secrets.token_hex(8)
            folder.mkdir(mode=0o700, parents=True)
            lock = (folder / _LOCK).open("xb")
            locked(lock)
            self._folder, self._lock = folder, lock
        return self._folder


def remove_left_behind(place: Path) -> None:
    """Delete the folders that a program which is gone left behind."""
    with suppress(OSError):
        for folder in place.iterdir():
            with suppress(OSError):
                with (folder / _LOCK).open("r+b") as lock:
                    is_free = locked(lock)
                if is_free:
                    shutil.rmtree(folder, ignore_errors=True)
