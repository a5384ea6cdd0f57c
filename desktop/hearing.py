"""Folds what the engine says into what the window knows; pure, no Qt."""

from collections.abc import Mapping
from dataclasses import replace

from desktop.golive import (
    DestinationView,
    RecordingView,
    Situation,
    SourceView,
    StepView,
)
from encoder.messages import (
    Attached,
    DestinationChanged,
    EngineChanged,
    EngineState,
    Failed,
    OnAir,
    Phase,
    PhaseChanged,
    PictureSized,
    RecordingChanged,
    RecordingRecovered,
    RecordingState,
    ReplaySaved,
    SignalChanged,
    SourceChanged,
    Step,
    StepReported,
    StepState,
    Stopped,
    SupervisedEvent,
    UnfinishedFound,
)


def after(situation: Situation, event: SupervisedEvent, now_s: float) -> Situation:
    """Return the situation after `event`; `now_s` is the monotonic time of its arrival."""
    match event:
        case EngineChanged():
            return _after_engine(situation, event)
        case Attached():
            return _after_attached(situation, event)
        case PhaseChanged():
            return _after_phase(situation, event, now_s)
        case DestinationChanged():
            return _after_destination(situation, event, now_s)
        case StepReported():
            return _after_step(situation, event)
        case Stopped(summary=summary):
            return replace(situation, summary=summary, is_asked=False)
        case Failed(problem=problem):
            return replace(situation, failure=problem, is_asked=False)
        case SourceChanged() | PictureSized() | SignalChanged():
            return _after_input(situation, event)
        case _:
            return _after_recording(situation, event)


def _after_input(
    situation: Situation, event: SourceChanged | PictureSized | SignalChanged
) -> Situation:
    match event:
        case SourceChanged(input=name, state=state, problem=problem):
            sources = {**situation.sources, name: SourceView(state, problem)}
            return replace(situation, sources=sources)
        case PictureSized(input=name, width=width, height=height):
            return replace(situation, sizes={**situation.sizes, name: (width, height)})
        case SignalChanged(input=name, fault=fault, is_present=is_present):
            present = situation.faults.get(name, frozenset())
            present = present | {fault} if is_present else present - {fault}
            return replace(situation, faults={**situation.faults, name: present})


def _after_recording(situation: Situation, event: SupervisedEvent) -> Situation:
    match event:
        case RecordingChanged():
            before = situation.recording
            started_s = before.started_utc_s
            if event.state is RecordingState.RECORDING and not (
                before.is_running and before.file == event.file
            ):
                started_s = event.at_utc_s
            view = RecordingView(event.state, event.file, started_s, event.problem)
            failure = None if view.is_running and not before.is_running else situation.failure
            return replace(situation, recording=view, failure=failure)
        case UnfinishedFound(files=files):
            return replace(situation, unfinished=files)
        case RecordingRecovered(file=file):
            left = tuple(each for each in situation.unfinished if each != file)
            return replace(situation, unfinished=left, recovered=event)
        case ReplaySaved():
            return replace(situation, last_replay=event)
        case _:
            return situation


def _after_destination(situation: Situation, event: DestinationChanged, now_s: float) -> Situation:
    before = situation.destinations.get(event.destination, DestinationView())
    view = replace(
        before,
        phase=event.phase,
        problem=event.problem,
        attempt=event.attempt,
        retry_at_s=None if event.retry_in_s is None else now_s + event.retry_in_s,
    )
    return replace(situation, destinations={**situation.destinations, event.destination: view})


def _after_step(situation: Situation, event: StepReported) -> Situation:
    view = StepView(event.state, event.problem)
    if not event.destination:
        return replace(situation, steps=_moved(situation.steps, event.step, view))
    before = situation.destinations.get(event.destination, DestinationView())
    destination = replace(before, steps=_moved(before.steps, event.step, view))
    destinations = {**situation.destinations, event.destination: destination}
    furthest = max(destinations.values(), key=_progress)
    own = {step: furthest.steps[step] for step in _behind(Step.ENCODER)}
    return replace(situation, destinations=destinations, steps={**situation.steps, **own})


