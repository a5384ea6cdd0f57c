"""Line icons from resources/icons, drawn in a colour of the theme."""

from enum import StrEnum
from functools import cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from desktop.widgets.tokens import current_theme


class IconName(StrEnum):
    """The icons there are."""

    ADD = "add"
    ARRANGE = "arrange"
    CAMERA = "camera"
    CHART = "chart"
    CLOSE = "close"
    COPY = "copy"
    FILE = "file"
    FOLDER = "folder"
    GO_LIVE = "golive"
    HEADPHONES = "headphones"
    HIDDEN = "hidden"
    LIVEDESK = "livedesk"
    LOCKED = "locked"
    LOWER = "lower"
    MORE = "more"
    MUTED = "muted"
    PATTERN = "pattern"
    PICTURE = "picture"
    PIN = "pin"
    POLL = "poll"
    RAISE = "raise"
    REMOVE = "remove"
    REPLY = "reply"
    RETRY = "retry"
    SCREEN = "screen"
    SEARCH = "search"
    SEND = "send"
    SHIELD = "shield"
    SHOWN = "shown"
    SOUND = "sound"
    STAMP = "stamp"
    STOP = "stop"
    TEXT = "text"
    UNLOCKED = "unlocked"
    WARNING = "warning"


_SIZES_PX = (16, 24, 32, 48)
_WINDOW_SIZES_PX = (*_SIZES_PX, 64, 128, 256)


def make_icon(name: IconName, colour: str | None = None) -> QIcon:
    """Return the icon in `colour` (`#RRGGBB`), by default the text colour of the present theme.

    Make it anew when the theme changes.
    """
    theme = current_theme()
    icon = QIcon()
    for size_px in _WINDOW_SIZES_PX if name is IconName.LIVEDESK else _SIZES_PX:
        icon.addPixmap(_draw(name, colour or theme.text, size_px))
        icon.addPixmap(_draw(name, theme.disabled, size_px), QIcon.Mode.Disabled)
    return icon


def _draw(name: IconName, colour: str, size_px: int) -> QPixmap:
    # Drawn anew, one icon in all its sizes takes 12 ms; panels dress their buttons often.
    key = f"livedesk-{name}-{colour}-{size_px}"
    pixmap = QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    pixmap = QPixmap(size_px, size_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


@cache
def _drawing(name: IconName) -> str:
    return (resources.files("resources") / f"icons/{name.value}.svg").read_text("utf-8")
