"""An engine's host on a thread instead of a process, and how it is brought on air."""

import threading
from pathlib import Path

from encoder.engine.host import Host
from encoder.messages import Attach, GoLive, Phase, PhaseChanged, SetProgramme
from encoder.scenes import single_scene
from encoder.settings import (
    AudioEncoding,
    Canvas,
    Destination,
    Encoding,
    SourceSpec,
    StreamKey,
    VideoEncoding,
)
from tests.fakes.enginewindow import EngineWindow
from tests.fakes.rtmpserver import KEY, RtmpServer

PATTERN = SourceSpec("pattern")
PROGRAMME = single_scene(Canvas(160, 90, 30), PATTERN)
ENCODING = Encoding(VideoEncoding(300_000, preset="ultrafast"), AudioEncoding(96_000))


class RunningHost:
    """A host on a thread instead of a process."""

    def __init__(self, home: Path, alone_s: float) -> None:
        self.home = home
        self.host = Host(home, alone_s)
        self.has_ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="fake-engine-process")
        self._thread.start()

    def window(self, attach: Attach | None = None) -> EngineWindow:
        """Attach to it."""
        return EngineWindow(self.home, attach)

    def end(self) -> None:
        """End it in order."""
        self.host.request_end()
        self._thread.join()

    def _run(self) -> None:
        self.host.run()
        self.has_ended.set()


def go_live(server: RtmpServer, key: str = KEY) -> GoLive:
    """Return the command that publishes there."""
    url = f"rtmp://127.0.0.1:{server.port}/live"
    return GoLive(ENCODING, (Destination(url, StreamKey(key), "practice"),))


def live(window: EngineWindow, server: RtmpServer) -> GoLive:
    """Bring the programme on air."""
    command = go_live(server)
    window.send(SetProgramme(PROGRAMME))
    window.send(command)
    window.log.wait_for(PhaseChanged, lambda event: event.phase is Phase.LIVE)
    return command
