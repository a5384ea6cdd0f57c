"""What every measure needs: screens, a server, an engine on air, the ffmpeg program beside it."""

import contextlib
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from encoder.messages import (
    Attached,
    Phase,
    SetProgramme,
    SourceChanged,
    SourceState,
    Stop,
    Stopped,
)
from encoder.scenes import Programme
from encoder.settings import Canvas
from tests.benchmarks import jobs
from tests.benchmarks.cpu import cpu_per_s
from tests.benchmarks.table import NotMeasured
from tests.endtoend.faults.tape import Tape
from tests.endtoend.follower import Follower
from tests.endtoend.nginxrtmp import NginxRtmp
from tests.endtoend.virtualscreen import VirtualScreen

WARM_UP_S = 3.0
MEASURED_S = 8.0
LIVE_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class OnAir:
    """An engine that is live, and who follows it."""

    follower: Follower
    pid: int
    data_dir: Path
    """Whose window would find this engine."""


class Bench:
    """One run of the table; leaving the `with` block ends everything it started."""

    def __init__(self, runs: int) -> None:
        self.runs = runs
        self._stack = contextlib.ExitStack()
        self._numbers = itertools.count(1)
        self._screen: VirtualScreen | None = None
        self._nginx: NginxRtmp | None = None

    def __enter__(self) -> "Bench":
        temporary = tempfile.TemporaryDirectory(prefix="livedesk-")
        self._folder = Path(self._stack.enter_context(temporary))
        return self

    def __exit__(self, *reason: object) -> None:
        self._stack.close()

    def new_folder(self) -> Path:
        """Return an empty folder."""
        folder = self._folder / str(next(self._numbers))
        folder.mkdir()
        return folder

    @property
    def display(self) -> str:
        """A screen of 1920x1080 on which something moves and a clock runs."""
        if self._screen is None:
            self._screen = self._stack.enter_context(VirtualScreen(1920, 1080))
            self._stack.enter_context(
                running(
                    [sys.executable, "-m", "tests.benchmarks.movingscreen", "1920x1080"],
                    DISPLAY=self._screen.display,
                    QT_QPA_PLATFORM="xcb",
                )
            )
        return self._screen.display

    @property
    def nginx(self) -> NginxRtmp:
        """A server on the loopback interface that takes everything."""
        if self._nginx is None:
            self._nginx = NginxRtmp(self.new_folder())
            self._stack.callback(self._nginx.stop)
        return self._nginx

    @contextlib.contextmanager
    def tape(self, look_s: float = 0.01) -> Iterator[Tape]:
        """Follow what the server accepts from now on."""
        server = self.nginx
        before = set(server.recordings())
        with Tape(lambda: [p for p in server.recordings() if p not in before], look_s) as tape:
            yield tape

    @contextlib.contextmanager
    def warm(self, programme: Programme) -> Iterator[OnAir]:
        """Run an engine that composes this programme, not on air yet."""
        data_dir = self.new_folder()
        with environment(DISPLAY=self.display), Follower(data_dir / "engine") as follower:
            pid = follower.wait_for(Attached).pid
            follower.send(SetProgramme(programme))
            follower.wait_for(SourceChanged, lambda event: event.state is SourceState.RUNNING)
            yield OnAir(follower, pid, data_dir)

    @contextlib.contextmanager
    def on_air(self, programme: Programme, bitrate_bps: int = jobs.BITRATE_BPS) -> Iterator[OnAir]:
        """Run an engine that publishes this programme."""
        with self.warm(programme) as engine:
            engine.follower.send(jobs.go_live(self.nginx.url, bitrate_bps))
            engine.follower.wait_for_phase(Phase.LIVE, LIVE_TIMEOUT_S)
            yield engine
            engine.follower.send(Stop())
            engine.follower.wait_for(Stopped)

    @contextlib.contextmanager
    def window(self, engine: OnAir, *, is_busy: bool = False) -> Iterator[int]:
        """Open the studio window on a screen of its own; it finds the engine. Yields its id."""
        module = "tests.benchmarks.busywindow" if is_busy else "desktop"
        command = [sys.executable, "-m", module, "--data-dir", str(engine.data_dir)]
        with (
            VirtualScreen(1920, 1080) as screen,
            running(command, DISPLAY=screen.display, QT_QPA_PLATFORM="xcb") as process,
        ):
            yield process.pid
            if process.poll() is not None:
                raise NotMeasured(f"the window ended by itself, exit code {process.returncode}")

    @contextlib.contextmanager
    def ffmpeg(self, canvas: Canvas, bitrate_bps: int = jobs.BITRATE_BPS) -> Iterator[int]:
        """Run the ffmpeg program on the same job; yields its process id."""
        command = jobs.ffmpeg_command(self.display, canvas, bitrate_bps, f"{self.nginx.url}/ffmpeg")
        with running(command) as process:
            yield process.pid

    def ffmpeg_cpu(self, canvas: Canvas) -> float:
        """Return the CPU seconds per output second of the ffmpeg program."""
        with self.ffmpeg(canvas) as pid:
            return settled_cpu(pid)

    def engine_cpu(self, programme: Programme) -> float:
        """Return the CPU seconds per output second of our engine."""
        with self.on_air(programme) as engine:
            return settled_cpu(engine.pid)

    def pairs(
        self, ours: Callable[[], float], theirs: Callable[[], float]
    ) -> list[tuple[float, float]]:
        """Measure in turns, so that a machine that changes its mood changes both."""
        return [(ours(), theirs()) for _ in range(self.runs)]


def settled_cpu(*pids: int, seconds: float = MEASURED_S) -> float:
    """Return CPU seconds per second of these processes, once they have warmed up."""
    cpu_per_s([os.getpid()], WARM_UP_S)
    return cpu_per_s(pids, seconds)


def medians(pairs: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Return the medians of ours, of theirs, and of the ratios within each pair."""
    ours, theirs = zip(*pairs, strict=True)
    ratio = statistics.median(our / their for our, their in pairs)
    return statistics.median(ours), statistics.median(theirs), ratio


@contextlib.contextmanager
def environment(**values: str) -> Iterator[None]:
    """Set environment variables for what is started inside the `with` block."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextlib.contextmanager
def running(command: list[str], **variables: str) -> "Iterator[subprocess.Popen[bytes]]":
    """Run a program for as long as the `with` block; it is ended, then killed."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=os.environ | variables
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
