from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.rtmp.aac import AAC_LC, AudioSpecificConfig
from encoder.rtmp.errors import MediaError


@pytest.mark.parametrize(
    ("encoded", "expected"),
    [
        ("1190", AudioSpecificConfig(AAC_LC, 48_000, 2)),
        ("119056e500", AudioSpecificConfig(AAC_LC, 48_000, 2)),  # as FFmpeg writes it
        ("1210", AudioSpecificConfig(AAC_LC, 44_100, 2)),
        ("1388", AudioSpecificConfig(AAC_LC, 22_050, 1)),
        ("11b8", AudioSpecificConfig(AAC_LC, 48_000, 8)),
        ("1780562210", AudioSpecificConfig(AAC_LC, 44_100, 2)),  # explicit 24-bit frequency
        ("2b118800", AudioSpecificConfig(5, 48_000, 2)),  # HE-AAC: 24 kHz inside
        ("f94640", AudioSpecificConfig(42, 48_000, 2)),  # escaped object type: xHE-AAC
    ],
)
def test_a_configuration_is_read(encoded: str, expected: AudioSpecificConfig) -> None:
    assert AudioSpecificConfig.parse(bytes.fromhex(encoded)) == expected


@pytest.mark.parametrize("encoded", ["", "11", "16", "1690", "11c0", "11f8", "1f90", "f9"])
def test_a_configuration_that_is_cut_off_or_reserved_is_refused(encoded: str) -> None:
    with pytest.raises(MediaError):
        AudioSpecificConfig.parse(bytes.fromhex(encoded))


@given(st.binary(max_size=20))
def test_any_bytes_give_a_configuration_or_a_media_error(encoded: bytes) -> None:
    with suppress(MediaError):
        AudioSpecificConfig.parse(encoded)
