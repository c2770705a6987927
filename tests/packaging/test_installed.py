"""The packages that `packaging/package.sh` made, installed in a system without Python and started without a network.

Slow, and so outside of `make test`: `make test-package` makes the packages and runs this.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from redactor.dicom.instance import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

ROOT = Path(__file__).parents[2]
MADE = ROOT / "build" / "package"
SYSTEM = MADE / "system"
SEALED = [sys.executable, str(Path(__file__).with_name("sealed.py"))]
BUDGET = 450_000_000
"""Bytes of the folder, with models, font and codecs."""
AMBER_BGR = (0x00, 0xB0, 0xFF)
PATIENCE = 120.0


@pytest.fixture(scope="session")
def folder() -> Path:
    """Give the frozen program's folder."""
    made = MADE / "dist" / "redactor"
    if not (made / "licences").is_dir():
        pytest.skip("there is no frozen program in build/package; `make package` makes it")
    return made


@pytest.fixture(scope="session")
def debian_package(folder: Path) -> Path:
    made = list(MADE.glob("redactor_*.deb"))
    if not made:
        pytest.skip("there is no Debian package in build/package (it is made on Linux, with dpkg-deb)")
    return made[0]


@pytest.fixture(scope="session")
def system(debian_package: Path) -> Iterator[Path]:
    """Give the folder of a fresh system in which the package was installed as a person would, by apt."""
    script = ["bash", str(ROOT / "packaging" / "linux" / "fresh_system.sh")]
    if not (SYSTEM / "etc" / "os-release").is_file():
        done = subprocess.run([*script, "make", SYSTEM], capture_output=True, text=True, check=False)
        if done.returncode == 3:
            pytest.skip(done.stderr.strip().splitlines()[-1])
        assert done.returncode == 0, done.stderr
    done = subprocess.run([*script, "install", SYSTEM, debian_package], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    yield SYSTEM
    shutil.rmtree(SYSTEM)


def start(system: Path, *words: str, **more: str) -> list[str]:
    """Give the command that starts a program of the fresh system with no network there is, and none it may ask for."""
    settings = {"HOME": "/root", "LANG": "C", **more}
    # Nothing of this machine is seen: neither its environment, nor its files, processes or networks.
    enter = ["unshare", "--net", "--pid", "--fork", "--kill-child", "--mount"]
    if "DISPLAY" in more:  # the folder of the display's socket is all that is handed in
        sockets = "/tmp/.X11-unix"  # noqa: S108 - where X has it
        bind = 'mkdir -p "$2" && mount --bind "$1" "$2" && shift 2 && exec "$@"'
        enter += ["sh", "-ec", bind, "sh", sockets, f"{system}{sockets}"]
    inside = ["chroot", str(system), "/usr/bin/env", "-i", *(f"{name}={said}" for name, said in settings.items())]
    return [*enter, *SEALED, *inside, *words]


def run(system: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        start(system, *words), capture_output=True, text=True, check=False, encoding="utf-8", timeout=PATIENCE
    )


def test_the_seal_kills_what_asks_for_a_network():
    ask = "import socket; socket.socket(socket.{}); print('made')"
    states = {
        family: subprocess.run([*SEALED, sys.executable, "-c", ask.format(family)], capture_output=True, check=False)
        for family in ("AF_INET", "AF_INET6", "AF_UNIX")
    }
    assert states["AF_INET"].returncode == states["AF_INET6"].returncode == -signal.SIGSYS
    assert states["AF_UNIX"].stdout == b"made\n"


def test_the_folder_is_within_its_budget(folder: Path):
    assert sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir()) <= BUDGET


def test_nothing_unwanted_came_in(folder: Path):
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    unwanted = (
        "readline",
        "libavdevice",
        "x264",
        "x265",
        "/av/",
        "gtk",
        "/tests/",
        ".pyi",
        "test_files",
        "rapidocr/main",
    )
    assert [name for name in names if any(part in name.lower() for part in unwanted)] == []


