"""Make the Debian package and the portable archive for Linux from the frozen program's folder.

Both have the same bytes each time they are made from the same folder: names are sorted, and all times are one
(SOURCE_DATE_EPOCH, or else that of the last commit).
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).resolve().parent
ROOT: Final = _HERE.parents[1]
sys.path[:0] = [str(_HERE), str(_HERE.parent)]

from needs import depends  # noqa: E402 - found by the line above
from version import version  # noqa: E402 - see above

_ARCHITECTURES: Final = {"x86_64": "amd64", "aarch64": "arm64"}

_CONTROL: Final = """\
Package: redactor
Version: {version}
Architecture: {architecture}
Maintainer: The redactor project <redactor@localhost>
Installed-Size: {kib}
Depends: {depends}
Recommends: fonts-noto-cjk, dbus
Section: science
Priority: optional
Description: de-identify medical images: propose, adjust, export, prove
 Takes everything that identifies the patient out of DICOM images, both in the
 header and burned into the picture. A person accepts, moves or rejects each
 proposal on the image itself; new files are written in which the hidden pixels
 are really gone, with a record of every change. Works without a network.
"""
_POST: Final = """\
#!/bin/sh
set -e
for tool in "update-desktop-database -q /usr/share/applications" "update-mime-database /usr/share/mime" \\
    "gtk-update-icon-cache -q -t -f /usr/share/icons/hicolor"; do
    if command -v "${tool%% *}" >/dev/null; then $tool || true; fi
done
"""
_README: Final = """\
redactor {version} for Linux: nothing to install. Start it with   ./redactor
On the command line   ./redactor --help   says more; ./redactor --self-check   whether all is there.
It needs what every desktop has: {depends}.
To have it in the menu of your desktop, copy share/ into ~/.local/share and put a link to ./redactor into ~/.local/bin.
licences/THIRD-PARTY.txt says what it is made of.
"""


def main() -> int:
    """Make both, and print their names and sizes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("frozen", type=Path, help="the frozen program's folder")
    parser.add_argument("icons", type=Path)
    parser.add_argument("destination", type=Path)
    arguments = parser.parse_args()
    needed = depends(arguments.frozen)
    made = [
        debian_package(arguments.frozen, arguments.icons, arguments.destination, needed),
        portable_archive(arguments.frozen, arguments.icons, arguments.destination, needed),
    ]
    for path in made:
        print(f"{path.name}: {path.stat().st_size / 1e6:.0f} MB")
    return 0


def debian_package(frozen: Path, icons: Path, destination: Path, needed: list[str]) -> Path:
    """Make `redactor_VERSION_ARCHITECTURE.deb`."""
    tree = _empty(destination / "deb")
    program = tree / "usr/lib/redactor"
    shutil.copytree(frozen, program, symlinks=True, copy_function=_link)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin/redactor").symlink_to("../lib/redactor/redactor")
    _put_share(tree / "usr/share", icons)
    documents = tree / "usr/share/doc/redactor"
    documents.mkdir(parents=True)
    (documents / "copyright").symlink_to("../../../lib/redactor/licences/THIRD-PARTY.txt")
    shutil.copyfile(ROOT / "CHANGELOG.md", documents / "CHANGELOG.md")
    control = tree / "DEBIAN"
    control.mkdir()
    kib = sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir()) // 1024
    architecture = _ARCHITECTURES[platform.machine()]
    (control / "control").write_text(
        _CONTROL.format(version=version(), architecture=architecture, kib=kib, depends=", ".join(needed)), "utf-8"
    )
    for name in ("postinst", "postrm"):
        (control / name).write_text(_POST, "utf-8")
        (control / name).chmod(0o755)
    made = destination / f"redactor_{version()}_{architecture}.deb"
    # zstd: what takes seconds here takes minutes with xz; every system new enough for its C library reads it.
    command = ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z3", "--build", str(tree), str(made)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "SOURCE_DATE_EPOCH": epoch()})
    return made


def portable_archive(frozen: Path, icons: Path, destination: Path, needed: list[str]) -> Path:
    """Make `redactor-VERSION-linux-MACHINE.tar.gz`: one folder that runs where it is unpacked."""
    name = f"redactor-{version()}"
    folder = _empty(destination / "tar")
    shutil.copytree(frozen, folder / name, symlinks=True, copy_function=_link)
    _put_share(folder / name / "share", icons)
    (folder / name / "README.txt").write_text(_README.format(version=version(), depends=", ".join(needed)), "utf-8")
    made = destination / f"{name}-linux-{platform.machine()}.tar.gz"
    subprocess.run(
        [
            "tar",
            "--sort=name",
            f"--mtime=@{epoch()}",
            "--owner=0",
            "--group=0",
            "--numeric-owner",
            "--mode=go-w",
            "--use-compress-program=gzip -n -4",
            "-C",
            str(folder),
            "-cf",
            str(made),
            name,
        ],
        check=True,
    )
    return made


def epoch() -> str:
    """Give the one time of all files, in seconds since 1970."""
    if said := os.environ.get("SOURCE_DATE_EPOCH"):
        return said
    asked = subprocess.run(
        ["git", "-C", ROOT, "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "315532800"  # an archive of the sources without history: 1980


def _put_share(share: Path, icons: Path) -> None:
    places = {
        "redactor.desktop": "applications/redactor.desktop",
        "redactor.xml": "mime/packages/redactor.xml",
    }
    for name, place in places.items():
        (share / place).parent.mkdir(parents=True)
        shutil.copyfile(_HERE / name, share / place)
    for icon in sorted(icons.glob("redactor-*.png")):
        size = icon.stem.rpartition("-")[2]
        place = share / f"icons/hicolor/{size}x{size}/apps/redactor.png"
        place.parent.mkdir(parents=True)
        shutil.copyfile(icon, place)
    scalable = share / "icons/hicolor/scalable/apps/redactor.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "resources/icons/app.svg", scalable)


def _link(source: str, target: str) -> None:
    os.link(source, target, follow_symlinks=False)


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
