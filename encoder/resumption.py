"""Remembers what a new engine must be told when it takes the place of a lost one; pure."""

from collections import Counter

import msgspec

from encoder.errors import ErrorCode, Family, Problem
from encoder.messages import (
    Attached,
    Command,
    DestinationChanged,
    DestinationSummary,
    Drops,
    Event,
    Failed,
    GoLive,
    Phase,
    PhaseChanged,
    RecordingChanged,
    RecordingState,
    Sampled,
    SetBitrate,
    SetProgramme,
    SetRecording,
    Shutdown,
    StartDestination,
    StartRecording,
    Stats,
    Stop,
    StopDestination,
    Stopped,
    StopRecording,
    Summary,
    TakeoverPriorityUsed,
)
from encoder.scenes import Programme


class Resumption:
    """What an engine was doing, from what it was told and what it said."""

    def __init__(self) -> None:
        self._programme: SetProgramme | None = None
        self._recording_settings: SetRecording | None = None
        self._broadcast: GoLive | None = None
        self._bitrate: SetBitrate | None = None
        self._stops_due = 0
        """Broadcasts told to stop that the engine has not yet said to have ended."""
        self._added: dict[str, StartDestination] = {}
        """Asked for on air; the engine has not said that it began."""
        self._leaving: Counter[str] = Counter()
        """Told to end, one or more times, and not yet said to have ended."""
        self._stats: Stats | None = None
        self._recording: StartRecording | None = None
        self._ends_due = 0
        """Recordings told to stop that the engine has not yet said to have ended."""
        self._file = ""
        """Of the recording that the engine says is running."""

    def commands(self) -> list[Command]:
        """Return what brings a new engine to where the lost one was."""
        remembered: list[Command | None] = [
            self._programme,
            self._recording_settings,
            self._broadcast,
            self._bitrate,
            *self._added.values(),
            self._recording,
        ]
        return [command for command in remembered if command is not None]

    def told(self, command: Command) -> None:
        """Note a command; what an engine refuses meanwhile is not remembered."""
        match command:
            case SetProgramme() if not (self._is_encoding and self._changes_canvas(command)):
                self._programme = command
            case GoLive() if self._broadcast is None:
                self._broadcast = command
                self._stats = None
            case StartDestination(destination=destination) if self._broadcast is not None:
                if destination.id not in _ids(self._broadcast):
                    self._added[destination.id] = command
            case SetBitrate() if self._broadcast is not None:
                self._bitrate = command
            case StopDestination(destination=destination_id):
                self._leaving[destination_id] += self._drop(destination_id)
            case Stop():
                self._stop()
            case SetRecording():
                self._recording_settings = command
            case StartRecording() if self._recording is None:
                self._recording = command
            case StopRecording():
                self._ends_due += self._recording is not None
                self._recording = None
            case Shutdown():
                self._stop()
                self._recording = None
            case _:
                pass

    def heard(self, event: Event) -> None:
        """Note an event; the engine knows best."""
        match event:
            case Attached():
                self._attached(event)
            case DestinationChanged() if not self._stops_due:
                self._destination_changed(event)
            case TakeoverPriorityUsed(destination=name, priority=priority):
                self._outbid(name, priority)
            case Sampled(stats=stats) if stats.phase is not Phase.IDLE:
                self._stats = stats
            case Stopped():
                if self._stops_due:  # another one may have been asked for since
                    self._stops_due -= 1
                else:
                    self._forget_broadcast()
            case RecordingChanged() | Failed():
                self._recording_changed(event)
            case _:
                pass

    def obituary(self, problem: Problem, at_utc_s: float) -> list[Event]:
        """Return what an engine that is lost for good can't say any more: how it all ended."""
        events: list[Event] = []
        if self._broadcast is not None:
            events.append(Stopped(_summary(self._stats, problem)))
            events.append(PhaseChanged(Phase.IDLE, at_utc_s, problem))
        if self._file:
            events.append(RecordingChanged(RecordingState.IDLE, self._file, at_utc_s, problem))
        return events

    def forget_running(self) -> None:
        """Go live and record no more unless it is asked for again."""
        self._forget_broadcast()
        self._recording = self._stats = None
        self._file = ""
        self._stops_due = self._ends_due = 0

    # ---- private ----

    @property
    def _is_encoding(self) -> bool:
        return self._broadcast is not None or self._recording is not None

    def _changes_canvas(self, command: SetProgramme) -> bool:
        now = Programme() if self._programme is None else self._programme.programme
        return command.programme.canvas != now.canvas

    def _stop(self) -> None:
        self._stops_due += self._broadcast is not None
        self._forget_broadcast()

    def _forget_broadcast(self) -> None:
        self._broadcast = self._bitrate = None
        self._added.clear()
        self._leaving.clear()

    def _attached(self, event: Attached) -> None:
        self._stops_due = self._ends_due = 0  # what a lost one owed never comes
        self._leaving.clear()
        if event.on_air is not None:
            self._broadcast = event.on_air.command
        if event.programme is not None:
            self._programme = SetProgramme(event.programme)
        if event.recording is not None:
            self._recording = event.recording.command
            self._file = event.recording.file

    def _destination_changed(self, event: DestinationChanged) -> None:
        if self._leaving[event.destination]:  # it may have been asked for again since
            self._leaving[event.destination] -= event.phase is Phase.IDLE
            return
        if event.phase is Phase.IDLE:
            self._drop(event.destination)
            return
        added = self._added.pop(event.destination, None)
        if added is not None and self._broadcast is not None:
            self._broadcast = msgspec.structs.replace(
                self._broadcast, destinations=(*self._broadcast.destinations, added.destination)
            )
            if added.takeover_priority:
                self._outbid(event.destination, added.takeover_priority - 1)

    def _drop(self, destination_id: str) -> bool:
        """Forget a destination, if there is one; the last stays until the broadcast has stopped."""
        was_added = self._added.pop(destination_id, None) is not None
        broadcast = self._broadcast
        if broadcast is None or len(broadcast.destinations) < 2:
            return was_added
        left = tuple(each for each in broadcast.destinations if each.id != destination_id)
        is_dropped = was_added or len(left) < len(broadcast.destinations)
        self._broadcast = msgspec.structs.replace(broadcast, destinations=left)
        return is_dropped

    def _outbid(self, destination_id: str, priority: int) -> None:
        broadcast = self._broadcast
        if broadcast is not None and destination_id in _ids(broadcast):
            priorities = broadcast.takeover_priorities | {destination_id: priority + 1}
            self._broadcast = msgspec.structs.replace(broadcast, takeover_priorities=priorities)

    def _recording_changed(self, event: RecordingChanged | Failed) -> None:
        match event:
            case RecordingChanged(state=RecordingState.RECORDING, file=file):
                self._file = file
            case RecordingChanged(state=RecordingState.IDLE, file=file):
                is_last = file == self._file
                self._file = "" if is_last else self._file
                if is_last or self._ends_due:
                    self._recording_ended()
            case Failed(problem=problem) if not self._file and _concerns_recording(problem):
                self._recording_ended()
            case _:
                pass

    def _recording_ended(self) -> None:
        """Forget the recording, unless it was one before it that ended."""
        if self._ends_due:
            self._ends_due -= 1
        else:
            self._recording = None


def _concerns_recording(problem: Problem) -> bool:
    return problem.family is Family.RECORDING or problem.code is ErrorCode.ENCODING_IN_USE


def _ids(command: GoLive) -> set[str]:
    return {destination.id for destination in command.destinations}


def _summary(stats: Stats | None, problem: Problem) -> Summary:
    if stats is None:
        return Summary(0.0, 0, Drops(), problem=problem)
    rows = tuple(
        DestinationSummary(
            destination=each.destination,
            frames_sent=each.frames_sent,
            frames_dropped=each.frames_dropped,
            reconnects=each.reconnects,
        )
        for each in stats.destinations
    )
    return Summary(stats.live_s, stats.frames_encoded, stats.drops, rows, problem)
