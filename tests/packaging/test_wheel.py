"""The wheel, installed elsewhere, is whole: it carries the resources that lie outside the package here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it, without its dependencies, into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    python = sys.executable
    subprocess.run(
        [python, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT], check=True, capture_output=True
    )
    (wheel,) = folder.glob("redactor-*.whl")
    target = folder / "elsewhere"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--target", target, wheel], check=True)
    return target


def run(installed: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *words],
        cwd=installed,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def test_the_installed_wheel_passes_its_self_check(installed: Path) -> None:
    done = run(installed, "-m", "redactor", "--self-check")
    assert done.returncode == 0, done.stdout
    assert "✖" not in done.stdout


def test_resources_come_from_inside_the_package(installed: Path) -> None:
    done = run(installed, "-c", "from redactor import resources; print(resources.root())")
    assert Path(done.stdout.strip()) == installed / "redactor" / "_resources"


def test_tests_and_tools_stay_out_of_the_wheel(installed: Path) -> None:
    assert {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")} <= {"redactor", "bin"}
