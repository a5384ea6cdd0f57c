"""Pictures of the window for the documentation, fed by fakes: `python -m tests.shot --help`.

What is shown is the real window; only engine and ingest are stand-ins, so every state can be had.
"""

import argparse
import math
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from desktop.app import App, Wishes
from desktop.logs import Redaction
from desktop.opening import make_application
from desktop.store.paths import DataFolder
from desktop.store.settings import DestinationChoice
from desktop.theme import ThemeChoice
from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    Drops,
    EngineChanged,
    EngineState,
    Phase,
    PhaseChanged,
    PreviewReady,
    Sampled,
    SourceChanged,
    SourceState,
    Step,
    StepReported,
    StepState,
)
from encoder.settings import Encoding, VideoEncoding
from tests.fakes.engine import FakeEngine, FakePictures, sampled
from tests.fakes.outside import FakeOutside
from tests.fakes.practice import LIVE_READING

WIDTH_PX, HEIGHT_PX = 640, 360
SETTLE_MS = 700
REFUSED = Problem(ErrorCode.CONNECTION_REFUSED, {"host": "127.0.0.1"})


class DemoPictures(FakePictures):
    """Pictures with something on them: a gradient, a grid and a bright field."""

    def __init__(self) -> None:
        super().__init__(WIDTH_PX, HEIGHT_PX)
        y, x = np.mgrid[0:HEIGHT_PX, 0:WIDTH_PX]
        picture = np.zeros((HEIGHT_PX, WIDTH_PX, 4), np.uint8)
        picture[..., 0] = 70 + 110 * y // HEIGHT_PX
        picture[..., 1] = 60 + 80 * x // WIDTH_PX
        picture[..., 2] = 40 + 30 * x // WIDTH_PX
        picture[(x % 40 == 0) | (y % 40 == 0)] = (90, 90, 90, 255)
        picture[120:240, 240:400] = (230, 225, 215, 255)
        self._pixels = picture.tobytes()

    def read(self, event: PreviewReady) -> bytes:
        return self._pixels


@dataclass(frozen=True)
class Stage:
    """What a state is played on: the engine, and what lets the window hear it."""

    app: App
    engine: FakeEngine

    def drain(self) -> None:
        """Let the window hear what the engine said."""
        self.app.mailbox.drain_all()


def idle(stage: Stage) -> None:
    """Ready to go live."""
    stage.engine.runs_source()
    stage.engine.says(PreviewReady(0, WIDTH_PX, HEIGHT_PX))


def starting(stage: Stage) -> None:
    """Connecting."""
    idle(stage)
    stage.engine.begins()


def live(stage: Stage) -> None:
    """On air for four minutes."""
    idle(stage)
    now_s = time.time()
    stage.engine.goes_live(now_s - 247)
    for age_s in range(240, 0, -1):
        stage.engine.says(_second(now_s - age_s, age_s))
        stage.drain()  # or the mailbox would keep only the newest


def reconnecting(stage: Stage) -> None:
    """The connection broke and the next attempt is due."""
    live(stage)
    stage.engine.says(
        StepReported(Step.CONNECT, StepState.RUNNING),
        StepReported(Step.CONNECT, StepState.FAILED, REFUSED),
        PhaseChanged(Phase.RECONNECTING, time.time(), REFUSED, 3, 4.2),
    )


def failed(stage: Stage) -> None:
    """A refused key."""
    idle(stage)
    problem = Problem(
        ErrorCode.KEY_REFUSED,
        {"host": "ingest.example.com", "status": "NetStream.Publish.BadName"},
    )
    stage.engine.begins()
    stage.engine.finishes(Step.CONNECT, Step.HANDSHAKE)
    stage.engine.says(
        StepReported(Step.PUBLISH, StepState.RUNNING),
        StepReported(Step.PUBLISH, StepState.FAILED, problem),
        PhaseChanged(Phase.IDLE, time.time(), problem),
    )


def stopped(stage: Stage) -> None:
    """After a broadcast."""
    live(stage)
    stage.engine.stops()


def source_lost(stage: Stage) -> None:
    """The source can't be captured."""
    problem = Problem(ErrorCode.DISPLAY_UNREACHABLE, {"display": ":0"})
    stage.engine.says(SourceChanged("screen", SourceState.FAILED, problem))


def engine_gone(stage: Stage) -> None:
    """The engine could not be started any more."""
    idle(stage)
    problem = Problem(ErrorCode.ENGINE_NOT_STARTED, {"reason": "exit code 1"})
    stage.engine.says(EngineChanged(EngineState.GONE, problem))