def test_every_component_has_a_licence(folder: Path):
    bill = json.loads((folder / "licences" / "redactor.cdx.json").read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    listing = (folder / "licences" / "THIRD-PARTY.txt").read_text("utf-8")
    references = [component["bom-ref"] for component in bill["components"]]
    assert len(references) == len(set(references)) > 50
    assert bill["dependencies"][0]["dependsOn"] == references
    said = {component["name"]: component["licenses"][0].get("expression", "") for component in bill["components"]}
    assert {
        name for name, licence in said.items() if licence.startswith(("GPL", "AGPL")) and " WITH " not in licence
    } == {
        "pylibjpeg-libjpeg"  # known, and told in docs/packaging.md; nothing else may join it
    }
    for component in bill["components"]:
        assert f"{component['name']} {component['version']}: " in listing
        assert component["licenses"][0]
    for text in ("GNU LESSER GENERAL PUBLIC LICENSE", "You may replace them", "Python Software Foundation"):
        assert text in listing


def test_the_program_is_whole_without_python_fonts_or_network(system: Path):
    assert not list((system / "usr" / "bin").glob("python3*"))
    done = run(system, "/usr/bin/redactor", "--self-check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "✖" not in done.stdout
    assert done.stderr == ""


def test_the_sample_is_redacted_as_from_source(system: Path, tmp_path: Path):
    out = "/tmp/张三 的结果"  # noqa: S108 - in the fresh system
    done = run(system, "/usr/bin/redactor", "sample", "--out", out)
    assert done.returncode == 0, done.stdout + done.stderr
    assert out in done.stdout  # in UTF-8, though LANG=C
    command = [sys.executable, "-m", "redactor", "sample", "--out", tmp_path / "out"]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    made, expected = system / out.lstrip("/"), tmp_path / "out"
    files = sorted(path.relative_to(expected) for path in expected.rglob("*.dcm"))
    assert files == sorted(path.relative_to(made) for path in made.rglob("*.dcm"))
    assert len(files) > 5
    for file in files:
        ours, theirs = Instance.open(made / file), Instance.open(expected / file)
        for number in range(1, theirs.pixel_format.number_of_frames + 1):
            assert np.array_equal(ours.frame(number).stored_values, theirs.frame(number).stored_values)


def test_a_window_opens_in_the_fresh_system(system: Path, tmp_path: Path):
    missing = [name for name in ("Xvfb", "import") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)} (packages xvfb, imagemagick)")
    reader, writer = os.pipe()
    arguments = ["-displayfd", str(writer), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(["Xvfb", *arguments], pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    program = None
    try:
        with os.fdopen(reader) as number:
            display = f":{number.readline().strip()}"
        with (tmp_path / "errors.txt").open("w") as errors:
            words = ["/usr/bin/redactor", "open", "--sample"]
            began = time.monotonic()
            program = subprocess.Popen(start(system, *words, DISPLAY=display, LANG="C.UTF-8"), stderr=errors)
        screen = tmp_path / "screen.png"
        while time.monotonic() < began + PATIENCE and program.poll() is None and outlined(display, screen) < 200:
            time.sleep(0.5)
        assert program.poll() is None, (tmp_path / "errors.txt").read_text()
        shutil.copyfile(screen, MADE / "window.png")  # to be looked at
        assert outlined(display, screen) >= 200
        assert len(np.unique(cv2.imread(str(screen)))) > 100  # an image, not a blank window
        assert (tmp_path / "errors.txt").read_text() == ""
    finally:
        if program is not None:
            program.kill()
            program.wait(PATIENCE)
        server.terminate()
        server.wait(PATIENCE)


def outlined(display: str, file: Path) -> int:
    """Count pixels of the outlines' colour on the screen, of which a picture is left in a file."""
    subprocess.run(["import", "-display", display, "-window", "root", str(file)], check=True, timeout=PATIENCE)
    return int((np.abs(cv2.imread(str(file)).astype(int) - AMBER_BGR) < 12).all(axis=2).sum())


def test_the_desktop_knows_the_program(system: Path):
    entry = system / "usr/share/applications/redactor.desktop"
    words = dict(line.split("=", 1) for line in entry.read_text("utf-8").splitlines() if "=" in line)
    assert words["Exec"] == "redactor open %F"
    assert "application/dicom" in words["MimeType"].split(";")
    assert (system / "usr/share/icons/hicolor/48x48/apps/redactor.png").is_file()
    if shutil.which("desktop-file-validate"):
        assert subprocess.run(["desktop-file-validate", entry], capture_output=True, check=False).stdout == b""


@pytest.mark.skipif(shutil.which("update-mime-database") is None, reason="not installed: shared-mime-info")
def test_the_desktop_knows_a_dicom_file_without_an_ending(system: Path, tmp_path: Path):
    packages = tmp_path / "mime" / "packages"
    packages.mkdir(parents=True)
    shutil.copy(system / "usr/share/mime/packages/redactor.xml", packages)
    subprocess.run(["update-mime-database", packages.parent], check=True, capture_output=True)
    assert b"application/dicom" in (packages.parent / "magic").read_bytes()
    assert "application/dicom:*.dcm" in (packages.parent / "globs").read_text()


def test_the_portable_archive_runs_where_it_is_unpacked(system: Path):
    (archive,) = MADE.glob("redactor-*-linux-*.tar.gz")
    place = system / "opt" / "a place"
    place.mkdir(parents=True)
    subprocess.run(["tar", "-xf", archive, "-C", place], check=True)
    (unpacked,) = place.iterdir()
    done = run(system, f"/opt/a place/{unpacked.name}/redactor", "--version")
    assert (done.returncode, done.stdout.split()[0], done.stderr) == (0, "redactor", "")
    assert (unpacked / "licences" / "THIRD-PARTY.txt").is_file()
    shutil.rmtree(place)


def test_removing_the_package_leaves_nothing_behind(system: Path):
    enter = ["chroot", str(system), "/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"]
    subprocess.run([*enter, "dpkg", "--purge", "redactor"], check=True, capture_output=True)
    left = [path for path in (system / "usr").rglob("*redactor*") if path.exists() or path.is_symlink()]
    assert left == []
