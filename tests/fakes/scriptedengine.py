"""Engines without processes: each runs in this one, over a real connection, as a test says."""

import subprocess
import threading
from pathlib import Path

from encoder.launch import ALREADY_RUNNING
from encoder.link import EngineListener, Link, LinkClosed
from encoder.messages import (
    PROTOCOL_VERSION,
    Alive,
    Attach,
    Attached,
    Command,
    Event,
    OnAir,
    Phase,
    RunningRecording,
)
from encoder.scenes import Programme

PATIENCE_S = 30.0
HEARTBEAT_S = 0.2


class ScriptedEngine:
    """One engine; also the EngineProcess that its parent sees."""

    def __init__(self, home: Path, protocol: int = PROTOCOL_VERSION) -> None:
        self.pid = 0
        self.attached: list[Attach] = []
        self.told: list[Command] = []
        self.programme: Programme | None = None
        self.on_air: OnAir | None = None
        self.recording: RunningRecording | None = None
        self.is_silent = threading.Event()
        self.was_killed = False
        self._protocol = protocol
        self._exit_code: int | None = None
        self._changed = threading.Condition()
        self._links: list[Link] = []
        self._ended = threading.Event()
        self._dead = threading.Event()
        self._listener = EngineListener(home, protocol)
        self._threads = [threading.Thread(target=self._accept, name="scripted-engine")]
        self._threads[0].start()

    def tell(self, event: Event) -> None:
        """Send an event to every window."""
        with self._changed:
            for link in self._links:
                link.send(event)

    def wait_for(self, *commands: Command) -> None:
        """Wait until it has been told exactly these commands."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.told == list(commands), PATIENCE_S), (
                f"it was told {self.told}"
            )

    def wait_until_attached(self, count: int = 1) -> None:
        """Wait for a window, or for so many."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.attached) >= count, PATIENCE_S)

    def drop_windows(self) -> None:
        """Close every connection and stay."""
        with self._changed:
            for link in self._links:
                link.hang_up()

    def end(self, exit_code: int = 0) -> None:
        """End, like a process that exits or crashes."""
        if self._ended.is_set():
            return
        self._ended.set()
        self._listener.close()
        self.drop_windows()
        for thread in self._threads:
            thread.join()
        self._exit_code = exit_code
        self._dead.set()

    def poll(self) -> int | None:
        return self._exit_code

    def kill(self) -> None:
        self.was_killed = True
        self.end(-9)

    def wait(self, timeout: float | None = None) -> int:
        if not self._dead.wait(timeout):
            raise subprocess.TimeoutExpired("scripted engine", timeout or 0.0)
        assert self._exit_code is not None
        return self._exit_code

    def _accept(self) -> None:
        while (link := self._listener.accept()) is not None:
            with self._changed:
                self._links.append(link)
            for act in (self._serve, self._pulse):
                thread = threading.Thread(target=act, args=(link,), name="scripted-engine-link")
                self._threads.append(thread)
                thread.start()

    def _serve(self, link: Link) -> None:
        try:
            while True:
                command = link.receive_command(None)
                if isinstance(command, Attach):
                    link.send(self._answer())
                with self._changed:
                    if isinstance(command, Attach):
                        self.attached.append(command)
                    elif command is not None:
                        self.told.append(command)
                    self._changed.notify_all()
        except LinkClosed:
            with self._changed:
                self._links.remove(link)
            link.hang_up()

    def _answer(self) -> Attached:
        phase = Phase.IDLE if self.on_air is None else Phase.LIVE
        return Attached(self._protocol, 0, phase, self.programme, self.on_air, self.recording)

    def _pulse(self, link: Link) -> None:
        try:
            while not self._ended.wait(HEARTBEAT_S):
                if not self.is_silent.is_set():
                    link.send(Alive())
        except LinkClosed:
            return


class DeadOnArrival:
    """A process that ended before it listened."""

    pid = 0

    def __init__(self, exit_code: int) -> None:
        self._exit_code = exit_code

    def poll(self) -> int | None:
        return self._exit_code

    def kill(self) -> None:
        return

    def wait(self, timeout: float | None = None) -> int:
        return self._exit_code


class NeverListening:
    """A process that runs and never listens, until it is killed."""

    pid = 0

    def __init__(self) -> None:
        self.was_killed = False

    def poll(self) -> int | None:
        return -9 if self.was_killed else None

    def kill(self) -> None:
        self.was_killed = True

    def wait(self, timeout: float | None = None) -> int:
        return -9


class EngineFactory:
    """A Launcher: every launch makes a scripted engine, or what a test put first in `next`."""

    def __init__(self) -> None:
        self.engines: list[ScriptedEngine] = []
        self.others: list[NeverListening | DeadOnArrival | OSError] = []
        self.launches = 0
        self._changed = threading.Condition()

    def __call__(self, home: Path) -> "ScriptedEngine | NeverListening | DeadOnArrival":
        with self._changed:
            self.launches += 1
            self._changed.notify_all()
            if self.others:
                other = self.others.pop(0)
                if isinstance(other, OSError):
                    raise other
                return other
            if self.engines and self.engines[-1].poll() is None:
                return DeadOnArrival(ALREADY_RUNNING)
            self.engines.append(ScriptedEngine(home))
            return self.engines[-1]

    def engine(self, number: int = 1) -> ScriptedEngine:
        """Return the `number`th engine once it is launched and somebody is attached."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.engines) >= number, PATIENCE_S)
        self.engines[number - 1].wait_until_attached()
        return self.engines[number - 1]

    def wait_for_launches(self, count: int) -> None:
        """Wait for the `count`th launch."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.launches >= count, PATIENCE_S)

    def close(self) -> None:
        """End every engine."""
        for engine in self.engines:
            engine.end()
