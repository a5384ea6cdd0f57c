import pytest

from desktop.golive import RecordingView, Situation, SourceView, StepView, asked
from desktop.hearing import after
from desktop.remedies import Button, button_for
from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    PROTOCOL_VERSION,
    Alive,
    Attached,
    DestinationChanged,
    Drops,
    EngineChanged,
    EngineState,
    Failed,
    GoLive,
    Levelled,
    OnAir,
    Phase,
    PhaseChanged,
    PictureSized,
    RecordingChanged,
    RecordingRecovered,
    RecordingState,
    ReplaySaved,
    RunningRecording,
    SignalChanged,
    SignalFault,
    SourceChanged,
    SourceState,
    StartRecording,
    Step,
    StepReported,
    StepState,
    Stopped,
    Summary,
    SupervisedEvent,
    UnfinishedFound,
)
from encoder.scenes import Programme
from encoder.settings import Destination, Encoding, StreamKey

PRACTICE = Destination("rtmp://127.0.0.1/live", StreamKey("practice-1"), "practice")
SECOND = Destination("rtmp://10.0.0.1/live", StreamKey("k"), id="to-2")
ATTACHED = Attached(PROTOCOL_VERSION, 1, Phase.IDLE, None, None)
CRASHED = Problem(ErrorCode.ENGINE_CRASHED, {"reason": "SIGSEGV"})
LOST = Problem(ErrorCode.CONNECTION_LOST, {"host": "ingest"})
SUMMARY = Summary(60.0, 1800, Drops())


def told(*events: SupervisedEvent, start: Situation | None = None) -> Situation:
    situation = start or Situation()
    for event in events:
        situation = after(situation, event, 100.0)
    return situation


def live() -> Situation:
    return told(
        EngineChanged(EngineState.ATTACHED),
        ATTACHED,
        PhaseChanged(Phase.STARTING, 1000.0, attempt=1),
        PhaseChanged(Phase.LIVE, 1001.0),
    )


def test_a_heartbeat_changes_nothing() -> None:
    situation = live()

    assert after(situation, Alive(), 200.0) is situation


def test_a_step_that_runs_again_lets_those_behind_it_wait_again() -> None:
    done = told(*(StepReported(step, StepState.DONE) for step in Step))

    situation = told(StepReported(Step.CONNECT, StepState.RUNNING), start=done)

    assert situation.steps[Step.ENCODER].state is StepState.DONE
    assert situation.steps[Step.CONNECT].state is StepState.RUNNING
    assert situation.steps[Step.PUBLISH] == StepView()


def test_the_clock_runs_from_the_first_live_moment_through_every_reconnect() -> None:
    situation = told(
        PhaseChanged(Phase.RECONNECTING, 1010.0, LOST, 1),
        PhaseChanged(Phase.LIVE, 1015.0),
        start=live(),
    )

    assert situation.live_since_utc_s == 1001.0


def test_the_next_broadcast_has_a_clock_of_its_own() -> None:
    situation = told(
        PhaseChanged(Phase.STOPPING, 1050.0),
        Stopped(SUMMARY),
        PhaseChanged(Phase.IDLE, 1051.0),
        PhaseChanged(Phase.STARTING, 1100.0),
        PhaseChanged(Phase.LIVE, 1101.0),
        start=live(),
    )

    assert situation.live_since_utc_s == 1101.0


def test_a_broadcast_found_on_air_is_taken_over_as_it_is() -> None:
    programme = Programme()
    on_air = OnAir(programme, GoLive(Encoding(), (PRACTICE,)), 900.0)

    situation = told(
        EngineChanged(EngineState.ATTACHED),
        Attached(PROTOCOL_VERSION, 1, Phase.LIVE, programme, on_air),
    )

    assert situation.was_found_on_air
    assert situation.live_since_utc_s == 900.0
    assert situation.destinations["main"].destination == PRACTICE
    assert situation.destinations["main"].phase is Phase.LIVE
    assert situation.steps[Step.KEYFRAME].state is StepState.DONE
    assert button_for(situation) is Button.STOP


def test_a_crashed_engine_on_air_is_a_reconnect_until_the_next_one_is_live() -> None:
    crashed = told(EngineChanged(EngineState.RELAUNCHING, CRASHED), start=live())
    attached = told(EngineChanged(EngineState.ATTACHED), ATTACHED, start=crashed)
    again = told(PhaseChanged(Phase.STARTING, 1020.0, attempt=1), start=attached)
    resumed = told(PhaseChanged(Phase.LIVE, 1021.0), start=again)

    assert crashed.engine_problem == CRASHED
    assert [s.phase for s in (crashed, attached, again)] == [Phase.RECONNECTING] * 3
    assert resumed.phase is Phase.LIVE
    assert resumed.live_since_utc_s == 1001.0
    assert resumed.engine_problem is None


def test_an_engine_that_is_gone_takes_its_broadcast_with_it() -> None:
    situation = told(EngineChanged(EngineState.GONE, CRASHED), start=live())

    assert situation.phase is Phase.IDLE
    assert button_for(situation) is Button.GO_LIVE
    assert not situation.is_attached


def test_inputs_are_known_by_their_id() -> None:
    situation = told(
        SourceChanged("camera", "v4l2", SourceState.RUNNING), PictureSized("camera", 640, 480)
    )

    assert situation.sources["camera"] == SourceView(SourceState.RUNNING)
    assert situation.sizes["camera"] == (640, 480)


