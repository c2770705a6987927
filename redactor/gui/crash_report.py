"""What is written of an error that nobody foresaw: kinds, places and versions, and no word of what it was about.

An exception's message may quote a patient's value, and so may local variables and paths: none of them is written.
Free of Qt.
"""

from __future__ import annotations

import faulthandler
import platform
import re
import sys
import time
import traceback
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING, Final

import redactor
from redactor.errors import CannotWrite, DiskFull
from redactor.files import discard, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

KEPT: Final = 10
"""Reports; the oldest go."""
_DIGITS: Final = 3
_PACKAGES: Final = ("PySide6-Essentials", "pydicom", "numpy", "opencv-python-headless")
_NATIVE: Final = "native.log"
_OURS: Final = "redactor"
_WORD: Final = re.compile(r"[\w.<>]{1,120}")
_FATAL: Final = re.compile(r"(Fatal Python error: [A-Z][A-Za-z ]{0,60}|Windows fatal exception: [a-z ]{0,60})")
_FRAME: Final = re.compile(r'  File "(.*)", line (\d+) in (\S+)')
_LONGEST: Final = 200
"""Lines that are read of what a broken process left."""


def report_of(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    """Give the report of an exception: its kind and those that led to it, each with the places that it came through."""
    parts = [_head()]
    seen: set[int] = set()
    now, where = error, trace
    name = kind.__name__
    while True:
        parts += [_word(name), *(f"  {place}" for place in _places(where))]
        later = None if now is None else now.__cause__ or now.__context__
        if later is None or id(later) in seen:
            return "\n".join(parts) + "\n"
        seen.add(id(later))
        parts.append("after")
        now, where, name = later, later.__traceback__, type(later).__name__


def write(folder: Path, report: str) -> Path | None:
    """Write a report, for its owner alone, and delete the oldest ones; None if the file system refuses."""
    moment = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    try:
        # Counted on from the last one of this second: a number that has become free would make the newest the oldest.
        last = max((int(one.stem[-_DIGITS:]) for one in folder.glob(f"crash-{moment}-*.txt")), default=-1)
        path = folder / f"crash-{moment}-{last + 1:0{_DIGITS}}.txt"
        write_text(path, report, private=True)
        for old in sorted(folder.glob("crash-*.txt"))[:-KEPT]:
            discard(old)
    except (CannotWrite, DiskFull, OSError, ValueError):  # ValueError: a file of that name that is none of ours
        return None
    return path


@dataclass
class Watch:
    """Notes where a process stands when it breaks in a library, so that the next start can report it.

    Attributes
    ----------
    left
        The report of a process that broke before, if there was one.
    """

    folder: Path
    left: Path | None = None
    _stream: IO[bytes] | None = field(default=None, repr=False)

    @classmethod
    def begin(cls, folder: Path) -> Watch:
        """Report what an earlier process left, and watch this one. Where nothing can be written, nothing is watched."""
        path = folder / _NATIVE
        watch = cls(folder)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if path.exists() and (told := list(_native(path.read_text("utf-8", "replace")))):
                watch.left = write(folder, "\n".join([_head(), *told]) + "\n")
            watch._stream = path.open("wb")
            path.chmod(0o600)
        except OSError:
            return watch
        faulthandler.enable(watch._stream)
        return watch

    def end(self) -> None:
        """Note that this process ended as it should."""
        if self._stream is not None:
            faulthandler.disable()
            self._stream.close()
            self._stream = None
            discard(self.folder / _NATIVE)


def _head() -> str:
    found = [f"redactor {redactor.__version__}", f"Python {platform.python_version()}"]
    for package in _PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} ?")
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return "\n".join([time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()), ", ".join(found), system, ""])


def _places(trace: TracebackType | None) -> Iterator[str]:
    for frame, line in traceback.walk_tb(trace):
        yield f"{_word(str(frame.f_globals.get('__name__', '?')))}:{line} {_word(frame.f_code.co_name)}"


def _native(text: str) -> Iterator[str]:
    """Yield what a broken process wrote of itself, with modules in place of paths; nothing else of it."""
    for line in text.splitlines()[:_LONGEST]:
        if fatal := _FATAL.match(line):
            yield fatal[1]
        elif frame := _FRAME.match(line):
            yield f"  {_word(_module(frame[1]))}:{frame[2]} {_word(frame[3])}"


def _module(path: str) -> str:
    """Give the module of a file, without the folders above: they may name a person."""
    parts = PurePath(path.replace("\\", "/")).with_suffix("").parts
    known: Iterable[str] = (
        _OURS,
        "site-packages",
        "dist-packages",
        f"python{sys.version_info[0]}.{sys.version_info[1]}",
    )
    for name in known:
        if name in parts:
            place = len(parts) - 1 - parts[::-1].index(name)
            return ".".join(parts[place if name == _OURS else place + 1 :])
    return parts[-1] if parts else "?"


def _word(text: str) -> str:
    """Give a name if it is one: a program's own names hold nothing else."""
    return text if _WORD.fullmatch(text) else "?"
