"""Draws what the chat puts on the picture: cards with names and amounts, and falling effects."""

import math
import random
from functools import cache, lru_cache
from importlib import resources

from PIL import Image, ImageDraw

from encoder.alerts import Alert, AlertKind
from encoder.engine.sources.alertboard import Sight
from encoder.engine.sources.fonts import Font, load_font

TIERS = ("#2B6CB0", "#0F766E", "#B45309", "#BE185D", "#7E22CE")
"""A card's ground, by the size of the donation."""
GROUNDS = {AlertKind.STAMP: "#1F2937", AlertKind.MESSAGE: "#1F2937"}
LINE = 1.35
"""Height of a line, in heights of its letters."""
MOST_LINES = 3
PARTICLES = 60
EFFECT_COLOURS = {
    "hearts": ("#F43F5E", "#FB7185", "#FDA4AF"),
    "snow": ("#FFFFFF", "#E0F2FE"),
    "fireworks": ("#FDE047", "#FB923C", "#F472B6", "#60A5FA"),
}
CONFETTI = ("#F43F5E", "#F59E0B", "#10B981", "#3B82F6", "#A855F7")
_Rgba = Image.Image


def paint(sight: Sight, size: tuple[int, int], text_px: int, is_top: bool) -> _Rgba:
    """Return the whole picture, RGBA, clear where nothing is to be seen."""
    image = Image.new("RGBA", size)
    if sight.effect:
        _paint_effect(image, sight.effect, sight.effect_progress)
    gap = max(2, text_px // 3)
    offset = gap
    for card in reversed(sight.cards):
        drawn = card_image(card.alert, text_px, size[0] * 2 // 5)
        seen = _faded(drawn, card.presence)
        # It slides in from the edge by its own height.
        moved = round((1 - card.presence) * (drawn.height + gap))
        top = offset - moved if is_top else size[1] - offset - drawn.height + moved
        image.alpha_composite(_inside(seen, top, size[1]), (gap, max(0, top)))
        offset += drawn.height + gap
        if offset > size[1]:
            break
    return image


def _inside(seen: _Rgba, top: int, height: int) -> _Rgba:
    """Return the part of a card that lies on the picture."""
    first, last = max(0, -top), min(seen.height, height - top)
    return (
        seen
        if (first, last) == (0, seen.height)
        else seen.crop((0, first, seen.width, max(first + 1, last)))
    )


def _faded(image: _Rgba, presence: float) -> _Rgba:
    if presence >= 1:
        return image
    faded = image.copy()
    faded.putalpha(image.getchannel("A").point(lambda value: round(value * presence)))
    return faded


@lru_cache(16)
def card_image(alert: Alert, text_px: int, most_px: int) -> _Rgba:
    """Return one card, as wide as what stands on it needs, at most `most_px`."""
    pad = text_px // 2
    rows = [row for row in _rows(alert, text_px, most_px - 2 * pad) if row.width]
    width = max((row.width for row in rows), default=0) + 2 * pad
    image = Image.new("RGBA", (width, sum(row.height for row in rows) + 2 * pad))
    ground = GROUNDS.get(alert.kind) or TIERS[alert.tier]
    area = (0, 0, image.width - 1, image.height - 1)
    ImageDraw.Draw(image).rounded_rectangle(area, pad, fill=f"{ground}E6")
    top = pad
    for row in rows:
        image.alpha_composite(row, (pad, top))
        top += row.height
    return image


def _rows(alert: Alert, text_px: int, room_px: int) -> list[_Rgba]:
    head = f"{alert.who}  {alert.amount}".strip()
    font = load_font("", text_px, head)
    rows = [_line(_shortened(head, font, room_px), font, text_px)]
    text = alert.text
    if alert.kind is AlertKind.STAMP:
        if (stamp := _stamp(alert.symbol, text_px * 4)) is not None:
            return [*rows, stamp]
        text = alert.symbol
    font = load_font("", text_px, text)
    return [
        *rows,
        *(_line(each, font, text_px) for each in _wrapped(text, font, room_px)[:MOST_LINES]),
    ]


def _line(text: str, font: Font, text_px: int) -> _Rgba:
    image = Image.new("RGBA", (math.ceil(font.getlength(text)), round(text_px * LINE)))
    ImageDraw.Draw(image).text((0, 0), text, fill="#FFFFFF", font=font)
    return image


def _stamp(name: str, side_px: int) -> _Rgba | None:
    """Return the picture of a stamp that we have."""
    if name not in _stamp_names():
        return None
    file = resources.files("resources.stamps") / f"{name}.png"
    with file.open("rb") as opened:
        return Image.open(opened).convert("RGBA").resize((side_px, side_px))


@cache
def _stamp_names() -> frozenset[str]:
    files = resources.files("resources.stamps").iterdir()
    return frozenset(file.name[:-4] for file in files if file.name.endswith(".png"))


def _wrapped(text: str, font: Font, room_px: int) -> list[str]:
    """Break text at any letter, at spaces where that is near; Japanese has none."""
    lines: list[str] = []
    while text:
        count = len(text)
        while count > 1 and font.getlength(text[:count]) > room_px:
            count = min(count - 1, max(1, int(count * room_px / font.getlength(text[:count]))))
        if count < len(text) and (space := text.rfind(" ", count // 2, count + 1)) > 0:
            count = space
        lines.append(text[:count])
        text = text[count:].lstrip()
    return lines


def _shortened(text: str, font: Font, room_px: int) -> str:
    lines = _wrapped(text, font, room_px)
    return text if len(lines) <= 1 else lines[0][:-1] + "…"


def _paint_effect(image: _Rgba, name: str, progress: float) -> None:
    """Let things fall (or burst) over the picture; the same progress gives the same picture."""
    chance = random.Random(name)
    pen = ImageDraw.Draw(image)
    colours = EFFECT_COLOURS.get(name, CONFETTI)
    opacity = round(255 * min(1.0, (1 - progress) * 4))
    for number in range(PARTICLES):
        start, lane, speed = chance.random(), chance.random(), 0.8 + 0.6 * chance.random()
        ink = f"{colours[number % len(colours)]}{opacity:02X}"
        radius = max(2, round(image.height * (0.006 + 0.008 * chance.random())))
        if name == "fireworks":
            at = _burst(number, lane, start, progress)
        else:
            sway = 0.02 * math.sin(12 * progress + 6 * start)
            at = lane + sway, (progress * speed * 1.6 - start * 0.6)
        x, y = round(at[0] * image.width), round(at[1] * image.height)
        _paint_particle(pen, name, (x, y), radius, ink)


def _burst(number: int, lane: float, start: float, progress: float) -> tuple[float, float]:
    centre = (0.25 + 0.25 * (number % 3), 0.3 + 0.1 * (number % 2))
    reach = 0.25 * math.sqrt(progress) * (0.4 + 0.6 * start)
    angle = 2 * math.pi * lane
    return (
        centre[0] + reach * 0.6 * math.cos(angle),
        centre[1] + reach * math.sin(angle) + 0.2 * progress * progress,
    )


def _paint_particle(
    pen: ImageDraw.ImageDraw, name: str, at: tuple[int, int], radius: int, ink: str
) -> None:
    x, y = at
    if name == "hearts":
        half = radius // 2 + 1
        pen.ellipse((x - radius, y - half, x, y + half), fill=ink)
        pen.ellipse((x, y - half, x + radius, y + half), fill=ink)
        pen.polygon([(x - radius, y), (x + radius, y), (x, y + radius + half)], fill=ink)
    elif name in ("snow", "fireworks"):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=ink)
    else:
        pen.rectangle((x - radius, y - radius // 2, x + radius, y + radius // 2), fill=ink)
