"""The AAC configuration that precedes the first frame (ISO/IEC 14496-3, AudioSpecificConfig)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from encoder.rtmp.errors import MediaError

AAC_LC: Final = 2
"""Audio object type of AAC Low Complexity, the one that Amazon IVS and MediaLive accept."""

SAMPLE_RATES: Final = (
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000,
    22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
)  # fmt: skip
"""Sampling frequencies in Hz by their index (table 1.18); index 15 means 24 explicit bits."""

_CHANNELS: Final = (0, 1, 2, 3, 4, 5, 6, 8)  # by channelConfiguration; 0: in the stream itself
_ESCAPED_TYPE: Final = 31
_EXPLICIT_RATE: Final = 15
_SPECTRAL_BAND_REPLICATION: Final = (5, 29)  # HE-AAC and HE-AAC v2: the wrapped type follows


@dataclass(frozen=True, slots=True)
class AudioSpecificConfig:
    """Object type, sampling frequency in Hz, and channels (0: the stream itself says)."""

    object_type: int
    sample_rate: int
    channels: int

    @classmethod
    def parse(cls, encoded: bytes) -> AudioSpecificConfig:
        """Read the payload of an audio sequence header; what follows the channels is ignored.

        HE-AAC is reported with the frequency of its output. Raises MediaError when it is cut off
        or holds a reserved value.
        """
        bits = _Bits(encoded)
        object_type = _object_type(bits)
        sample_rate = _sample_rate(bits)
        configuration = bits.take(4)
        if configuration >= len(_CHANNELS):
            raise MediaError("An AAC configuration has a reserved channel layout.")
        if object_type in _SPECTRAL_BAND_REPLICATION:
            sample_rate = _sample_rate(bits)
        return cls(object_type, sample_rate, _CHANNELS[configuration])


def _object_type(bits: _Bits) -> int:
    object_type = bits.take(5)
    return 32 + bits.take(6) if object_type == _ESCAPED_TYPE else object_type


def _sample_rate(bits: _Bits) -> int:
    index = bits.take(4)
    if index == _EXPLICIT_RATE:
        return bits.take(24)
    if index >= len(SAMPLE_RATES):
        raise MediaError("An AAC configuration has a reserved sampling frequency.")
    return SAMPLE_RATES[index]


class _Bits:
    """A reader of bit fields, most significant first; the few bytes that matter as one number."""

    def __init__(self, octets: bytes) -> None:
        octets = octets[:16]
        self._number = int.from_bytes(octets, "big")
        self._left = 8 * len(octets)

    def take(self, count: int) -> int:
        if count > self._left:
            raise MediaError("An AAC configuration is cut off.")
        self._left -= count
        return self._number >> self._left & ((1 << count) - 1)
