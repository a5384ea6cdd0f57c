"""Names of recordings: a template filled in, fit for the file system of every platform. Pure."""

import re
import string
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from encoder.errors import ErrorCode, SettingsError
from encoder.settings import Canvas

SUFFIX = ".mp4"
MAX_BYTES = 200
"""Of the name without suffix and number; most file systems take 255 bytes of UTF-8."""
FIELDS = ("date", "time", "title", "scene", "width", "height", "fps")
UNTITLED = "Livedesk"
"""What stands where a name would be empty."""

# Reserved by Windows: characters, and names of devices with whatever suffix.
_RESERVED = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")


@dataclass(frozen=True, slots=True)
class NameFields:
    """What the fields of a template stand for."""

    at: datetime
    """Local time."""
    canvas: Canvas
    title: str = ""
    scene: str = ""


def recording_name(template: str, fields: NameFields) -> str:
    """Return the file's name with its suffix; raises SettingsError for an unknown field."""
    values = {
        "date": f"{fields.at:%Y-%m-%d}",
        "time": f"{fields.at:%H-%M-%S}",
        "title": fields.title,
        "scene": fields.scene,
        "width": str(fields.canvas.width),
        "height": str(fields.canvas.height),
        "fps": str(fields.canvas.fps),
    }
    parts: list[str] = []
    for text, name in _parsed(template):
        parts.append(text)
        if name is not None:
            parts.append(values[name])
    return _safe("".join(parts)) + SUFFIX


def check_template(template: str) -> None:
    """Raise SettingsError when a field of the template is unknown."""
    _parsed(template)


def numbered(name: str, is_taken: Callable[[str], bool]) -> str:
    """Return `name`, or the first of "name (2)", "name (3)" ... that is not taken."""
    if not is_taken(name):
        return name
    stem = name.removesuffix(SUFFIX)
    number = 2
    while is_taken(candidate := f"{stem} ({number}){SUFFIX}"):
        number += 1
    return candidate


def _parsed(template: str) -> list[tuple[str, str | None]]:
    try:
        parts = [(text, name) for text, name, _, _ in string.Formatter().parse(template)]
    except ValueError:
        raise _wrong(template) from None
    for _, name in parts:
        if name is not None and name not in FIELDS:
            raise _wrong(f"{{{name}}}")
    return parts


def _wrong(value: str) -> SettingsError:
    fields = " ".join(f"{{{name}}}" for name in FIELDS)
    return SettingsError(
        ErrorCode.SETTING_INVALID, setting="name_template", value=value, limit=fields
    )


def _safe(text: str) -> str:
    text = _RESERVED.sub("-", text)
    text = re.sub(r"\s+", " ", text)
    text = text.encode("utf-8", "replace")[:MAX_BYTES].decode("utf-8", "ignore")
    text = text.strip(" .-") or UNTITLED
    # A leading dot hides a file, a trailing one or a space is lost on Windows.
    return f"_{text}" if _DEVICES.match(text) else text
