"""H.264 as FLV stores it: the decoder configuration, and NAL units with length prefixes.

Sources: ISO/IEC 14496-15 section 5.3.3.1 (AVCDecoderConfigurationRecord); ITU-T H.264 annex B (byte
stream), sections 7.3.1 (NAL units), 7.3.2.1.1 (sequence parameter set) and 9.1 (Exp-Golomb codes).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from encoder.rtmp.errors import MediaError

NAL_LENGTH_BYTES: Final = 4
"""Length prefix that is written before every NAL unit."""

MAX_PARAMETER_SETS: Final = 31
"""Sequence parameter sets a record can count in its 5 bits; one is usual."""

_START_CODE: Final = b"\x00\x00\x01"
_SPS: Final = 7
_PPS: Final = 8
_PROFILES_WITHOUT_CHROMA: Final = (66, 77, 88)  # Baseline, Main, Extended: a shorter record
_MAX_SET_BYTES: Final = 0xFFFF
_MAX_EXP_GOLOMB_ZEROS: Final = 32


@dataclass(frozen=True, slots=True)
class DecoderConfiguration:
    """AVCDecoderConfigurationRecord: what a decoder must know before the first access unit."""

    profile: int
    compatibility: int
    level: int
    nal_length_bytes: int
    sequence_parameter_sets: tuple[bytes, ...] = field(repr=False)
    picture_parameter_sets: tuple[bytes, ...] = field(repr=False)

    @classmethod
    def from_annexb(cls, extradata: bytes) -> DecoderConfiguration:
        """Build it from the parameter sets that an encoder gives as an Annex B byte stream.

        Raises MediaError when a set is missing, too long or too short, or there are too many.
        """
        units = split_annexb(extradata)
        sequence_sets = tuple(unit for unit in units if unit[0] & 0x1F == _SPS)
        picture_sets = tuple(unit for unit in units if unit[0] & 0x1F == _PPS)
        if not sequence_sets or not picture_sets:
            raise MediaError("The encoder gave no H.264 parameter sets.")
        if max(len(sequence_sets), len(picture_sets)) > MAX_PARAMETER_SETS:
            raise MediaError(f"There are more than {MAX_PARAMETER_SETS} H.264 parameter sets.")
        if any(len(unit) > _MAX_SET_BYTES for unit in (*sequence_sets, *picture_sets)):
            raise MediaError("An H.264 parameter set is too long.")
        first = sequence_sets[0]
        if len(first) < 5:
            raise MediaError("An H.264 sequence parameter set is cut off.")
        return cls(first[1], first[2], first[3], NAL_LENGTH_BYTES, sequence_sets, picture_sets)

    @classmethod
    def parse(cls, record: bytes) -> DecoderConfiguration:
        """Read the record of a video sequence header. Raises MediaError when it is malformed."""
        if len(record) < 7 or record[0] != 1:
            raise MediaError("An H.264 decoder configuration is cut off or of another version.")
        sequence_sets, at = _read_sets(record, 6, record[5] & 0x1F)
        if at >= len(record):
            raise MediaError("An H.264 decoder configuration is cut off.")
        picture_sets, _ = _read_sets(record, at + 1, record[at])
        if not sequence_sets or not picture_sets:
            raise MediaError("An H.264 decoder configuration holds no parameter sets.")
        return cls(
            record[1], record[2], record[3], (record[4] & 0x03) + 1, sequence_sets, picture_sets
        )

    def to_bytes(self) -> bytes:
        """Write the record. Raises MediaError when a sequence parameter set is malformed."""
        written = bytearray((1, self.profile, self.compatibility, self.level))
        written.append(0xFC | self.nal_length_bytes - 1)
        written.append(0xE0 | len(self.sequence_parameter_sets))
        written += _written_sets(self.sequence_parameter_sets)
        written.append(len(self.picture_parameter_sets))
        written += _written_sets(self.picture_parameter_sets)
        if self.profile not in _PROFILES_WITHOUT_CHROMA:
            chroma_format, luma_depth, chroma_depth = _chroma(self.sequence_parameter_sets[0])
            written += bytes((0xFC | chroma_format, 0xF8 | luma_depth, 0xF8 | chroma_depth, 0))
        return bytes(written)


def split_annexb(stream: bytes) -> list[bytes]:
    """Return the NAL units between the start codes; a stream without one has none."""
    units: list[bytes] = []
    begin = stream.find(_START_CODE)
    while begin >= 0:
        begin += len(_START_CODE)
        end = stream.find(_START_CODE, begin)
        # A NAL unit never ends in zero: such bytes belong to the next start code or are padding.
        unit = stream[begin : end if end >= 0 else len(stream)].rstrip(b"\x00")
        if unit:
            units.append(unit)
        begin = end
    return units


def annexb_to_length_prefixed(access_unit: bytes) -> bytes:
    """Replace the start codes of one access unit by 4-byte lengths, as FLV wants them.

    Raises MediaError when there is no start code.
    """
    units = split_annexb(access_unit)
    if not units:
        raise MediaError("An H.264 access unit has no start code.")
    parts: list[bytes] = []
    for unit in units:
        parts += (len(unit).to_bytes(NAL_LENGTH_BYTES, "big"), unit)
    return b"".join(parts)


def split_length_prefixed(access_unit: bytes, nal_length_bytes: int) -> list[bytes]:
    """Return the NAL units of an FLV access unit. Raises MediaError when a length lies."""
    units: list[bytes] = []
    at = 0
    while at < len(access_unit):
        begin = at + nal_length_bytes
        at = begin + int.from_bytes(access_unit[at:begin], "big")
        if begin > len(access_unit) or at > len(access_unit):
            raise MediaError("An H.264 access unit is cut off.")
        units.append(access_unit[begin:at])
    return units


def _read_sets(record: bytes, at: int, count: int) -> tuple[tuple[bytes, ...], int]:
    sets: list[bytes] = []
    for _ in range(count):
        begin = at + 2
        at = begin + int.from_bytes(record[at:begin], "big")
        if begin > len(record) or at > len(record):
            raise MediaError("An H.264 decoder configuration is cut off.")
        sets.append(record[begin:at])
    return tuple(sets), at


def _written_sets(sets: tuple[bytes, ...]) -> bytes:
    return b"".join(len(unit).to_bytes(2, "big") + unit for unit in sets)


def _chroma(sequence_parameter_set: bytes) -> tuple[int, int, int]:
    """Return chroma_format_idc, bit_depth_luma_minus8 and bit_depth_chroma_minus8."""
    # Emulation prevention bytes are not part of the syntax (section 7.4.1).
    bits = _Bits(sequence_parameter_set[4:].replace(b"\x00\x00\x03", b"\x00\x00"))
    bits.exp_golomb()  # seq_parameter_set_id
    chroma_format = bits.exp_golomb()
    if chroma_format == 3:
        bits.take()  # separate_colour_plane_flag
    luma_depth, chroma_depth = bits.exp_golomb(), bits.exp_golomb()
    if chroma_format > 3 or luma_depth > 6 or chroma_depth > 6:
        raise MediaError("An H.264 sequence parameter set has an impossible format.")
    return chroma_format, luma_depth, chroma_depth


class _Bits:
    """A reader of single bits, most significant first."""

    def __init__(self, octets: bytes) -> None:
        self._octets = octets
        self._at = 0

    def take(self) -> int:
        octet, bit = divmod(self._at, 8)
        if octet >= len(self._octets):
            raise MediaError("An H.264 sequence parameter set is cut off.")
        self._at += 1
        return self._octets[octet] >> (7 - bit) & 1

    def exp_golomb(self) -> int:
        zeros = 0
        while not self.take():
            zeros += 1
            if zeros > _MAX_EXP_GOLOMB_ZEROS:
                raise MediaError("An H.264 sequence parameter set holds an impossible number.")
        suffix = 0
        for _ in range(zeros):
            suffix = suffix << 1 | self.take()
        return (1 << zeros) - 1 + suffix
