import numpy as np
import pytest
from PySide6.QtCore import QLocale

from desktop.widgets.plotmodel import MISSING, Quantity, WindowFigures, value_near, window_figures

NAN = float("nan")


def test_a_value_is_written_in_its_unit() -> None:
    assert Quantity("Mb/s", 1e-6, decimals=2).text(3_160_000.0) == "3.16 Mb/s"


@pytest.mark.parametrize("value", [None, NAN, float("inf")])
def test_a_missing_value_is_no_zero(value: float | None) -> None:
    assert Quantity("ms").text(value) == Quantity("ms").number(value) == MISSING


def test_numbers_follow_the_locale() -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    try:
        assert Quantity("ms", decimals=1).text(1234.5) == "1.234,5 ms"
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (2.5, "2.5"), (0.25, "0.25"), (400.0, "400")]
)
def test_a_tick_has_no_more_decimals_than_it_needs(value: float, text: str) -> None:
    assert Quantity("").tick(value) == text


def test_figures_are_of_the_window_only() -> None:
    times = np.arange(6.0)
    values = np.array([100.0, 1.0, NAN, 2.0, 6.0, 3.0])

    assert window_figures(times, values, 1.0) == WindowFigures(3.0, 1.0, 3.0, 6.0)


def test_the_latest_is_missing_while_its_value_is() -> None:
    figures = window_figures(np.arange(3.0), np.array([1.0, 2.0, NAN]), 0.0)

    assert figures.latest is None
    assert figures.highest == 2.0


def test_a_window_without_values_has_no_figures() -> None:
    assert window_figures(np.arange(2.0), np.array([NAN, NAN]), 0.0) == WindowFigures()
    assert window_figures(np.empty(0), np.empty(0), 0.0) == WindowFigures()


def test_the_value_near_a_moment_is_read_off_but_not_across_a_gap() -> None:
    times, values = np.array([0.0, 1.0, 60.0]), np.array([5.0, NAN, 7.0])

    assert value_near(times, values, 0.9, 1.5) == 5.0
    assert value_near(times, values, 30.0, 1.5) is None
    assert value_near(np.empty(0), np.empty(0), 0.0, 1.5) is None
