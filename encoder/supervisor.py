"""Keeps one engine process alive and attached, whatever happens to it.

It finds a running engine or launches one, passes commands down and events up, notices a crash
(end of connection) or a hang (3 s of silence), and starts the engine again with the programme
and broadcast it had, taking over the session where the ingest can.
"""

import contextlib
import os
import queue
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from encoder import link
from encoder.errors import EngineError, ErrorCode, Problem
from encoder.launch import EngineProcess, Launcher, launch_engine, leave_running
from encoder.link import Link, LinkClosed
from encoder.messages import (
    PROTOCOL_VERSION,
    Attach,
    Attached,
    Command,
    EngineChanged,
    EngineState,
    Event,
    GoLive,
    PreviewSlots,
    SetProgramme,
    Shutdown,
    Stop,
    Stopped,
    SupervisedEvent,
    TakeoverPriorityUsed,
)
from encoder.wire import WireError

SILENCE_S = 3.0
START_TIMEOUT_S = 10.0
STOP_TIMEOUT_S = 6.0
"""An engine stops any broadcast within 5 s."""
MAX_RELAUNCHES = 3
PER_S = 60.0
"""More crashes than MAX_RELAUNCHES within PER_S mean that another start will not help."""


class SupervisorFace(Protocol):
    """What a window or command uses of a supervisor; see Supervisor."""

    def start(self) -> None:
        """Launch or re-attach in the background."""
        ...

    def send(self, command: Command) -> None:
        """Pass a command down. Any thread."""
        ...

    def close(self) -> None:
        """Detach."""
        ...


class Supervise(Protocol):
    """How one is made: `Supervisor` itself, or a stand-in that speaks the same messages."""

    def __call__(
        self, home: Path, deliver: Callable[[SupervisedEvent], None], *, keeps_on_air: bool
    ) -> SupervisorFace: ...


