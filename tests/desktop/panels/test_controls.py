import msgspec
import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.controls import PLACES, ControlsPanel
from desktop.remedies import Action
from desktop.store.settings import DestinationChoice
from encoder.errors import ErrorCode, Problem
from encoder.messages import (
    DestinationChanged,
    Drops,
    Failed,
    GoLive,
    ListCatalogue,
    Phase,
    PhaseChanged,
    RetryNow,
    Step,
    StepReported,
    StepState,
    Stop,
    Stopped,
    Summary,
)
from encoder.settings import Encoding, VideoEncoding
from tests.fakes.desk import Desk

REFUSED = Problem(ErrorCode.CONNECTION_REFUSED, {"host": "ingest.example.com"})


@pytest.fixture
def controls(desk: Desk, stage: QWidget) -> ControlsPanel:
    made = ControlsPanel(desk.studio, stage, now_s=desk.clock)
    made.show()
    return made


def words(controls: ControlsPanel, name: str) -> str:
    label = controls.findChild(QLabel, f"controls.{name}")
    assert label is not None
    return "" if label.isHidden() else label.text()


def test_go_live_waits_for_engine_and_ingest(desk: Desk, controls: ControlsPanel) -> None:
    assert not controls.live_button.isEnabled()

    desk.hears(desk.engine.attaches)
    assert not controls.live_button.isEnabled()

    desk.hears(lambda: desk.practice.use(desk.practice_cloud))
    assert controls.live_button.isEnabled()


def test_pressing_asks_once_and_the_engine_decides(desk: Desk, controls: ControlsPanel) -> None:
    desk.is_ready()

    controls.live_button.click()
    controls.live_button.click()

    assert len(desk.sent(GoLive)) == 1
    assert controls.live_button.isVisible()

    desk.hears(desk.engine.begins)
    assert controls.stop_button.isVisible()
    assert not controls.live_button.isVisible()


def test_stop_is_asked_for_by_holding_or_by_a_second_press(
    desk: Desk, controls: ControlsPanel
) -> None:
    desk.is_live()

    controls.ask_to_stop()
    assert desk.sent(Stop) == []
    controls.ask_to_stop()

    assert desk.sent(Stop) == [Stop()]
    assert controls.stop_button.isVisible()


def test_while_stopping_nothing_can_be_pressed(desk: Desk, controls: ControlsPanel) -> None:
    desk.is_live()

    desk.says(PhaseChanged(Phase.STOPPING, 1.0))

    assert not controls.stop_button.isEnabled()


def test_after_the_end_it_shows_what_it_was_and_go_live_again(
    desk: Desk, controls: ControlsPanel
) -> None:
    desk.is_live()
    assert not controls.outcome.isVisible()

    desk.hears(desk.engine.stops)

    assert controls.outcome.isVisible()
    assert controls.live_button.isVisible()
    assert controls.live_button.isEnabled()


def test_the_keyboard_stays_with_the_button_through_a_broadcast(
    desk: Desk, controls: ControlsPanel
) -> None:
    desk.is_ready()
    controls.live_button.setFocus()

    desk.studio.go_live()
    desk.hears(desk.engine.goes_live)
    assert controls.stop_button.hasFocus()

    desk.hears(desk.engine.stops)
    assert controls.live_button.hasFocus()


def test_what_the_ingest_would_refuse_is_refused_here_with_value_and_limit(
    desk: Desk, controls: ControlsPanel, qtbot: QtBot
) -> None:
    desk.is_ready()
    url = "rtmps://ingest.example.com/app"
    desk.keeper.change(
        msgspec.structs.replace(
            desk.keeper.settings,
            destinations=(DestinationChoice("rtmp", url, "ivs-basic"),),
            encoding=Encoding(VideoEncoding(bitrate_bps=6_000_000)),
        )
    )
    desk.studio.destinations.enter_address("main", url)
    desk.key.enter("sk_key")

    controls.live_button.click()

    assert desk.sent(GoLive) == []
    assert "6160 kbit/s" in words(controls, "problem")
    assert "3500 kbit/s" in words(controls, "problem")
    with qtbot.waitSignal(desk.studio.attention_asked) as asked:
        controls.action_button.click()
    assert asked.args == ["picture.format"]


