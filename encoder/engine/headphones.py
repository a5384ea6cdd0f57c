"""Plays the solo inputs to who broadcasts; the programme is not touched by it.

Only ALSA can be played on: FFmpeg has no output for Windows, and PyAV would open macOS's with the
interpreter locked, as it does ALSA's.
The device runs by its own crystal: every few minutes a block may be missing or repeated there.
"""

import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from encoder.engine.headphonesalsa import AlsaOutput, OutputFailed, has_alsa
from encoder.engine.sources.base import Samples
from encoder.engine.sources.soundplatforms import SoundMachine, alsa_devices
from encoder.errors import ErrorCode, Problem
from encoder.messages import Device

MAX_BLOCKS = 5
"""What the device does not take in time is dropped: more than 0.1 s late, nobody wants it."""
RETRY_S = 2.0
CLOSE_TIMEOUT_S = 2.0


class Output(Protocol):
    """An open device to play on; its calls may block."""

    def write(self, samples: Samples) -> None:
        """Play float32 (2, count); raises OutputFailed."""
        ...

    def close(self) -> None:
        """Close it."""
        ...


class Headphones:
    """Owns a thread while a device is chosen; all calls but `close` return at once."""

    def __init__(
        self,
        report: Callable[[Problem], None],
        open_output: Callable[[str], Output] = AlsaOutput,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Report once when a device fails; it is tried again every 2 s."""
        self._report = report
        self._open_output = open_output
        self._monotonic = monotonic
        self._changed = threading.Condition()
        self._blocks: deque[Samples] = deque(maxlen=MAX_BLOCKS)
        self._device = ""
        self._is_closing = False
        self._thread: threading.Thread | None = None

    def use(self, device: str) -> None:
        """Play on this device from now on, "" = on none. Any thread."""
        with self._changed:
            if device == self._device or self._is_closing:
                return
            self._device = device
            self._blocks.clear()
            self._changed.notify()
            if self._thread is None:
                # A daemon: a device that hangs can't be interrupted and must not keep the
                # process from ending.
                self._thread = threading.Thread(target=self._run, name="headphones", daemon=True)
                self._thread.start()

    def play(self, samples: Samples) -> None:
        """Play float32 (2, count) next; what waits for longest is dropped. Not blocking."""
        with self._changed:
            self._blocks.append(samples)
            self._changed.notify()

    def close(self) -> None:
        """Join the thread, which closes the device; a hanging one is left behind after 2 s."""
        with self._changed:
            self._is_closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(CLOSE_TIMEOUT_S)

    def _run(self) -> None:
        while (device := self._chosen()) is not None:
            playing = _Playing(device, self._open_output, self._report, self._monotonic)
            while (samples := self._next_block(device)) is not None:
                playing.play(samples)
            playing.close()

    def _chosen(self) -> str | None:
        """Wait for a device to be chosen; None = closing."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_closing or self._device)
            return None if self._is_closing else self._device

    def _next_block(self, device: str) -> Samples | None:
        """Wait for sound; None = this device is no longer the one."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._is_closing or self._device != device or self._blocks
            )
            is_over = self._is_closing or self._device != device
            return None if is_over else self._blocks.popleft()


class _Playing:
    """One device, opened when there is something to play, and again after it failed."""

    def __init__(
        self,
        device: str,
        open_output: Callable[[str], Output],
        report: Callable[[Problem], None],
        monotonic: Callable[[], float],
    ) -> None:
        self._device = device
        self._open_output = open_output
        self._report = report
        self._monotonic = monotonic
        self._output: Output | None = None
        self._is_known_broken = False
        self._not_before_s = 0.0

    def play(self, samples: Samples) -> None:
        try:
            if self._output is None:
                if self._monotonic() < self._not_before_s:
                    return
                self._output = self._open_output(self._device)
            self._output.write(samples)
            self._is_known_broken = False
        except OutputFailed as error:
            self._fail(str(error))

    def _fail(self, reason: str) -> None:
        self.close()
        self._not_before_s = self._monotonic() + RETRY_S
        if not self._is_known_broken:
            self._is_known_broken = True
            titles = {each.id: each.title for each in list_headphones()}
            title = titles.get(self._device, self._device)
            params = {"device": title, "reason": reason}
            self._report(Problem(ErrorCode.HEADPHONES_UNAVAILABLE, params))

    def close(self) -> None:
        output, self._output = self._output, None
        if output is not None:
            output.close()


def list_headphones(machine: SoundMachine | None = None) -> tuple[Device, ...]:
    """Return the devices that can be played on, none where that is not possible; quick."""
    machine = machine or SoundMachine(sys.platform, os.environ)
    if machine.platform != "linux" or not has_alsa():
        return ()
    return alsa_devices(machine, "playback")
