"""Where cloud channels take the stream: asked for when a broadcast begins, kept in memory only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Signal

from cloud.errors import ErrorCode, NotThere, Problem
from desktop.bridges.cloud import Cloud
from desktop.bridges.cloudboard import problem_of
from desktop.bridges.clouddoor import IngestPlace
from desktop.bridges.tasks import Task
from desktop.store.cloudchoice import CloudChannel

SIGN_IN_CODES = frozenset(
    {
        ErrorCode.NO_PROFILE_CHOSEN,
        ErrorCode.PROFILE_NOT_FOUND,
        ErrorCode.AMBIENT_CREDENTIALS,
        ErrorCode.NOT_THERE,
    }
)
"""What can only be mended on the cloud page."""


class FetchState(StrEnum):
    """How far the asking is."""

    IDLE = "idle"
    FETCHING = "fetching"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Fetch:
    """The last time that addresses and keys were asked for."""

    state: FetchState = FetchState.IDLE
    problem: Problem | None = None
    is_unexpected: bool = False

    @property
    def is_mended_elsewhere(self) -> bool:
        """The cloud page has to be seen for it."""
        return self.problem is not None and self.problem.code in SIGN_IN_CODES


class CloudPlaces(QObject):
    """Holds addresses and keys by channel. Nothing of them reaches a file or a log.

    Signals:
        changed(): the asking began or ended.
    """

    changed = Signal()

    def __init__(
        self, cloud: Cloud, register: Callable[[str], None], parent: QObject | None = None
    ) -> None:
        """`register` is told keys, for the logs."""
        super().__init__(parent)
        self._cloud = cloud
        self._register = register
        self._places: dict[CloudChannel, IngestPlace] = {}
        self._task: Task | None = None
        self.fetched = Fetch()
        """How the last asking went."""

    @property
    def is_fetching(self) -> bool:
        """Somebody waits for an answer."""
        return self.fetched.state is FetchState.FETCHING

    def of(self, channel: CloudChannel) -> IngestPlace | None:
        """Return where a channel takes the stream, if that was asked for."""
        return self._places.get(channel)

    def fetch(self, channels: Sequence[CloudChannel], done: Callable[[], object]) -> None:
        """Ask for all of these anew, and call `done` once all are known."""
        self._drop_task()
        for each in channels:
            self._places.pop(each, None)
        self._show(Fetch(FetchState.FETCHING))
        self._go_on(tuple(channels), done)

    def forget(self) -> None:
        """Hold no key any more."""
        self._drop_task()
        self._places.clear()
        self._show(Fetch())

    def close(self) -> None:
        """Wait for nothing any more, and forget the keys."""
        self._drop_task()
        self._places.clear()

    def _go_on(self, channels: tuple[CloudChannel, ...], done: Callable[[], object]) -> None:
        missing = next((each for each in channels if each not in self._places), None)
        if missing is None:
            self._show(Fetch(FetchState.DONE))
            done()
            return
        self._task = self._cloud.places(
            missing.account,
            missing.stack,
            partial(self._on_places, missing, channels, done),
            self._on_failed,
        )

    def _on_places(
        self,
        asked: CloudChannel,
        channels: tuple[CloudChannel, ...],
        done: Callable[[], object],
        places: tuple[IngestPlace, ...],
    ) -> None:
        self._task = None
        for number, place in enumerate(places):
            if place.key:
                self._register(place.key)
            self._places[CloudChannel(asked.account, asked.stack, number)] = place
        if asked not in self._places:
            self._on_failed(NotThere(asked.stack))
            return
        self._go_on(channels, done)

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        problem = problem_of(error, "Asking for a channel's address and key")
        self._show(Fetch(FetchState.FAILED, problem, problem is None))

    def _drop_task(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _show(self, fetched: Fetch) -> None:
        if fetched != self.fetched:
            self.fetched = fetched
            self.changed.emit()