def test_a_refusal_goes_away_with_its_cause(desk: Desk, controls: ControlsPanel) -> None:
    desk.is_ready()
    choice = DestinationChoice("rtmp")
    desk.keeper.change(msgspec.structs.replace(desk.keeper.settings, destinations=(choice,)))
    controls.live_button.click()
    assert words(controls, "problem")

    desk.keeper.change(
        msgspec.structs.replace(desk.keeper.settings, destinations=(DestinationChoice(),))
    )

    assert words(controls, "problem") == ""
    assert not controls.action_button.isVisible()


def test_a_due_attempt_is_counted_down_and_made_now_on_request(
    desk: Desk, controls: ControlsPanel, qtbot: QtBot
) -> None:
    desk.is_ready()
    controls.live_button.click()
    desk.says(
        PhaseChanged(Phase.STARTING, 1.0),
        StepReported(Step.CONNECT, StepState.FAILED, REFUSED),
        PhaseChanged(Phase.STARTING, 1.0, REFUSED, 2, 4.0),
    )
    row = controls.steps.checklist.row("connect")
    assert row.button.text() == "Retry now (in 4 s by itself)"

    desk.clock.now += 3.0
    qtbot.waitUntil(lambda: row.button.text() == "Retry now (in 1 s by itself)", timeout=2000)
    row.button.click()

    assert desk.sent(RetryNow) == [RetryNow()]


def test_what_no_step_says_is_said_below_the_button(desk: Desk, controls: ControlsPanel) -> None:
    desk.is_ready()

    desk.says(Failed(Problem(ErrorCode.CANVAS_LOCKED)))

    assert words(controls, "problem").startswith("Picture size and frame rate can't change")


def test_a_broadcast_that_ended_by_a_failure_says_why(desk: Desk, controls: ControlsPanel) -> None:
    desk.is_live()
    problem = Problem(ErrorCode.ENCODER_FAILED, {"encoder": "libx264", "reason": "out of memory"})

    desk.says(
        PhaseChanged(Phase.STOPPING, 1.0, problem),
        Stopped(Summary(9.0, 1, Drops(), problem=problem)),
        PhaseChanged(Phase.IDLE, 1.0, problem),
    )

    assert words(controls, "problem") == "The encoder libx264 stopped: out of memory."


@pytest.mark.parametrize(("action", "place"), PLACES.items())
def test_an_action_leads_to_where_it_is_done(
    desk: Desk, controls: ControlsPanel, qtbot: QtBot, action: Action, place: str
) -> None:
    with qtbot.waitSignal(desk.studio.attention_asked) as asked:
        controls.act(action)

    is_field = action in (Action.EDIT_ADDRESS, Action.EDIT_KEY)
    assert asked.args == [f"destination.{place}" if is_field else place]


def test_the_destination_that_failed_is_the_one_to_look_at(
    desk: Desk, controls: ControlsPanel, qtbot: QtBot
) -> None:
    desk.is_ready()
    desk.studio.destinations.add()
    desk.says(DestinationChanged("to-2", Phase.IDLE, 1.0, Problem(ErrorCode.KEY_MISSING)))

    with qtbot.waitSignal(desk.studio.attention_asked) as asked:
        controls.act(Action.EDIT_KEY)

    assert asked.args == ["destination.to-2.key"]


def test_the_engine_is_started_again_on_request(desk: Desk, controls: ControlsPanel) -> None:
    controls.act(Action.START_ENGINE)
    controls.act(Action.NONE)

    assert desk.sent(ListCatalogue) == [ListCatalogue()]


def test_going_live_quickly_moves_nothing(desk: Desk, controls: ControlsPanel) -> None:
    desk.is_ready()

    controls.live_button.click()
    desk.says(PhaseChanged(Phase.STARTING, 1.0))
    assert not controls.steps.isVisible()

    desk.says(PhaseChanged(Phase.LIVE, 1.0))
    assert not controls.steps.isVisible()


def test_going_live_slowly_shows_its_steps(
    desk: Desk, controls: ControlsPanel, qtbot: QtBot
) -> None:
    desk.is_ready()

    controls.live_button.click()
    desk.says(PhaseChanged(Phase.STARTING, 1.0))

    qtbot.waitUntil(controls.steps.isVisible, timeout=5000)


def test_a_step_that_failed_is_shown_at_once(desk: Desk, controls: ControlsPanel) -> None:
    desk.is_ready()

    controls.live_button.click()
    desk.says(StepReported(Step.CONNECT, StepState.FAILED, REFUSED))

    assert controls.steps.isVisible()
