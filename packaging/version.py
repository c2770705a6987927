"""The version of the program, as its change log says; `redactor/__init__.py` repeats it, and a test compares them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

CHANGE_LOG: Final = Path(__file__).resolve().parents[1] / "CHANGELOG.md"
_HEADING: Final = re.compile(r"^## \[(?:Unreleased|(?P<released>\d[^\]]*))\](?: – (?P<coming>\d\S*))?", re.MULTILINE)


def version() -> str:
    """Give the version of the first heading: the one that was released, or the one that comes next.

    Raises
    ------
    SystemExit
        If the change log does not say.
    """
    found = _HEADING.search(CHANGE_LOG.read_text("utf-8"))
    if found is None or not (found["released"] or found["coming"]):
        raise SystemExit("CHANGELOG.md: its first heading names no version")
    return found["released"] or found["coming"]


if __name__ == "__main__":
    print(version())
