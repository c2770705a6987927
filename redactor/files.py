"""Write files so that they appear whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from redactor.errors import CannotWrite, DiskFull, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import IO, BinaryIO


@contextmanager
def writing_errors() -> Iterator[None]:
    """Turn what the file system says while something is written into `DiskFull` or `CannotWrite`."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise DiskFull from None
        raise CannotWrite(reason=reason_of(error)) from None


@contextmanager
def unfinished(folder: Path, suffix: str, *, private: bool = False) -> Iterator[tuple[BinaryIO, Path]]:
    """Open a new file of a random name for writing; it is synced at the end, and deleted if anything is raised.

    It is readable as the person's umask says, since what leaves is for others, too; a private one by its owner alone.
    """
    with writing_errors():
        folder.mkdir(mode=0o700 if private else 0o777, parents=True, exist_ok=True)
        path = folder / f".{secrets.token_hex(8)}{suffix}"
        mode = 0o600 if private else 0o666
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        opened = os.fdopen(os.open(path, flags, mode), "wb")
    with discarding(path), writing_errors(), opened as file:
        yield file, path
        file.flush()
        os.fsync(file.fileno())


def move_into_place(source: Path, target: Path) -> None:
    """Give a finished file its name at once; across file systems by a hidden copy beside the target.

    Raises
    ------
    DiskFull, CannotWrite
        If the file system refuses; the target is then as it was.
    """
    with writing_errors():
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            source.replace(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            with unfinished(target.parent, target.suffix) as (file, near), source.open("rb") as original:
                shutil.copyfileobj(original, file, 8 << 20)
            with discarding(near):
                near.replace(target)
            source.unlink()
        _sync_folder(target.parent)


def write_text(target: Path, text: str, *, private: bool = False) -> None:
    """Write a UTF-8 text file whole or not at all; a private one is for its owner alone.

    What is no Unicode (a file name in another encoding) is escaped, in the way that JSON reads back.
    """
    write_parts(target, (text,), private=private)


def write_parts(target: Path, parts: Iterable[str], *, private: bool = False) -> None:
    """Do what `write_text` does with a text that is never whole in memory."""
    with unfinished(target.parent, ".tmp", private=private) as (file, path):
        for part in parts:
            file.write(part.encode("utf-8", "backslashreplace"))
    with discarding(path):
        move_into_place(path, target)


@contextmanager
def discarding(*paths: Path) -> Iterator[None]:
    """Delete files if anything is raised."""
    try:
        yield
    except BaseException:
        for path in paths:
            discard(path)
        raise


def discard(path: Path) -> None:
    """Delete a file that may be gone already."""
    with suppress(FileNotFoundError):
        path.unlink()


def destroy(path: Path) -> None:
    """Overwrite a file and delete it; what is gone already stays gone.

    Flash memory, snapshots and file systems that copy on write may keep the old bytes all the same.

    Raises
    ------
    DiskFull, CannotWrite
        If the file system refuses.
    """
    with writing_errors(), suppress(FileNotFoundError):
        with path.open("r+b", buffering=0) as file:
            left = path.stat().st_size
            while left > 0:
                left -= file.write(secrets.token_bytes(min(left, 1 << 20)))
            os.fsync(file.fileno())
        path.unlink()
        _sync_folder(path.parent)


def locked(stream: IO[bytes]) -> bool:
    """Keep others from a file until it is closed; False if somebody else does. Without locks on its system: True."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - Windows only

        place = stream.tell()
        stream.seek(1 << 40)  # locked bytes can't be read by others there: one far behind the end
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            stream.seek(place)
        return True
    import fcntl  # noqa: PLC0415 - not on Windows

    try:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # many network file systems have none
    return True


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # Windows has no handle for a folder that could be synced
    with suppress(OSError):  # many network file systems can't; the file stands there whole all the same
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
