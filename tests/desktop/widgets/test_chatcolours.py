import pytest

from desktop.widgets.chatcolours import (
    author_colour,
    blend,
    contrast,
    keyword_tint,
    mention_tint,
    tier_colour,
    tier_tint,
)
from desktop.widgets.colours import DARK, LIGHT, Theme

THEMES = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
READABLE = 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1.0


@THEMES
def test_every_author_is_readable_on_every_row(theme: Theme) -> None:
    backgrounds = (theme.sunken, theme.surface, mention_tint(theme), theme.selection)
    for number in range(200):
        colour = author_colour(number, theme)
        assert min(contrast(colour, each) for each in backgrounds) >= READABLE, number


@THEMES
def test_authors_differ_and_keep_their_colour(theme: Theme) -> None:
    assert len({author_colour(number, theme) for number in range(60)}) > 40
    assert author_colour(12345, theme) == author_colour(12345, theme)


@THEMES
def test_donations_are_readable_and_differ(theme: Theme) -> None:
    assert len({tier_colour(tier, theme) for tier in range(5)}) == 5
    for tier in (-1, 0, 1, 2, 3, 4, 99):
        assert contrast(tier_colour(tier, theme), tier_tint(tier, theme)) >= READABLE
        assert contrast(theme.text, tier_tint(tier, theme)) >= READABLE
        assert contrast(theme.muted, tier_tint(tier, theme)) >= READABLE


@THEMES
def test_text_is_readable_on_its_highlights(theme: Theme) -> None:
    assert contrast(theme.text, keyword_tint(theme)) >= READABLE
    for ink in (theme.text, theme.muted, theme.accent):
        assert contrast(ink, mention_tint(theme)) >= READABLE


def test_colours_are_blended_by_their_share() -> None:
    assert blend("#FFFFFF", "#000000", 0.5) == "#808080"
    assert blend("#FF0000", "#0000FF", 0.0) == "#0000FF"
