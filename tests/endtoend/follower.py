"""Follows an engine through its Supervisor, as the window does, and waits for what it reports."""

import queue
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from encoder.launch import Launcher, launch_engine
from encoder.messages import Command, Phase, PhaseChanged, PreviewSlots, SupervisedEvent
from encoder.supervisor import Supervisor

Wanted = TypeVar("Wanted")


class Follower:
    """One attached supervisor; leaving the `with` block detaches it."""

    def __init__(
        self,
        home: Path,
        *,
        keeps_on_air: bool = False,
        preview: PreviewSlots | None = None,
        launch: Launcher = launch_engine,
    ) -> None:
        self._events: queue.SimpleQueue[SupervisedEvent] = queue.SimpleQueue()
        self.seen: list[SupervisedEvent] = []
        self._supervisor = Supervisor(
            home, self._events.put, keeps_on_air=keeps_on_air, preview=preview, launch=launch
        )

    def __enter__(self) -> "Follower":
        self._supervisor.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._supervisor.close()

    def send(self, *commands: Command) -> None:
        """Pass commands to the engine."""
        for command in commands:
            self._supervisor.send(command)

    def wait_for(
        self,
        kind: type[Wanted],
        is_it: Callable[[Wanted], bool] = lambda event: True,
        timeout_s: float = 30.0,
    ) -> Wanted:
        """Return the next event of this kind that fits; fails with what came instead."""
        deadline = time.monotonic() + timeout_s
        while (remaining := deadline - time.monotonic()) > 0:
            try:
                event = self._events.get(timeout=remaining)
            except queue.Empty:
                break
            self.seen.append(event)
            if isinstance(event, kind) and is_it(event):
                return event
        raise AssertionError(f"no such {kind.__name__} within {timeout_s} s; seen: {self.seen}")

    def wait_for_phase(self, phase: Phase, timeout_s: float = 30.0) -> PhaseChanged:
        """Return the event that says the broadcast entered this phase."""
        return self.wait_for(PhaseChanged, lambda event: event.phase is phase, timeout_s)
