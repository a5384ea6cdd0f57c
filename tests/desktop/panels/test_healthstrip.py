import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.healthstrip import HealthStrip
from desktop.widgets.timeplot import PlotState
from encoder.messages import Phase
from tests.fakes.desk import Desk
from tests.fakes.engine import sampled


@pytest.fixture
def strip(desk: Desk, stage: QWidget) -> HealthStrip:
    made = HealthStrip(desk.studio, stage, now_s=desk.clock)
    made.show()
    return made


def test_plots_are_built_once_the_window_is_painted(desk: Desk, strip: HealthStrip) -> None:
    assert not strip.plot("bitrate").is_built

    desk.studio.window_painted.emit()

    assert strip.plot("bitrate").is_built


def test_an_idle_engine_draws_nothing(desk: Desk, strip: HealthStrip) -> None:
    desk.says(sampled(phase=Phase.IDLE))

    assert strip.plot("bitrate").state is PlotState.EMPTY


def test_figures_are_drawn_while_on_air_and_stay_after_the_end(
    desk: Desk, strip: HealthStrip
) -> None:
    desk.is_live()
    desk.says(sampled(1_001.0))
    assert strip.plot("bitrate").state is PlotState.RUNNING

    desk.hears(desk.engine.stops)
    assert strip.plot("bitrate").state is PlotState.RUNNING


def test_the_next_broadcast_begins_with_empty_plots(desk: Desk, strip: HealthStrip) -> None:
    desk.is_live()
    desk.says(sampled(1_001.0))
    desk.hears(desk.engine.stops)

    desk.hears(desk.engine.begins)

    assert strip.plot("bitrate").state is PlotState.EMPTY


def test_figures_that_stop_coming_go_grey(desk: Desk, strip: HealthStrip, qtbot: QtBot) -> None:
    desk.is_live()
    desk.says(sampled(1_001.0))

    desk.clock.now += 5.0

    qtbot.waitUntil(lambda: strip.plot("bitrate").state is PlotState.STALE, timeout=3000)
