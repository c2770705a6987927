"""The lines of words above and below the image."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy


def bar(role: str, left: list[QLabel], right: list[QLabel]) -> QFrame:
    """Give a line with labels at both its ends."""
    frame = QFrame()
    frame.setProperty("role", role)
    layout = QHBoxLayout(frame)
    layout.setContentsMargins(12, 6, 12, 6)
    layout.setSpacing(16)
    for label in left:
        layout.addWidget(label)
    layout.addStretch(1)
    for label in right:
        layout.addWidget(label)
    for label in (*left, *right):
        label.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        label.setTextFormat(Qt.TextFormat.PlainText)
    return frame
