"""The states of the window that `tests.shot` takes pictures of; every one can be had."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
import numpy as np

from desktop.app import App
from desktop.store.settings import DestinationChoice
from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    DestinationChanged,
    Drops,
    EngineChanged,
    EngineState,
    Phase,
    PhaseChanged,
    PreviewReady,
    RecordingChanged,
    RecordingState,
    RecordingStats,
    ReplaySaved,
    Sampled,
    SignalChanged,
    SignalFault,
    SourceChanged,
    SourceState,
    Step,
    StepReported,
    StepState,
    UnfinishedFound,
)
from encoder.scenes import Input, Layer, Programme, Scene
from encoder.settings import Encoding, SourceSpec, VideoEncoding
from tests.fakes.chat import FakeChatDoor
from tests.fakes.engine import FakeEngine, FakePictures, sampled

WIDTH_PX, HEIGHT_PX = 640, 360
RECORDED = "/videos/Livedesk/2026-11-21 15-04-05 Tuesday.mp4"
REFUSED = Problem(ErrorCode.CONNECTION_REFUSED, {"host": "127.0.0.1"})


class DemoPictures(FakePictures):
    """Pictures with something on them: a gradient, a grid and a bright field."""

    def __init__(self) -> None:
        super().__init__(WIDTH_PX, HEIGHT_PX)
        y, x = np.mgrid[0:HEIGHT_PX, 0:WIDTH_PX]
        picture = np.full((HEIGHT_PX, WIDTH_PX, 4), 255, np.uint8)
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
    """What a state is played on: engine and chat, and what lets the window hear them."""

    app: App
    engine: FakeEngine
    chats: FakeChatDoor

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
    stage.engine.goes_live(at_utc_s=now_s - 247)
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
    stage.engine.says(SourceChanged("picture", "screen", SourceState.FAILED, problem))


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
    keeper.change(
        msgspec.structs.replace(keeper.settings, destinations=(choice,), encoding=encoding)
    )
    studio.destinations.enter_address("main", url)
    studio.destinations.keys.of("main").enter("not-a-real-key-0123456789")
    stage.app.window.controls.live_button.click()


def two_destinations(stage: Stage) -> None:
    """On air to two places, one of which is being reconnected."""
    destinations = stage.app.studio.destinations
    second = destinations.add("rtmp", "custom")
    destinations.keys.of(second).enter("not-a-real-key-0123456789")
    destinations.enter_address(second, "rtmps://backup.example.com/app/")
    destinations.change(second, name="Backup")
    stage.drain()
    stage.app.window.controls.live_button.click()
    idle(stage)
    now_s = time.time()
    stage.engine.goes_live("main", second, at_utc_s=now_s - 247)
    for age_s in range(240, 0, -1):
        stage.engine.says(_second(now_s - age_s, age_s))
        stage.drain()
    stage.engine.says(DestinationChanged(second, Phase.RECONNECTING, now_s, REFUSED, 3, 4.2))


def recording(stage: Stage) -> None:
    """On air and recording, with little room left."""
    live(stage)
    low = Problem(ErrorCode.DISK_LOW, {"free": "4.1 GB", "stop": "500 MB"})
    stage.engine.records(RECORDED)
    stage.engine.says(
        RecordingChanged(RecordingState.RECORDING, RECORDED, time.time(), low),
        sampled(
            time.time(), recording=RecordingStats(RECORDED, 247.0, 97_000_000, 4_400_000_000, 9_900)
        ),
        ReplaySaved("/videos/Livedesk/2026-11-21 15-08-10 Replay.mp4", 20.1),
    )


def recovery(stage: Stage) -> None:
    """A crash left a recording behind."""
    idle(stage)
    stage.engine.says(UnfinishedFound((RECORDED,)))


def signal_warning(stage: Stage) -> None:
    """What is captured is black, and says so."""
    idle(stage)
    stage.engine.says(SignalChanged("picture", SignalFault.BLACK, True))


def scenes(stage: Stage) -> None:
    """Two scenes, and the middle one of three layers selected."""
    idle(stage)
    screen, text = (
        Input("picture", SourceSpec("screen")),
        Input("text", SourceSpec("text"), "Title"),
    )
    camera = Input("camera", SourceSpec("camera"), "Camera")
    layers = (
        Layer("screen", "picture"),
        Layer("camera", "camera", x=0.7, y=0.66, width=0.27, height=0.27),
        Layer("text", "text", x=0.05, y=0.84, width=0.5, height=0.1, is_locked=True),
    )
    both = (Scene("scene-1", "Talk", layers), Scene("scene-2", "Break", layers[2:]))
    stage.app.studio.change_programme(Programme(inputs=(screen, camera, text), scenes=both))
    stage.engine.runs_source("camera", "camera")
    stage.engine.runs_source("text", "text")
    stage.app.studio.editor.select("camera")


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
    "two-destinations": two_destinations,
    "recording": recording,
    "recovery": recovery,
    "signal-warning": signal_warning,
    "scenes": scenes,
    "closing": closing,
    "settings": preferences,
    "about": about,
}
LIVE_STATES = ("starting", "live", "reconnecting", "failed", "stopped", "closing", "recording")


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
