"""The bytes of an input: a file read by `seek` and `readinto`, or a data set that was inflated into memory."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Protocol

from redactor.errors import Changed, Unreadable, reason_of

if TYPE_CHECKING:
    from pathlib import Path


class ByteSource(Protocol):
    """Bytes that can be read in any order."""

    @property
    def size(self) -> int:
        """How many bytes there are."""
        ...

    def read(self, offset: int, length: int) -> bytearray:
        """Give exactly `length` bytes.

        Raises
        ------
        Changed
            If they are not there any more.
        """
        ...


@dataclass(frozen=True)
class FileSource:
    """A file as it was when it was opened: another size or time of change later is an error.

    It is opened for each reading and never mapped into memory: a file that shrinks, or a medium pulled
    out, would kill the process, and Windows could not replace a mapped file.
    """

    path: Path
    size: int
    modified: int

    @classmethod
    def of(cls, path: Path) -> FileSource:
        """Remember what a file is now.

        Raises
        ------
        Unreadable
            If the file system refuses.
        """
        with opened(path) as file:
            return cls.at(path, file)

    @classmethod
    def at(cls, path: Path, file: BinaryIO) -> FileSource:
        """Remember what an open file is now."""
        status = os.fstat(file.fileno())
        return cls(path, status.st_size, status.st_mtime_ns)

    def read(self, offset: int, length: int) -> bytearray:
        """Give exactly `length` bytes; see `ByteSource.read`."""
        buffer = bytearray(length)
        with opened(self.path) as file:
            status = os.fstat(file.fileno())
            if (status.st_size, status.st_mtime_ns) != (self.size, self.modified):
                raise Changed
            file.seek(offset)
            try:
                count = file.readinto(buffer)  # type: ignore[attr-defined]  # BinaryIO lacks what every binary file has
            except OSError as error:
                raise Unreadable(reason=reason_of(error)) from None
        if count != length:
            raise Changed
        return buffer


@dataclass(frozen=True)
class MemorySource:
    """Bytes in memory."""

    data: bytes = field(repr=False)

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return len(self.data)

    def read(self, offset: int, length: int) -> bytearray:
        """Give exactly `length` bytes; see `ByteSource.read`."""
        found = bytearray(self.data[offset : offset + length])
        if len(found) != length:
            raise Changed
        return found


def opened(path: Path) -> BinaryIO:
    """Open a file for reading.

    Raises
    ------
    Unreadable
        If the file system refuses, or it is no file but a pipe or a device, which might never end; the
        reason names no path.
    """
    if not path.is_file() and path.exists():
        raise Unreadable(reason="not a regular file")
    try:
        return path.open("rb")
    except OSError as error:
        raise Unreadable(reason=reason_of(error)) from None
