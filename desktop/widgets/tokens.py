"""Sizes and fonts, and by `colours` all colours: every widget knows it, and `desktop.theme` too.

Widgets that paint ask `current_theme()` while painting and repaint on QEvent.PaletteChange;
everything else is dressed by the style sheet, which knows these dynamic properties:

    QPushButton  role = "live" | "danger" | "primary" | "quiet"
    QLabel       role = "title" | "heading" | "muted" | "value" | "problem" | "hint"
    QFrame       role = "panel" | "strip" | "banner"
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget

from desktop.widgets.colours import DARK, LIGHT, Theme

__all__ = [
    "DARK",
    "FONT_FAMILIES",
    "FONT_SIZES",
    "LIGHT",
    "SPACING",
    "FontSizes",
    "Spacing",
    "Theme",
    "current_theme",
    "set_role",
    "ui_font",
]

FONT_FAMILIES = (
    "Inter",
    "Segoe UI Variable",
    "Segoe UI",
    "SF Pro Text",
    "Noto Sans",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Hiragino Sans",
    "Yu Gothic UI",
    "Meiryo",
    "DejaVu Sans",
    "sans-serif",
)
"""Tried in this order for every character, so that Japanese text always finds its glyphs."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances in device-independent pixels."""

    hair: int = 2
    tight: int = 4
    small: int = 6
    normal: int = 10
    wide: int = 16
    radius: int = 5
    control_height: int = 28
    line_width: int = 1


@dataclass(frozen=True, slots=True)
class FontSizes:
    """Text heights in device-independent pixels."""

    caption: int = 11
    small: int = 12
    body: int = 13
    heading: int = 14
    value: int = 16
    title: int = 18
    clock: int = 20


SPACING = Spacing()
FONT_SIZES = FontSizes()


def current_theme() -> Theme:
    """Return the theme the application's palette was made from, or the nearest of the two."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


def ui_font(size_px: int = FONT_SIZES.body, *, is_bold: bool = False) -> QFont:
    """Return the interface font with figures of equal width, so that values don't wobble."""
    font = QFont()
    font.setFamilies(list(FONT_FAMILIES))
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def set_role(widget: QWidget, role: str) -> None:
    """Give `widget` one of the roles named above, and dress it anew if it already was."""
    widget.setProperty("role", role)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        # Frames measure their border only when they hear of it.
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
