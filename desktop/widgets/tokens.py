"""The only place for colours, sizes and fonts; every widget knows it, and `desktop.theme` too.

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


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours (`#RRGGBB`); text colours reach 4.5:1 on window, surface and raised."""

    name: str
    is_dark: bool
    window: str
    surface: str
    raised: str
    hover: str
    sunken: str
    border: str
    outline: str
    """Edge of what can be operated, at least 3:1 on surface and sunken."""
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
    good: str
    warning: str
    bad: str
    live: str
    on_live: str
    practice: str
    on_practice: str
    reconnecting: str
    on_reconnecting: str
    selection: str
    video: str
    """Behind pictures; the same in both themes, because pictures are judged on it."""
    on_video: str
    grid: str
    lines: tuple[str, ...]
    """Plot lines, told apart by the colour-blind too; at least 3:1 on surface."""
    target_line: str


DARK = Theme(
    name="dark",
    is_dark=True,
    window="#13161B",
    surface="#1A1E25",
    raised="#252B35",
    hover="#2F3743",
    sunken="#0F1216",
    border="#2C333E",
    outline="#6B7889",
    text="#E9EDF2",
    muted="#A7B1BE",
    disabled="#6B7583",
    accent="#66ACFF",
    on_accent="#06182E",
    good="#4FD09A",
    warning="#F2BB4E",
    bad="#FF8A8A",
    live="#D7263D",
    on_live="#FFFFFF",
    practice="#2C67B8",
    on_practice="#FFFFFF",
    reconnecting="#F2BB4E",
    on_reconnecting="#221800",
    selection="#29466B",
    video="#000000",
    on_video="#E9EDF2",
    grid="#29303A",
    lines=("#66ACFF", "#F2BB4E", "#4FD09A", "#C7A2FF", "#FF8F6B"),
    target_line="#8A96A5",
)

LIGHT = Theme(
    name="light",
    is_dark=False,
    window="#EEF1F5",
    surface="#FFFFFF",
    raised="#F3F5F8",
    hover="#E4E9EF",
    sunken="#FFFFFF",
    border="#D3DAE2",
    outline="#768496",
    text="#1A2028",
    muted="#525D6B",
    disabled="#8D97A4",
    accent="#1D5FBF",
    on_accent="#FFFFFF",
    good="#0B6B47",
    warning="#8A5300",
    bad="#B3192B",
    live="#C81E3A",
    on_live="#FFFFFF",
    practice="#2A5FA8",
    on_practice="#FFFFFF",
    reconnecting="#F2BB4E",
    on_reconnecting="#221800",
    selection="#CFE1F8",
    video="#000000",
    on_video="#E9EDF2",
    grid="#E3E8EE",
    lines=("#1F6FD0", "#B36200", "#0B8457", "#7B4BC4", "#C8452B"),
    target_line="#6B7785",
)


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
