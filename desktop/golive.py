"""What the window knows of the engine, from what the engine said; pure, no Qt.

`desktop.hearing` folds one event into a Situation; everything else only reads one. The engine
owns the truth: nothing here becomes true because a button was pressed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from encoder.errors import Problem
from encoder.lifecycle import ON_AIR
from encoder.messages import (
    EngineState,
    Phase,
    RecordingRecovered,
    RecordingState,
    ReplaySaved,
    SignalFault,
    SourceState,
    Step,
    StepState,
    Summary,
)
from encoder.scenes import Programme
from encoder.settings import Destination


@dataclass(frozen=True, slots=True)
class StepView:
    """One line of the checklist."""

    state: StepState = StepState.WAITING
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class SourceView:
    """How an input's source is."""

    state: SourceState
    problem: Problem | None = None


def no_steps() -> dict[Step, StepView]:
    """Return a checklist on which nothing has happened yet."""
    return {step: StepView() for step in Step}


@dataclass(frozen=True, slots=True)
class DestinationView:
    """How one destination is."""

    phase: Phase = Phase.IDLE
    problem: Problem | None = None
    """Why it is not live, or ended."""
    attempt: int = 0
    retry_at_s: float | None = None
    """When its next attempt is due, by the monotonic clock; None while one runs."""
    steps: Mapping[Step, StepView] = field(default_factory=no_steps)
    """Those that are its own: from reaching the server on."""
    destination: Destination | None = None
    """What was asked for; None where this window does not know."""


@dataclass(frozen=True, slots=True)
class RecordingView:
    """How the recording is."""

    state: RecordingState = RecordingState.IDLE
    file: str = ""
    """The one that runs, or the last one."""
    started_utc_s: float | None = None
    problem: Problem | None = None
    """A warning while it runs; afterwards, why it ended."""

    @property
    def is_running(self) -> bool:
        """True from the start until the file is complete."""
        return self.state is not RecordingState.IDLE


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything the engine has said that still holds."""

    engine: EngineState = EngineState.LAUNCHING
    engine_problem: Problem | None = None
    phase: Phase = Phase.IDLE
    is_asked: bool = False
    """Going live was asked for and not answered yet."""
    steps: Mapping[Step, StepView] = field(default_factory=no_steps)
    """The shared ones, and those of the destination that is furthest."""
    problem: Problem | None = None
    """Why it is not live (any more)."""
    attempt: int = 0
    retry_at_s: float | None = None
    """When the next attempt is due, by the monotonic clock; None while one runs."""
    live_since_utc_s: float | None = None
    programme: Programme | None = None
    """The one on air, if this window found it there."""
    destinations: Mapping[str, DestinationView] = field(default_factory=dict)
    """By id: those on air, or asked for, or of the last broadcast."""
    sources: Mapping[str, SourceView] = field(default_factory=dict)
    """By the id of the input."""
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Width and height of each input's pictures, by its id."""
    faults: Mapping[str, frozenset[SignalFault]] = field(default_factory=dict)
    """What is wrong with inputs that deliver, by their id."""
    recording: RecordingView = RecordingView()
    unfinished: tuple[str, ...] = ()
    """Recordings that a crash left behind, newest first."""
    recovered: RecordingRecovered | None = None
    """The last one of them that was finalised, or could not be."""
    last_replay: ReplaySaved | None = None
    summary: Summary | None = None
    """Of the last broadcast."""
    failure: Problem | None = None
    """The last command that could not be carried out."""
    was_found_on_air: bool = False
    """This window attached to a broadcast that was already running."""

    @property
    def is_on_air(self) -> bool:
        """True from the first step of going live until Stopped."""
        return self.phase in ON_AIR

    @property
    def is_attached(self) -> bool:
        """True while an engine answers."""
        return self.engine is EngineState.ATTACHED

    @property
    def is_encoding(self) -> bool:
        """True while anything is encoded: canvas and encoder are fixed, a replay is kept."""
        return self.is_on_air or self.recording.is_running


def asked(situation: Situation, destinations: Iterable[Destination]) -> Situation:
    """Return the situation after Go live was pressed: a new checklist, no truth yet."""
    return replace(
        situation,
        is_asked=True,
        steps=no_steps(),
        problem=None,
        failure=None,
        summary=None,
        destinations={each.id: DestinationView(destination=each) for each in destinations},
        was_found_on_air=False,
    )


def added(situation: Situation, destination: Destination) -> Situation:
    """Return the situation after one more destination was asked for, on air."""
    view = DestinationView(destination=destination)
    return replace(
        situation, destinations={**situation.destinations, destination.id: view}, failure=None
    )


def forgotten(situation: Situation, file: str) -> Situation:
    """Return the situation after an unfinished recording was put aside."""
    left = tuple(each for each in situation.unfinished if each != file)
    return replace(situation, unfinished=left)
