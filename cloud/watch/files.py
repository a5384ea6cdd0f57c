"""The files of the viewer's page by the names under which it loads them; nothing else is served.

Two of them are published builds of npm packages, which the set-up puts beside this file.
"""

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import NamedTuple

PAGE = "index.html"
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
}
LIBRARIES = {
    "lib/hls.mjs": "hls.js/dist/hls.light.min.mjs",
    "lib/socket.io.mjs": "socket.io-client/dist/socket.io.esm.min.js",
}


class PageFile(NamedTuple):
    """What is sent for one name."""

    content: bytes
    media_type: str


@cache
def page_file(name: str) -> PageFile | None:
    """Return a file of the page; None for any other name, or where npm's part was not installed.

    Reads the disk the first time.
    """
    place = _places().get(name)
    if place is None:
        return None
    try:
        content = place.read_bytes()
    except OSError:
        return None
    return PageFile(content, _TYPES[_ending(name)])


@cache
def _places() -> dict[str, Traversable]:
    packages = resources.files("cloud.watch") / "node_modules"
    found = {name: packages / path for name, path in LIBRARIES.items()}
    for folder, prefix in (("cloud.watch.page", ""), ("resources.stamps", "stamps/")):
        for file in resources.files(folder).iterdir():
            if _ending(file.name) in _TYPES:
                found[prefix + file.name] = file
    return found


def _ending(name: str) -> str:
    return name[name.rfind(".") :]
