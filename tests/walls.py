"""Where the walls stand: who may import what. `docs/architecture.md` draws them and says why.

A wall that is in the way is moved here and on that page in the same change, with the reason.
"""

from dataclasses import dataclass

from tests.sourcetree import PACKAGES


@dataclass(frozen=True)
class Room:
    """Which of our packages the modules of one package may import."""

    name: str
    may: tuple[str, ...]
    but_not: tuple[str, ...] = ()
    except_for: tuple[str, ...] = ()
    """Doors in the walls of `but_not`: the faces by which a process is spoken to."""


# The first room a module lies in counts, so the inner rooms come before the outer ones.
ROOMS = (
    Room("encoder.rtmp", may=("encoder.rtmp",)),
    Room("encoder.mp4", may=("encoder.mp4",)),
    Room("encoder.engine", may=("encoder",)),
    Room("encoder", may=("encoder",), but_not=("encoder.engine",)),
    Room("chatclient", may=("chatclient",)),
    Room("cloud.functions", may=("cloud.functions", "cloud.reports")),
    Room("cloud.chatserver", may=("cloud.chatserver", "chatclient.wire")),
    Room("cloud.practice", may=("cloud", "chatclient.wire", "encoder.rtmp", "encoder.mp4")),
    Room("cloud", may=("cloud",), but_not=("cloud.practice", "cloud.chatserver")),
    Room("desktop.widgets", may=("desktop.widgets",)),
    Room(
        "desktop",
        may=PACKAGES,
        but_not=(
            "encoder.engine",
            "encoder.rtmp",
            "encoder.mp4",
            "cloud.practice",
            "cloud.chatserver",
        ),
        except_for=(
            "cloud.practice.accountclient",
            "cloud.practice.accountmessages",
            "cloud.practice.client",
            "cloud.practice.messages",
        ),
    ),
    Room("resources", may=("resources",)),
)

# Who may import a library; the one place where its errors and its types are translated.
# A library that is not listed may be imported anywhere, if pyproject.toml depends on it.
LIBRARIES = {
    "av": ("encoder.engine", "cloud.practice"),
    "PySide6": ("desktop",),
    "shiboken6": ("desktop",),
    "pyqtgraph": ("desktop",),
    "keyring": ("desktop.store",),
    "socketio": ("chatclient.backends", "cloud.chatserver"),
    "engineio": ("chatclient.backends", "cloud.chatserver"),
    "aiohttp": ("chatclient.backends",),
    "redis": ("cloud.chatserver",),
    "h11": ("cloud.chatserver",),
    "jwt": ("cloud.chatserver",),
    "prometheus_client": ("cloud.chatserver",),
    "uvloop": ("cloud.chatserver",),
    "boto3": ("cloud",),
    "botocore": ("cloud",),
    "moto": ("cloud.practice",),
    "werkzeug": ("cloud.practice",),
    "cfnlint": ("cloud",),
    "yaml": ("cloud",),
    "starlette": ("cloud", "desktop.api"),
    "uvicorn": ("cloud", "desktop.api"),
    "PIL": ("encoder.engine", "cloud.practice", "desktop"),
}
# Names under which distributions are imported, where the two differ.
IMPORTED_AS = {
    "pyside6_essentials": ("PySide6", "shiboken6"),
    "pillow": ("PIL",),
    "boto3": ("botocore",),
    "cfn_lint": ("cfnlint",),
    "moto": ("werkzeug",),
    "pyjwt": ("jwt",),
    "pyyaml": ("yaml",),
    "python_engineio": ("engineio",),
    "python_socketio": ("socketio",),
}

# The protocol gets bytes and the time as arguments; it neither waits nor opens anything.
NO_IO = {"asyncio", "io", "select", "selectors", "socket", "ssl", "subprocess", "threading", "time"}

# The floors of desktop, from the top: a room knows its own modules and the floors below it.
FLOORS = (
    ("__main__",),
    ("commandline",),
    ("windowline",),
    ("opening",),
    ("app",),
    ("headless",),
    ("rehearsal",),
    ("commands", "shell", "window"),
    ("furniture",),
    ("chatplace", "pages"),
    ("panels",),  # they open dialogs
    ("dialogs",),
    ("actions", "api", "models", "reporting"),
    ("bridges",),
    ("cloudwords", "hearing", "remedies"),
    ("chatting", "clouding", "editing", "golive", "monitoring"),
    ("crash", "language", "onewindow", "supportbundle", "theme"),
    ("logs", "playbackreader", "virtualscreen"),
    ("store",),
    ("widgets",),  # they know only Qt
)
WITHOUT_QT = (
    "chatting",
    "clouding",
    "commandline",
    "commands",
    "editing",
    "golive",
    "hearing",
    "logs",
    "monitoring",
    "playbackreader",
    "remedies",
    "store",
    "supportbundle",
    "virtualscreen",
    "windowline",
)
