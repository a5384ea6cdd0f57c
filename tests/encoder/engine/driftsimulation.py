"""Plays an input with a wrong crystal for simulated minutes, as fast as the machine can.

`placement_error_ms` asks the controller alone; `heard` sends a tone through the whole way and
measures what comes out.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from encoder.engine.drift import DriftController
from encoder.engine.driftbuffer import LiveSoundBuffer
from encoder.settings import SAMPLE_RATE_HZ

TONE_HZ = 997.0
FIT_SAMPLES = 960
READ_SAMPLES = 1024
LEVEL = 0.5

Wave = NDArray[np.float64]


class Input(NamedTuple):
    """A simulated device: how far its crystal is off, its blocks, how late they may come."""

    crystal_ppm: float = 100.0
    block_samples: int = 480
    jitter_s: float = 0.004
    seed: int = 1

    @property
    def rate_hz(self) -> float:
        """Samples a true second."""
        return SAMPLE_RATE_HZ * (1 + self.crystal_ppm * 1e-6)

    def arrivals(self, seconds: float) -> Iterator[tuple[int, float]]:
        """Yield each block's first sample and when it arrives, in true seconds."""
        random = np.random.default_rng(self.seed)
        before_s = 0.0
        for block in range(int(seconds * self.rate_hz / self.block_samples)):
            first = block * self.block_samples
            late_s = min(random.exponential(self.jitter_s / 4), self.jitter_s)
            before_s = max(before_s, (first + self.block_samples) / self.rate_hz + late_s)
            yield first, before_s


class Heard(NamedTuple):
    """What came out."""

    max_error_ms: float
    """How far the tone was ever off its place, latency taken off."""
    click_dbfs: float
    """The loudest of what is left when a fitted sine is taken out of every 20 ms."""


def placement_error_ms(device: Input, minutes: float) -> float:
    """Return how far off its place the controller ever put a block, in milliseconds."""
    drift, worst_s = DriftController(), 0.0
    for first, at_s in device.arrivals(minutes * 60):
        placement = drift.arrived(at_s, device.block_samples)
        if placement is not None:
            ideal_s = first / device.rate_hz + drift.latency_s
            worst_s = max(worst_s, abs(placement.position / SAMPLE_RATE_HZ - ideal_s))
    return worst_s * 1000


def heard(device: Input, minutes: float) -> Heard:
    """Return how well a tone fares; takes about a second a simulated minute."""
    worst_s, loudest, before_s = 0.0, 0.0, 0.0
    latency_s = DriftController().latency_s
    for start, wave in _seconds_of_tone(device, minutes * 60):
        errors_s, residual = _fitted(wave, start / SAMPLE_RATE_HZ - latency_s)
        for error_s in errors_s:  # unwrapped: from one window to the next it moves very little
            before_s = error_s + round((before_s - error_s) * TONE_HZ) / TONE_HZ
            worst_s = max(worst_s, abs(before_s))
        loudest = max(loudest, residual)
    return Heard(worst_s * 1000, 20 * math.log10(max(loudest, 1e-9)))


def _seconds_of_tone(device: Input, seconds: float) -> Iterator[tuple[int, Wave]]:
    """Yield about a second of what is read at a time, and its first sample."""
    buffer = LiveSoundBuffer()
    read_at, start = 0, SAMPLE_RATE_HZ  # the first second belongs to finding the pace
    gathered: list[Wave] = []
    for first, at_s in device.arrivals(seconds):
        while (read_at + READ_SAMPLES) / SAMPLE_RATE_HZ <= at_s:
            samples = buffer.read(read_at, READ_SAMPLES)[0].astype(np.float64)
            gathered.append(samples[max(0, start - read_at) :])
            read_at += READ_SAMPLES
        times_s = np.arange(first, first + device.block_samples) / device.rate_hz
        tone = (LEVEL * np.sin(2 * np.pi * TONE_HZ * times_s)).astype(np.float32)
        buffer.put(np.stack((tone, tone)), at_s)
        if sum(map(len, gathered)) >= 50 * FIT_SAMPLES:
            wave = np.concatenate(gathered)
            whole = wave.size // FIT_SAMPLES * FIT_SAMPLES
            yield start, wave[:whole]
            gathered, start = [wave[whole:]], start + whole


def _fitted(wave: Wave, began_s: float) -> tuple[Wave, float]:
    """Return how late the tone is in each window, and the largest remainder of all."""
    windows = wave.reshape(-1, FIT_SAMPLES)
    inner = windows[:, 1:-1]
    # A sine is half the sum of its neighbours over the cosine of its step: so its pitch is known.
    cosines = (inner * (windows[:, 2:] + windows[:, :-2])).sum(1) / (2 * (inner * inner).sum(1))
    steps = np.arccos(np.clip(cosines, -1, 1))
    middle = (FIT_SAMPLES - 1) / 2
    phases = steps[:, None] * (np.arange(FIT_SAMPLES) - middle)
    sines, cosines = np.sin(phases), np.cos(phases)
    # Around the middle sine and cosine are orthogonal.
    a = (windows * sines).sum(1) / (sines * sines).sum(1)
    b = (windows * cosines).sum(1) / (cosines * cosines).sum(1)
    residual = windows - a[:, None] * sines - b[:, None] * cosines
    middles_s = began_s + (np.arange(len(windows)) * FIT_SAMPLES + middle) / SAMPLE_RATE_HZ
    late = (2 * np.pi * TONE_HZ * middles_s - np.arctan2(b, a)) / (2 * np.pi * TONE_HZ)
    wrapped = late - np.round(late * TONE_HZ) / TONE_HZ
    return wrapped, float(np.abs(residual).max())