def _progress(view: DestinationView) -> int:
    return sum(step.state is StepState.DONE for step in view.steps.values())


def _moved(steps: Mapping[Step, StepView], step: Step, view: StepView) -> dict[Step, StepView]:
    """Return the steps after one moved on; those behind one that runs wait, whatever they were."""
    moved = {**steps, step: view}
    if view.state is StepState.RUNNING:
        moved |= {later: StepView() for later in _behind(step)}
    return moved


def _behind(step: Step) -> tuple[Step, ...]:
    """Return the steps after `step`."""
    order = tuple(Step)
    return order[order.index(step) + 1 :]


def _after_engine(situation: Situation, event: EngineChanged) -> Situation:
    situation = replace(situation, engine=event.state, engine_problem=event.problem)
    if event.state is EngineState.ATTACHED:
        return replace(situation, engine_problem=None)
    if event.state is EngineState.GONE:
        return replace(
            situation,
            phase=Phase.IDLE,
            is_asked=False,
            retry_at_s=None,
            live_since_utc_s=None,
            destinations=_all_in(Phase.IDLE, situation),
            recording=RecordingView(),
        )
    if situation.is_on_air:  # the next engine will take the broadcast up again
        destinations = _all_in(Phase.RECONNECTING, situation)
        return replace(
            situation, phase=Phase.RECONNECTING, retry_at_s=None, destinations=destinations
        )
    return replace(situation, is_asked=False)


def _all_in(phase: Phase, situation: Situation) -> dict[str, DestinationView]:
    """Return the destinations in `phase`, except those that have ended."""
    return {
        name: replace(view, phase=phase, retry_at_s=None) if view.phase is not Phase.IDLE else view
        for name, view in situation.destinations.items()
    }


def _after_attached(situation: Situation, event: Attached) -> Situation:
    situation = replace(
        situation, sources={}, sizes={}, faults={}, recording=_found_recording(event)
    )
    if event.on_air is not None:
        is_live = event.phase in (Phase.LIVE, Phase.RECONNECTING)
        done = {step: StepView(StepState.DONE) for step in Step}
        return replace(
            situation,
            phase=event.phase,
            programme=event.on_air.programme,
            destinations=_found_on_air(event.on_air, event.phase),
            live_since_utc_s=event.on_air.started_utc_s if is_live else None,
            steps=done if event.phase is Phase.LIVE else situation.steps,
            summary=None,
            failure=None,
            was_found_on_air=not situation.is_on_air,
        )
    if situation.is_on_air:
        return situation  # the supervisor has asked the new engine to go on; it will say so
    return replace(situation, phase=event.phase)


def _found_on_air(on_air: OnAir, phase: Phase) -> dict[str, DestinationView]:
    state = StepState.DONE if phase is Phase.LIVE else StepState.WAITING
    steps = {step: StepView(state) for step in Step}
    return {
        each.id: DestinationView(phase, steps=steps, destination=each)
        for each in on_air.command.destinations
    }


def _found_recording(event: Attached) -> RecordingView:
    if event.recording is None:
        return RecordingView()
    return RecordingView(
        RecordingState.RECORDING, event.recording.file, event.recording.started_utc_s
    )


def _after_phase(situation: Situation, event: PhaseChanged, now_s: float) -> Situation:
    since_s = situation.live_since_utc_s
    if event.phase is Phase.LIVE and since_s is None:
        since_s = event.at_utc_s
    elif event.phase is Phase.IDLE or (
        event.phase is Phase.STARTING and situation.phase is Phase.IDLE
    ):
        since_s = None
    retry_at_s = None if event.retry_in_s is None else now_s + event.retry_in_s
    phase = event.phase
    if phase is Phase.STARTING and situation.phase is Phase.RECONNECTING:
        phase = Phase.RECONNECTING  # a new engine takes up the broadcast of the one before
    return replace(
        situation,
        phase=phase,
        is_asked=False,
        problem=event.problem,
        attempt=event.attempt,
        retry_at_s=retry_at_s,
        live_since_utc_s=since_s,
        destinations=(_all_in(phase, situation) if phase is Phase.IDLE else situation.destinations),
    )
