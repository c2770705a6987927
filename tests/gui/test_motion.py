"""Nothing in the window moves by itself, so that whoever asks their system for less motion has it already."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTreeView

import redactor
from tests.gui.test_window_translations import REPOSITORY

GUI = Path(redactor.__file__).parent / "gui"
MOVING = {"QTimeLine", "QMovie", "QGraphicsOpacityEffect", "QScroller", "QLottieAnimation"}


def moving(source: str) -> set[str]:
    """Give the names in a source by which Qt would move or fade something."""
    nodes = list(ast.walk(ast.parse(source)))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    names |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    names |= {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    animated = {"setAnimated", "setWindowOpacity"}
    return {name for name in names if name in MOVING | animated or "Animation" in name}


def test_no_module_animates():
    found = {path.name: moving(path.read_text(encoding="utf-8")) for path in GUI.rglob("*.py")}
    assert found
    assert not {name: words for name, words in found.items() if words}


def test_no_style_sheet_animates():
    sheets = sorted((REPOSITORY / "resources" / "themes").rglob("*"))
    assert sheets
    assert not [sheet.name for sheet in sheets if sheet.is_file() and b"transition" in sheet.read_bytes()]


@pytest.mark.parametrize(
    "source",
    [
        "from PySide6.QtCore import QPropertyAnimation",
        "QTimeLine(200)",
        "tree.setAnimated(True)",
        "PySide6.QtCore.QVariantAnimation()",
    ],
)
def test_motion_would_be_seen(source):
    assert moving(source)


def test_docks_take_their_places_at_once(window):
    assert not window.isAnimated()
    assert not any(view.isAnimated() for view in window.findChildren(QTreeView))
