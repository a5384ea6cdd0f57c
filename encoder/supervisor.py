"""Keeps one engine process alive and attached, whatever happens to it.

It finds a running engine or launches one, passes commands down and events up, notices a crash
(end of connection) or a hang (3 s of silence), and starts the engine again with the programme,
broadcast and recording it had, taking over the sessions where the ingest can.
"""

import contextlib
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from encoder.errors import EngineError, ErrorCode, Problem
from encoder.launch import Launcher, launch_engine
from encoder.link import Link, LinkClosed
from encoder.messages import (
    PROTOCOL_VERSION,
    Attach,
    Attached,
    Command,
    EngineChanged,
    EngineState,
    Event,
    Failed,
    PreviewSlots,
    SupervisedEvent,
)
from encoder.reach import EngineReach
from encoder.resumption import Resumption
from encoder.wire import WireError

SILENCE_S = 3.0
FLUSH_S = 1.0
"""How long closing waits for the engine to take the last commands."""
MAX_RELAUNCHES = 3
PER_S = 60.0
"""More crashes than MAX_RELAUNCHES within PER_S mean that another start will not help."""
MAX_WAITING = 1000
"""Commands: more than anybody means while an engine is started anew."""


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
        self._deliver = deliver
        self._attach = Attach(preview=preview, keeps_on_air=keeps_on_air)
        self._resumption = Resumption()
        self._noting = threading.Lock()  # commands are noted on one thread, events on another
        self._outbox: queue.SimpleQueue[Command | None] = queue.SimpleQueue()
        self._crashes: deque[float] = deque(maxlen=MAX_RELAUNCHES + 1)
        self._closing = threading.Event()
        self._has_refused = threading.Event()
        self._engine = EngineReach(home, launch, self._closing)
        self._thread = threading.Thread(target=self._run, name="engine-supervisor")

    def start(self) -> None:
        """Launch or re-attach in the background; returns at once."""
        self._thread.start()

    def send(self, command: Command) -> None:
        """Pass a command down, in order. Any thread; never blocks.

        While an engine takes none, those beyond MAX_WAITING are refused: Failed says so.
        """
        if self._outbox.qsize() >= MAX_WAITING:
            self._has_refused.set()
        else:
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
                connection = self._engine.link()
                if connection is not None:
                    self._serve(connection)
            except EngineError as error:
                problem = error.problem
                self._crashes.append(time.monotonic())
                if problem.code is ErrorCode.ENGINE_HUNG:
                    self._engine.bury()
                if problem.is_final or self._crashed_too_often():
                    self._give_up(problem)
                    self._wait_for_demand()
                state = EngineState.RELAUNCHING
        self._engine.part(self._attach.keeps_on_air)

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
                self._say_what_was_refused()
                event = self._receive(connection)
                if event is not None:
                    heard_s = time.monotonic()
                    self._learn(event)
                    self._deliver(event)
                elif time.monotonic() - heard_s > SILENCE_S:
                    raise EngineError(ErrorCode.ENGINE_HUNG)
        except LinkClosed:
            raise EngineError(ErrorCode.ENGINE_CRASHED, reason=self._engine.last_words()) from None
        finally:
            if writer.ident is not None:
                self._outbox.put(None)
                writer.join(FLUSH_S)
                connection.hang_up()
                writer.join()
            connection.close()

    def _receive(self, connection: Link) -> Event | None:
        try:
            return connection.receive_event(0.1)
        except WireError:
            return None  # a newer engine's event

    def _say_what_was_refused(self) -> None:
        if self._has_refused.is_set():
            self._has_refused.clear()
            reason = {"reason": "too many commands wait"}
            self._deliver(Failed(Problem(ErrorCode.ENGINE_FAULT, reason)))

    def _write(self, connection: Link) -> None:
        while (command := self._outbox.get()) is not None:
            with self._noting:
                self._resumption.told(command)
            with contextlib.suppress(LinkClosed):
                connection.send(command)

    def _resume(self, connection: Link) -> None:
        """Give a new engine what the one before was doing; a running one knows better."""
        if self._engine.is_new:
            for command in self._resumption.commands():
                connection.send(command)

    def _learn(self, event: Event) -> None:
        if isinstance(event, Attached):
            if event.protocol != PROTOCOL_VERSION:
                raise EngineError(ErrorCode.ENGINE_INCOMPATIBLE)
            self._deliver(EngineChanged(EngineState.ATTACHED))
        with self._noting:
            self._resumption.heard(event)

    # ---- when it is lost ----

    def _crashed_too_often(self) -> bool:
        if len(self._crashes) <= MAX_RELAUNCHES:
            return False
        return self._crashes[-1] - self._crashes[0] < PER_S

    def _give_up(self, problem: Problem) -> None:
        """Say that the engine is gone, and what ended with it: it can't any more."""
        self._deliver(EngineChanged(EngineState.GONE, problem))
        for event in self._resumption.obituary(problem, time.time()):
            self._deliver(event)
        self._resumption.forget_running()
        self._crashes.clear()

    def _wait_for_demand(self) -> None:
        """Wait until the user asks for something again, which is worth another start."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._outbox.get_nowait()  # wishes to the engine that could not be had
        while not self._closing.wait(0.1):
            if not self._outbox.empty():
                return
