"""What the frozen program needs of the system: the shared libraries that its files name and that it does not carry."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

DATA: Final = ("fontconfig-config", "xkb-data")
"""Packages whose files are read: where fonts lie, what keyboards are like."""
_NEEDED: Final = re.compile(r"^\s+NEEDED\s+(\S+)", re.MULTILINE)
_GLIBC: Final = re.compile(r"\bGLIBC_(\d+(?:\.\d+)+)")


def outside_libraries(folder: Path) -> tuple[set[str], str]:
    """Give the names of the libraries that the system must have, and the newest version of the C library asked for."""
    own = {path.name for path in folder.rglob("*")}
    needed: set[str] = set()
    newest = (0,)
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file() or path.open("rb").read(4) != b"\x7fELF":
            continue
        told = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True).stdout
        needed |= set(_NEEDED.findall(told))
        newest = max([newest, *(tuple(map(int, found.split("."))) for found in _GLIBC.findall(told))])
    return needed - own, ".".join(map(str, newest))


def depends(folder: Path) -> list[str]:
    """Give the relations of the Debian package: libraries by the packages that have them here, and data.

    Raises
    ------
    SystemExit
        If a library is in no package of this system.
    """
    libraries, glibc = outside_libraries(folder)
    packages = {_package_of(name) for name in libraries}
    packages.discard("libc6")
    return [f"libc6 (>= {glibc})", *sorted(packages | set(DATA))]


def _package_of(library: str) -> str:
    known = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    place = re.search(rf"^\s+{re.escape(library)} \(.*x86-64.*\) => (\S+)", known, re.MULTILINE)
    for name in (place[1], place[1].removeprefix("/usr"), str(Path(place[1]).resolve())) if place else ():
        done = subprocess.run(["dpkg-query", "--search", name], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.split(": ")[0].split(",")[0].split(":")[0]
    raise SystemExit(f"needs: {library} is in no package of this system, so the package could not say what it needs")


if __name__ == "__main__":
    print(", ".join(depends(Path(sys.argv[1]))))
