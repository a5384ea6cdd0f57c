"""Reads the picture size out of an H.264 sequence parameter set. Pure.

Source: ITU-T H.264 (08/2021), sections 7.3.2.1.1 (syntax), 7.3.2.1.1.1 (scaling lists), 7.4.2.1.1
(semantics) and 9.1 (Exp-Golomb codes).
"""

_WITH_CHROMA = (100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135)
_MAX_ZEROS = 32


class UnreadableSize(ValueError):
    """The parameter set is cut off or impossible."""


def picture_size(sequence_parameter_set: bytes) -> tuple[int, int]:
    """Return width and height after cropping; raises UnreadableSize.

    `sequence_parameter_set` is the whole NAL unit, its header byte included.
    """
    profile = sequence_parameter_set[1] if len(sequence_parameter_set) > 4 else 0
    # Emulation prevention bytes are not part of the syntax (section 7.4.1).
    bits = _Bits(sequence_parameter_set[4:].replace(b"\x00\x00\x03", b"\x00\x00"))
    bits.unsigned()  # seq_parameter_set_id
    chroma = _chroma_format(bits) if profile in _WITH_CHROMA else 1
    bits.unsigned()  # log2_max_frame_num_minus4
    _skip_picture_order(bits)
    bits.unsigned()  # max_num_ref_frames
    bits.take(1)  # gaps_in_frame_num_value_allowed_flag
    columns, rows = bits.unsigned() + 1, bits.unsigned() + 1
    field_factor = 2 - bits.take(1)  # frame_mbs_only_flag
    if field_factor == 2:
        bits.take(1)  # mb_adaptive_frame_field_flag
    bits.take(1)  # direct_8x8_inference_flag
    left = right = top = bottom = 0
    if bits.take(1):  # frame_cropping_flag
        left, right, top, bottom = (bits.unsigned() for _ in range(4))
    unit_x = 2 if chroma in (1, 2) else 1
    unit_y = (2 if chroma == 1 else 1) * field_factor
    width = columns * 16 - (left + right) * unit_x
    height = rows * 16 * field_factor - (top + bottom) * unit_y
    if not (0 < width <= 16384 and 0 < height <= 16384):
        raise UnreadableSize("The picture size is impossible.")
    return width, height


def _chroma_format(bits: "_Bits") -> int:
    chroma = bits.unsigned()
    if chroma == 3 and bits.take(1):  # separate_colour_plane_flag: as monochrome
        chroma = 0
    bits.unsigned()  # bit_depth_luma_minus8
    bits.unsigned()  # bit_depth_chroma_minus8
    bits.take(1)  # qpprime_y_zero_transform_bypass_flag
    if bits.take(1):  # seq_scaling_matrix_present_flag
        for index in range(12 if chroma == 3 else 8):
            if bits.take(1):
                _skip_scaling_list(bits, 16 if index < 6 else 64)
    return chroma


def _skip_scaling_list(bits: "_Bits", size: int) -> None:
    last = following = 8
    for _ in range(size):
        if following:
            following = (last + bits.signed()) % 256
        last = following or last


def _skip_picture_order(bits: "_Bits") -> None:
    kind = bits.unsigned()  # pic_order_cnt_type
    if kind == 0:
        bits.unsigned()
    elif kind == 1:
        bits.take(1)
        bits.signed()
        bits.signed()
        for _ in range(min(bits.unsigned(), 256)):
            bits.signed()


class _Bits:
    """A reader of single bits, most significant first."""

    def __init__(self, octets: bytes) -> None:
        self._number = int.from_bytes(octets, "big")
        self._left = 8 * len(octets)

    def take(self, count: int) -> int:
        if count > self._left:
            raise UnreadableSize("The sequence parameter set is cut off.")
        self._left -= count
        return self._number >> self._left & ((1 << count) - 1)

    def unsigned(self) -> int:
        zeros = 0
        while not self.take(1):
            zeros += 1
            if zeros > _MAX_ZEROS:
                raise UnreadableSize("The sequence parameter set holds an impossible number.")
        return (1 << zeros) - 1 + self.take(zeros)

    def signed(self) -> int:
        number = self.unsigned()
        return (number + 1) // 2 if number % 2 else -(number // 2)
