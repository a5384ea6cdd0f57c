"""The practice cloud as the window sees it: started in the background, asked how it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from cloud.errors import CloudError, Problem
from desktop.bridges.tasks import Task, Tasks
from desktop.chatting.road import NO_ROOM, PracticeRoom

CROWD_RATE = 20.0
"""Messages a second."""
PERIOD_MS = 2_000
"""Asking also tells the practice cloud that a window uses it: unused for 10 s, it ends."""


@dataclass(frozen=True, slots=True)
class PracticeChannel:
    """Where to publish and where to watch; its key opens nothing but this machine's ingest."""

    rtmp_url: str
    key: str
    playback_url: str
    watch_url: str
    chat: PracticeRoom = NO_ROOM
    """Where its viewers talk."""


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
    crowd: int = 0
    """So many made-up people are in its chat."""
    details: Mapping[str, object] = field(default_factory=dict)
    """Everything it measures, as JSON."""


class PracticeCloud(Protocol):
    """The practice cloud; every call may block for some seconds and raises CloudError."""

    def ensure_running(self, destinations: Sequence[str]) -> dict[str, PracticeChannel]:
        """Find or start it, with a channel for each of these destinations; by their ids."""
        ...

    def read(self, destinations: Sequence[str]) -> dict[str, PracticeReading]:
        """Ask what arrives for each of these destinations; one without a channel is missing."""
        ...

    def set_crowd(self, destination_id: str, people: int, rate: float) -> None:
        """Have so many made-up people in that channel's chat, who say so much a second."""
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
    channels: Mapping[str, PracticeChannel] = field(default_factory=dict)
    """By the id of the destination that has it to itself, those that are used first."""
    readings: Mapping[str, PracticeReading] = field(default_factory=dict)
    """By the id of the destination, as far as they were read."""
    problem: Problem | None = None
    is_unexpected: bool = False
    """It failed in a way that has no name."""

    @property
    def channel(self) -> PracticeChannel | None:
        """The first destination's channel; None while there is none."""
        return next(iter(self.channels.values()), None)

    @property
    def reading(self) -> PracticeReading:
        """What arrives on the first destination's channel."""
        return self.reading_of(next(iter(self.channels), ""))

    def reading_of(self, destination_id: str) -> PracticeReading:
        """Return what arrives for this destination."""
        return self.readings.get(destination_id, PracticeReading())


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
        self._wanted: tuple[str, ...] = ()
        self._known: dict[str, PracticeChannel] = {}
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

    def want(self, destinations: Sequence[str]) -> None:
        """Have a channel for each of these destinations, the most important first."""
        wanted = tuple(destinations)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        if self._view.state is PracticeState.READY:
            self._show_ready(self._view.readings)
            self._open_missing()

    def start(self) -> None:
        """Find or start it in the background, and again after it failed."""
        if self._task is not None or self._cloud is None:
            return
        self._known = {}
        self._show(PracticeView())
        self._ensure(self._cloud)

    def set_crowd(self, people: int, rate: float = CROWD_RATE) -> None:
        """Let so many made-up people talk in the first destination's chat; 0: nobody."""
        cloud, first = self._cloud, next(iter(self._view.channels), "")
        if cloud is None or not first:
            return
        self._tasks.run(
            lambda: cloud.set_crowd(first, people, rate), lambda _: self._ask(), self._on_no_crowd
        )

    def close(self) -> None:
        """Ask nothing any more; it ends by itself when nobody uses it."""
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()

    def _ensure(self, cloud: PracticeCloud) -> None:
        wanted = self._wanted
        self._task = self._tasks.run(
            lambda: cloud.ensure_running(wanted), self._on_ready, self._on_failed
        )

    def _open_missing(self) -> None:
        """Have the channels opened that are wanted since it was asked last."""
        is_missing = any(each not in self._known for each in self._wanted)
        if is_missing and self._task is None and self._cloud is not None:
            self._ensure(self._cloud)

    def _ask(self) -> None:
        if self._task is None and self._cloud is not None:
            cloud, wanted = self._cloud, self._wanted
            self._task = self._tasks.run(lambda: cloud.read(wanted), self._on_read, self._on_lost)

    def _on_ready(self, channels: dict[str, PracticeChannel]) -> None:
        self._task = None
        self._known |= channels
        self._show_ready(self._view.readings)
        self._timer.start()
        self._open_missing()

    def _on_read(self, readings: dict[str, PracticeReading]) -> None:
        self._task = None
        self._show_ready(readings)
        self._open_missing()

    def _show_ready(self, readings: Mapping[str, PracticeReading]) -> None:
        channels = {each: self._known[each] for each in self._wanted if each in self._known}
        view = PracticeView(PracticeState.READY, channels, readings)
        # Equal mappings may differ in what comes first.
        if view != self._view or list(channels) != list(self._view.channels):
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

    def _on_no_crowd(self, error: Exception) -> None:
        """Nothing hangs on it; that the cloud is gone is noticed when it is asked next."""
        if not isinstance(error, CloudError):
            raise error

    def _show(self, view: PracticeView) -> None:
        self._view = view
        self.changed.emit(view)
