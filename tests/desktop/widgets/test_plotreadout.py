import numpy as np
import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.widgets.plotmodel import PlotLine, Quantity
from desktop.widgets.plotreadout import PlotReadout

LINES = (PlotLine("sent", 1), PlotLine("target", is_target=True))
MBPS = Quantity("Mb/s", 1e-6, decimals=2)


@pytest.fixture
def readout(qapp: QApplication) -> PlotReadout:
    readout = PlotReadout(MBPS, LINES, QObject(qapp))
    readout.set_texts("Bitrate", {"sent": "sent", "target": "target"})
    times = np.arange(10.0)
    readout.take(
        9.0, 0.0, {"sent": (times, 1e6 * (1.0 + times)), "target": (times, np.full(10, 5e6))}
    )
    return readout


def test_the_headline_is_the_first_lines_latest_value(readout: PlotReadout) -> None:
    assert readout.headline(None) == "10.00 Mb/s"


def test_a_headline_of_ones_own_is_not_claimed_of_the_past(readout: PlotReadout) -> None:
    readout.set_headline("706 in total")

    assert readout.headline(None) == "706 in total"
    assert readout.headline(3.0) == ""


def test_the_legend_has_each_lines_latest_value(readout: PlotReadout) -> None:
    assert [(item.name, item.value) for item in readout.legend(None)] == [
        ("sent", "10.00"),
        ("target", "5.00"),
    ]
    assert [item.is_dashed for item in readout.legend(None)] == [False, True]


def test_at_the_cursor_the_values_of_that_moment_are_read_off(readout: PlotReadout) -> None:
    assert readout.heading(3.0) == "−0:03 min"
    assert readout.headline(3.0) == "7.00 Mb/s"
    assert [item.value for item in readout.legend(3.0)] == ["7.00", "5.00"]
    assert readout.at_cursor(3.0) == "−0:03 min: sent 7.00 Mb/s, target 5.00 Mb/s"


def test_the_summary_says_now_lowest_average_and_highest(readout: PlotReadout) -> None:
    assert readout.summary() == (
        "Bitrate. sent: now 10.00 Mb/s, lowest 1.00 Mb/s, average 5.50 Mb/s, highest 10.00 Mb/s. "
        "target: now 5.00 Mb/s, lowest 5.00 Mb/s, average 5.00 Mb/s, highest 5.00 Mb/s."
    )


def test_nothing_measured_is_said_as_such(readout: PlotReadout) -> None:
    readout.clear()

    assert readout.summary() == "Bitrate. sent: no values. target: no values."
    assert readout.headline(None) == "–"
    assert readout.highest() == 0.0


def test_a_single_line_shows_what_it_did_in_the_window(qapp: QApplication) -> None:
    readout = PlotReadout(Quantity("ms", decimals=0), LINES[:1], QObject(qapp))
    readout.take(2.0, 0.0, {"sent": (np.arange(3.0), np.array([2.0, 4.0, 12.0]))})

    assert [(item.name, item.value) for item in readout.legend(None)] == [
        ("min", "2"),
        ("avg", "6"),
        ("max", "12"),
    ]


@pytest.mark.parametrize(
    ("age_s", "text"), [(3.4, "3 s old"), (119, "119 s old"), (240, "4 min old")]
)
def test_age_is_said_in_seconds_and_then_in_minutes(
    readout: PlotReadout, age_s: float, text: str
) -> None:
    assert readout.age(age_s) == text
