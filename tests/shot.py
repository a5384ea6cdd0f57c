"""Pictures of the window for the documentation, fed by fakes: `python -m tests.shot --help`.

What is shown is the real window; only engine and ingest are stand-ins, so every state can be had.
"""

import argparse
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from desktop.app import App, Wishes
from desktop.logs import Redaction
from desktop.opening import make_application
from desktop.store.paths import DataFolder
from desktop.theme import ThemeChoice
from encoder.messages import (
    PreviewReady,
)
from tests.fakes.outside import FakeOutside
from tests.fakes.practice import LIVE_READING
from tests.shotchat import CHAT_STATES
from tests.shotcloud import CLOUD_STATES
from tests.shotstates import HEIGHT_PX, LIVE_STATES, STATES, WIDTH_PX, DemoPictures, Stage

SETTLE_MS = 700
DIALOG_STATES = ("closing", "settings", "about", "chatmoderation", "cloudaccounts")


def main() -> None:
    """Take the picture the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.shot", description=__doc__)
    parser.add_argument(
        "panel", nargs="?", default="window", help="a panel's name, window or dialog"
    )
    parser.add_argument("--language", choices=("en", "ja"), default="en")
    parser.add_argument("--theme", choices=("dark", "light"), default="dark")
    parser.add_argument(
        "--state", choices=tuple(STATES | CHAT_STATES | CLOUD_STATES), default="live"
    )
    parser.add_argument("--size", default="1280x800", metavar="WxH")
    parser.add_argument("-o", "--output", type=Path, default=Path("shot.png"))
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    qt = make_application(["livedesk"])
    outside = FakeOutside()
    outside.pictures = DemoPictures()
    if options.state in ("live", "reconnecting", "closing", "recording"):
        outside.practice_cloud.reading = LIVE_READING
    with tempfile.TemporaryDirectory() as folder:
        wishes = Wishes(options.language, ThemeChoice(options.theme))
        app = App(qt, DataFolder(Path(folder)), outside, Redaction(), wishes)
        app.window.resize(width, height)
        app.show()
        wait(SETTLE_MS)
        if options.state != "loading":
            outside.engine.attaches()
        wait(SETTLE_MS)
        if options.state in LIVE_STATES:
            app.window.controls.live_button.click()
        states = STATES | CHAT_STATES | CLOUD_STATES
        states[options.state](Stage(app, outside.engine, outside.chat_door))
        wait(SETTLE_MS)
        app.studio.practice._ask()
        wait(SETTLE_MS)
        if options.state in LIVE_STATES:
            outside.engine.says(PreviewReady(0, WIDTH_PX, HEIGHT_PX))
            app.mailbox.drain_all()
        shown: QWidget = app.window
        if options.state.replace("-", "") in DIALOG_STATES and options.panel == "dialog":
            dialogs = app.window.findChildren(QDialog)  # the first run asks as well
            named = [
                each
                for each in dialogs
                if each.objectName().replace(".", "") == options.state.replace("-", "")
            ]
            shown = named[-1] if named else dialogs[-1]
        elif options.panel != "window":
            shown = app.window.panels[options.panel]
        _save(shown, options.output)
        app.window.close_for_good()
        app.close()


def _save(widget: QWidget, output: Path) -> None:
    output.parent.mkdir(parents=True, exist_ok=True)
    widget.grab().save(str(output))


def wait(milliseconds: int) -> None:
    """Let Qt run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
