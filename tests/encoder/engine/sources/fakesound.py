"""Sound devices for tests: one that does what it is told, and one of ALSA's own."""

import os
import queue
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from encoder.engine.sources.base import Samples
from encoder.engine.sources.capturedevice import CaptureFailed, CaptureRequest
from encoder.engine.sources.soundcapture import SoundCapture
from encoder.settings import SAMPLE_RATE_HZ

BLOCK = 480
PATIENCE_S = 30.0
PACE_S = 0.005


class FakeSound:
    """Gives the blocks it is handed, then silence, until it is told to fail or to hang."""

    def __init__(self) -> None:
        self._story: queue.Queue[Samples | CaptureFailed] = queue.Queue()
        self._is_hanging = False
        self.is_closed = threading.Event()

    def give(self, level: float = 0.5, blocks: int = 1) -> "FakeSound":
        """Let it give so many blocks of 10 ms of this level."""
        for _ in range(blocks):
            self._story.put(np.full((2, BLOCK), level, np.float32))
        return self

    def fail(self, number: int = 0, reason: str = "it broke") -> "FakeSound":
        """Let it fail after what it was told to give."""
        self._story.put(CaptureFailed(number, reason))
        return self

    def hang(self) -> "FakeSound":
        """Let it block when it has given what it was told to, until it is told more."""
        self._is_hanging = True
        return self

    def blocks(self) -> Iterator[Samples]:
        silence = np.zeros((2, BLOCK), np.float32)
        while True:
            try:
                step = self._story.get(timeout=PATIENCE_S if self._is_hanging else PACE_S)
            except queue.Empty:
                if self._is_hanging:
                    return
                step = silence
            if isinstance(step, CaptureFailed):
                raise step
            yield step

    def close(self) -> None:
        self.is_closed.set()


class FakeSoundOpener:
    """Opens the devices it is handed, one after the other; without one it is refused."""

    def __init__(self, *devices: FakeSound) -> None:
        self._devices = list(devices)
        self.requests: list[CaptureRequest] = []
        self.refusal = CaptureFailed(5, "input/output error")

    def add(self, device: FakeSound) -> None:
        """Let the next opening succeed."""
        self._devices.append(device)

    def __call__(self, request: CaptureRequest) -> SoundCapture:
        self.requests.append(request)
        if not self._devices:
            raise self.refusal
        return self._devices.pop(0)


class AlsaTone:
    """A tone at the pace of a sound card, as an ALSA device: its `file` PCM reads from a pipe."""

    def __init__(self, folder: Path, frequency_hz: float, level: float) -> None:
        self._pipe = folder / "microphone"
        os.mkfifo(self._pipe)
        wave = level * np.sin(2 * np.pi * frequency_hz * np.arange(SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ)
        self._second = np.repeat((wave * 32_767).astype("<i2"), 2).tobytes()
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._play, name="alsa-tone", daemon=True)
        self._thread.start()

    @property
    def name(self) -> str:
        """The device's definition, which ALSA takes in place of a name."""
        file = f'file "/dev/null" infile "{self._pipe}" format raw'
        return f"plug:{{SLAVE {{type file slave.pcm null {file}}}}}"

    def close(self) -> None:
        """Stop playing; whoever reads has closed the device before."""
        self._is_stopping.set()
        self._thread.join(PATIENCE_S)

    def _play(self) -> None:
        piece = len(self._second) // 100
        try:
            with self._pipe.open("wb", buffering=0) as pipe:
                began_s, number = time.monotonic(), 0
                while not self._is_stopping.wait(began_s + number / 100 - time.monotonic()):
                    at = number % 100 * piece
                    pipe.write(self._second[at : at + piece])
                    number += 1
        except BrokenPipeError:
            pass  # the device was closed
