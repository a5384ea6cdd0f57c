"""A sink on air: an observer that remembers, and encoders that never stop."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from encoder.engine.sinks.base import Sink
from encoder.engine.sinks.rtmp import RtmpSink
from encoder.errors import ErrorCode, Problem
from encoder.messages import ServerSpoke, Step, StepState
from encoder.rtmp import Endpoint
from tests.encoder.engine.sinks.mediapackets import FPS, headers, picture, sound

PATIENCE_S = 30.0


@dataclass(frozen=True)
class Waiting:
    problem: Problem | None
    attempt: int
    retry_in_s: float | None


@dataclass(frozen=True)
class Live:
    priority: int


@dataclass(frozen=True)
class GivenUp:
    problem: Problem


@dataclass(frozen=True)
class StepMoved:
    step: Step
    state: StepState
    problem: Problem | None = None


@dataclass(frozen=True)
class HasStopped:
    pass


Said = Waiting | Live | GivenUp | HasStopped | StepMoved | ServerSpoke
Kind = TypeVar("Kind", Waiting, Live, GivenUp, HasStopped, StepMoved, ServerSpoke)


@dataclass
class Logbook:
    """A SinkObserver that remembers everything in order, and passes keyframe requests on."""

    said: list[Said] = field(default_factory=list)
    keyframe_requested: Callable[[], None] = lambda: None
    keyframe_requests: int = 0
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def on_step(self, step: Step, state: StepState, problem: Problem | None = None) -> None:
        self._note(StepMoved(step, state, problem))

    def on_waiting(self, problem: Problem | None, attempt: int, retry_in_s: float | None) -> None:
        self._note(Waiting(problem, attempt, retry_in_s))

    def on_live(self, priority: int) -> None:
        self._note(Live(priority))

    def on_spoken(self, said: ServerSpoke) -> None:
        self._note(said)

    def on_given_up(self, problem: Problem) -> None:
        self._note(GivenUp(problem))

    def on_stopped(self) -> None:
        self._note(HasStopped())

    def request_keyframe(self) -> None:
        self.keyframe_requests += 1
        self.keyframe_requested()

    def all(self, kind: type[Kind]) -> list[Kind]:
        """Return what was said of one kind."""
        with self._changed:
            return [said for said in self.said if isinstance(said, kind)]

    def wait_for(self, kind: type[Kind], count: int = 1, timeout_s: float = PATIENCE_S) -> Kind:
        """Return the `count`th message of a kind, waiting for it."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._count(kind) >= count, timeout_s):
                raise AssertionError(f"{kind.__name__} {count} never came: {self.said}")
        return self.all(kind)[count - 1]

    def wait_for_problem(self, code: ErrorCode) -> Problem:
        """Return the first problem of this code that a wait was announced with."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._with(code), PATIENCE_S):
                raise AssertionError(f"{code} never came: {self.said}")
            problem = self._with(code)[0].problem
        assert problem is not None
        return problem

    def _with(self, code: ErrorCode) -> list[Waiting]:
        waits = [said for said in self.said if isinstance(said, Waiting)]
        return [said for said in waits if said.problem and said.problem.code is code]

    def _count(self, kind: type[Kind]) -> int:
        return sum(isinstance(said, kind) for said in self.said)

    def _note(self, said: Said) -> None:
        with self._changed:
            self.said.append(said)
            self._changed.notify_all()


class Encoders:
    """Offers pictures and sound in real time, a keyframe every 2 s and whenever one is wanted."""

    def __init__(self, sink: Sink, picture_bytes: int) -> None:
        self._sink = sink
        self._picture_bytes = picture_bytes
        self.wants_keyframe = threading.Event()
        self._stopping = threading.Event()
        self._offered = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="fake-encoders")
        self._thread.start()

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait, looking after every picture."""
        with self._offered:
            assert self._offered.wait_for(is_so, PATIENCE_S)

    def stop(self) -> None:
        """Offer nothing more."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        number, sounds = 0, 0
        while not self._stopping.wait(1 / FPS):
            is_wanted = self.wants_keyframe.is_set()
            if is_wanted:
                self.wants_keyframe.clear()
            key = is_wanted or number % (2 * FPS) == 0
            self._sink.offer(picture(number, key=key, size=self._picture_bytes))
            while sounds * 1024 / 48_000 < (number + 1) / FPS:
                self._sink.offer(sound(sounds))
                sounds += 1
            number += 1
            with self._offered:
                self._offered.notify_all()


class OnAir:
    """A sink with its encoders; use it in a `with`. `stop()` returns how long stopping took."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        takeover_priority: int | None = None,
        picture_bytes: int = 2000,
        bitrate_bps: int = 600_000,
    ) -> None:
        self.log = Logbook()
        self.sink = RtmpSink(
            endpoint,
            headers(bitrate_bps),
            self.log,
            takeover_priority=takeover_priority,
            choose=lambda: 0.0,
        )
        self.encoders = Encoders(self.sink, picture_bytes)
        self.log.keyframe_requested = self.encoders.wants_keyframe.set

    def stop(self) -> float:
        """Stop encoders and sink; returns the seconds that the sink's stop took."""
        self.encoders.stop()
        began_s = time.monotonic()
        self.sink.stop()
        return time.monotonic() - began_s

    def __enter__(self) -> "OnAir":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
