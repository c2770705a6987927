"""The pictures of the screens are made by the program itself, from the sample case."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import cv2
import pytest

from redactor.gui.dialogs.settings import PAGES
from tools import make_screenshots, make_user_guide

REPOSITORY = Path(__file__).parents[2]
DOCS = REPOSITORY / "docs"
LARGEST = 4_000_000
"""Bytes of all pictures."""


def test_the_guide_leads_to_every_screen_in_both_languages():
    for language, name in make_screenshots.FILES.items():
        told = (DOCS / name).read_text(encoding="utf-8")
        assert told == make_screenshots.page(language), "run tools/make_screenshots.py"
        assert f"]({name})" in (DOCS / make_user_guide.FILES[language]).read_text(encoding="utf-8")
        shown = {DOCS / path for path in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", told)}
        assert shown == set((DOCS / "pictures" / "screens" / language).iterdir())
        assert len(shown) == 2 * len(make_screenshots.SCREENS)
    assert {f"settings-{page}" for page in PAGES} < set(make_screenshots.SCREENS)


def test_the_pictures_are_small_and_can_be_shown():
    pictures = sorted((DOCS / "pictures" / "screens").rglob("*.webp"))
    assert sum(path.stat().st_size for path in pictures) < LARGEST
    for path in pictures:
        assert cv2.imread(str(path)) is not None
        assert min(cv2.imread(str(path)).shape[:2]) > 100


@pytest.mark.slow
def test_every_screen_is_drawn_in_both_themes(tmp_path):
    command = [
        sys.executable,
        "tools/make_screenshots.py",
        "--output",
        str(tmp_path / "made"),
        "--scale",
        "100",
        "--every",
    ]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    subprocess.run(command, cwd=REPOSITORY, env=environment, check=True, timeout=580)
    made = {path.stem: cv2.imread(str(path)) for path in (tmp_path / "made" / "en").iterdir()}
    assert set(made) == {f"{screen}-{theme}-100" for screen in make_screenshots.SCREENS for theme in ("dark", "light")}
    for screen in make_screenshots.SCREENS:
        dark, light = made[f"{screen}-dark-100"], made[f"{screen}-light-100"]
        assert min(dark.shape[:2]) > 100
        if screen != "blank":  # black in every theme
            assert light.mean() > dark.mean() + 20
