import numpy as np
import pytest

from encoder.engine.sources.tone import ToneOptions, open_tone
from encoder.settings import Canvas


def heard(options: ToneOptions) -> tuple[float, float]:
    samples = open_tone(options, Canvas(), lambda: 0.0).sound(0, 48_000)
    left, right = np.abs(samples).max(axis=1)
    return float(left), float(right)


def test_a_tone_is_as_loud_as_asked_on_both_channels() -> None:
    assert heard(ToneOptions(volume_db=-6)) == pytest.approx((0.501, 0.501), abs=0.001)


def test_a_tone_can_be_on_one_channel_only() -> None:
    assert heard(ToneOptions(volume_db=0, channel="left")) == pytest.approx((1, 0))
    assert heard(ToneOptions(volume_db=0, channel="right")) == pytest.approx((0, 1))


def test_a_tone_has_the_asked_pitch() -> None:
    samples = open_tone(ToneOptions(frequency_hz=440), Canvas(), lambda: 0.0).sound(480_000, 48_000)

    assert int(np.abs(np.fft.rfft(samples[0])).argmax()) == 440