def elsewhere(stage: Stage) -> None:
    """An address of one's own, and a bitrate that it does not accept."""
    idle(stage)
    keeper, studio = stage.app.keeper, stage.app.studio
    url = "rtmps://a1b2c3.global-contribute.live-video.net:443/app/"
    choice = DestinationChoice("rtmp", url, "ivs-basic")
    encoding = Encoding(VideoEncoding(bitrate_bps=6_000_000))
    keeper.change(msgspec.structs.replace(keeper.settings, destination=choice, encoding=encoding))
    studio.enter_address(url)
    studio.key.enter("not-a-real-key-0123456789")
    stage.app.window.controls.live_button.click()


def closing(stage: Stage) -> None:
    """The question before a window is closed on air."""
    live(stage)
    stage.app.window.close()


def preferences(stage: Stage) -> None:
    """The settings dialog."""
    idle(stage)
    stage.app.window.actions_by_name["settings"].trigger()


def about(stage: Stage) -> None:
    """The dialog about Livedesk."""
    idle(stage)
    stage.app.window.actions_by_name["about"].trigger()


def loading(stage: Stage) -> None:
    """Right after the start."""


STATES: dict[str, Callable[[Stage], None]] = {
    "loading": loading,
    "idle": idle,
    "starting": starting,
    "live": live,
    "reconnecting": reconnecting,
    "failed": failed,
    "stopped": stopped,
    "source-lost": source_lost,
    "engine-gone": engine_gone,
    "elsewhere": elsewhere,
    "closing": closing,
    "settings": preferences,
    "about": about,
}
LIVE_STATES = ("starting", "live", "reconnecting", "failed", "stopped", "closing")


def main() -> None:
    """Take the picture the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.shot", description=__doc__)
    parser.add_argument(
        "panel", nargs="?", default="window", help="a panel's name, window or dialog"
    )
    parser.add_argument("--language", choices=("en", "ja"), default="en")
    parser.add_argument("--theme", choices=("dark", "light"), default="dark")
    parser.add_argument("--state", choices=tuple(STATES), default="live")
    parser.add_argument("--size", default="1280x800", metavar="WxH")
    parser.add_argument("-o", "--output", type=Path, default=Path("shot.png"))
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    qt = make_application(["livedesk"])
    outside = FakeOutside()
    outside.pictures = DemoPictures()
    if options.state in ("live", "reconnecting", "closing"):
        outside.practice_cloud.reading = LIVE_READING
    with tempfile.TemporaryDirectory() as folder:
        wishes = Wishes(options.language, ThemeChoice(options.theme))
        app = App(qt, DataFolder(Path(folder)), outside, Redaction(), wishes)
        app.window.resize(width, height)
        app.show()
        _wait(SETTLE_MS)
        if options.state != "loading":
            outside.engine.attaches()
        _wait(SETTLE_MS)
        if options.state in LIVE_STATES:
            app.window.controls.live_button.click()
        STATES[options.state](Stage(app, outside.engine))
        _wait(SETTLE_MS)
        app.studio.practice._ask()
        _wait(SETTLE_MS)
        if options.state in LIVE_STATES:
            outside.engine.says(PreviewReady(0, WIDTH_PX, HEIGHT_PX))
            app.mailbox.drain_all()
        shown: QWidget = app.window
        if options.state in ("closing", "settings", "about") and options.panel == "dialog":
            shown = app.window.findChildren(QDialog)[0]
        elif options.panel != "window":
            shown = app.window.panels[options.panel]
        _save(shown, options.output)
        app.window.close_for_good()
        app.close()


def _save(widget: QWidget, output: Path) -> None:
    output.parent.mkdir(parents=True, exist_ok=True)
    widget.grab().save(str(output))


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _second(at_utc_s: float, age_s: int) -> Sampled:
    """Return a second of a broadcast with one bad moment two minutes ago."""
    is_bad = 118 < age_s < 126
    wave = 60_000 * math.sin(age_s / 3) + 25_000 * math.sin(age_s * 1.7)
    sent = 1_900_000 if is_bad else 3_160_000 + wave
    return sampled(
        at_utc_s,
        video_bps=3_000_000 + wave,
        sent_bps=sent,
        delivered_bps=sent * 0.99,
        fps=29.0 if age_s == 122 else 30.0,
        queue_ms=480.0 if is_bad else 12 + 4 * math.sin(age_s),
        drops=Drops(1 if age_s < 122 else 0, 0, 14 if age_s < 118 else 0),
        engine_cpu_percent=24 + 3 * math.sin(age_s / 5),
        engine_memory_bytes=168_000_000,
    )


if __name__ == "__main__":
    main()
