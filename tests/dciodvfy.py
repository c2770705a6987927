"""Ask dicom3tools whether an instance conforms to its IOD, and whether the instances of a study agree.

A second reader of what the program writes, with tables of its own. Findings are compared before and after: only what is
new counts, since real files are seldom without fault. Keys hold no values and no item numbers.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

_VALUE: Final = re.compile(r"<(?!/)[^>]*>")
_ITEM: Final = re.compile(r"\[\d+\]")
_NUMBER: Final = re.compile(r"\b(0x[0-9a-f]+|\d+)\b")
_OURS: Final = re.compile(r"\((0028,030[1-3]|0018,a001)\)", re.IGNORECASE)
_PASSED: Final = frozenset({0, 1})  # no error, errors; an assertion in the tool itself ends it by a signal


class Unavailable(Exception):
    """The tool broke off: its findings say nothing."""


def tool(name: str) -> str:
    """Give the path of a tool; without it the test is skipped."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} of dicom3tools is not installed")
    return found


def findings(path: Path) -> Counter[str]:
    """Give the normalised errors and warnings of a file.

    Raises
    ------
    Unavailable
        If the tool broke off.
    """
    run = subprocess.run([tool("dciodvfy"), "-new", str(path)], capture_output=True, check=False, timeout=120)
    if run.returncode not in _PASSED:
        raise Unavailable
    lines = run.stderr.decode("utf-8", "replace").splitlines()
    return Counter(key for line in lines if line.startswith(("Error", "Warning")) and (key := _normalised(line)))


def new_findings(before: Path, after: Path, *, kind: str = "Error") -> list[str]:
    """Give what is wrong after and was not before, as often as it is new."""
    new = findings(after) - findings(before)
    return sorted(key for key in new.elements() if key.startswith(kind) and not _OURS.search(key))


def disagreements(files: Iterable[Path]) -> list[str]:
    """Give in what the instances of one study contradict one another (dcentvfy).

    Raises
    ------
    Unavailable
        If the tool broke off.
    """
    run = subprocess.run([tool("dcentvfy"), *map(str, files)], capture_output=True, check=False, timeout=120)
    if run.returncode not in _PASSED:
        raise Unavailable
    return run.stderr.decode("utf-8", "replace").splitlines()


def _normalised(line: str) -> str:
    head, _, rest = line.partition("</")
    path, closed, words = rest.partition(">")
    if not closed:
        return _NUMBER.sub("#", _VALUE.sub("<>", line))
    return f"{head}</{_ITEM.sub('', path)}>{_NUMBER.sub('#', _VALUE.sub('<>', words))}"
