"""Plays sound on an ALSA device, through the system's own libasound.

PyAV has an ALSA output as well, but opens it with the interpreter locked: a sound server that does
not answer would stop the whole broadcast. `ctypes` unlocks it during every call.
"""

import ctypes
import sys
from functools import cache

import numpy as np

from encoder.engine.sources.base import Samples
from encoder.settings import SAMPLE_RATE_HZ

LATENCY_US = 100_000
_PLAYBACK = 0
_INTERLEAVED = 3
_FLOAT_LE = 14
_CHANNELS = 2


class OutputFailed(Exception):
    """The device does not open, or stopped; says why."""


class AlsaOutput:
    """An open output; every call may block as long as the device does. One thread."""

    def __init__(self, name: str) -> None:
        """Open it; raises OutputFailed."""
        self._alsa = _libasound()
        self._pcm = ctypes.c_void_p()
        self._check(self._alsa.snd_pcm_open(ctypes.byref(self._pcm), name.encode(), _PLAYBACK, 0))
        try:
            self._check(
                self._alsa.snd_pcm_set_params(
                    self._pcm, _FLOAT_LE, _INTERLEAVED, _CHANNELS, SAMPLE_RATE_HZ, 1, LATENCY_US
                )
            )
        except OutputFailed:
            self.close()
            raise

    def write(self, samples: Samples) -> None:
        """Play float32 (2, count); raises OutputFailed."""
        interleaved = np.ascontiguousarray(samples.T, "<f4")
        written = 0
        while written < len(interleaved):
            rest = interleaved[written:]
            result = self._alsa.snd_pcm_writei(self._pcm, rest.ctypes.data, len(rest))
            if result < 0:  # after a pause it has run dry: that is mended, everything else is not
                self._check(self._alsa.snd_pcm_recover(self._pcm, int(result), 1))
            else:
                written += result

    def close(self) -> None:
        """Close it, without playing what it still holds."""
        self._alsa.snd_pcm_close(self._pcm)

    def _check(self, result: int) -> None:
        if result < 0:
            reason: bytes = self._alsa.snd_strerror(result)
            raise OutputFailed(reason.decode(errors="replace").lower())


def has_alsa() -> bool:
    """Tell whether this system has ALSA's library."""
    try:
        _libasound()
    except OutputFailed:
        return False
    return True


@cache
def _libasound() -> ctypes.CDLL:
    if sys.platform != "linux":
        raise OutputFailed("it is not possible on this system")
    try:
        alsa = ctypes.CDLL("libasound.so.2")
    except OSError as error:
        raise OutputFailed("libasound.so.2 is missing") from error
    pcm, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    alsa.snd_pcm_open.argtypes = [ctypes.POINTER(pcm), text, number, number]
    alsa.snd_pcm_set_params.argtypes = [pcm, *[number] * 2, *[ctypes.c_uint] * 2, number]
    alsa.snd_pcm_set_params.argtypes += [ctypes.c_uint]
    alsa.snd_pcm_writei.argtypes = [pcm, ctypes.c_void_p, ctypes.c_ulong]
    alsa.snd_pcm_writei.restype = ctypes.c_long
    alsa.snd_pcm_recover.argtypes = [pcm, number, number]
    alsa.snd_pcm_close.argtypes = [pcm]
    alsa.snd_strerror.argtypes = [number]
    alsa.snd_strerror.restype = text
    return alsa
