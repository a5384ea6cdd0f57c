import pytest

from desktop.golive import Situation, asked
from desktop.hearing import after
from desktop.remedies import (
    Action,
    Button,
    action_for,
    button_for,
    failed_step,
    has_steps,
    problem_of,
    seconds_to_retry,
)
from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    PROTOCOL_VERSION,
    Attached,
    Drops,
    EngineChanged,
    EngineState,
    Failed,
    Phase,
    PhaseChanged,
    Step,
    StepReported,
    StepState,
    Stopped,
    Summary,
    SupervisedEvent,
)
from encoder.settings import Destination, StreamKey

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

    situation = told(Failed(refused), start=asked(Situation(), [PRACTICE]))

    assert button_for(situation) is Button.GO_LIVE
    assert problem_of(situation) == refused


def test_a_failed_step_is_found() -> None:
    situation = told(StepReported(Step.CONNECT, StepState.FAILED, LOST))

    assert failed_step(situation) is Step.CONNECT
    assert failed_step(Situation()) is None


def test_a_retry_is_counted_down_in_whole_seconds() -> None:
    situation = told(PhaseChanged(Phase.STARTING, 1.0, LOST, 2, 4.2))

    assert seconds_to_retry(situation, 100.0) == 5
    assert seconds_to_retry(situation, 103.9) == 1
    assert seconds_to_retry(situation, 200.0) == 0
    assert seconds_to_retry(live(), 100.0) is None


def test_a_lost_engine_answers_a_wish_to_go_live_no_more() -> None:
    situation = told(
        EngineChanged(EngineState.RELAUNCHING, CRASHED), start=asked(Situation(), [PRACTICE])
    )

    assert button_for(situation) is Button.GO_LIVE


def test_the_summary_tells_why_a_broadcast_ended() -> None:
    refused = Problem(ErrorCode.KEY_REFUSED, {"host": "h", "status": "s"})
    ended = Summary(0.0, 0, Drops(), problem=refused)

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


def test_the_checklist_is_shown_while_it_says_something() -> None:
    starting = told(PhaseChanged(Phase.STARTING, 1.0))
    failed = told(StepReported(Step.CONNECT, StepState.FAILED, LOST))

    assert not has_steps(Situation())
    assert has_steps(asked(Situation(), [PRACTICE]))
    assert has_steps(starting)
    assert has_steps(failed)
    assert not has_steps(live())


def test_steps_that_are_all_done_say_nothing_while_a_new_engine_takes_over() -> None:
    done = (StepReported(step, StepState.DONE) for step in Step)

    assert not has_steps(told(*done, PhaseChanged(Phase.RECONNECTING, 1.0)))
