import threading

import pytest

from encoder.engine.headroom import (
    PRESETS,
    SAFE_HEADROOM,
    HeadroomMeasurement,
    advised,
    measure_presets,
    moving_pictures,
    seconds_per_picture,
)
from encoder.messages import EncodersMeasured, PresetSpeed
from encoder.settings import Canvas

SMALL = Canvas(320, 180, 30)


class Ticking:
    """A clock that goes on by the same step whenever it is looked at."""

    def __init__(self, step_s: float) -> None:
        self._step_s, self._time_s = step_s, 0.0

    def __call__(self) -> float:
        self._time_s += self._step_s
        return self._time_s


def speeds(*headrooms: float) -> list[PresetSpeed]:
    return [PresetSpeed(preset, each) for preset, each in zip(PRESETS, headrooms, strict=False)]


def test_every_preset_is_measured_the_fastest_first() -> None:
    measured = measure_presets(SMALL, budget_s=0.3)

    assert [speed.preset for speed in measured.presets] == list(PRESETS)
    assert measured.canvas == SMALL
    assert measured.presets[0].headroom > measured.presets[-1].headroom > 0
    assert measured.advised in PRESETS


def test_headroom_is_how_many_pictures_fit_into_the_time_of_one() -> None:
    measured = measure_presets(SMALL, budget_s=0.0, now=Ticking(0.01))

    assert [speed.headroom for speed in measured.presets] == [pytest.approx(3.33)] * len(PRESETS)


def test_the_time_of_a_picture_is_a_mean_over_the_budget() -> None:
    pictures = moving_pictures(SMALL)

    assert seconds_per_picture(SMALL, "ultrafast", pictures, 0.5, Ticking(0.1)) == pytest.approx(
        0.1
    )


def test_the_slowest_preset_that_is_safe_is_advised() -> None:
    assert advised(speeds(9, 6, 4, SAFE_HEADROOM, 2.4, 1)) == "faster"


def test_where_none_is_safe_the_fastest_is_advised() -> None:
    assert advised(speeds(1.5, 1)) == "ultrafast"
    assert advised([]) == "ultrafast"


def test_the_pictures_move() -> None:
    first, second, *_ = moving_pictures(SMALL)

    assert bytes(first.planes[0]) != bytes(second.planes[0])


def test_a_measurement_reports_from_its_own_thread() -> None:
    reported = threading.Event()
    results: list[tuple[EncodersMeasured, str]] = []

    def report(measured: EncodersMeasured) -> None:
        results.append((measured, threading.current_thread().name))
        reported.set()

    measurement = HeadroomMeasurement(SMALL, report)
    assert reported.wait(60)
    measurement.close()

    ((measured, name),) = results
    assert len(measured.presets) == len(PRESETS)
    assert name == "measure-headroom"
    assert not measurement.is_running


def test_a_measurement_that_is_closed_reports_nothing() -> None:
    results: list[EncodersMeasured] = []
    measurement = HeadroomMeasurement(SMALL, results.append)
    measurement.close()

    assert not results
    assert not measurement.is_running
