"""Colours of a chat that are made, not chosen: of authors, of donations, of tints; without Qt."""

import colorsys
from functools import cache

from desktop.widgets.colours import Theme

_HUES = 30
_LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3, for small text
_TIER_HUES = (210, 168, 44, 22, 345)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (`#RRGGBB`), 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def blend(over: str, under: str, share: float) -> str:
    """Return `under` with `share` (0 to 1) of `over` on top."""
    mixed = (
        round(a * share + b * (1.0 - share))
        for a, b in zip(_channels(over), _channels(under), strict=True)
    )
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


@cache
def mention_tint(theme: Theme) -> str:
    """Return the background of a row that is about the reader."""
    return blend(theme.accent, theme.sunken, 0.16 if theme.is_dark else 0.10)


@cache
def keyword_tint(theme: Theme) -> str:
    """Return the background of a highlighted word."""
    return blend(theme.warning, theme.sunken, 0.26 if theme.is_dark else 0.22)


def author_colour(number: int, theme: Theme) -> str:
    """Return the colour of an author's name: the same for a number, readable on every row."""
    return _readable(number % _HUES * 360 // _HUES, number // _HUES % 2, theme)


@cache
def tier_colour(tier: int, theme: Theme) -> str:
    """Return the colour of donations of this size, readable on their own tint."""
    return _readable(_TIER_HUES[max(0, min(len(_TIER_HUES) - 1, tier))], 0, theme)


@cache
def tier_tint(tier: int, theme: Theme) -> str:
    """Return the background of a donation's row."""
    return blend(tier_colour(tier, theme), theme.sunken, 0.15 if theme.is_dark else 0.10)


@cache
def _readable(hue: int, variant: int, theme: Theme) -> str:
    backgrounds = (theme.sunken, theme.surface, theme.raised, mention_tint(theme), theme.selection)
    saturation = (0.80, 0.52)[variant]
    step = 0.01 if theme.is_dark else -0.01
    lightness = 0.62 if theme.is_dark else 0.42
    while 0.0 < lightness < 1.0:
        channels = colorsys.hls_to_rgb(hue / 360.0, lightness, saturation)
        colour = "#" + "".join(f"{round(channel * 255):02X}" for channel in channels)
        if all(contrast(colour, each) >= _LEAST_CONTRAST for each in backgrounds):
            return colour
        lightness += step
    return theme.text


def _luminance(colour: str) -> float:
    red, green, blue = (
        channel / 255 / 12.92
        if channel / 255 <= 0.04045
        else ((channel / 255 + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
