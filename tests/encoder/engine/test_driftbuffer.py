import numpy as np
import pytest

from encoder.engine.drift import LATENCY_S, MAX_LATENCY_S, DriftController
from encoder.engine.driftbuffer import CALM_S, LiveSoundBuffer
from encoder.engine.sources.base import Samples
from encoder.settings import SAMPLE_RATE_HZ

BLOCK = 512
BLOCK_S = BLOCK / SAMPLE_RATE_HZ


class Device:
    """A punctual device that plays a slow tone, and the programme that reads it in step."""

    def __init__(self) -> None:
        self.drift = DriftController()
        self.buffer = LiveSoundBuffer(self.drift)
        self.block = 0
        self.lost_blocks = 0

    def run(self, blocks: int, *, is_silent: bool = False) -> Samples:
        heard = []
        for _ in range(blocks):
            self.block += 1
            if is_silent:
                self.lost_blocks += 1
            else:
                self.buffer.put(self._tone(), self.block * BLOCK_S)
            heard.append(self.buffer.read((self.block - 1) * BLOCK, BLOCK))
        return np.concatenate(heard, axis=1)

    def _tone(self) -> Samples:
        places = np.arange(BLOCK) + (self.block - self.lost_blocks) * BLOCK
        wave = 0.5 * np.sin(2 * np.pi * 100 * places / SAMPLE_RATE_HZ)
        return np.stack((wave, wave)).astype(np.float32)


def largest_step(samples: Samples) -> float:
    return float(np.abs(np.diff(samples)).max())


STEP = 0.5 * 2 * np.pi * 100 / SAMPLE_RATE_HZ
"""The largest step of the tone itself."""


def test_what_was_put_is_read_at_its_arrival_plus_the_latency() -> None:
    buffer = LiveSoundBuffer()
    for block in range(120):
        samples = np.full((2, BLOCK), 0.25 if block < 80 else 0.5, np.float32)
        buffer.put(samples, (block + 1) * BLOCK_S)
    edge = 80 * BLOCK + round(LATENCY_S * SAMPLE_RATE_HZ)

    buffer.read(edge - 1100, 1000)  # where it begins, it fades in
    heard = buffer.read(edge - 100, 200)

    assert heard[:, :80] == pytest.approx(0.25, abs=1e-4)
    assert heard[:, 120:] == pytest.approx(0.5, abs=1e-4)


def test_nothing_put_is_silence() -> None:
    assert not LiveSoundBuffer().read(0, BLOCK).any()


def test_a_device_begins_pauses_and_goes_on_without_a_click() -> None:
    device = Device()

    parts = [device.run(100), device.run(60, is_silent=True), device.run(300)]

    assert largest_step(np.concatenate(parts, axis=1)) < STEP + 0.01
    assert np.abs(parts[0][:, -BLOCK:]).max() == pytest.approx(0.5, abs=0.01)
    assert not parts[1][:, -BLOCK:].any()
    assert np.abs(parts[2][:, -5 * BLOCK :]).max() == pytest.approx(0.5, abs=0.01)


def test_what_came_too_late_once_has_more_time_afterwards() -> None:
    device = Device()
    device.run(50)
    assert device.drift.latency_s == LATENCY_S

    device.run(8, is_silent=True)
    assert device.drift.latency_s > LATENCY_S

    for _ in range(50):
        device.run(30)
        device.run(10, is_silent=True)
    raised_s = device.drift.latency_s
    assert raised_s <= MAX_LATENCY_S

    device.run(round(2.5 * CALM_S / BLOCK_S))
    assert LATENCY_S < device.drift.latency_s < raised_s


def test_a_device_that_runs_wild_is_bounded() -> None:
    buffer = LiveSoundBuffer()
    samples = np.full((2, BLOCK), 0.5, np.float32)
    for block in range(2000):
        buffer.put(samples, block * BLOCK_S / 100)

    assert np.abs(buffer.read(round(20 * BLOCK_S * SAMPLE_RATE_HZ), BLOCK)).max() <= 0.51
