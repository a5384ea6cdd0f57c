"""Finds a font of this machine that has the letters of a text, Japanese ones for example."""

import re
import shutil
import subprocess
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from PIL import ImageFont

from encoder.messages import Device

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
MATCH_TIMEOUT_S = 3.0
"""Usually 5 ms; but the first program that asks after fonts were installed reads them all."""
LIST_TIMEOUT_S = 0.8
WITHOUT_FONTCONFIG = (
    "YuGothM.ttc",  # Windows
    "meiryo.ttc",
    "ヒラギノ角ゴシック W3.ttc",  # macOS
    "Hiragino Sans GB.ttc",
    "NotoSansCJK-Regular.ttc",
    "DejaVuSans.ttf",
)
"""File names that Pillow finds in the system's font folders; the first that exists is taken."""

_MOST_CHARACTERS = 200
_JAPANESE = re.compile("[\u3040-\u30ff]")
_QUOTED = re.compile(r"([\\\-:,=])")


class FontFile(NamedTuple):
    """One face in a font file."""

    path: str
    face: int


def load_font(family: str, size_px: int, text: str) -> Font:
    """Return a font for this text, of that family if it has the letters; may take 0.1 s."""
    others = "".join(sorted({letter for letter in text if letter > "~"}))[:_MOST_CHARACTERS]
    try:
        found = _matching(family, others)
        return ImageFont.truetype(found.path, size_px, found.face)
    except (LookupError, OSError):  # no fontconfig; a bitmap font; a font just removed
        return first_of((family, *WITHOUT_FONTCONFIG), size_px)


def first_of(names: Iterable[str], size_px: int) -> Font:
    """Return the first of these fonts that Pillow finds; its own (Latin letters) at last."""
    for name in names:
        try:
            return ImageFont.truetype(name, size_px)
        except OSError:
            continue
    return ImageFont.load_default(size_px)


def pattern_for(family: str, letters: str) -> str:
    """Return fontconfig's pattern for a font of that family that has these letters.

    Letters count more than the family there, so that a text is never shown as boxes.
    """
    pattern = _QUOTED.sub(r"\\\1", family) or "sans"
    if letters:
        pattern += f":charset={' '.join(f'{ord(letter):x}' for letter in letters)}"
    if _JAPANESE.search(letters):  # Chinese fonts have the same characters in other shapes
        pattern += ":lang=ja"
    return pattern


def list_families() -> tuple[Device, ...]:
    """Return the families to choose from, by name; none where there is no fontconfig."""
    lines = _fontconfig(LIST_TIMEOUT_S, "fc-list", ":", "family").splitlines()
    names = {line.partition(",")[0].replace("\\", "").strip() for line in lines}
    return tuple(Device(name, name) for name in sorted(names) if name)


@lru_cache(64)
def _matching(family: str, letters: str) -> FontFile:
    """Ask fontconfig; raises LookupError, which is not remembered, where it does not answer."""
    asked = pattern_for(family, letters)
    answer = _fontconfig(MATCH_TIMEOUT_S, "fc-match", "-f", "%{file}\n%{index}", asked)
    path, _, index = answer.partition("\n")
    if not path or not index.isdecimal():
        raise LookupError(asked)
    return FontFile(path, int(index) & 0xFFFF)  # above that: which variation of the face


def _fontconfig(timeout_s: float, program: str, *arguments: str) -> str:
    if (found := shutil.which(program)) is None:
        return ""
    try:
        done = subprocess.run(
            [found, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout_s,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace")
