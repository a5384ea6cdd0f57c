import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.theme import LIGHT, apply_theme
from desktop.widgets.plotmodel import Floats, PlotLine, Quantity
from desktop.widgets.timeplot import PlotState, TimePlot
from tests.desktop.widgets.conftest import Brackets

LINES = (PlotLine("sent", 1), PlotLine("target", is_target=True))
LEFT, RIGHT, ESCAPE = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Escape


def keep_all(
    times: Floats, values: Floats, start_s: float, end_s: float, columns: int, gap_s: float
) -> tuple[Floats, Floats]:
    is_shown = times >= start_s
    return times[is_shown], values[is_shown]


@pytest.fixture
def plot(stage: QWidget, dressed: QApplication) -> TimePlot:
    plot = TimePlot(Quantity("Mb/s", 1e-6, decimals=2), LINES, keep_all, stage)
    plot.set_texts("Bitrate", {"sent": "sent", "target": "target"}, "No data yet")
    plot.resize(400, 160)
    plot.show()
    return plot


def _show(plot: TimePlot, now_s: float = 1000.0, bps: float = 3e6) -> None:
    times = np.arange(now_s - 99.0, now_s + 1.0)
    plot.show_samples(
        now_s, {"sent": (times, np.full(100, bps)), "target": (times, np.full(100, 5e6))}
    )


def test_a_new_plot_says_that_it_is_empty(plot: TimePlot) -> None:
    assert plot.state is PlotState.EMPTY
    assert plot.notice == "No data yet"
    assert plot.header.headline == "–"


def test_values_are_in_words_before_the_plot_is_built(plot: TimePlot) -> None:
    _show(plot)

    assert not plot.is_built
    assert plot.state is PlotState.RUNNING
    assert plot.header.headline == "3.00 Mb/s"
    assert plot.notice == ""


def test_what_came_before_is_drawn_when_the_plot_is_built(plot: TimePlot) -> None:
    _show(plot)
    blank = plot.grab().toImage()

    plot.build()
    plot.build()

    assert plot.is_built
    assert plot.grab().toImage() != blank


def test_making_a_plot_does_not_import_pyqtgraph() -> None:
    script = "import sys, desktop.widgets.timeplot; print('pyqtgraph' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "False"


def test_samples_without_a_value_are_empty(plot: TimePlot) -> None:
    plot.show_samples(10.0, {"sent": (np.empty(0), np.empty(0))})

    assert plot.state is PlotState.EMPTY


def test_the_axis_is_calm(plot: TimePlot) -> None:
    _show(plot, bps=3e6)
    assert plot.top == 6.0

    _show(plot, now_s=1001.0, bps=7e6)
    assert plot.top == 8.0

    _show(plot, now_s=1002.0, bps=3e6)
    assert plot.top == 8.0


def test_old_values_are_grey_and_their_age_is_said(plot: TimePlot) -> None:
    plot.build()
    _show(plot)
    fresh = plot.grab().toImage()

    plot.show_stale(38.0)

    assert plot.state is PlotState.STALE
    assert plot.notice == "38 s old"
    assert plot.header.is_dimmed
    assert "38 s old" in plot.accessibleDescription()
    assert plot.grab().toImage() != fresh


def test_fresh_values_end_the_grey(plot: TimePlot) -> None:
    plot.build()
    _show(plot)
    fresh = plot.grab().toImage()
    plot.show_stale(38.0)

    _show(plot)

    assert plot.state is PlotState.RUNNING
    assert not plot.header.is_dimmed
    assert plot.grab().toImage() == fresh


def test_an_empty_plot_does_not_grow_old(plot: TimePlot) -> None:
    plot.show_stale(38.0)

    assert plot.state is PlotState.EMPTY


def test_clear_empties_it(plot: TimePlot) -> None:
    plot.build()
    _show(plot, bps=70e6)
    plot.set_headline("much")

    plot.clear()

    assert plot.state is PlotState.EMPTY
    assert plot.header.headline == "–"
    assert plot.top == 1.0
    assert not plot.points


def test_arrow_keys_read_values_off(qtbot: QtBot, plot: TimePlot) -> None:
    plot.build()
    _show(plot)
    plot.setFocus()
    qtbot.waitUntil(plot.hasFocus)

    with qtbot.waitSignal(plot.cursor_moved) as moved:
        QTest.keyClick(plot, LEFT, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(plot, RIGHT)

    assert moved.args == [10.0]
    assert plot.header.title == "−0:09 min"
    assert plot.accessibleDescription() == "−0:09 min: sent 3.00 Mb/s, target 5.00 Mb/s"

    QTest.keyClick(plot, ESCAPE)
    assert plot.header.title == "Bitrate"


def test_hovering_reads_values_off_until_the_mouse_leaves(qtbot: QtBot, plot: TimePlot) -> None:
    plot.build()
    _show(plot)
    area = plot.area

    with qtbot.waitSignal(plot.cursor_moved) as moved:
        QTest.mouseMove(plot, QPoint(round(area.left() + area.width() * 0.9), 60))
    assert moved.args is not None
    assert moved.args[0] == pytest.approx(30.0, abs=2.0)

    with qtbot.waitSignal(plot.cursor_moved) as left:
        QTest.mouseMove(plot, QPoint(2, 60))
    assert left.args == [None]


def test_an_empty_plot_has_nothing_to_read_off(qtbot: QtBot, plot: TimePlot) -> None:
    with qtbot.assertNotEmitted(plot.cursor_moved):
        QTest.keyClick(plot, LEFT)


def test_it_describes_itself_to_screen_readers_now_and_then(plot: TimePlot) -> None:
    assert plot.accessibleName() == "Bitrate"
    _show(plot, now_s=1000.0, bps=3e6)
    first = plot.accessibleDescription()
    assert "now 3.00 Mb/s, lowest 3.00 Mb/s" in first

    _show(plot, now_s=1005.0, bps=4e6)
    assert plot.accessibleDescription() == first
    assert "now 4.00 Mb/s" in plot.text_summary()

    _show(plot, now_s=1010.0, bps=4e6)
    assert "now 4.00 Mb/s" in plot.accessibleDescription()


def test_it_changes_its_colours_with_the_theme(plot: TimePlot, qapp: QApplication) -> None:
    plot.build()
    _show(plot)

    apply_theme(qapp, LIGHT)

    background = plot.grab().toImage().pixelColor(round(plot.area.center().x()), 60)
    assert background.lightness() > 200


def test_it_changes_its_language(
    qtbot: QtBot, plot: TimePlot, qapp: QApplication, bracketed: Brackets
) -> None:
    _show(plot)
    plot.show_stale(5.0)

    qapp.installTranslator(bracketed)

    qtbot.waitUntil(lambda: plot.notice == "[5 s old]")
