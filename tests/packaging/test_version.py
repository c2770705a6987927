"""One version everywhere, and it is the change log's."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import redactor

ROOT = Path(__file__).parents[2]


def test_the_program_has_the_version_of_the_change_log():
    said = subprocess.run(
        [sys.executable, ROOT / "packaging" / "version.py"], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == redactor.__version__


def test_what_is_built_reads_it_there():
    assert "version" in (ROOT / "packaging" / "redactor.spec").read_text("utf-8")
    for name in ("windows/redactor.iss", "macos/make_dmg.sh", "linux/package.py"):
        text = (ROOT / "packaging" / name).read_text("utf-8")
        assert not re.search(rf"\b{re.escape(redactor.__version__)}\b", text), name
