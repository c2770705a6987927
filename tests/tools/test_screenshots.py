"""The pictures of the screens are made by the program itself, from the sample case."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import cv2
import pytest

from redactor.gui.dialogs.settings import PAGES

REPOSITORY = Path(__file__).parents[2]
SCREENS = {"empty", "searching", "tour", "review", "shortcuts", "export", "hidden"}
SCREENS |= {f"first-start-{number}" for number in range(1, 5)} | {f"settings-{page}" for page in PAGES}


@pytest.mark.slow
def test_every_screen_is_drawn_in_both_themes(tmp_path):
    command = [sys.executable, "tools/make_screenshots.py", "--output", str(tmp_path / "made"), "--scale", "100"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    subprocess.run(command, cwd=REPOSITORY, env=environment, check=True, timeout=280)
    made = {path.stem: cv2.imread(str(path)) for path in (tmp_path / "made").iterdir()}
    assert set(made) == {f"{screen}-{theme}-100" for screen in SCREENS for theme in ("dark", "light")}
    for screen in SCREENS:
        dark, light = made[f"{screen}-dark-100"], made[f"{screen}-light-100"]
        assert min(dark.shape[:2]) > 200
        if screen != "hidden":  # black in every theme
            assert light.mean() > dark.mean() + 20