def test_the_faults_of_an_input_come_and_go() -> None:
    silent = told(
        SignalChanged("mic", SignalFault.SILENT, True),
        SignalChanged("camera", SignalFault.BLACK, True),
        SignalChanged("camera", SignalFault.FROZEN, True),
        SignalChanged("camera", SignalFault.BLACK, False),
    )

    assert silent.faults == {
        "mic": frozenset({SignalFault.SILENT}),
        "camera": frozenset({SignalFault.FROZEN}),
    }


def test_a_new_engine_says_anew_how_its_inputs_are() -> None:
    before = told(
        SourceChanged("camera", "v4l2", SourceState.RUNNING),
        SignalChanged("camera", SignalFault.BLACK, True),
    )

    situation = told(ATTACHED, start=before)

    assert not situation.sources
    assert not situation.faults


def test_each_destination_has_a_phase_a_problem_and_a_next_attempt() -> None:
    situation = told(
        DestinationChanged("main", Phase.LIVE, 1001.0),
        DestinationChanged("to-2", Phase.RECONNECTING, 1002.0, LOST, 3, 4.2),
        start=asked(live(), [PRACTICE, SECOND]),
    )

    assert situation.destinations["main"].phase is Phase.LIVE
    second = situation.destinations["to-2"]
    assert (second.phase, second.problem, second.attempt) == (Phase.RECONNECTING, LOST, 3)
    assert second.retry_at_s == pytest.approx(104.2)
    assert second.destination == SECOND


def test_the_checklist_shows_the_destination_that_is_furthest() -> None:
    situation = told(
        StepReported(Step.ENCODER, StepState.DONE),
        StepReported(Step.CONNECT, StepState.FAILED, LOST, "main"),
        StepReported(Step.CONNECT, StepState.DONE, None, "to-2"),
        StepReported(Step.HANDSHAKE, StepState.RUNNING, None, "to-2"),
        start=asked(live(), [PRACTICE, SECOND]),
    )

    assert situation.steps[Step.ENCODER].state is StepState.DONE
    assert situation.steps[Step.CONNECT].state is StepState.DONE
    assert situation.steps[Step.HANDSHAKE].state is StepState.RUNNING
    assert situation.destinations["main"].steps[Step.CONNECT].problem == LOST


def test_a_crash_is_a_reconnect_of_every_destination_that_had_not_ended() -> None:
    on_air = told(
        DestinationChanged("main", Phase.LIVE, 1001.0),
        DestinationChanged("to-2", Phase.IDLE, 1002.0, LOST),
        start=asked(live(), [PRACTICE, SECOND]),
    )

    crashed = told(EngineChanged(EngineState.RELAUNCHING, CRASHED), start=on_air)

    assert crashed.destinations["main"].phase is Phase.RECONNECTING
    assert crashed.destinations["to-2"].phase is Phase.IDLE


def test_when_the_broadcast_ends_every_destination_has() -> None:
    situation = told(
        DestinationChanged("main", Phase.RECONNECTING, 1001.0, LOST, 2, 4.0),
        PhaseChanged(Phase.IDLE, 1002.0),
        start=asked(live(), [PRACTICE]),
    )

    assert situation.destinations["main"].phase is Phase.IDLE
    assert situation.destinations["main"].retry_at_s is None


def test_a_recording_counts_from_its_start_through_every_warning() -> None:
    low = Problem(ErrorCode.DISK_LOW, {"free": "4 GB", "stop": "500 MB"})

    situation = told(
        RecordingChanged(RecordingState.RECORDING, "/v/1.mp4", 1000.0),
        RecordingChanged(RecordingState.RECORDING, "/v/1.mp4", 1060.0, low),
    )

    assert situation.recording == RecordingView(RecordingState.RECORDING, "/v/1.mp4", 1000.0, low)
    assert situation.is_encoding
    again = told(RecordingChanged(RecordingState.RECORDING, "/v/2.mp4", 2000.0), start=situation)
    assert again.recording.started_utc_s == 2000.0


def test_a_recording_that_starts_ends_what_was_said_of_the_one_before() -> None:
    full = Problem(ErrorCode.DISK_FULL, {"free": "1 MB", "stop": "500 MB"})

    situation = told(Failed(full), RecordingChanged(RecordingState.RECORDING, "/v/1.mp4", 1.0))

    assert situation.failure is None


def test_a_recording_that_was_running_is_taken_over_as_it_is() -> None:
    running = RunningRecording(StartRecording(Encoding()), "/v/1.mp4", 900.0)

    situation = told(Attached(PROTOCOL_VERSION, 1, Phase.IDLE, Programme(), None, running))

    assert situation.recording.is_running
    assert situation.recording.started_utc_s == 900.0
    assert not situation.is_on_air


def test_an_unfinished_recording_is_offered_until_it_is_recovered() -> None:
    done = RecordingRecovered("/v/2.mp4", 61.0)

    situation = told(UnfinishedFound(("/v/2.mp4", "/v/1.mp4")), done)

    assert situation.unfinished == ("/v/1.mp4",)
    assert situation.recovered == done


def test_the_newest_replay_is_known() -> None:
    situation = told(ReplaySaved("/v/a.mp4", 20.0), ReplaySaved("/v/b.mp4", 20.0))

    assert situation.last_replay == ReplaySaved("/v/b.mp4", 20.0)


def test_levels_change_nothing_that_is_remembered() -> None:
    situation = live()

    assert after(situation, Levelled(()), 1.0) is situation
