"""The practice cloud as the window sees it: started in the background, asked how it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from cloud.errors import CloudError, Problem
from desktop.bridges.tasks import Task, Tasks

PERIOD_MS = 2_000
"""Asking also tells the practice cloud that a window uses it: unused for 10 s, it ends."""


@dataclass(frozen=True, slots=True)
class PracticeChannel:
    """Where to publish and where to watch; its key opens nothing but this machine's ingest."""

    rtmp_url: str
    key: str
    playback_url: str
    watch_url: str


@dataclass(frozen=True, slots=True)
class PracticeReading:
    """What the ingest measures of what arrives, over its last seconds."""

    is_live: bool = False
    health: str = "UNKNOWN"
    """HEALTHY, STARVING or UNKNOWN, in the words of Amazon IVS."""
    frame_rate: float = 0.0
    video_bitrate_bps: int = 0
    audio_bitrate_bps: int = 0
    keyframe_interval_s: float = 0.0
    viewers: int = 0
    details: Mapping[str, object] = field(default_factory=dict)
    """Everything it measures, as JSON."""


class PracticeCloud(Protocol):
    """The practice cloud; every call may block for some seconds and raises CloudError."""

    def ensure_running(self) -> PracticeChannel:
        """Find or start it."""
        ...

    def read(self) -> PracticeReading:
        """Ask what arrives."""
        ...


class PracticeState(StrEnum):
    """How the practice cloud is."""

    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PracticeView:
    """What is known of the practice cloud."""

    state: PracticeState = PracticeState.STARTING
    channel: PracticeChannel | None = None
    reading: PracticeReading = PracticeReading()
    problem: Problem | None = None
    is_unexpected: bool = False
    """It failed in a way that has no name."""


class Practice(QObject):
    """Keeps the practice cloud running while the window is open.

    Signals:
        changed(PracticeView): something is known that was not.
    """

    changed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._cloud: PracticeCloud | None = None
        self._view = PracticeView()
        self._task: Task | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(PERIOD_MS)
        self._timer.timeout.connect(self._ask)

    @property
    def view(self) -> PracticeView:
        """What is known now."""
        return self._view

    def use(self, cloud: PracticeCloud) -> None:
        """Use this one from now on, and start it."""
        self._cloud = cloud
        self.start()

    def start(self) -> None:
        """Find or start it in the background, and again after it failed."""
        if self._task is not None or self._cloud is None:
            return
        self._show(PracticeView())
        self._task = self._tasks.run(self._cloud.ensure_running, self._on_ready, self._on_failed)

    def close(self) -> None:
        """Ask nothing any more; it ends by itself when nobody uses it."""
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()

    def _ask(self) -> None:
        if self._task is None and self._cloud is not None:
            self._task = self._tasks.run(self._cloud.read, self._on_read, self._on_lost)

    def _on_ready(self, channel: PracticeChannel) -> None:
        self._task = None
        self._show(PracticeView(PracticeState.READY, channel))
        self._timer.start()

    def _on_read(self, reading: PracticeReading) -> None:
        self._task = None
        view = PracticeView(PracticeState.READY, self._view.channel, reading)
        if view != self._view:
            self._show(view)

    def _on_lost(self, error: Exception) -> None:
        """It ended or hangs: start it again; should that fail, the failure is shown."""
        self._task = None
        self.start()

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self._timer.stop()
        problem = error.problem if isinstance(error, CloudError) else None
        self._show(
            PracticeView(
                PracticeState.FAILED,
                problem=problem,
                is_unexpected=not isinstance(error, CloudError),
            )
        )

    def _show(self, view: PracticeView) -> None:
        self._view = view
        self.changed.emit(view)
