import pytest

from desktop.golive import (
    Action,
    Button,
    Situation,
    SourceView,
    StepView,
    action_for,
    after,
    asked,
    button_for,
    failed_step,
    problem_of,
    seconds_to_retry,
)
from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    PROTOCOL_VERSION,
    Alive,
    Attached,
    Drops,
    EngineChanged,
    EngineState,
    Failed,
    GoLive,
    OnAir,
    Phase,
    PhaseChanged,
    SourceChanged,
    SourceState,
    Step,
    StepReported,
    StepState,
    Stopped,
    Summary,
    SupervisedEvent,
)
from encoder.settings import Destination, Encoding, Programme, StreamKey

PRACTICE = Destination("rtmp://127.0.0.1/live", StreamKey("practice-1"), "practice")
ATTACHED = Attached(PROTOCOL_VERSION, 1, Phase.IDLE, None, None)
CRASHED = Problem(ErrorCode.ENGINE_CRASHED, {"reason": "SIGSEGV"})
LOST = Problem(ErrorCode.CONNECTION_LOST, {"host": "ingest"})
SUMMARY = Summary(60.0, 1800, 1800, Drops(), 1, 0)


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


def test_pressing_go_live_makes_nothing_true() -> None:
    situation = asked(live(), PRACTICE)

    assert situation.phase is Phase.LIVE
    assert button_for(asked(Situation(), PRACTICE)) is Button.ASKED
    assert not asked(Situation(), PRACTICE).is_on_air


@pytest.mark.parametrize(
    ("phase", "button"),
    [
        (Phase.IDLE, Button.GO_LIVE),
        (Phase.STARTING, Button.STOP),
        (Phase.LIVE, Button.STOP),
        (Phase.RECONNECTING, Button.STOP),
        (Phase.STOPPING, Button.STOPPING),
    ],
)
def test_the_button_follows_the_phase(phase: Phase, button: Button) -> None:
    assert button_for(told(PhaseChanged(phase, 1.0))) is button


def test_a_refused_command_gives_the_button_back() -> None:
    refused = Problem(ErrorCode.ALREADY_ON_AIR)

    situation = told(Failed(refused), start=asked(Situation(), PRACTICE))

    assert button_for(situation) is Button.GO_LIVE
    assert problem_of(situation) == refused


def test_a_heartbeat_changes_nothing() -> None:
    situation = live()

    assert after(situation, Alive(), 200.0) is situation


def test_a_step_that_runs_again_lets_those_behind_it_wait_again() -> None:
    done = told(*(StepReported(step, StepState.DONE) for step in Step))

    situation = told(StepReported(Step.CONNECT, StepState.RUNNING), start=done)

    assert situation.steps[Step.ENCODER].state is StepState.DONE
    assert situation.steps[Step.CONNECT].state is StepState.RUNNING
    assert situation.steps[Step.PUBLISH] == StepView()


def test_a_failed_step_is_found() -> None:
    situation = told(StepReported(Step.CONNECT, StepState.FAILED, LOST))

    assert failed_step(situation) is Step.CONNECT
    assert failed_step(Situation()) is None


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


def test_a_retry_is_counted_down_in_whole_seconds() -> None:
    situation = told(PhaseChanged(Phase.STARTING, 1.0, LOST, 2, 4.2))

    assert seconds_to_retry(situation, 100.0) == 5
    assert seconds_to_retry(situation, 103.9) == 1
    assert seconds_to_retry(situation, 200.0) == 0
    assert seconds_to_retry(live(), 100.0) is None


def test_a_broadcast_found_on_air_is_taken_over_as_it_is() -> None:
    programme = Programme()
    on_air = OnAir(programme, GoLive(Encoding(), PRACTICE), 900.0)

    situation = told(
        EngineChanged(EngineState.ATTACHED),
        Attached(PROTOCOL_VERSION, 1, Phase.LIVE, programme, on_air),
    )

    assert situation.was_found_on_air
    assert situation.live_since_utc_s == 900.0
    assert situation.destination == PRACTICE
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


def test_a_lost_engine_answers_a_wish_to_go_live_no_more() -> None:
    situation = told(
        EngineChanged(EngineState.RELAUNCHING, CRASHED), start=asked(Situation(), PRACTICE)
    )

    assert button_for(situation) is Button.GO_LIVE


def test_sources_are_known_by_their_kind() -> None:
    situation = told(SourceChanged("screen", SourceState.RUNNING))

    assert situation.sources["screen"] == SourceView(SourceState.RUNNING)


def test_the_summary_tells_why_a_broadcast_ended() -> None:
    refused = Problem(ErrorCode.KEY_REFUSED, {"host": "h", "status": "s"})
    ended = Summary(0.0, 0, 0, Drops(), 0, 0, refused)

    assert problem_of(told(Stopped(ended))) == refused
    assert problem_of(told(Stopped(SUMMARY))) is None


@pytest.mark.parametrize(
    ("code", "action"),
    [
        (ErrorCode.KEY_MISSING, Action.EDIT_KEY),
        (ErrorCode.KEY_REFUSED, Action.EDIT_KEY),
        (ErrorCode.URL_INVALID, Action.EDIT_ADDRESS),
        (ErrorCode.SETTING_OVER_LIMIT, Action.CHOOSE_PICTURE),
        (ErrorCode.FILE_MISSING, Action.CHOOSE_SOURCE),
        (ErrorCode.ENCODER_FAILED, Action.CHOOSE_PICTURE),
        (ErrorCode.CONNECTION_REFUSED, Action.GO_LIVE_AGAIN),
        (ErrorCode.ENGINE_NOT_STARTED, Action.START_ENGINE),
        (ErrorCode.ALREADY_ON_AIR, Action.NONE),
    ],
)
def test_each_failure_has_one_action(code: ErrorCode, action: Action) -> None:
    assert action_for(Situation(), Problem(code)) is action


@pytest.mark.parametrize("code", ErrorCode)
def test_while_an_attempt_is_due_the_action_is_to_make_it_now(code: ErrorCode) -> None:
    waiting = told(PhaseChanged(Phase.STARTING, 1.0, LOST, 2, 4.0))

    assert action_for(waiting, Problem(code)) is Action.RETRY_NOW
