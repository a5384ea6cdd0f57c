"""Dresses the application in the dark or the light theme: its palette and its style sheet.

The colours and sizes themselves stand in `desktop.widgets.tokens`.
"""

import dataclasses
import string
from enum import StrEnum
from importlib import resources

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from desktop.widgets.tokens import (
    DARK,
    FONT_SIZES,
    LIGHT,
    SPACING,
    Theme,
    current_theme,
    set_role,
    ui_font,
)

__all__ = [
    "DARK",
    "FONT_SIZES",
    "LIGHT",
    "SPACING",
    "Theme",
    "ThemeChoice",
    "ThemeSwitch",
    "apply_theme",
    "current_theme",
    "make_palette",
    "set_role",
    "style_sheet",
    "ui_font",
]


class ThemeChoice(StrEnum):
    """What the user asked for."""

    DARK = "dark"
    LIGHT = "light"
    SYSTEM = "system"


def make_palette(theme: Theme) -> QPalette:
    """Return the Qt palette of `theme`, for everything the style sheet does not dress."""
    palette = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.sunken,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.bad,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.text,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
        role.Light: theme.hover,
        role.Midlight: theme.raised,
        role.Mid: theme.border,
        role.Dark: theme.sunken,
        role.Shadow: theme.sunken,
    }
    for colour_role, colour in colours.items():
        palette.setColor(colour_role, QColor(colour))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(theme.disabled))
    return palette


def style_sheet(theme: Theme) -> str:
    """Return the application's style sheet in the colours of `theme`."""
    sheet = resources.files("resources") / "themes/studio.css"
    template = string.Template(sheet.read_text("utf-8"))
    values: dict[str, object] = {
        field.name: getattr(theme, field.name) for field in dataclasses.fields(theme)
    }
    values |= {f"size_{name}": size for name, size in dataclasses.asdict(FONT_SIZES).items()}
    values |= {f"gap_{name}": gap for name, gap in dataclasses.asdict(SPACING).items()}
    return template.substitute(values)


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dress the whole application in `theme`; GUI thread."""
    QDir.setSearchPaths("themes", [str(resources.files("resources") / "themes")])
    app.setStyle("Fusion")  # the only style that looks and measures the same everywhere
    app.setFont(ui_font())
    app.setPalette(make_palette(theme))
    app.setStyleSheet(style_sheet(theme))


class ThemeSwitch(QObject):
    """Keeps the application in the theme the user chose, following the system when asked to.

    Signals:
        changed(Theme): another theme was applied.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication, choice: ThemeChoice = ThemeChoice.DARK) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self.choose(choice)

    @property
    def choice(self) -> ThemeChoice:
        """What the user asked for last."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Apply `choice` now."""
        self._choice = choice
        hints = self._app.styleHints()
        if choice is ThemeChoice.SYSTEM:
            hints.unsetColorScheme()
            is_light = hints.colorScheme() is Qt.ColorScheme.Light
        else:  # told to Qt as well, so that window frames and file dialogs match
            is_light = choice is ThemeChoice.LIGHT
            hints.setColorScheme(Qt.ColorScheme.Light if is_light else Qt.ColorScheme.Dark)
        theme = LIGHT if is_light else DARK
        apply_theme(self._app, theme)
        self.changed.emit(theme)

    def _on_system_changed(self, scheme: Qt.ColorScheme) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self.choose(ThemeChoice.SYSTEM)
