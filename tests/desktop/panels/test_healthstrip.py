from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.healthstrip import HealthStrip
from desktop.widgets.timeplot import PlotState
from encoder.messages import GoLive, OnAir, Phase
from encoder.scenes import Programme
from encoder.settings import Destination, Encoding, StreamKey
from tests.fakes.desk import Desk
from tests.fakes.engine import destination_stats, sampled, stats


@pytest.fixture
def strip(desk: Desk, stage: QWidget) -> HealthStrip:
    made = HealthStrip(desk.studio, stage, now_s=desk.clock)
    made.show()
    desk.studio.window_painted.emit()
    return made


def test_plots_are_built_once_the_window_is_painted(
    desk: Desk, stage: QWidget, qtbot: QtBot
) -> None:
    strip = HealthStrip(desk.studio, stage, now_s=desk.clock)
    strip.resize(1280, 200)
    strip.show()
    desk.is_live()
    desk.says(sampled(1_001.0))
    height_px = strip.sizeHint().height()

    desk.studio.window_painted.emit()

    assert strip.plots.plot("bitrate").is_built
    qtbot.waitUntil(lambda: strip.sizeHint().height() == height_px, timeout=2000)


def test_an_idle_engine_draws_nothing(desk: Desk, strip: HealthStrip) -> None:
    desk.says(sampled(phase=Phase.IDLE))

    assert strip.plots.plot("bitrate").state is PlotState.EMPTY


def test_figures_are_drawn_while_on_air_and_stay_after_the_end(
    desk: Desk, strip: HealthStrip
) -> None:
    desk.is_live()
    desk.says(sampled(1_001.0))
    assert strip.plots.plot("bitrate").state is PlotState.RUNNING

    desk.hears(desk.engine.stops)
    assert strip.plots.plot("bitrate").state is PlotState.RUNNING


def test_the_next_broadcast_begins_with_empty_plots(desk: Desk, strip: HealthStrip) -> None:
    desk.is_live()
    desk.says(sampled(1_001.0))
    desk.hears(desk.engine.stops)

    desk.hears(desk.engine.begins)

    assert strip.plots.plot("bitrate").state is PlotState.EMPTY


def test_figures_that_stop_coming_go_grey(desk: Desk, strip: HealthStrip, qtbot: QtBot) -> None:
    desk.is_live()
    desk.says(sampled(1_001.0))

    desk.clock.now += 5.0

    qtbot.waitUntil(lambda: strip.plots.plot("bitrate").state is PlotState.STALE, timeout=3000)


def test_what_was_recorded_before_this_window_is_drawn(desk: Desk, strip: HealthStrip) -> None:
    desk.recorded = [stats(1_001.0), stats(1_002.0)]

    desk.hears(lambda: desk.history.load(Path("health.sqlite3")))

    assert strip.plots.plot("bitrate").state is PlotState.RUNNING


def test_a_broadcast_found_on_air_keeps_its_past(desk: Desk, strip: HealthStrip) -> None:
    desk.recorded = [stats(1_001.0)]
    desk.hears(lambda: desk.history.load(Path("health.sqlite3")))
    there = Destination("rtmp://ingest.example.com/app", StreamKey("secret"))
    on_air = OnAir(Programme(), GoLive(Encoding(), (there,)), 900.0)

    desk.hears(lambda: desk.engine.attaches(on_air, Phase.LIVE))

    assert strip.plots.plot("bitrate").state is PlotState.RUNNING


def test_of_several_destinations_one_is_chosen(desk: Desk, strip: HealthStrip) -> None:
    desk.is_live()
    assert not strip.destination_box.isVisible()

    second = Destination("rtmp://10.0.0.1/live", StreamKey("k"), id="to-2")
    desk.broadcast.start_destination(second)
    assert strip.destination_box.isVisible()
    box = strip.destination_box
    assert [box.itemText(index) for index in range(2)] == ["Practice", "10.0.0.1"]
    two = (destination_stats(), destination_stats("to-2", sent_bps=1.5e6))
    desk.says(sampled(1_001.0, destinations=two))
    box.setCurrentIndex(1)
    box.activated.emit(1)

    assert list(strip.plots.plot("bitrate").points["sent_bps"][1]) == [1.5e6]


def test_what_was_sent_does_not_look_as_if_it_still_were(
    desk: Desk, strip: HealthStrip, qtbot: QtBot
) -> None:
    desk.is_live()
    desk.says(sampled(1_001.0))
    desk.hears(desk.engine.stops)

    desk.clock.now += 12.0

    qtbot.waitUntil(lambda: strip.plots.plot("bitrate").state is PlotState.STALE, timeout=3000)


def test_what_an_earlier_window_saw_is_as_old_as_it_is(
    desk: Desk, strip: HealthStrip, qtbot: QtBot
) -> None:
    desk.studio.history.arrived.emit([stats(1_001.0)])

    qtbot.waitUntil(lambda: strip.plots.plot("bitrate").state is PlotState.STALE, timeout=3000)