class Supervisor:
    """One engine for one home folder; every fact goes to `deliver`, on this object's thread."""

    def __init__(
        self,
        home: Path,
        deliver: Callable[[SupervisedEvent], None],
        *,
        preview: PreviewSlots | None = None,
        keeps_on_air: bool = True,
        launch: Launcher = launch_engine,
    ) -> None:
        """`keeps_on_air=False`: the engine stops and ends when this supervisor is gone."""
        self._home = home
        self._deliver = deliver
        self._attach = Attach(preview=preview, keeps_on_air=keeps_on_air)
        self._launch = launch
        self._process: EngineProcess | None = None
        self._programme: SetProgramme | None = None
        self._broadcast: GoLive | None = None
        self._outbox: queue.SimpleQueue[Command | None] = queue.SimpleQueue()
        self._crashes: deque[float] = deque(maxlen=MAX_RELAUNCHES + 1)
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="engine-supervisor")

    def start(self) -> None:
        """Launch or re-attach in the background; returns at once."""
        self._thread.start()

    def send(self, command: Command) -> None:
        """Pass a command down, in order. Any thread; never blocks."""
        self._outbox.put(command)

    def close(self) -> None:
        """Detach and join the thread. An engine on air stays so, an idle one ends by itself."""
        self._closing.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        state = EngineState.LAUNCHING
        problem: Problem | None = None
        while not self._closing.is_set():
            self._deliver(EngineChanged(state, problem))
            try:
                self._serve(self._reach())
            except EngineError as error:
                problem = error.problem
                self._bury()
                if problem.is_final or self._crashed_too_often():
                    self._deliver(EngineChanged(EngineState.GONE, problem))
                    self._wait_for_demand()
                state = EngineState.RELAUNCHING
        self._part()

    # ---- reaching an engine ----

    def _reach(self) -> Link:
        """Return a link to the running engine, or to a new one; raises EngineError."""
        found = self._try_link()
        if found is not None:
            return found
        try:
            self._process = self._launch(self._home)
        except OSError as error:
            raise EngineError(ErrorCode.ENGINE_NOT_STARTED, reason=error.strerror) from error
        deadline = time.monotonic() + START_TIMEOUT_S
        while time.monotonic() < deadline and not self._closing.wait(0.02):
            found = self._try_link()
            if found is not None:
                return found
            code = self._process.poll()
            if code not in (None, 17):
                raise EngineError(ErrorCode.ENGINE_NOT_STARTED, reason=f"exit code {code}")
        raise EngineError(ErrorCode.ENGINE_NOT_STARTED, reason="no answer")

    def _try_link(self) -> Link | None:
        address = link.read_address(self._home)
        if address is None:
            return None
        try:
            return link.connect(address)
        except LinkClosed:
            return None

    # ---- while attached ----

    def _serve(self, connection: Link) -> None:
        """Pass messages until closing; raises EngineError when the engine dies or hangs."""
        writer = threading.Thread(
            target=self._write, args=(connection,), name="engine-supervisor-write"
        )
        try:
            connection.send(self._attach)
            self._resume(connection)
            writer.start()
            heard_s = time.monotonic()
            while not self._closing.is_set():
                event = self._receive(connection)
                if event is not None:
                    heard_s = time.monotonic()
                    self._learn(event)
                    self._deliver(event)
                elif time.monotonic() - heard_s > SILENCE_S:
                    raise EngineError(ErrorCode.ENGINE_HUNG)
        except LinkClosed:
            raise EngineError(ErrorCode.ENGINE_CRASHED, reason=self._last_words()) from None
        finally:
            if writer.ident is not None:
                self._outbox.put(None)
                writer.join()
            connection.close()

    def _receive(self, connection: Link) -> Event | None:
        try:
            return connection.receive_event(0.1)
        except WireError:
            return None  # a newer engine's event

    def _write(self, connection: Link) -> None:
        while (command := self._outbox.get()) is not None:
            self._remember(command)
            with contextlib.suppress(LinkClosed):
                connection.send(command)

    def _resume(self, connection: Link) -> None:
        """Give a new engine what the one before was doing."""
        if self._process is None:
            return  # a running engine knows better
        if self._programme is not None:
            connection.send(self._programme)
        if self._broadcast is not None:
            connection.send(self._broadcast)

    def _remember(self, command: Command) -> None:
        match command:
            case SetProgramme():
                self._programme = command
            case GoLive():
                self._broadcast = command
            case Stop() | Shutdown():
                self._broadcast = None
            case _:
                pass

    def _learn(self, event: Event) -> None:
        match event:
            case Attached():
                if event.protocol != PROTOCOL_VERSION:
                    raise EngineError(ErrorCode.ENGINE_INCOMPATIBLE)
                if event.on_air is not None:
                    self._broadcast = event.on_air.command
                if event.programme is not None:
                    self._programme = SetProgramme(event.programme)
                self._deliver(EngineChanged(EngineState.ATTACHED))
            case TakeoverPriorityUsed(priority=priority) if self._broadcast is not None:
                self._broadcast = msgspec.structs.replace(
                    self._broadcast, takeover_priority=priority + 1
                )
            case Stopped():
                self._broadcast = None
            case _:
                pass

    # ---- when it is lost ----

    def _last_words(self) -> str:
        if self._process is None:
            return "connection lost"
        with contextlib.suppress(Exception):
            code = self._process.wait(1.0)
            return f"exit code {code}" if code >= 0 else signal.Signals(-code).name
        return "connection lost"

    def _bury(self) -> None:
        """Make sure the lost engine is dead before another one takes its place."""
        self._crashes.append(time.monotonic())
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
            return
        address = link.read_address(self._home)
        if address is not None:
            with contextlib.suppress(OSError):
                os.kill(address.pid, signal.SIGTERM)

    def _crashed_too_often(self) -> bool:
        if len(self._crashes) <= MAX_RELAUNCHES:
            return False
        return self._crashes[-1] - self._crashes[0] < PER_S

    def _wait_for_demand(self) -> None:
        """Wait until the user asks for something again, which is worth another start."""
        self._broadcast = None
        self._crashes.clear()
        with contextlib.suppress(queue.Empty):
            while True:
                self._outbox.get_nowait()  # wishes to the engine that could not be had
        while not self._closing.wait(0.1):
            if not self._outbox.empty():
                return

    def _part(self) -> None:
        """Let go of the engine: wait for one that ends with us, leave one that may stay."""
        if self._process is None:
            return
        if self._attach.keeps_on_air:
            leave_running(self._process)
            return
        try:
            self._process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
