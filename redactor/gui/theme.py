"""Colours and style of the window, from `resources/themes`."""

from __future__ import annotations

import string
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QStyleFactory

from redactor import resources
from redactor.errors import MissingResource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

FONT: Final = "fonts/RedactorSans-Regular.otf"
FONT_SIZE: Final = 10.0
LARGE: Final = 1.7
"""How much larger headings are."""
NAMES: Final = ("dark", "dim", "light")


@dataclass(frozen=True)
class Theme:
    """Colours as ``#RRGGBB``, named by what they are for."""

    panel: str
    raised: str
    sunken: str
    line: str
    viewport: str
    text: str
    muted: str
    border: str
    focus: str
    accent: str
    on_accent: str
    selection: str
    proposed: str
    accepted: str
    rejected: str
    unreviewed: str
    reviewed: str
    approved: str
    released: str
    error: str
    info: str


@cache
def load(name: str) -> Theme:
    """Read a theme by its name, one of `NAMES`."""
    return Theme(**tomllib.loads(resources.read_text(f"themes/{name}.toml"))["colours"])


def palette(theme: Theme) -> QPalette:
    """Give the palette of a theme, for what the style sheet doesn't name."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: theme.panel,
        roles.WindowText: theme.text,
        roles.Base: theme.sunken,
        roles.AlternateBase: theme.raised,
        roles.ToolTipBase: theme.raised,
        roles.ToolTipText: theme.text,
        roles.PlaceholderText: theme.muted,
        roles.Text: theme.text,
        roles.Button: theme.raised,
        roles.ButtonText: theme.text,
        roles.BrightText: theme.error,
        roles.Light: theme.line,
        roles.Midlight: theme.line,
        roles.Mid: theme.line,
        roles.Dark: theme.sunken,
        roles.Shadow: theme.viewport,
        roles.Highlight: theme.selection,
        roles.HighlightedText: theme.text,
        roles.Link: theme.focus,
        roles.LinkVisited: theme.focus,
        roles.Accent: theme.accent,
    }
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.border))
    return made


def style_sheet(theme: Theme, scale: float = 1.0) -> str:
    """Give the style sheet of a theme, for text larger by a factor."""
    colours = {field.name: getattr(theme, field.name) for field in fields(theme)}
    others = {"large": f"{FONT_SIZE * LARGE * scale:g}pt", "icons": resources.path("icons").as_posix()}
    return string.Template(resources.read_text("themes/window.qss")).substitute(colours | others)


def of_system(scheme: Qt.ColorScheme) -> str:
    """Give the name of the theme that fits the colours of the computer; dark where it has no opinion."""
    return "light" if scheme is Qt.ColorScheme.Light else "dark"


def load_font() -> str:
    """Make the bundled font known to Qt and give its family: every letter of both languages is there.

    Raises
    ------
    MissingResource
        If Qt can't read it.
    """
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(resources.path(FONT))))
    if not families:
        raise MissingResource(name=FONT)
    return families[0]


def apply(application: QApplication, theme: Theme, family: str, scale: float = 1.0) -> None:
    """Give the whole application a theme and the bundled font, larger by a factor."""
    application.setStyle(QStyleFactory.create("Fusion"))
    font = QFont(family)
    font.setPointSizeF(FONT_SIZE * scale)
    application.setFont(font)
    application.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme, scale))
