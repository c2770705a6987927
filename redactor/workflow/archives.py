"""ZIP archives: their members one after another in a private folder, within limits that no bomb gets past."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final

from redactor.errors import (
    ArchiveBroken,
    ArchiveLocked,
    ArchiveTooLarge,
    CannotWrite,
    DiskFull,
    SetAside,
    Unreadable,
    reason_of,
)
from redactor.files import writing_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redactor.workflow.private_folder import PrivateFolder

_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_CHUNK: Final = 1 << 20
_ENCRYPTED: Final = 1
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, LookupError, RuntimeError)
"""What a damaged archive, or one of an unknown method, ends in."""


@dataclass(frozen=True)
class Limits:
    """How much an archive may hold.

    Attributes
    ----------
    members
        How many members.
    total
        Bytes that come out of it, with those of archives inside.
    ratio
        How many times its own size that may be, from `small` bytes on: images shrink to a half, to a hundredth if
        they are blank, and a bomb to a thousandth or less.
    depth
        How many archives may lie inside one another.
    share
        The part of the free space that it may take.
    """

    members: int = 100_000
    total: int = 32 << 30
    ratio: int = 200
    small: int = 64 << 20
    depth: int = 3
    share: float = 0.5


@dataclass(frozen=True)
class Member:
    """A member of an archive: its name there, and where it lies now or why not."""

    name: str = field(repr=False)
    content: Path | SetAside = field(repr=False)


def is_archive(path: Path) -> bool:
    """Say whether a file starts as a ZIP archive does.

    Raises
    ------
    Unreadable
        If the file system refuses.
    """
    try:
        with path.open("rb") as file:
            return file.read(4) in _STARTS
    except OSError as error:
        raise Unreadable(reason=reason_of(error)) from None


def members(path: Path, private: PrivateFolder, limits: Limits | None = None) -> Iterator[Member]:
    """Yield the files of an archive, and of archives inside it, each written to the private folder first.

    Whoever does not need one deletes it there.

    Raises
    ------
    ArchiveTooLarge, ArchiveBroken, ArchiveLocked, Unreadable
        If nothing of it, or nothing more of it, can be had.
    """
    allowed = limits or Limits()
    try:
        budget = _Budget(allowed, path.stat().st_size, int(private.free * allowed.share))
    except OSError as error:
        raise Unreadable(reason=reason_of(error)) from None
    except (CannotWrite, DiskFull) as error:
        raise Unreadable(reason=str(error.facts.get("reason", "no space left on device"))) from None
    yield from _members(path, "", private, budget, 1)


class _Budget:
    """What may still come out of an archive."""

    def __init__(self, limits: Limits, size: int, free: int) -> None:
        self.limits = limits
        self._left = min(limits.total, max(limits.small, limits.ratio * size), free)
        self._members = limits.members

    def take(self, size: int, members: int = 0) -> None:
        """Take something out of it, before it is written."""
        self._left -= size
        self._members -= members
        if self._left < 0 or self._members < 0:
            raise ArchiveTooLarge


def _members(path: Path, outer: str, private: PrivateFolder, budget: _Budget, depth: int) -> Iterator[Member]:
    if depth > budget.limits.depth:
        raise ArchiveTooLarge
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(zipfile.ZipFile(path))
            infos = [info for info in archive.infolist() if not info.is_dir()]
        except OSError as error:
            raise Unreadable(reason=reason_of(error)) from None
        except _BROKEN:
            raise ArchiveBroken from None
        budget.take(0, len(infos))
        for info in infos:
            name = outer + str(PurePosixPath(info.filename))
            try:
                written = _written(archive, info, private, budget)
                inner = is_archive(written)
            except (ArchiveBroken, ArchiveLocked) as error:
                yield Member(name, error)
                continue
            if not inner:
                yield Member(name, written)
                continue
            try:
                yield from _members(written, f"{name}/", private, budget, depth + 1)
            except (ArchiveBroken, ArchiveLocked) as error:
                yield Member(name, error)
            finally:
                written.unlink(missing_ok=True)


def _written(archive: zipfile.ZipFile, info: zipfile.ZipInfo, private: PrivateFolder, budget: _Budget) -> Path:
    if info.flag_bits & _ENCRYPTED:
        raise ArchiveLocked
    try:
        file, path = private.new_file()
    except (CannotWrite, DiskFull) as error:
        raise Unreadable(reason=str(error.facts.get("reason", "no space left on device"))) from None
    try:
        with file:
            _copy(archive, info, file, budget)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _copy(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: BinaryIO, budget: _Budget) -> None:
    try:
        with archive.open(info) as member:
            while chunk := member.read(_CHUNK):
                budget.take(len(chunk))
                with writing_errors():
                    file.write(chunk)
    except (CannotWrite, DiskFull) as error:
        raise Unreadable(reason=str(error.facts.get("reason", "no space left on device"))) from None
    except OSError as error:
        raise Unreadable(reason=reason_of(error)) from None
    except _BROKEN:
        raise ArchiveBroken from None
