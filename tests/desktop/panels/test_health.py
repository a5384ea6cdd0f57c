import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.panels.health import HealthPanel
from desktop.widgets.plotmodel import Floats
from desktop.widgets.timeplot import PlotState, TimePlot
from encoder.messages import DestinationStats, Drops, Phase, Stats

NAMES = ("bitrate", "framerate", "queue", "drops", "cpu", "memory")
START_S = 1_700_000_000.0


def make_stats(second: int, network_drops: int = 0, sent_bps: float = 3.1e6) -> Stats:
    return Stats(
        at_utc_s=START_S + second,
        phase=Phase.LIVE,
        live_s=float(second),
        fps=29.97,
        video_bps=3e6,
        audio_bps=160e3,
        frames_encoded=30 * second,
        drops=Drops(render=2, network=network_drops),
        engine_cpu_percent=41.0,
        engine_memory_bytes=180 * 1024 * 1024,
        target_bps=3_160_000,
        destinations=(
            DestinationStats("main", sent_bps=sent_bps, delivered_bps=3.0e6, queue_ms=12.0),
            DestinationStats("to-2", sent_bps=1.5e6, queue_ms=90.0),
        ),
    )


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1400, 400)
    window.show()
    return window


@pytest.fixture
def panel(window: QWidget) -> HealthPanel:
    panel = HealthPanel(window)
    panel.resize(1280, 180)
    panel.show()
    return panel


def _plots(panel: HealthPanel) -> list[TimePlot]:
    return [panel.plot(name) for name in NAMES]


def _points(panel: HealthPanel, name: str, line: str) -> tuple[Floats, Floats]:
    return panel.plot(name).points[line]


def test_all_plots_are_empty_until_the_first_stats(panel: HealthPanel) -> None:
    assert {plot.state for plot in _plots(panel)} == {PlotState.EMPTY}
    assert {plot.notice for plot in _plots(panel)} == {"No data yet"}


def test_stats_show_in_all_plots(panel: HealthPanel) -> None:
    panel.set_target_fps(30)
    panel.build_plots()
    for second in range(3):
        panel.show_stats(make_stats(second))

    assert {plot.state for plot in _plots(panel)} == {PlotState.RUNNING}
    assert [plot.header.headline for plot in _plots(panel)] == [
        "3.10 Mb/s",
        "30.0 fps",
        "12 ms",
        "2 in total",
        "41 %",
        "180 MB",
    ]


def test_the_bitrate_plot_has_all_three_numbers_and_the_target(panel: HealthPanel) -> None:
    panel.show_stats(make_stats(0))

    legend = {item.name: item.value for item in panel.plot("bitrate").header.legend}
    assert legend == {"sent": "3.10", "encoded": "3.16", "delivered": "3.00", "target": "3.16"}


def test_drops_are_drawn_per_second_and_counted_in_total(panel: HealthPanel) -> None:
    for second, drops in enumerate((0, 12, 30)):
        panel.show_stats(make_stats(second, network_drops=drops))

    _, values = _points(panel, "drops", "network_drops")
    assert values.tolist() == [12.0, 18.0]
    assert panel.plot("drops").header.headline == "32 in total"


def test_only_the_last_five_minutes_are_drawn(panel: HealthPanel) -> None:
    for second in range(500):
        panel.show_stats(make_stats(second))

    times, _ = _points(panel, "bitrate", "sent_bps")
    assert times[-1] - times[0] <= 301.0
    assert times[-1] == START_S + 499


def test_a_missing_stretch_stays_a_gap(panel: HealthPanel) -> None:
    for second in (*range(10), *range(40, 50)):
        panel.show_stats(make_stats(second))

    _, values = _points(panel, "bitrate", "sent_bps")
    assert sum(value != value for value in values.tolist()) == 1


def test_stale_stats_are_kept_and_their_age_is_said(panel: HealthPanel) -> None:
    panel.show_stats(make_stats(0))
    panel.show_stats(make_stats(1))
    panel.show_stale(12.0)

    assert {plot.state for plot in _plots(panel)} == {PlotState.STALE}
    assert {plot.notice for plot in _plots(panel)} == {"12 s old"}

    panel.show_stats(make_stats(13))
    assert {plot.state for plot in _plots(panel)} == {PlotState.RUNNING}


def test_clear_empties_everything(panel: HealthPanel) -> None:
    panel.show_stats(make_stats(0))
    panel.clear()

    assert {plot.state for plot in _plots(panel)} == {PlotState.EMPTY}


def test_a_hidden_strip_remembers_without_painting(panel: HealthPanel) -> None:
    panel.hide()
    for second in range(5):
        panel.show_stats(make_stats(second))
    assert not panel.plot("bitrate").points

    panel.show()

    assert _points(panel, "bitrate", "sent_bps")[0].size == 5


def test_reading_one_plot_off_reads_them_all(panel: HealthPanel) -> None:
    for second in range(60):
        panel.show_stats(make_stats(second))

    panel.plot("cpu").cursor_moved.emit(30.0)

    assert {plot.header.title for plot in _plots(panel)} == {"−0:30 min"}


def test_a_narrow_strip_stands_in_two_rows(qtbot: QtBot, panel: HealthPanel) -> None:
    assert panel.plot("cpu").y() == panel.plot("bitrate").y()

    panel.resize(800, 320)

    qtbot.waitUntil(lambda: panel.plot("drops").y() > panel.plot("bitrate").y())
    assert panel.plot("drops").x() == panel.plot("bitrate").x()


def test_every_plot_can_be_reached_and_has_a_name(panel: HealthPanel) -> None:
    for name in NAMES:
        plot = panel.plot(name)
        assert plot.objectName() == f"health.{name}"
        assert plot.accessibleName()
        assert plot.focusPolicy().value


def test_the_summary_has_a_line_for_each_plot(panel: HealthPanel) -> None:
    panel.show_stats(make_stats(0))

    lines = panel.text_summary().splitlines()
    assert len(lines) == len(NAMES)
    assert "sent: now 3.10 Mb/s" in lines[0]
    assert lines[2].startswith("Queue delay. Queue delay: now 12 ms")


def test_the_strip_keeps_its_plots_when_shown_in_another_language(
    qtbot: QtBot, panel: HealthPanel, qapp: QApplication
) -> None:
    panel.show_stats(make_stats(0))
    panel.plot("bitrate").set_texts("?", {}, "?")

    qapp.sendEvent(panel, QEvent(QEvent.Type.LanguageChange))

    assert panel.plot("bitrate").header.title == "Bitrate"
    assert panel.plot("bitrate").state is PlotState.RUNNING


def test_what_was_recorded_before_is_drawn_with_its_gap(panel: HealthPanel) -> None:
    panel.show_stats(make_stats(100))
    panel.show_history([make_stats(second) for second in (*range(20), 100, 101)])
    panel.show_stats(make_stats(101))

    times, values = _points(panel, "bitrate", "sent_bps")
    assert len(times) == 20 + 1 + 2
    assert int(np.isnan(values).sum()) == 1


def test_another_destination_is_drawn_with_its_own_past(panel: HealthPanel) -> None:
    for second in range(10):
        panel.show_stats(make_stats(second))

    panel.choose_destination("to-2")

    _, values = _points(panel, "bitrate", "sent_bps")
    assert list(values) == [1.5e6] * 10
    assert panel.plot("queue").points["queue_ms"][1][-1] == 90.0
