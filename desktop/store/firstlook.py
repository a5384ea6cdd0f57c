"""What an empty window needs of the settings to look right: read at once, checked later."""

import json
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class FirstLook:
    """Colours and place of the window; whatever is damaged is as if it were new."""

    theme: str = "dark"
    window_geometry: str = ""


def first_look(file: Path) -> FirstLook:
    """Read as much as the first picture needs; never raises for what is in the file.

    The settings themselves are read and validated by `desktop.store.settings`, which takes longer
    to import than a window may take to appear.
    """
    try:
        with file.open("rb") as opened:
            values = json.loads(opened.read(MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return FirstLook()
    if not isinstance(values, dict):
        return FirstLook()
    theme, geometry = values.get("theme", "dark"), values.get("window_geometry", "")
    if not isinstance(theme, str) or not isinstance(geometry, str):
        return FirstLook()
    return FirstLook(theme, geometry)
