"""The program as a person starts it, on a real X server: the sample case appears, its proposals outlined."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
AMBER_BGR = (0x00, 0xB0, 0xFF)
"""The bright half of the outline of a region."""
PATIENCE = 90.0


@pytest.fixture
def display(tmp_path):
    """Start an X server of our own and give its name."""
    missing = [name for name in ("Xvfb", "import") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)} (packages xvfb, imagemagick)")
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    with (tmp_path / "xvfb.log").open("w") as log:
        server = subprocess.Popen(command, pass_fds=[writer], stdout=log, stderr=log)
    os.close(writer)
    with os.fdopen(reader) as number:
        name = number.readline().strip()
    assert name, (tmp_path / "xvfb.log").read_text()
    yield f":{name}"
    server.terminate()
    server.wait(PATIENCE)


def screenshot(display: str, file: Path) -> np.ndarray:
    """Give what the screen shows: uint8, shape (rows, columns, 3) in BGR."""
    subprocess.run(["import", "-display", display, "-window", "root", str(file)], check=True, timeout=PATIENCE)
    return cv2.imread(str(file))


def outlined(screen: np.ndarray) -> int:
    """Count pixels of the outlines' colour."""
    return int((np.abs(screen.astype(int) - AMBER_BGR) < 12).all(axis=2).sum())


def test_the_sample_case_appears_with_its_proposals(display, tmp_path):
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": str(REPOSITORY),
        # Its own settings, and a socket that no other program of this person answers on.
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "LANG": "C.UTF-8",
    }
    command = [sys.executable, "-m", "redactor", "--sample"]
    with (tmp_path / "errors.txt").open("w") as errors:
        program = subprocess.Popen(command, env=environment, cwd=REPOSITORY, stderr=errors)
    try:
        end = time.monotonic() + PATIENCE
        screen = screenshot(display, tmp_path / "screen.png")
        while outlined(screen) < 200 and time.monotonic() < end and program.poll() is None:
            time.sleep(0.5)
            screen = screenshot(display, tmp_path / "screen.png")
        assert program.poll() is None, (tmp_path / "errors.txt").read_text()
        assert len(np.unique(screen)) > 100  # an image, not a blank window
        assert outlined(screen) >= 200
        program.send_signal(signal.SIGINT)  # Ctrl+C in the terminal
        assert program.wait(PATIENCE) == 0
        assert (tmp_path / "errors.txt").read_text() == ""
    finally:
        if program.poll() is None:
            program.kill()
            program.wait(PATIENCE)
