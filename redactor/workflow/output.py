"""Where results go: DIR holds what may leave, DIR.local what links back."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs

from redactor.errors import InvalidOption, OutputInsideInput, OutputIsVolumeRoot, OutputNotEmpty
from redactor.files import writing_errors
from redactor.model.links import Link, LinkKind
from redactor.trust.keys import HEADLESS
from redactor.workflow.naming import NAMES, Naming, load_names
from redactor.workflow.project import Project, open_project, require_living

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redactor.deid.profile import Profile
    from redactor.trust.keys import Access

MAP: Final = "linkage.map"
_OURS: Final = ("project/project.json", "report.json", "bulk.sqlite")
"""What a run leaves in the local folder; one that is ended at any point leaves at least one of them."""


@dataclass(frozen=True)
class OutputFolder:
    """A destination that was checked, its local sibling, and the project."""

    destination: Path
    local: Path
    project: Project
    project_folder: Path
    """The one in the local folder, or a lasting one."""

    @property
    def partial(self) -> Path:
        """Work in progress; on the same file system as the destination unless that is removable."""
        return self.local / "partial"

    @property
    def report(self) -> Path:
        """The report of the last run."""
        return self.local / "report.json"

    @property
    def map(self) -> Path:
        """The linkage map of the project."""
        return self.project_folder / MAP

    @property
    def link(self) -> Link:
        """What the map has to know to find what else links back: the report in the local folder."""
        return Link(LinkKind.OUTPUT, str(self.local), str(self.destination))

    def naming(self) -> tuple[Naming, Path]:
        """Give the numbers of the project, and the file that they are saved to.

        Raises
        ------
        InvalidDocument
            If the file is damaged: new numbers would give two patients one name.
        """
        return load_names(self.project_folder / NAMES, self.local / "project" / NAMES, self.project.replacements)

    def sweep(self) -> None:
        """Remove what an interrupted run, or a process that was ended, left unfinished.

        Raises
        ------
        CannotWrite, DiskFull
            If the file system refuses.
        """
        with writing_errors():
            self.partial.mkdir(exist_ok=True)
            for leftover in self.partial.iterdir():
                leftover.unlink()


def prepare_output(
    destination: Path,
    sources: Iterable[Path],
    project_folder: Path | None = None,
    access: Access = HEADLESS,
    profile: Profile | None = None,
) -> OutputFolder:
    """Check a destination and make its folders; an interrupted run's unfinished files are removed.

    Parameters
    ----------
    destination
        Does not exist, is empty, or holds results of this project.
    sources
        The paths that will be read.
    project_folder
        A lasting project; without one the project lives in the local folder.
    access
        How its key is opened, or kept if the project is a new one.
    profile
        What a new project works with, and an old one must; None takes what is there.

    Raises
    ------
    UsageError
        If the destination is refused, or the project can't be opened: nothing was written.
    CannotWrite, DiskFull
        If a folder can't be made.
    """
    target, local = require_place(destination, sources)
    if project_folder is not None and _holds(target, project_folder):
        # Its key would travel with the images that it protects.
        raise InvalidOption(name="project", allowed="a folder outside the output folder")
    home = project_folder or local / "project"
    require_living(home)
    with writing_errors():
        ours = any((local / name).exists() for name in _OURS)
        if target.exists() and (not target.is_dir() or (any(target.iterdir()) and not ours)):
            raise OutputNotEmpty
        target.mkdir(parents=True, exist_ok=True)
        local.mkdir(mode=0o700, parents=True, exist_ok=True)  # what links back is for its owner alone
    folder = OutputFolder(target, local, open_project(home, access, profile), home)
    folder.sweep()
    return folder


def require_place(destination: Path, sources: Iterable[Path]) -> tuple[Path, Path]:
    """Check where results would go, and give the destination without links and its local folder; nothing is made.

    Raises
    ------
    UsageError
        If it is the root of a volume, or lies in what is read, or the other way round.
    """
    target = Path(os.path.realpath(destination))
    if target.parent == target or os.path.ismount(target):
        raise OutputIsVolumeRoot
    local = _local_folder(target)
    beside = Path(os.path.realpath(local))
    for source in sources:  # there may be thousands: each is looked up once
        place = Path(os.path.realpath(source))
        if place.is_relative_to(target) or place.is_relative_to(beside) or target.is_relative_to(place):
            raise OutputInsideInput
    return target, local


def _holds(folder: Path, path: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def local_folder(destination: Path) -> Path:
    """Give the folder that belongs to a destination; neither need exist."""
    return _local_folder(Path(os.path.realpath(destination)))


def _local_folder(target: Path) -> Path:
    """Give ``DIR.local``, or a folder of the user's for a removable medium: what links back must not travel with it."""
    if _is_removable(target):
        # Two media may have folders of one name, and be plugged in at one place: each has a local part of its own.
        tag = hashlib.sha256(os.fsencode(f"{_volume(target)}\0{target}")).hexdigest()[:12]
        place = Path(platformdirs.user_data_dir("redactor", appauthor=False)) / "removable"
        return place / f"{target.name}-{tag}.local"
    return target.with_name(f"{target.name}.local")


def _volume(target: Path) -> str:
    """Give the serial number of the volume that a path lies on, empty where the system tells none."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows only

        serial = ctypes.c_uint32()
        kernel = ctypes.windll.kernel32
        told = kernel.GetVolumeInformationW(target.anchor, None, 0, ctypes.byref(serial), None, None, None, 0)
        return f"{serial.value:08X}" if told else ""
    device = _existing(target).stat().st_dev
    names = Path("/dev/disk/by-uuid")
    found = sorted(names.iterdir()) if names.is_dir() else []
    return next((name.name for name in found if name.exists() and name.stat().st_rdev == device), "")


def _existing(target: Path) -> Path:
    """Give the deepest folder on the way to a path that is there."""
    while not os.path.lexists(target):
        target = target.parent
    return target


def _is_removable(target: Path) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows only

        removable = 2  # DRIVE_REMOVABLE
        return bool(ctypes.windll.kernel32.GetDriveTypeW(target.anchor) == removable)
    if sys.platform == "darwin":
        return target.is_relative_to("/Volumes")
    device = _existing(target).stat().st_dev
    block = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}")
    flags = [block / "removable", block.resolve().parent / "removable"]
    return any(flag.is_file() and flag.read_text().strip() == "1" for flag in flags)
