"""A project's key in a real key store: the Secret Service of a session that the test starts for itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.instances import PATIENT_ID, ct_slice

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
MISSING = [program for program in NEEDED if shutil.which(program) is None]

UNLOCKED = """
printf 'for this test only' | gnome-keyring-daemon --unlock --components=secrets >/dev/null || exit 9
"$@"
"""

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")


def redactor(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line where a key store is open whose file lies in a home of its own."""
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    repository = str(Path(__file__).parents[2])
    surroundings = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "PYTHONPATH": repository}
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "PYTHON_KEYRING_BACKEND", "DBUS_SESSION_BUS_ADDRESS"):
        surroundings.pop(name, None)
    program = (sys.executable, "-m", "redactor", *arguments)
    call = ("dbus-run-session", "--", "sh", "-c", UNLOCKED, "sh", *program)
    return subprocess.run(call, env=surroundings, capture_output=True, text=True, timeout=120, check=False)


def test_a_project_is_made_used_again_and_destroyed(tmp_path: Path) -> None:
    source = ct_slice(tmp_path / "in" / "a.dcm")
    project, home = tmp_path / "project", tmp_path / "home"
    out = str(tmp_path / "out")
    done = redactor(home, "apply", str(source), "--accept-proposals", "--project", str(project), "--out", out)
    assert done.returncode == 0, done.stderr
    assert "key store" in done.stdout + done.stderr

    maps = tmp_path / "maps"
    done = redactor(home, "project", "export-maps", str(project), "--to", str(maps))
    assert done.returncode == 0, done.stderr
    assert PATIENT_ID in (maps / "patient_map.csv").read_text(encoding="utf-8")

    stranger = redactor(tmp_path / "another home", "project", "export-maps", str(project), "--to", str(tmp_path / "no"))
    assert stranger.returncode != 0
    assert PATIENT_ID not in stranger.stdout + stranger.stderr

    done = redactor(home, "project", "destroy-maps", str(project), "--yes")
    assert done.returncode == 0, done.stderr
    assert redactor(home, "project", "show", str(project)).stdout.count("destroyed") >= 1
