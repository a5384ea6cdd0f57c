import pytest
from PySide6.QtWidgets import QApplication

from desktop.widgets.tokens import DARK, FONT_FAMILIES, FONT_SIZES, LIGHT, Theme, ui_font

BACKGROUNDS = ("window", "surface", "raised", "sunken", "hover")
TEXTS = ("text", "muted", "good", "warning", "bad", "accent")
FILLED = (
    ("on_live", "live"),
    ("on_practice", "practice"),
    ("on_reconnecting", "reconnecting"),
    ("on_accent", "accent"),
    ("on_video", "video"),
    ("text", "selection"),
)
both_themes = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2, 1 ... 21."""

    def luminance(colour: str) -> float:
        shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
            for share in shares
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


@both_themes
@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read_on_every_surface(theme: Theme, text: str, background: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, background)) >= 4.5


@both_themes
@pytest.mark.parametrize(("ink", "fill"), FILLED)
def test_text_can_be_read_on_filled_shapes(theme: Theme, ink: str, fill: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, fill)) >= 4.5


@both_themes
def test_lines_and_edges_of_controls_stand_out(theme: Theme) -> None:
    for line in (*theme.lines, theme.target_line, theme.outline):
        assert contrast(line, theme.surface) >= 3.0


@both_themes
def test_live_practice_and_reconnecting_have_different_colours(theme: Theme) -> None:
    assert len({theme.live, theme.practice, theme.reconnecting}) == 3


def test_japanese_has_a_font_on_every_platform() -> None:
    assert {"Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic UI"} <= set(FONT_FAMILIES)


def test_the_font_has_the_asked_size_and_weight(qapp: QApplication) -> None:
    assert ui_font(FONT_SIZES.clock).pixelSize() == FONT_SIZES.clock
    assert ui_font(is_bold=True).weight() > ui_font().weight()
